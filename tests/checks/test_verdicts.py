"""The rules about wording, on sentences in the style of published post-mortems: verdicts on roles, teams and vendors.

The lists named "tuning" were written to make the rules by, those named "held out" before. On the latter 87 of 87
sentences were told, and 2 of 165 others; the rules before these told 26 and 2.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from pmwizard.checks.english.blame import cues_in
from pmwizard.checks.finding import Finding

Check = Callable[..., tuple[Finding, ...]]

CORPUS = Path(__file__).parent / "corpus"
LEAST_RECALL, LEAST_PRECISION = 0.9, 0.97


def lines(kind: str, half: str) -> list[str]:
    text = (CORPUS / f"documents_{kind}_{half}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def cues(sentence: str) -> list[str]:
    return [cue.words for cue in cues_in(sentence, frozenset())]


def test_the_lists_are_as_long_as_they_say() -> None:
    assert len(set(lines("fires", "held_out"))) >= 60
    assert len(set(lines("silent", "held_out"))) >= 120


def test_every_sentence_that_the_rules_were_made_by_is_judged_right() -> None:
    assert [sentence for sentence in lines("fires", "tuning") if not cues(sentence)] == []
    assert {sentence: found for sentence in lines("silent", "tuning") if (found := cues(sentence))} == {}


def test_sentences_that_the_rules_were_not_made_by_are_judged_right_nearly_always() -> None:
    fires, silent = lines("fires", "held_out"), lines("silent", "held_out")
    told = sum(bool(cues(sentence)) for sentence in fires)
    mistaken = sum(bool(cues(sentence)) for sentence in silent)
    assert told / len(fires) >= LEAST_RECALL
    assert told / (told + mistaken) >= LEAST_PRECISION


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("An engineer mistakenly ran the script.", '"An engineer mistakenly ran"'),
        ("At 10:02 the QA team missed the regression.", '"the QA team missed the regression"'),
        ("Management ignored three requests.", '"Management ignored three requests"'),
        ("The alert was overlooked by the support team.", '"overlooked by the support team"'),
    ],
)
def test_a_verdict_on_a_role_is_asked_about_like_one_on_a_person(check: Check, sentence: str, quoted: str) -> None:
    (finding,) = [one for one in check({"root_cause": {"what_happened": sentence}}) if one.id == "wording-role"]
    assert finding.message == f"{quoted} passes a verdict on people. What led anyone in that seat to the same step?"


@pytest.mark.parametrize(
    "sentence",
    [
        "We accidentally restarted the node.",
        "They ran with the wrong version.",
        "Nobody owned the backup, so nobody tested a restore.",
        "A change by the vendor caused the reset.",
    ],
)
def test_a_reporter_who_speaks_of_the_own_act_and_a_thing_are_not_judged(sentence: str) -> None:
    assert cues(sentence) == []


def test_a_long_line_takes_no_longer_by_the_word() -> None:
    def time_of(words: int) -> float:
        line = "the team did not by the engineer ran a without of " * words
        began = process_time()
        cues(line)
        return process_time() - began

    time_of(10)
    assert time_of(2_000) < 100 * max(time_of(200), 0.01)
