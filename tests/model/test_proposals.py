"""Moments proposed from what an event says."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.model.moments import moment_at, moment_of_new
from pmwizard.model.parts.timeline import MOMENTS, Event, Moment
from tests.clock import NOW


@pytest.mark.parametrize(
    ("event", "moment"),
    [
        ("Impact began", "started"),
        ("Errors started on checkout", "started"),
        ("PagerDuty alert: 5xx over 5 %", "detected"),
        ("Support noticed that nobody could pay", "detected"),
        ("Dana joined the call", "acknowledged"),
        ("ack by the on-call engineer", "acknowledged"),
        ("SEV1 declared", "declared"),
        ("Root cause found: a regular expression", "diagnosed"),
        ("Rolled back the release", "mitigated"),
        ("Global kill switch executed", "mitigated"),
        ("Error rate back to normal", "recovered"),
        ("Traffic is back", "recovered"),
        ("All clear given", "resolved"),
        ("Fixed for good with a new parser", "resolved"),
        ("Incident closed", "closed"),
        ("On-call paged", "detected"),
        ("Alerts fired. Responders found that nothing matched", "detected"),
        ("Decided to roll back", None),
        ("The status page was updated", None),
        ("Pages builds were paused", None),
        ("Someone made coffee", None),
        ("", None),
    ],
)
def test_words_of_an_event_propose_its_moment(event: str, moment: Moment | None) -> None:
    assert moment_at(event, NOW, (), {}) == moment


@pytest.mark.parametrize("event", ["backpack arrived", "package sent", "unresolvedness", "stage set", "unalerted"])
def test_parts_of_other_words_propose_nothing(event: str) -> None:
    assert moment_at(event, NOW, (), {}) is None


def test_a_moment_that_is_taken_is_not_proposed_again() -> None:
    assert moment_at("Alert: errors back to normal", NOW, ["recovered"], {}) == "detected"
    assert moment_at("All clear", NOW, ["resolved"], {}) is None


def event(minute: int, words: str, moment: Moment | None = None) -> Event:
    return Event(at=datetime(2026, 1, 1, 12, minute, tzinfo=UTC), event=words, moment=moment)


def test_a_moment_that_would_contradict_another_is_not_proposed() -> None:
    rows = [event(10, "Impact began", "started"), event(20, "Dana joined", "acknowledged")]
    assert moment_of_new(event(15, "Alert fired"), rows) == "detected"
    assert moment_of_new(event(25, "Customers reported more of it"), rows) is None
    assert moment_of_new(event(5, "Alert fired"), rows) is None
    assert moment_of_new(event(30, "Rolled back"), rows) == "mitigated"


@given(words=st.text(max_size=30), taken=st.sets(st.sampled_from(MOMENTS)))
def test_only_a_moment_that_is_free_is_proposed(words: str, taken: set[Moment]) -> None:
    assert moment_at(words, NOW, taken, {}) not in taken
    assert moment_at(words, NOW, MOMENTS, {}) is None
