"""FEEL, the expression language of diagrams, decision tables and forms."""
