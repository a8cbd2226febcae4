"""What a report is: immutable, incomplete without being wrong, and true to what was typed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, get_args, get_origin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pmwizard.model import SCHEMA_VERSION, Report
from pmwizard.model.base import Part, is_empty, tidied
from pmwizard.model.parts.causes import CATEGORIES
from pmwizard.model.parts.impact import Impact
from pmwizard.model.parts.metadata import Metadata
from pmwizard.model.parts.timeline import MOMENTS, Event


def parts_below(kind: type[Part]) -> Iterator[type[Part]]:
    yield kind
    for field in kind.model_fields.values():
        inner: Any = get_args(field.annotation)[0] if get_origin(field.annotation) is tuple else field.annotation
        if isinstance(inner, type) and get_origin(inner) is None and issubclass(inner, Part):
            yield from parts_below(inner)


KINDS = sorted(set(parts_below(Report)), key=lambda kind: kind.__name__)


def test_an_empty_report_is_a_report() -> None:
    assert Report() == Report.model_validate({"schema_version": SCHEMA_VERSION})
    assert Report().filled() == {"schema_version": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_is_immutable(kind: type[Part]) -> None:
    part = kind()
    name = next(iter(kind.model_fields), "anything")
    with pytest.raises(ValidationError):
        setattr(part, name, "x")


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_keeps_what_it_does_not_know(kind: type[Part]) -> None:
    part = kind.model_validate({"of another version": [1, {"a": 2}]})
    assert part.filled()["of another version"] == [1, {"a": 2}]
    assert not is_empty(part)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Report])
def test_every_key_of_every_part_is_optional_and_may_be_blank(kind: type[Part]) -> None:
    assert is_empty(kind())
    assert kind.model_validate(dict.fromkeys(kind.model_fields, "")) == kind()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("a\r\nb\rc\n", "a\nb\nc"), ("  a  ", "  a"), ("\ud800", "\ufffd"), ("a\u2028", "a"), ("\ta\0", "\ta\0")],
)
def test_text_is_stored_as_typed_less_its_end(typed: str, stored: str) -> None:
    assert tidied(typed) == stored
    assert Impact.model_validate({"revenue": typed}).revenue == stored


@given(st.text(st.characters(codec=None)))
def test_tidied_text_can_be_written_as_utf8_and_stays(text: str) -> None:
    assert tidied(text).encode().decode() == tidied(text) == tidied(tidied(text))


def test_instants_are_kept_in_utc() -> None:
    paris = timezone(timedelta(hours=1))
    event = Event(at=datetime(2025, 11, 21, 14, 42, tzinfo=paris, fold=1))
    assert event.at == datetime(2025, 11, 21, 13, 42, tzinfo=UTC)
    assert (event.at.tzinfo, event.at.fold) == (UTC, 0)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2025, 11, 21, 14, 42),  # noqa: DTZ001 - a time without a zone is what is refused
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23))),
        "2025-11-21T14:42:00Z",
        date(2025, 11, 21),
        1_700_000_000,
    ],
    ids=str,
)
def test_an_instant_is_nothing_but_a_time_with_a_zone(at: object) -> None:
    with pytest.raises(ValidationError):
        Event.model_validate({"at": at})


@pytest.mark.parametrize(
    "metadata",
    [
        {"title": 1},
        {"severity": "sev1"},
        {"severity": "unknown"},
        {"status": "n/a"},
        {"incident_date": datetime(2025, 1, 1, tzinfo=UTC)},
        {"incident_date": "unknown"},
        {"reviewers": "Ana"},
        {"reviewers": [1]},
    ],
    ids=str,
)
def test_values_of_another_kind_are_refused(metadata: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Report.model_validate({"metadata": metadata})


def test_unknown_and_not_applicable_are_answers() -> None:
    impact = Impact.model_validate(
        {"revenue": "unknown", "user_facing": "n/a", "sla_breach": "n/a", "data_affected": "unknown"}
    )
    assert impact.filled() == {
        "user_facing": "n/a",
        "data_affected": "unknown",
        "revenue": "unknown",
        "sla_breach": "n/a",
    }


@pytest.mark.parametrize("version", [0, -1, "1", True, 1.0, None])
def test_a_schema_version_is_a_whole_number(version: object) -> None:
    if version is None:
        assert Report.model_validate({"schema_version": version}).schema_version == SCHEMA_VERSION
        return
    with pytest.raises(ValidationError):
        Report.model_validate({"schema_version": version})


@pytest.mark.parametrize(
    ("value", "empty"),
    [
        (None, True),
        ("", True),
        (" \n\t", True),
        ((), True),
        ([], True),
        ({}, True),
        (Impact(), True),
        (0, False),
        (False, False),
        ("unknown", False),
        ((Event(),), False),
        (Impact(revenue="1"), False),
    ],
    ids=repr,
)
def test_what_is_no_answer_is_empty(value: object, *, empty: bool) -> None:
    assert is_empty(value) is empty


def test_filled_keys_come_in_the_order_of_the_file_with_unknown_ones_last() -> None:
    metadata = Metadata.model_validate({"zone": "UTC", "house": 1, "title": "x", "status": "draft"})
    assert list(metadata.filled()) == ["title", "status", "zone", "house"]


def test_the_file_has_nine_moments_and_thirteen_categories() -> None:
    assert len(MOMENTS) == 9
    assert len(CATEGORIES) == 13


@pytest.mark.parametrize(("name", "zone"), [(None, UTC), ("Europe/Paris", ZoneInfo("Europe/Paris")), ("Atlantis", UTC)])
def test_times_are_in_the_zone_that_was_chosen_or_in_utc(name: str | None, zone: tzinfo) -> None:
    assert Report.model_validate({"metadata": {"zone": name}}).zone == zone
