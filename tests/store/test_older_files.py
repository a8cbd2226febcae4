"""What stood elsewhere in files of earlier versions is where it belongs today once they are read, and only once."""

from __future__ import annotations

from typing import Any

import pytest

from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.model.unknown import unknown_keys
from pmwizard.store import toml
from pmwizard.store.merge.merge import merge


def parsed(*events: str, more: str = "") -> Report:
    rows = "".join(f"[[timeline]]\n{event}\n" for event in events)
    return toml.parse(f"schema_version = 1\n{rows}{more}", "r.toml")


def asked(report: Report) -> list[tuple[Any, Any]]:
    return [(row.path, row.question) for row in report.follow_ups]


OLD = 'id = "T2"\nevent = "Alert muted"\nfollow_up = "Who muted it?"'


@pytest.mark.parametrize(
    ("event", "path", "question"),
    [
        (OLD, "timeline.T2", "Who muted it?"),
        (
            'id = "T2"\nevent = "Alert muted"\nfollow_up = true',
            "timeline.T2",
            'What is still to be found out about "Alert muted"?',
        ),
        (
            'id = "T2"\nevent = "Alert muted"\nfollow_up = "yes"',
            "timeline.T2",
            'What is still to be found out about "Alert muted"?',
        ),
        ('event = "Alert muted"\nfollow_up = "Who?"', "timeline", '"Alert muted": Who?'),
        ('id = "T2"\nfollow_up = true', "timeline.T2", "What is still to be found out about this event?"),
    ],
)
def test_a_follow_up_of_an_event_becomes_an_open_question_of_the_report(event: str, path: str, question: str) -> None:
    report = parsed(event)
    assert asked(report) == [(path, question)]
    assert unknown_keys(report) == ()
    assert not report.timeline[0].model_extra


@pytest.mark.parametrize("value", ["false", '""', '"no"'])
def test_an_event_without_a_follow_up_asks_nothing(value: str) -> None:
    report = parsed(f'event = "a"\nfollow_up = {value}')
    assert (asked(report), report.timeline[0].model_extra) == ([], {})


def test_a_follow_up_of_another_kind_stays_a_key_that_is_not_known() -> None:
    report = parsed('id = "T1"\nevent = "a"\nfollow_up = 3')
    assert (asked(report), [one.path for one in unknown_keys(report)]) == ([], ["timeline.T1.follow_up"])


def test_other_unknown_keys_of_the_event_are_kept() -> None:
    assert parsed(f'{OLD}\ncolour = "red"').timeline[0].model_extra == {"colour": "red"}


def test_reading_and_saving_again_asks_no_question_twice() -> None:
    once = parsed(OLD)
    text = toml.dump(once)
    assert "follow_up =" not in text
    assert toml.parse(text, "r.toml") == once


def test_a_question_that_the_report_has_already_is_not_asked_again() -> None:
    more = '[[follow_ups]]\npath = "timeline.T2"\nquestion = "Who muted it?"\nwho = "Lee"\n'
    assert len(parsed(OLD, more=more).follow_ups) == 1
    assert len(parsed(OLD.replace('"Who muted it?"', "true"), more=more).follow_ups) == 1
    assert len(parsed(OLD.replace("Who", "Which rule"), more=more).follow_ups) == 2


def test_an_old_file_and_a_new_one_merge_to_one_question() -> None:
    old = parsed(OLD)
    new = toml.parse(toml.dump(replaced(old, "follow_ups.0.who", "Lee")), "r.toml")
    edited = parsed(OLD.replace("Alert muted", "Alert muted by hand"))
    for ours, theirs in ((edited, new), (new, edited)):
        merged = merge(old, ours, theirs)
        assert asked(merged.report) == [("timeline.T2", "Who muted it?")]
        assert merged.report.follow_ups[0].who == "Lee"
        assert merged.report.timeline[0].event == "Alert muted by hand"
        assert not merged.conflicts


def test_rows_without_ids_are_asked_about_by_their_words_and_merge_to_one_question() -> None:
    old = parsed('event = "Alert muted"\nfollow_up = "Who?"', 'event = "Restart"')
    new = toml.parse(toml.dump(parsed('event = "Call"', 'event = "Alert muted"\nfollow_up = "Who?"')), "r.toml")
    assert asked(merge(old, old, new).report) == [("timeline", '"Alert muted": Who?')]
