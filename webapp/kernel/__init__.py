"""What every floor may use: errors, texts, time, identifiers and pages of a list."""
