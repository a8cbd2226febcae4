"""Where an answer to a why stops at a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.checks.english.people import stops_at_person

PEOPLE = ("Dana Ito", "lee", "@mira", "Mark Will", "Rollout job", "DBA")


@pytest.mark.parametrize(
    "answer",
    [
        "Human error",
        "It was an operator error during the failover",
        "The engineer forgot to run the migration",
        "Somebody was careless with the flag",
        "A mistake by the night shift",
        "The responder ignored the first page",
        "They did not read the runbook",
        "Dana Ito missed the warning",
        "dana caused the outage",
        "Ito should have asked first",
        "Lee ran the script on the primary",
        "The wrong flag was set, broken by @mira",
        "It was Lee's mistake",
        "Mark failed over without asking",
        "because of Dana",
        "A fat-finger in the console",
    ],
)
def test_an_answer_that_ends_at_somebody_stops_at_a_person(answer: str) -> None:
    assert stops_at_person(answer, PEOPLE)


@pytest.mark.parametrize(
    "answer",
    [
        "The two hosts look alike at the prompt",
        "Nobody owned the backup procedure, so nobody tested a restore",
        "The disk failed to mount",
        "Rollout job failed after the second region",
        "The mark was missed by the parser",
        "The will failed to execute",
        "Lee's dashboard does not show config pushes",
        "Only Dana has access to the console",
        'The page said "human error" and nothing more',
        "`user error` is what the code prints",
        "The user error rate rose to 5%",
        "Release lead approval is not needed for config",
        "",
    ],
)
def test_an_answer_about_conditions_does_not(answer: str) -> None:
    assert not stops_at_person(answer, PEOPLE)


def test_a_name_counts_only_when_the_report_knows_it() -> None:
    assert stops_at_person("Noor broke the build", ["Noor"])
    assert not stops_at_person("Noor broke the build", [])


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_text_and_no_name_raises(answer: str, people: list[str]) -> None:
    assert stops_at_person(answer, people) in {True, False}


def test_initials_are_not_taken_for_small_words() -> None:
    people = ["AN", "IT", "SO", "jo", "Mark", "Will Long"]
    for answer in (
        "An expired certificate",
        "so failed calls were repeated",
        "it ignored the flag",
        "long failed calls",
    ):
        assert not stops_at_person(answer, people)
    for answer in ("AN ran the script", "jo ignored it", "Mark missed it", "Will Long broke it", "Will ran it"):
        assert stops_at_person(answer, people)
