"""Official papers as files: PDF by Typst with embedded fonts, signatures, spreadsheets."""
