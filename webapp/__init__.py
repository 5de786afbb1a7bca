"""The Zhiping application; the floors are described in README.md beside this file."""
