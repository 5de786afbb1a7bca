"""What may be imported from spreadsheets, and what is checked before anything is written."""
