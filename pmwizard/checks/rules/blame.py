"""Wording that blames, overstates, or hides what had to be known: one question for each class and answer.

English, and only in reports written in it. Verdicts after the event are reported where the story and its causes
stand; not where a question itself asks what could have been different, nor in plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pmwizard.checks.rule import Case, Problem, Rule, is_english, rule
from pmwizard.model.whys import outline
from pmwizard.questions import question_at
from pmwizard.questions.causes import WHY_ROWS
from pmwizard.text import quoted

_IN_THE_STORY_ONLY = {"counterfactual", "normative"}
_ASKED_AT_ENDS = {"human-error", "person", "role"}


def _wordings(blame: str, words: str, case: Case) -> Iterator[Problem]:
    """Yield one finding for each answer in which sentences have a cue of one class."""
    leaves = case.cued.get(blame, ())
    if not leaves or not is_english(case):
        return
    ends = _ends_of_chains(case) if blame in _ASKED_AT_ENDS else frozenset[str]()
    looked_at = {"story"} if blame in _IN_THE_STORY_ONLY else {"story", "prose"}
    for (path, asked, _), cues in leaves:
        question = question_at(asked)
        if (question.prose if question else "prose") in looked_at and path not in ends:
            more = f" (and {len(cues) - 1} more)" if len(cues) > 1 else ""
            yield path, words.format(f'"{quoted(cues[0])}"{more}')


def _ends_of_chains(case: Case) -> frozenset[str]:
    """Return the answers at which chains of whys end: a rule of its own asks about the people in them."""
    branches = outline(case.report.five_whys.answers)
    return frozenset(
        f"{WHY_ROWS.path}.{branch.why.id or index}.answer" for index, branch in enumerate(branches) if branch.is_leaf
    )


def _rule(blame: str, reason: str, source: str, words: str) -> Rule:
    return rule(f"wording-{blame}", "wording", "advice", reason, source)(partial(_wordings, blame, words))


WORDINGS: tuple[Rule, ...] = (
    _rule(
        "counterfactual",
        "What would have been better is known only afterwards, and explains nothing",
        "Dekker; Microsoft Learn, Common traps",
        "{} tells what did not happen. What did happen, and what made it sensible at the time?",
    ),
    _rule(
        "normative",
        "A judging adverb hides what was seen",
        "Dekker; Microsoft Learn, Common traps",
        "{} judges, and does not tell. Without that word: what was seen?",
    ),
    _rule(
        "human-error",
        "Human error is where the question begins",
        "Dekker; Google SRE workbook",
        "{} is where the question begins. What made it easy to do and hard to notice?",
    ),
    _rule(
        "person",
        "A name beside a verdict makes people hide what they know",
        "PagerDuty; Etsy",
        "{} passes a verdict on a person. Use the role: what led anyone in that seat to the same step?",
    ),
    _rule(
        "role",
        "A verdict on a role, a team or a vendor ends the search for causes as one on a name does",
        "PagerDuty; Dekker",
        "{} passes a verdict on people. What led anyone in that seat to the same step?",
    ),
    _rule(
        "who",
        "Who and why ask for a culprit; what and how ask for a story",
        "Etsy, Debriefing Facilitation Guide",
        "{} asks for a person. What happened, and how did it come about?",
    ),
    _rule(
        "animated",
        "Strong words tell how it felt, not how much it was",
        "Google SRE workbook, Postmortem culture",
        "{} tells how it felt. What is the number?",
    ),
    _rule(
        "tacit",
        "What is obvious afterwards, or to one, was not to everyone",
        "Dekker; Etsy",
        "{} takes something for known. Was it, to everyone there?",
    ),
    _rule(
        "overclaim",
        "All, always and never are seldom what was measured",
        "PagerDuty",
        "{} says more than was counted. What share was it, or how often?",
    ),
)
"""The rules about wording, one for each class of words."""
