"""pmwizard with a Textual that says it is of another version, and without everything that leans on private parts.

Run it with the arguments of pmwizard.
"""

import sys
from importlib import metadata

from pmwizard.cli.program import run_and_exit

LEANING = ("patched", "driver", "keyboard", "painter", "activity")
"""The modules of `pmwizard.terminal` that may not even be imported."""

version = metadata.version
metadata.version = lambda distribution_name: "9.1.0" if distribution_name == "textual" else version(distribution_name)
sys.modules.update({f"pmwizard.terminal.{name}": None for name in LEANING})  # type: ignore[misc]

if __name__ == "__main__":
    run_and_exit()
