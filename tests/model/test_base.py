"""What every part of a report has in common."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pmwizard.model import Report
from pmwizard.model.base import is_empty, tidied
from pmwizard.model.parts.impact import Impact
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.parts.timeline import Event

TEXT = st.text(st.characters(codec=None), max_size=20)


@given(text=TEXT)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = tidied(text)
    assert tidied(once) == once
    assert once == once.rstrip()
    assert "\r" not in once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("  a  \n\n", "  a"),
        ("\ud800", "\ufffd"),
        ("Ä £ §", "Ä £ §"),
        ("tab\there", "tab\there"),
    ],
)
def test_text_is_stored_as_typed_less_line_ends_and_trailing_space(typed: str, stored: str) -> None:
    assert tidied(typed) == stored
    assert Metadata(title=typed).title == stored


@pytest.mark.parametrize("empty", [None, "", " ", "\n", (), [], {}, Metadata(), Report().impact])
def test_what_says_nothing_is_empty(empty: object) -> None:
    assert is_empty(empty)


@pytest.mark.parametrize("filled", ["unknown", "n/a", 0, False, date(2026, 1, 1), ("",), Metadata(title="Down")])
def test_what_says_something_is_not_empty(filled: object) -> None:
    assert not is_empty(filled)


def test_a_part_with_only_an_unknown_key_is_not_empty() -> None:
    assert not is_empty(Impact.model_validate({"mood": ""}))


def test_empty_values_count_as_absent() -> None:
    part = Metadata.model_validate({"title": "  ", "severity": "", "attendees": [], "status": None})
    assert part == Metadata()
    assert part.filled() == {}


def test_unknown_keys_are_kept_even_when_they_are_empty() -> None:
    part = Metadata.model_validate({"title": "Down", "colour": "", "tags": []})
    assert part.known() == {"title": "Down"}
    assert part.filled() == {"title": "Down", "colour": "", "tags": []}


def test_filled_fields_stand_in_the_order_of_the_file() -> None:
    part = Metadata.model_validate({"zzz": 1, "author": "Dana", "title": "Down"})
    assert list(part.filled()) == ["title", "author", "zzz"]


def test_a_part_cannot_be_changed() -> None:
    part: Any = Metadata(title="Down")
    with pytest.raises(ValidationError, match="frozen"):
        part.title = "Up"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Metadata, {"title": 3}),
        (Metadata, {"incident_date": "2026-01-01"}),
        (Metadata, {"severity": "SEV5"}),
        (Event, {"approximate": "yes"}),
        (Event, {"approximate": 1}),
        (Event, {"at": datetime(2026, 1, 1)}),  # noqa: DTZ001 - a time without a zone is the case
        (Event, {"at": "2026-01-01T00:00:00Z"}),
        (Metadata, "not a table"),
    ],
)
def test_values_of_another_kind_are_refused(kind: type[Any], values: object) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(values)


@given(at=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])))
def test_instants_are_kept_in_utc(at: datetime) -> None:
    try:
        stored = Event(at=at).at
    except ValidationError:
        assert at.year in {1, 9999}
    else:
        assert stored is not None
        assert (stored, stored.tzinfo, stored.fold) == (at, UTC, 0)
