"""Official papers, composed from records: what stands on them, not how it is printed."""
