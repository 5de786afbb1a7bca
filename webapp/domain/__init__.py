"""The rules of the notice and of the law under it: plain Python, no I/O, no clock, no framework."""
