"""Reports of every shape, for the tests that read, write and merge them."""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import AwareDatetime

from pmwizard.model import Report
from pmwizard.model.base import Part, tidied
from pmwizard.store.files.read import Stored, load
from pmwizard.store.toml import parse

settings.register_profile("store", deadline=None)
settings.load_profile("store")

AWKWARD = ["\n", '"', "'", '"""', "'''", "\\", "\r", "\r\n", "\t", " ", "#", "[x]", "=", "\0", "\x1b", "\u2028", "\x85"]
PIECES = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=6))
TEXTS = st.lists(PIECES, max_size=6).map("".join).map(tidied).filter(str.strip)
RAW_TEXTS = st.lists(PIECES, max_size=6).map("".join).map(lambda text: text.encode("utf-8", "replace").decode())
KEYS = st.one_of(st.text(st.sampled_from("abXY_-09"), min_size=1, max_size=4), RAW_TEXTS).map(lambda key: f"~{key}")
TOML_VALUES = st.recursive(
    st.one_of(
        RAW_TEXTS,
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.dates(),
        st.datetimes().map(lambda instant: instant.replace(fold=0)),
        st.datetimes(timezones=st.just(UTC)).map(lambda instant: instant.replace(fold=0)),
        st.times().map(lambda moment: moment.replace(fold=0)),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


def values_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Return what can stand in a field of the model."""
    origin = get_origin(annotation)
    if annotation is AwareDatetime or annotation is datetime:
        return st.datetimes(timezones=st.just(UTC))
    if annotation is date:
        return st.dates()
    if annotation is bool:
        return st.booleans()
    if annotation is str:
        return TEXTS
    if origin is Annotated:
        return values_of(get_args(annotation)[0])
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        return st.lists(values_of(get_args(annotation)[0]), max_size=3).map(tuple)
    if origin in {types.UnionType, Union}:
        return values_of(next(kind for kind in get_args(annotation) if kind is not type(None)))
    if origin is dict:
        return st.dictionaries(RAW_TEXTS, TEXTS, max_size=3)
    return parts(annotation)


def parts(kind: type[Part]) -> st.SearchStrategy[Any]:
    """Return parts of a kind with any of their keys and sometimes keys that no version knows."""
    fields = {
        name: values_of(field.annotation) for name, field in kind.model_fields.items() if name != "schema_version"
    }
    known = st.fixed_dictionaries({}, optional=fields)
    unknown = st.one_of(st.just({}), st.just({}), st.dictionaries(KEYS, TOML_VALUES, max_size=2))
    built = st.builds(lambda one, other: kind.model_validate({**one, **other}), known, unknown)
    return built.filter(lambda part: bool(part.filled()))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report. Composite, because the repr of the whole strategy is too long to make."""
    report: Report = draw(parts(Report))
    return report


st.register_type_strategy(Report, lambda _: reports())


@pytest.fixture
def report() -> Report:
    """A small report with a row of each list that has ids."""
    return parse(
        """
schema_version = 1
[metadata]
title = "Checkout down"
incident_id = "INC-2025-11-21-001"
[[timeline]]
id = "T1"
at = 2025-11-21T13:42:00Z
event = "Config pushed"
[[five_whys.answers]]
id = "W1"
answer = "No canary"
[[contributing_factors.factors]]
id = "F1"
factor = "Global push"
[[action_items]]
id = "AI-001"
action = "Stage pushes"
""",
        "small.toml",
    )


Write = Callable[..., Stored]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file by hand and read it as a report."""

    def written(text: str | bytes, name: str = "INC-1.toml") -> Stored:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load(path)

    return written
