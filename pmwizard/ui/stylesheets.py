"""Where the style sheets are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

import pmwizard


def stylesheets() -> list[Path]:
    """Return the style sheets; no rule of one overrides a rule of another."""
    package = Path(pmwizard.__file__).parent
    folder = package / "styles"
    if not folder.is_dir():
        folder = package.parent / "styles"
    return sorted(folder.glob("*.tcss"))
