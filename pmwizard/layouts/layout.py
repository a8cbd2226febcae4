"""Layouts: a house's template with its settings, built in or from a file of the house."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pmwizard.errors import LayoutError, LayoutFaultError
from pmwizard.layouts.template.marks import visible_in_markdown
from pmwizard.layouts.template.shapes import is_path
from pmwizard.model.moments import METRICS, Definition
from pmwizard.model.parts.metadata import SUMMARY_FORMS, SummaryForm
from pmwizard.model.parts.timeline import MOMENTS
from pmwizard.model.times.words import FORMS, DurationForm

if TYPE_CHECKING:
    from jinja2 import Template, nodes

SUFFIX = ".md.j2"
"""How the name of a layout file ends."""

_FENCE = "+++"
_KEYS = frozenset({"name", "title", "duration", "metric", "required", "metrics", "summary", "wordings"})
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)")

Wordings = Mapping[str, Mapping[str, str]]
_Value = TypeVar("_Value")
_Text = TypeVar("_Text", bound=str)


@dataclass(frozen=True, eq=False)
class Layout:
    """A house's layout, read from one file.

    Attributes:
        name: How it is chosen; the file's name without its ending.
        title: What it is called in lists.
        source: The template, as it stands below the front matter.
        path: The file.
        first_line: The line of the file on which the template starts, counted from 1.
        wordings: How the house spells chosen answers, by flattened path and stored value.
        metrics: What the house's metrics measure.
        duration_form: How it writes the duration of impact.
        metric_form: How it writes its metrics.
        summary_form: How long it wants the summary to be.
        required: The flattened paths of the answers that it requires.
    """

    name: str
    title: str
    source: str
    path: Path
    first_line: int
    wordings: Wordings
    metrics: tuple[Definition, ...]
    duration_form: DurationForm
    metric_form: DurationForm
    summary_form: SummaryForm
    required: tuple[str, ...]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The flattened paths of the questions that the template prints an answer of.

        Raises:
            LayoutError: The template is broken, or names what a report does not have.
        """
        from pmwizard.layouts.asked import asked_paths  # noqa: PLC0415 - brings Jinja, which a start goes without

        try:
            return asked_paths(self._tree, [definition.name for definition in self.metrics])
        except LayoutFaultError as fault:
            raise self.error(fault.cause, fault.line) from fault

    @cached_property
    def template(self) -> Template:
        """The template, ready to run.

        Raises:
            LayoutError: The template is broken.
        """
        from pmwizard.layouts.template.sandbox import compiled, parsed  # noqa: PLC0415 - brings Jinja

        try:
            # Compiling changes the tree, so it takes one that nobody is reading any more, or its own.
            read = self.__dict__.pop("_tree", None) if "asked" in self.__dict__ else None
            return compiled(read or parsed(self.source))
        except LayoutFaultError as fault:
            raise self.error(fault.cause, fault.line) from fault

    @cached_property
    def _tree(self) -> nodes.Template:
        from pmwizard.layouts.template.sandbox import parsed  # noqa: PLC0415 - brings Jinja

        return parsed(self.source)

    def error(self, cause: str, line: int | None) -> LayoutError:
        """Return the error for a fault at a line of the template, counted in it from 1."""
        return LayoutError(self.path, None if line is None else line + self.first_line - 1, cause)


def read_layout(content: str, path: Path) -> Layout:
    """Return the layout that a file's content describes; the template itself is not parsed yet.

    Raises:
        LayoutError: The front matter is missing, is not TOML, or has a key or value that no layout has.
    """
    lines = content.split("\n")
    if lines[0].strip() != _FENCE:
        raise LayoutError(
            path, 1, f"a layout file starts with a line {_FENCE}, front matter in TOML and a second {_FENCE}"
        )
    end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise LayoutError(path, 1, f"the front matter is not closed by a second line {_FENCE}")
    header = "\n".join(lines[1:end])
    try:
        values = tomllib.loads(header)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, path, end) from error
    matter = _FrontMatter(values, lines[1:end], path)
    return matter.layout("\n".join(lines[end + 1 :]), first_line=end + 2)


def _not_toml(error: tomllib.TOMLDecodeError, path: Path, end: int) -> LayoutError:
    message = str(error)
    place = _AT_LINE.search(message)
    line = int(place[1]) + 1 if place and place[1] else end
    return LayoutError(path, line, f"the front matter is not TOML: {visible_in_markdown(_AT_LINE.sub('', message))}")


class _FrontMatter:
    """The front matter of one file, checked key by key."""

    def __init__(self, values: dict[str, Any], lines: list[str], path: Path) -> None:
        self._values = values
        self._lines = lines
        self._path = path

    def layout(self, source: str, first_line: int) -> Layout:
        for key in self._values:
            if key not in _KEYS:
                raise self._error(
                    key, f"{visible_in_markdown(key)} is not a key of a layout; the keys are {', '.join(sorted(_KEYS))}"
                )
        stem = self._path.name.removesuffix(SUFFIX)
        name = self._typed("name", str, stem)
        if not _NAME.fullmatch(name):
            raise self._error("name", "the name of a layout has small letters, digits and dashes only")
        if name != stem:
            raise self._error("name", f"the name {name} is not that of the file, {visible_in_markdown(stem)}")
        return Layout(
            name=name,
            title=self._typed("title", str, name),
            source=visible_in_markdown(source),
            path=self._path,
            first_line=first_line,
            wordings=self._wordings(),
            metrics=self._metrics(),
            duration_form=self._one_of("duration", FORMS, "minutes or hours"),
            metric_form=self._one_of("metric", FORMS, "minutes up to two hours"),
            summary_form=self._one_of("summary", SUMMARY_FORMS, "2-3 sentences"),
            required=self._required(),
        )

    def _error(self, key: str, cause: str) -> LayoutError:
        """Return the error for a key, at the line that names it first."""
        pattern = re.compile(rf"[\s\[\"'.]*(?:[\w\"'-]+\.)?[\"']?{re.escape(key)}\b")
        found = next((index for index, line in enumerate(self._lines, 2) if pattern.match(line)), None)
        return LayoutError(self._path, found, cause)

    def _typed(self, key: str, kind: type[_Value], otherwise: _Value) -> _Value:
        value = self._values.get(key, otherwise)
        if not isinstance(value, kind):
            words = {"str": "a text", "dict": "a table", "list": "a list"}
            raise self._error(key, f"{key} is {words[kind.__name__]} in a layout")
        return value

    def _one_of(self, key: str, forms: tuple[_Text, ...], otherwise: _Text) -> _Text:
        typed = self._typed(key, str, str(otherwise))
        for form in forms:
            if form == typed:
                return form
        raise self._error(key, f"{key} is one of: {', '.join(forms)}")

    def _wordings(self) -> Wordings:
        table = self._typed("wordings", dict, {})
        for path, words in table.items():
            if not is_path(path):
                raise self._error(path, f"a report has no key {visible_in_markdown(path)}")
            if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
                raise self._error(path, f"the wordings of {path} are texts by stored value")
        return MappingProxyType(
            {path: {value: visible_in_markdown(word) for value, word in words.items()} for path, words in table.items()}
        )

    def _metrics(self) -> tuple[Definition, ...]:
        found: list[Definition] = []
        for name, ends in self._typed("metrics", dict, {}).items():
            if name not in METRICS:
                raise self._error(
                    name, f"{visible_in_markdown(name)} is no metric; the metrics are {', '.join(METRICS)}"
                )
            if not isinstance(ends, dict) or set(ends) != {"from", "to"} or not set(ends.values()) <= set(MOMENTS):
                raise self._error(
                    name, f"a metric goes from a moment to a moment; the moments are {', '.join(MOMENTS)}"
                )
            found.append(Definition(name, ends["from"], ends["to"]))
        return tuple(found)

    def _required(self) -> tuple[str, ...]:
        paths: list[str] = []
        for path in self._typed("required", list, []):
            if not isinstance(path, str) or not is_path(path):
                raise self._error("required", f"a report has no key {visible_in_markdown(str(path))}")
            paths.append(path)
        return tuple(paths)


_LARGEST_FILE = 1_000_000
_FIRST = ("trading", "review", "signoff", "hotfix", "sre")
"""The order in which layouts are offered and numbered; those of other names follow."""


def built_in_folder() -> Path:
    """Return the folder of the layouts that come with the program."""
    return Path(__file__).parent / "builtin"


@cache
def built_in_metrics(name: str) -> tuple[Definition, ...]:
    """Return what the metrics of a built-in layout measure; nothing for another name."""
    path = built_in_folder() / f"{name}{SUFFIX}"
    return load_layout(path).metrics if _NAME.fullmatch(name) and path.is_file() else ()


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
    known = _asked_by_built_in().get(hash_of(content))
    if known is None:
        _ = layout.asked
    else:
        vars(layout)["asked"] = known
    return layout


def hash_of(content: str) -> str:
    """Return the name by which it is known what a layout file asks."""
    return hashlib.sha256(content.encode()).hexdigest()


@cache
def _asked_by_built_in() -> Mapping[str, frozenset[str]]:
    """Return what the built-in layouts ask, by the hash of their files: reading it from their syntax takes long."""
    known = json.loads(Path(__file__).with_name("asked.json").read_text(encoding="utf-8"))
    return {name: frozenset(paths) for name, paths in known.items()}


class Shelf(Mapping[str, Layout | LayoutError]):
    """Layouts by name, each read when it is first asked for; a file that does not work is its error.

    Args:
        files: The layout files by name, in the order they are offered.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._read: dict[str, Layout | LayoutError] = {}

    def __getitem__(self, name: str) -> Layout | LayoutError:
        if name not in self._read:
            try:
                self._read[name] = load_layout(self._files[name])
            except LayoutError as error:
                self._read[name] = error
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
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
