"""Run the command line as `python -m webapp.entrypoints.cli`."""

from webapp.entrypoints.cli.main import main

if __name__ == "__main__":
    main()
