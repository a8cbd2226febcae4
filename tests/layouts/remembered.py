"""What the built-in layouts ask, as the package keeps it: `python -m tests.layouts.remembered` writes it anew."""

import json

from pmwizard.layouts.layout import SUFFIX, built_in_folder, hash_of, read_layout

FILE = built_in_folder().parent / "asked.json"


def remembered() -> str:
    """Reads it from the syntax of the layouts."""
    asked = {}
    for path in sorted(built_in_folder().glob(f"*{SUFFIX}")):
        content = path.read_text(encoding="utf-8-sig")
        asked[hash_of(content)] = sorted(read_layout(content, path).asked)
    return json.dumps(asked, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(remembered(), encoding="utf-8")
