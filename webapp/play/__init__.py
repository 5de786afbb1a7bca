"""Plays diagrams in memory, with a fake clock: for process owners, for tests, for random ones."""
