"""Names in a report's file that no report has are found, each with the known one that is meant where one is near."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.base import Part
from pmwizard.model.paths import annotations_by_path, row_type_of
from pmwizard.model.unknown import UnknownKey, nearest_keys, unknown_keys
from pmwizard.store import toml

DATA = Path(__file__).parents[1] / "data"


def found(text: str) -> list[UnknownKey]:
    return list(unknown_keys(toml.parse(f"schema_version = 1\n{text}", "r.toml")))


def paths(text: str) -> list[str]:
    return [one.path for one in found(text)]


@pytest.mark.parametrize(
    ("text", "path", "kind", "nearest"),
    [
        ('[metadata]\ntitel = "a"', "metadata.titel", "key", ["metadata.title"]),
        ('[metadata]\nTitle = "a"', "metadata.Title", "key", ["metadata.title"]),
        ('[metadata]\nincidentId = "a"', "metadata.incidentId", "key", ["metadata.incident_id"]),
        ('[metadata]\n"Incident Date" = 2026-01-15', "metadata.Incident Date", "key", ["metadata.incident_date"]),
        ('[metadata]\nattendee = ["a"]', "metadata.attendee", "key", ["metadata.attendees"]),
        ('[[action_items]]\nowners = "a"', "action_items.0.owners", "key", ["action_items.owner"]),
        ('[[action_items]]\nid = "AI-7"\nownr = "a"', "action_items.AI-7.ownr", "key", ["action_items.owner"]),
        (
            '[[related_incidents]]\nid = "a.b"\nsimilar = "a"',
            "related_incidents.0.similar",
            "key",
            ["related_incidents.similarity"],
        ),
        ('severity = "SEV1"', "severity", "key", ["metadata.severity"]),
        ('[impact]\nseverty = "a"', "impact.severty", "key", ["metadata.severity"]),
        ("date = 2026-01-15", "date", "key", ["metadata.incident_date"]),
        ('[[timeline]]\ntime = "14:05"', "timeline.0.time", "key", ["timeline.at"]),
        ('[response.communications]\nrating = "good"', "response.communications", "table", ["response.communication"]),
        ('[metdata]\ntitle = "a"', "metdata", "table", ["metadata"]),
        ('[Metadata]\ntitle = "a"', "Metadata", "table", ["metadata"]),
        ('[five_why]\nproblem = "a"', "five_why", "table", ["five_whys"]),
        ('[communication]\nrating = "good"', "communication", "table", ["response.communication"]),
        ('[[timelines]]\nevent = "a"', "timelines", "list", ["timeline"]),
        ('[[actions]]\naction = "a"', "actions", "list", ["action_items"]),
        ('[[factors]]\nfactor = "a"', "factors", "list", ["contributing_factors.factors"]),
        ('[[lessons.went_bad]]\ntext = "a"', "lessons.went_bad", "list", []),
        ("[metadata]\ncolour = 3", "metadata.colour", "key", []),
        ("[future]\nkey = true", "future", "table", []),
        ('notes = "a"', "notes", "key", []),
    ],
)
def test_an_unknown_name_is_found_with_the_nearest_known_one(
    text: str, path: str, kind: str, nearest: list[str]
) -> None:
    (one,) = found(text)
    assert (one.path, one.kind, list(one.nearest)) == (path, kind, nearest)


@pytest.mark.parametrize(
    "text",
    [
        "[custom]",
        "[custom.deeper]\n[[custom.rows]]",
        '[metadata]\ntitel = ""',
        "[metadata]\ntags = []",
        '[meeting]\nagenda = "learn"\n[[meeting.items]]\nwords = "a"',
        '[imported]\nsource = "a.md"\n[[imported.unplaced]]\nunder = "a"',
        '[drafts]\n"metadata.titel" = "a"',
        '[[action_items]]\nverified_on = 2026-01-15\nverified_how = "a"',
    ],
)
def test_what_is_empty_or_has_keys_of_its_own_is_not_unknown(text: str) -> None:
    assert found(text) == []


def test_a_name_in_many_rows_is_found_once() -> None:
    rows = '[[timeline]]\nid = "T4"\nevent = "a"\n' + '[[timeline]]\nid = "T{}"\nevnt = "a"\n' * 3
    (one,) = found(rows.format(5, 6, 7))
    assert (one.path, one.column, one.rows) == ("timeline.T5.evnt", "timeline.evnt", 3)


def test_a_known_key_that_has_an_answer_already_is_noticed() -> None:
    assert [one.is_taken for one in found('[metadata]\ntitel = "a"\ntitle = "b"')] == [True]
    assert [one.is_taken for one in found('[metadata]\ntitel = "a"')] == [False]


def test_the_reports_that_are_kept_hold_no_unknown_name() -> None:
    for path in sorted(DATA.glob("*.toml")):
        assert unknown_keys(toml.parse(path.read_text(encoding="utf-8"), path.name)) == (), path


def test_unknown_names_are_kept_and_written_back(tmp_path: Path) -> None:
    text = 'severity = "SEV1"\n[metadata]\ntitel = "a"\n[[timeline]]\nevnt = "b"\n[custom]\nkey = 1'
    report = toml.parse(f"schema_version = 1\n{text}", "r.toml")
    assert unknown_keys(toml.parse(toml.dump(report), "r.toml")) == unknown_keys(report)
    assert len(unknown_keys(report)) == 4


KEYS = sorted(
    path
    for path, annotation in annotations_by_path().items()
    if "." in path
    and row_type_of(annotation) is None
    and not (isinstance(annotation, type) and issubclass(annotation, Part))
)


@given(st.sampled_from(KEYS), st.sampled_from([str.upper, str.title, lambda name: name.replace("_", "-")]))
def test_a_known_key_in_other_letters_is_always_recognized(path: str, change: Any) -> None:
    table, _, name = path.rpartition(".")
    changed = change(name)
    assert changed == name or nearest_keys(table, changed, "key") == (path,)


@given(st.sampled_from(KEYS), st.data())
def test_what_is_named_is_always_a_key_of_a_report(path: str, data: st.DataObject) -> None:
    table, _, name = path.rpartition(".")
    place = data.draw(st.integers(0, len(name) - 1))
    for nearest in nearest_keys(table, name[:place] + name[place + 1 :], "key"):
        assert nearest in KEYS or nearest in annotations_by_path()


@given(st.text(max_size=40), st.sampled_from(["key", "table", "list"]))
def test_any_name_may_stand_in_a_file(name: str, kind: Any) -> None:
    known = annotations_by_path()
    assert all(path in known for path in nearest_keys("metadata", name, kind))
    assert isinstance(unknown_keys(Report.model_validate({name: "x"})) if name not in known else (), tuple)


def test_most_keys_are_recognized_with_one_letter_left_out() -> None:
    """Short names have no near ones, and some are another key with a letter less."""
    tried = meant = 0
    for path in KEYS:
        table, _, name = path.rpartition(".")
        for place in range(1, len(name) if len(name) > 3 else 0):
            tried += 1
            meant += nearest_keys(table, re.sub(f"^(.{{{place}}}).", r"\1", name), "key") == (path,)
    assert meant / tried > 0.95, (meant, tried)


def test_the_names_of_another_program_are_not_all_compared() -> None:
    many = found("".join(f"titel_{n} = {n}\n" for n in range(300)) + "[metadata]\n" + 'titel = "a"')
    assert len(many) == 301
    assert many[-1].nearest == ()
