"""The layouts there are: the five that come with the program, and those of the house."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmwizard.layouts.errors import LayoutError
from pmwizard.layouts.layout import SUFFIX, Layout, read_layout

_LARGEST_FILE = 1_000_000
_FIRST = ("trading", "review", "signoff", "hotfix", "sre")
"""The order in which layouts are offered and numbered; those of other names follow."""


def built_in_folder() -> Path:
    """Return the folder of the layouts that come with the program."""
    return Path(__file__).parent / "builtin"


def load_layout(path: Path) -> Layout:
    """Return the layout in a file.

    Raises:
        LayoutError: The file cannot be read, or what it holds is not a layout that works.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise LayoutError(path, None, f"the file is larger than {_LARGEST_FILE:,} bytes")
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LayoutError(path, None, f"the file is not UTF-8 (byte {error.start + 1})") from error
    except OSError as error:
        raise LayoutError(path, None, error.strerror or "the file cannot be read") from error
    layout = read_layout(content, path)
    _ = layout.asked
    return layout


def available(folders: Sequence[Path]) -> dict[str, Layout | LayoutError]:
    """Return the layouts by name: the built-in ones, then those of each folder, which win over those before.

    A layout file that does not work stands under its file's name, as its error.
    """
    found: dict[str, Layout | LayoutError] = {}
    for folder in (built_in_folder(), *folders):
        for path in _layout_files(folder):
            name = path.name.removesuffix(SUFFIX)
            try:
                found[name] = load_layout(path)
            except LayoutError as error:
                found[name] = error
    return found


def _layout_files(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except OSError:
        return []
    return sorted(files, key=_place)


def _place(path: Path) -> tuple[int, str]:
    name = path.name.removesuffix(SUFFIX)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name
