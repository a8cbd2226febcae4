"""The layouts there are: the five that come with the program, and those of the house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


class Shelf(Mapping[str, Layout | LayoutError]):
    """Layouts by name, each read when it is first asked for; a file that does not work is its error.

    Args:
        files: The layout files by name, in the order they are offered.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._read: dict[str, Layout | LayoutError] = {}

    def __getitem__(self, name: str) -> Layout | LayoutError:
        """Return the layout of that name, or why its file does not work."""
        if name not in self._read:
            try:
                self._read[name] = load_layout(self._files[name])
            except LayoutError as error:
                self._read[name] = error
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many layout files there are."""
        return len(self._files)


def available(folders: Sequence[Path]) -> Shelf:
    """Return the layouts by name: the built-in ones, then those of each folder, which win over those before."""
    files: dict[str, Path] = {}
    for folder in (built_in_folder(), *folders):
        files |= {path.name.removesuffix(SUFFIX): path for path in _layout_files(folder)}
    return Shelf(files)


def _layout_files(folder: Path) -> list[Path]:
    try:
        files = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except OSError:
        return []
    return sorted(files, key=_place)


def _place(path: Path) -> tuple[int, str]:
    name = path.name.removesuffix(SUFFIX)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name
