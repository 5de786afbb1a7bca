"""Reading and writing spreadsheets: XLSX by openpyxl, and CSV as office programs read it."""
