"""Run the command line as ``python -m claimtrack``."""

from claimtrack.cli.main import main

if __name__ == "__main__":
    main()
