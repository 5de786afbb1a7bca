"""The server-rendered pages: one file and one template folder per screen."""
