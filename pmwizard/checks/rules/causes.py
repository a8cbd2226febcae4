"""Why it happened and what was learned: trigger and cause, the chain of whys, what is done about each factor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pmwizard.checks.english.people import stops_at_person
from pmwizard.checks.english.prose import Pattern, words
from pmwizard.checks.rule import Case, Problem, row_path, rule, says, texts
from pmwizard.checks.rules.actions import planned_actions
from pmwizard.model.base import is_empty
from pmwizard.model.parts.causes import Why
from pmwizard.model.paths import value_at
from pmwizard.model.whys import Branch, outline
from pmwizard.text import quoted

_ANSWERS = "five_whys.answers"
_FACTORS = "contributing_factors.factors"
_BECAUSE = re.compile(r"^(?:because|since|why did|due to)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = words(
    """
    about after again all also and any are because been before being between both but can cause could day did does
    done down due during each every first for from get had has have hour how into its just kept knew know late later
    less long made make many may might minute more most much need never new nobody none not nothing now off old once
    one only other our out over own per same see seen set should some such take taken than that the their them then
    there they this time too took two under until use used using very want was way well went were what when where
    which while who why will with without work would wrong yet you your
    """
)
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_LETTERS = 6
_SHARED_BESIDE_LINKS = 2
"""Words that tie a factor to a plan where actions name the factors they are for, and none names this one."""

_FEWEST = 2
"""Words that a thing that went wrong has to have to be looked for in the plans."""

_TELLING = Pattern(r"\b(?:communicat\w*|status|updates?|public|answers?|announce\w*|notices?|notif\w*|inform\w*)\b")
"""Words about telling others, whichever they are in a plan."""

_SHARED_WITH_FACTOR = 2
"""Words by which the end of a chain and a factor are the same thing."""


@rule("cause-trigger", "cause", "advice", "What set it off and what made it possible are two answers", "Google SRE")
def trigger_or_cause_empty(case: Case) -> Iterator[Problem]:
    """One of trigger and root cause is answered, and the other, which the layout prints, is empty."""
    cause = case.report.root_cause
    reasons = [cause.technical, cause.what_happened, *(why.answer for why in _whys(case))]
    has_trigger, has_cause = not is_empty(cause.trigger), not all(is_empty(reason) for reason in reasons)
    if has_trigger and not has_cause and _may_be_asked(case, "root_cause.technical"):
        message = "The trigger is told. How did it come to break: which part did what, and what let it?"
        yield "root_cause.technical", message
    if has_cause and not has_trigger and _may_be_asked(case, "root_cause.trigger"):
        message = "What set it off just then: a change, a load, a date? If it is not known, type unknown"
        yield "root_cause.trigger", message


def _may_be_asked(case: Case, path: str) -> bool:
    return case.asks(path) and not case.insists_on(path)


@rule(
    "cause-same",
    "cause",
    "advice",
    "A trigger that is also the root cause leaves out what made it possible",
    "Google SRE",
)
def trigger_is_cause(case: Case) -> Iterator[Problem]:
    """Trigger and root cause say the same."""
    cause = case.report.root_cause
    causes = {_compared(text or "") for text in (cause.technical, cause.what_happened)}
    if says(cause.trigger) and _compared(cause.trigger or "") in causes:
        message = "Trigger and root cause say the same. What set it off, and what had made it possible?"
        yield "root_cause.trigger", message


@rule("factor-few", "cause", "advice", "There is no single root cause", "PagerDuty")
def few_factors(case: Case) -> Iterator[Problem]:
    """There is one factor, and no reason why only one."""
    factors = [one for one in case.report.contributing_factors.factors if says(one.factor)]
    if len(factors) == 1 and case.asks(_FACTORS) and is_empty(case.report.review.one_factor_because):
        message = "Only one factor so far. What made it worse, hid it, or let it last? If there is no second, say why"
        yield _FACTORS, message


@rule("why-repeats", "cause", "advice", "An answer that repeats its question explains nothing")
def answers_that_repeat(case: Case) -> Iterator[Problem]:
    """An answer to a why says the same as what it explains."""
    branches = outline(_whys(case))
    problem = case.report.five_whys.problem or ""
    for index, branch in enumerate(branches):
        answer = branch.why.answer or ""
        question = problem if branch.parent is None else branches[branch.parent].why.answer or ""
        if says(answer) and _compared(answer) == _compared(question):
            path = f"{row_path(_ANSWERS, branch.why, index)}.answer"
            yield path, "This says the same as its question. What made that possible?"


@rule("why-open", "cause", "advice", "A chain that just ends leaves open whether anything can be changed there")
def chains_without_end(case: Case) -> Iterator[Problem]:
    """A chain of whys ends without a reason."""
    for path, answer, stop in _ends(case):
        if stop is None and not stops_at_person(answer, case.people):
            ends = "can change, outside us, normal work, not known"
            yield f"{path}.stop", f'Why stop at "{quoted(answer)}"? Ask on, or choose: {ends}'


@rule("why-person", "cause", "advice", "A chain that ends at a person ends too early", "Dekker, Field Guide")
def chains_that_end_at_people(case: Case) -> Iterator[Problem]:
    """A chain of whys ends at somebody, or at a human error."""
    for path, answer, _ in _ends(case):
        if stops_at_person(answer, case.people):
            message = "This stops at a person. What made the action make sense at the time? What would have caught it?"
            yield f"{path}.answer", message


def _ends(case: Case) -> Iterator[tuple[str, str, str | None]]:
    """Yield the answers at which chains end, with their paths and the reasons to stop."""
    for index, branch in enumerate(outline(_whys(case))):
        if branch.is_leaf and says(branch.why.answer):
            yield row_path(_ANSWERS, branch.why, index), branch.why.answer or "", branch.why.stop


def _whys(case: Case) -> tuple[Why, ...]:
    return case.report.five_whys.answers


@rule("factor-action", "cause", "advice", "A factor that nothing is done about will contribute again", "PagerDuty")
def factors_without_action(case: Case) -> Iterator[Problem]:
    """There are actions, and none of them, nor a decision against one, is about a factor."""
    if not planned_actions(case) or not is_empty(case.report.review.no_actions_because):
        return
    linked = {one for action in case.report.action_items for one in action.addresses}
    plans, enough = _plans(case), _SHARED_BESIDE_LINKS if linked else 1
    for index, factor in enumerate(case.report.contributing_factors.factors):
        text = says(factor.factor)
        is_linked = factor.id in linked or any(why in linked for why in factor.whys)
        if text and not is_linked and len(_words(text) & plans) < enough:
            path = f"{row_path(_FACTORS, factor, index)}.factor"
            yield path, f'No action is about "{quoted(text)}". What would make it less likely, or why leave it?'


@rule(
    "why-action",
    "cause",
    "advice",
    "A why that ends in something to change, and nothing changes it",
    "Lunney, Lueder, Beyer; PagerDuty",
)
def chains_without_action(case: Case) -> Iterator[Problem]:
    """A chain ends in something that can be changed, there are actions, and none is for it or for what leads to it."""
    if not planned_actions(case) or not is_empty(case.report.review.no_actions_because):
        return
    branches = outline(_whys(case))
    linked = {one for action in case.report.action_items for one in action.addresses}
    plans, enough = _plans(case), _SHARED_BESIDE_LINKS if linked else 1
    for index, branch in enumerate(branches):
        text = says(branch.why.answer)
        if not text or not branch.is_leaf or branch.why.stop != "can_change" or stops_at_person(text, case.people):
            continue
        own = _own_chain(branches, index)
        said = _words(text) if linked else frozenset(word for why in own for word in _words(why.answer or ""))
        if any(why.id in linked for why in own) or len(said & plans) >= enough or _is_factor(case, own, said):
            continue
        path = f"{row_path(_ANSWERS, branch.why, index)}.answer"
        yield path, f'"{quoted(text)}" can be changed, and no action does. Which one would, or why leave it?'


def _own_chain(branches: tuple[Branch, ...], leaf: int) -> list[Why]:
    """Return the answers that lead to the end of a chain and to no other end, the end itself first."""
    own = [branches[leaf].why]
    here = branches[leaf]
    while here.parent is not None and branches[here.parent].size == len(own) + 1:
        here = branches[here.parent]
        own.append(here.why)
    return own


def _is_factor(case: Case, own: list[Why], said: frozenset[str]) -> bool:
    """Return whether what a chain ends in is a factor too: about those another rule asks."""
    ids = {why.id for why in own if why.id}
    return any(
        ids & set(factor.whys) or len(_words(factor.factor or "") & said) >= _SHARED_WITH_FACTOR
        for factor in case.report.contributing_factors.factors
    )


@rule("wrong-action", "cause", "advice", "What went wrong and is left as it is will go wrong again", "PagerDuty")
def nothing_follows(case: Case) -> Iterator[Problem]:
    """There are actions, and no plan shares a word with a thing that went wrong."""
    report = case.report
    if not planned_actions(case) or not is_empty(report.review.no_actions_because):
        return
    plans = _plans(case)
    tells = any(_TELLING.search(text) for text in _planned_texts(case))
    left = [
        text
        for row in report.lessons.went_wrong
        if len(_words(text := says(row.text))) >= _FEWEST and not _words(text) & plans
        if not (tells and (row.area == "communication" or _TELLING.search(text)))
    ]
    if left:
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        message = f'Nothing planned is about "{quoted(left[0])}"{more}. Which action, or why leave it?'
        yield "lessons.went_wrong", message


_PLANS = (
    "action_items.action",
    "action_items.prevents",
    "action_items.reason",
    "prevention.",
    "lessons.process_improvements",
    "lessons.could_be_better",
    "resolution.permanent",
)
"""Where what will be done, or has been done for good, is written."""

_PLACES = ("action_items", "prevention.", "lessons.", "resolution.")


def _compared(text: str) -> str:
    """Return a text without what makes no difference to its meaning: capitals, full stops and a leading because."""
    return " ".join(re.findall(r"\w+", _BECAUSE.sub("", text.strip()).casefold()))


def _plans(case: Case) -> set[str]:
    """Return the words of what will be done, or has been done for good."""
    return {word for text in _planned_texts(case) for word in _words(text)}


def _planned_texts(case: Case) -> Iterator[str]:
    return (text for _, asked, text in texts(case.report, _PLACES) if asked.startswith(_PLANS))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Return the stems of the words that show what a text is about."""
    return frozenset(
        _stem(word)
        for word in _WORD.findall(text.casefold())
        if word.removesuffix("s") not in _COMMON and word not in _COMMON
    )


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    if len(stem) > 3 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem[:_LETTERS] if len(stem) > 2 else word


_QUESTIONS = {
    "lessons.went_well": "What went well, and would you want it again?",
    "lessons.went_wrong": "What was hard, slowed you down or surprised you?",
    "lessons.lucky": "Where did luck help? What kept it from being worse may not be there next time",
}


@rule(
    "lesson-missing",
    "lessons",
    "advice",
    "What went well, what went wrong and luck are each worth a look",
    "Google SRE",
)
def one_side_only(case: Case) -> Iterator[Problem]:
    """Some lessons are there, and one of the lists that the layout prints and does not insist on is empty."""
    lessons = case.report.lessons
    if is_empty(lessons.went_well) and is_empty(lessons.went_wrong):
        return
    for path, question in _QUESTIONS.items():
        if is_empty(value_at(case.report, path)) and case.asks(path) and not case.insists_on(path):
            yield path, question
