"""The revisions; the file names say the date and the purpose."""
