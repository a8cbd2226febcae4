"""The program: ``pmwizard`` and ``python -m pmwizard``."""

import sys
from typing import NoReturn

__all__ = ["main"]

_ON_WINDOWS = "pmwizard: on Windows this runs inside WSL, the Windows Subsystem for Linux; install it there\n"


def main() -> NoReturn:
    """Run the program, or say where it runs: what it needs of a terminal and of files, Windows itself does not have."""
    if sys.platform == "win32":
        sys.stderr.write(_ON_WINDOWS)
        sys.exit(2)
    from pmwizard.cli.program import run_and_exit  # noqa: PLC0415 - nothing of it can be imported on Windows

    run_and_exit()


if __name__ == "__main__":
    main()
