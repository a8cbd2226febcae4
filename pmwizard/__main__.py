"""The program: ``pmwizard`` and ``python -m pmwizard``."""

from pmwizard.cli.program import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
