"""Where the style sheets are: beside the package in a checkout, inside it when installed."""

from __future__ import annotations

from pathlib import Path

import pmwizard

NAMES = ("base", "forms", "records", "navigation", "dialogs")


def stylesheets() -> list[Path]:
    """Return the style sheets in the order they apply."""
    package = Path(pmwizard.__file__).parent
    folder = package / "styles"
    if not folder.is_dir():
        folder = package.parent / "styles"
    return [folder / f"{name}.tcss" for name in NAMES]
