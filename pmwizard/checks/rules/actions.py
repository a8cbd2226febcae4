"""What will be done about the incident: by whom, by when, and whether it will make a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pmwizard.checks.english.prose import Pattern, words
from pmwizard.checks.rule import Case, Problem, is_english, row_path, rule, says, was_left_blank
from pmwizard.checks.rules.answers import missing_in_row, row_name
from pmwizard.model.base import Row, is_empty
from pmwizard.model.parts.actions import ActionItem, Priority, latest_due
from pmwizard.model.times.names import date_in_words
from pmwizard.questions import question_at

_WATCHES = re.compile(
    r"\b(?:alerts?|alarms?|monitor\w*|detect\w*|page|paging|dashboards?|probes?|watch\w*|notice"
    r"|health ?checks?|metrics?)\b",
    re.IGNORECASE,
)

Actions = tuple[tuple[str, ActionItem], ...]
"""Actions with the paths of their rows."""


def planned_actions(case: Case) -> Actions:
    """Return the actions that are done or will be; an empty row is none."""
    return tuple(
        (row_path("action_items", action, index), action)
        for index, action in enumerate(case.report.action_items)
        if action.status != "wont_do" and not was_left_blank(action)
    )


def open_actions(case: Case) -> Actions:
    """Return the actions that are still to be done."""
    return tuple((path, action) for path, action in planned_actions(case) if action.status != "done")


def detects(case: Case) -> bool:
    """Return whether anything planned makes it show sooner: by its kind, by its words where no kind is given."""
    if case.report.prevention.alerts or case.report.prevention.dashboards:
        return True
    return any(
        action.kind == "detect" or (action.kind is None and _WATCHES.search(action.action or "") is not None)
        for _, action in planned_actions(case)
    )


def prevents(case: Case) -> bool:
    """Return whether anything planned keeps it from happening again."""
    prevention = case.report.prevention
    if prevention.tests or prevention.process_changes or prevention.architecture_changes:
        return True
    return any(action.kind == "prevent" for _, action in planned_actions(case))


def limits(case: Case) -> bool:
    """Return whether anything planned makes it do less harm."""
    return any(action.kind == "limit" for _, action in planned_actions(case))


_MOST_SHOWN = 3
_LENGTHS = {"P0": "a week", "P1": "a month", "P2": "a quarter"}


@rule(
    "action-due-early", "action", "error", "An action cannot be due before the incident it follows from", "the layouts"
)
def due_before_incident(case: Case) -> Iterator[Problem]:
    """An action is due before the day of the incident."""
    for row, action in open_actions(case):
        if action.due and _is_early(case, action):
            begin = f"Due {date_in_words(action.due)} is before the incident"
            yield f"{row}.due", f"{begin} of {date_in_words(case.incident_day or action.due)}. Is its year right?"


@rule(
    "action-due-past", "action", "advice", "An open action whose date has passed is forgotten, or done", "the layouts"
)
def due_in_the_past(case: Case) -> Iterator[Problem]:
    """An open action is due before today; many are reported as one. A closed report is followed elsewhere."""
    if case.report.metadata.status == "closed":
        return
    past = [
        (row, action.due)
        for row, action in open_actions(case)
        if action.due and action.due < case.today and not _is_early(case, action)
    ]
    if len(past) > _MOST_SHOWN:
        first = date_in_words(min(due for _, due in past))
        message = f"{len(past)} open actions were due before today, the first on {first}"
        yield "action_items", f"{message}. Which are done, and what is in the way of the rest?"
        return
    for row, due in past:
        message = f"It was due {date_in_words(due)}, and is open"
        yield f"{row}.due", f"{message}. Is it done, given up, or what is in its way?"


@rule("action-due-late", "action", "advice", "P0 is for a week, P1 for a month, P2 for a quarter", "the layouts")
def due_outside_horizon(case: Case) -> Iterator[Problem]:
    """An open action is due later than its priority allows, counted from the post-mortem, else from the incident."""
    start = case.report.metadata.postmortem_date or case.incident_day
    for row, action in open_actions(case):
        if start is None or action.due is None or action.priority is None or action.due < case.today:
            continue
        begin, last = _last_day(action.priority, start, case.today)
        if action.due > last:
            limit = f"{_LENGTHS[action.priority]} from {date_in_words(begin)}"
            message = f"Due {date_in_words(action.due)} is later than {action.priority} says, {limit}"
            question = "Is it less urgent than that, or could a smaller part of it come first?"
            yield f"{row}.due", f"{message}. {question}"


def _last_day(priority: Priority, start: date, today: date) -> tuple[date, date]:
    """Return from when the time for a priority is counted, and its last day; from today where that has passed."""
    for begin in (start, today):
        try:
            last = latest_due(priority, begin)
        except (ValueError, OverflowError):
            last = date.max
        if last >= today:
            break
    return begin, last


def _is_early(case: Case, action: ActionItem) -> bool:
    return action.due is not None and case.incident_day is not None and action.due < case.incident_day


_MOST = 10
_SEVERAL_OWNERS = re.compile(r"\s*(?:,|;|\s/\s|\s\+\s|\s&\s|\band\b|\bor\b)\s*", re.IGNORECASE)
NOBODY_FELT_IT = re.compile(r"^\s*(?:0|0 ?%|none|no|nobody|no ?one|no users?|n/?a|unknown)\b\W*$", re.IGNORECASE)
"""What is answered where nobody felt the incident."""


@rule("no-action", "action", "missing", "No action may be fine, and then says why", "Google SRE; Etsy")
def nothing_will_change(case: Case) -> Iterator[Problem]:
    """There is no action, and no reason why none."""
    has_action = not all(was_left_blank(action) for action in case.report.action_items)
    if case.asks("action_items") and not has_action and is_empty(case.report.review.no_actions_because):
        yield "action_items", "Add an action, or say why there is none"


def _without(case: Case, name: str) -> Iterator[tuple[str, str, Row]]:
    path = f"action_items.{name}"
    if not case.asks(path) and path not in case.layout.required:
        return
    question = question_at(path)
    for row, action in open_actions(case):
        if question and is_empty(getattr(action, name)) and f"{row}.{name}" not in case.report.drafts:
            yield f"{row}.{name}", missing_in_row(question, action), action


@rule("action-owner", "action", "missing", "An action without an owner is done by nobody", "Google SRE")
def without_owner(case: Case) -> Iterator[Problem]:
    """An open action has no owner."""
    for path, message, _ in _without(case, "owner"):
        yield path, message


@rule("action-priority", "action", "missing", "Priority says what is done first, and when it is due", "the layouts")
def without_priority(case: Case) -> Iterator[Problem]:
    """An open action has no priority."""
    for path, message, _ in _without(case, "priority"):
        yield path, f"{message}: P0 this week, P1 this month, P2 this quarter"


@rule("action-due", "action", "missing", "An action without a date is put off", "Google SRE")
def without_due_date(case: Case) -> Iterator[Problem]:
    """An open action has a priority and no date; without a priority, that is asked for first."""
    for path, message, action in _without(case, "due"):
        if getattr(action, "priority", None) or not case.asks("action_items.priority"):
            yield path, message


@rule("action-owners", "action", "advice", "What two people own, each leaves to the other", "Google SRE")
def several_owners(case: Case) -> Iterator[Problem]:
    """An open action has more than one owner."""
    for row, action in open_actions(case):
        names = [name for name in _SEVERAL_OWNERS.split(says(action.owner)) if name]
        if 1 < len(names) <= 6:
            yield f"{row}.owner", f'"{row_name(action)}" has {len(names)} owners. Which one will be asked about it?'


@rule("action-urgent", "action", "advice", "Users felt it, and nothing is planned for this month", "Google SRE")
def nothing_soon(case: Case) -> Iterator[Problem]:
    """Users were affected, and no action is P0 or P1."""
    if _nothing_soon(case):
        yield "action_items", "Users felt this, and no action is P0 or P1. What could be done for them within a month?"


def _nothing_soon(case: Case) -> bool:
    impact = case.report.impact
    answers = (says(impact.user_facing), says(impact.users_affected), says(impact.requests_affected))
    users_felt_it = any(answer and not NOBODY_FELT_IT.match(answer) for answer in answers)
    return users_felt_it and {action.priority for _, action in planned_actions(case)} == {"P2"}


@rule("action-one-priority", "action", "advice", "Where all is equally urgent, nothing is first", "Atlassian")
def one_priority(case: Case) -> Iterator[Problem]:
    """All of several actions have the same priority."""
    actions = [action for _, action in planned_actions(case)]
    priorities = {action.priority for action in actions}
    if len(actions) > 2 and len(priorities) == 1 and None not in priorities and not _nothing_soon(case):
        yield "action_items", f"All {len(actions)} actions are {actions[0].priority}. Which one comes first?"


@rule("action-prevents", "action", "advice", "Without a preventing action it can happen again", "Google SRE; Atlassian")
def none_prevents(case: Case) -> Iterator[Problem]:
    """Actions have kinds, and none is to prevent; nor is any change listed under prevention."""
    if _all_have_kinds(case) and not prevents(case):
        yield "action_items", "No action prevents it. What would keep the same thing from happening again?"


@rule(
    "action-limits", "action", "advice", "What cannot be prevented can be noticed sooner or do less harm", "Google SRE"
)
def none_detects_or_limits(case: Case) -> Iterator[Problem]:
    """Actions have kinds, and none is to detect or to limit; nor is any alert listed under prevention."""
    if _all_have_kinds(case) and prevents(case) and not (detects(case) or limits(case)) and not _is_unseen(case):
        yield "action_items", "No action makes it show sooner or do less harm. What would, if it comes another way?"


def _all_have_kinds(case: Case) -> bool:
    actions = planned_actions(case)
    return len(actions) > 1 and all(action.kind for _, action in actions)


@rule("detect-action", "detection", "advice", "Customers noticed what no alert did", "Google SRE")
def customers_noticed(case: Case) -> Iterator[Problem]:
    """A customer reported it, there are actions, and none makes it show sooner."""
    if _is_unseen(case):
        message = "A customer reported it, and no action makes it show sooner. What could tell us before they do?"
        yield "action_items", message


def _is_unseen(case: Case) -> bool:
    return "customer_report" in case.report.detection.methods and bool(planned_actions(case)) and not detects(case)


@rule("action-verb", "action", "advice", "An action that begins with a verb says what someone does", "PagerDuty")
def begins_without_verb(case: Case) -> Iterator[Problem]:
    """An open action begins with something that is not a verb."""
    for row, action in open_actions(case) if is_english(case) else ():
        text = says(action.action)
        if lacks_verb(text) and not is_vague(text) and not is_aimed_at_people(text):
            yield f"{row}.action", f'Begin "{row_name(action)}" with a verb. What will someone do?'


@rule(
    "action-vague", "action", "advice", "An effort without a result is never done", "Google SRE; Lunney, Lueder, Beyer"
)
def vague(case: Case) -> Iterator[Problem]:
    """An open action names an effort and no result."""
    for row, action in open_actions(case):
        text = says(action.action)
        if is_vague(text) and not is_aimed_at_people(text):
            yield f"{row}.action", f'"{row_name(action)}": how will someone see that it is done?'


@rule("action-people", "action", "advice", "Asking people to take care changes nothing they work with", "Google SRE")
def aimed_at_people(case: Case) -> Iterator[Problem]:
    """An open action asks people to do better."""
    for row, action in open_actions(case):
        if is_aimed_at_people(says(action.action)):
            message = f'"{row_name(action)}" asks people to do better. What would make the right step the easy one?'
            yield f"{row}.action", message


@rule("action-many", "action", "advice", "A long list of actions is not finished", "PagerDuty")
def many(case: Case) -> Iterator[Problem]:
    """More than ten actions are open."""
    number = len(open_actions(case))
    if number > _MOST:
        yield "action_items", f"{number} actions are open. Which three matter most?"


# How an action is worded

_VERBS = words(
    """
    add adopt agree alert align allow annotate archive ask assign attach audit automate back backfill ban block
    build bump cap capture change check choose clean close collect compare configure confirm connect copy count
    cover create cut decide define delete deploy describe detect disable document drain drop emit enable encrypt
    enforce ensure escape expire export expose extend extract fail file fix freeze gate generate give grant guard
    hide hold index inform insert install instrument integrate introduce isolate keep label let limit link list load
    lock log lower make map mark measure mend merge migrate mirror monitor mount move name negotiate notify order
    pack page parse patch pause pin plan post practice practise prepare prevent print promote protect provide
    publish pull purge push put raise rate read rebuild record redirect reduce refuse register reject release remove
    rename renew repair replace replicate report require reset resize restore restrict retire return reverse rewrite
    rotate route run sample save scale schedule seed send separate serve set shard share ship show shrink sign
    simplify simulate split stage start stop store stream strip supply switch tag take teach tell test throttle
    tighten track tune turn unify update upgrade use validate verify version wait warn watch widen wire withdraw
    wrap write
    """
)
_NOT_VERBS = words(
    """
    a additional all an any automated automatic better clear clearer daily developer developers each engineer
    engineers every everyone extra faster for full i if in it less maybe missing monthly more must need needs new no
    not of on our possible proper regular should some team that the there these they this to we weekly when with
    """
)
_NOUN = Pattern(r"\w{2,}(?:ation|ition|ity|ness|ance|ence|ship|ology|ing)$")
_A_VERB_AFTER_ALL = Pattern(
    r"(?:bring|ping|ring|spring|sling|string|swing|position|partition|transition|provision|condition|audition|mention"
    r"|balance|reference|sequence|silence|finance|enhance|experience|licence|distance)$",
)
_NAMES_A_THING = Pattern(r"(?:for|of|is|are|was|should|must|needs?|missing|between|about|to be)\b")
_VAGUE = Pattern(
    r"(?:improve|investigate|look (?:in|at|over)(?:to)?|consider|explore|think about|revisit|examine|discuss|enhance"
    r"|make (?:\w+ ){1,5}?(?:better|safer|easier|more \w+)|optimi[sz]e|evaluate|assess|review|analy[sz]e|research"
    r"|strengthen|work on|try to|see (?:if|whether)|be (?:better|more))\b",
)
_RESULT = Pattern(
    r"[0-9%]|\b(?:so that|until|such that|no longer|instead of|at most|at least|in place of|every|each)\b"
    r"|\bby (?!hand)\w+ing\b"
)
_AND_THEN = Pattern(r"\b(?:and|then) ([a-z]+)")
_PEOPLE = r"(?:team|engineers?|developers?|operators?|staff|people|everyone|everybody|colleagues|on-?call|nobody|we)"
_AIMED_AT_PEOPLE = Pattern(
    r"\b(?:be (?:\w+ )?(?:careful|vigilant|mindful|attentive|cautious)|pay (?:\w+ )?attention|remind(?:ing)?"
    r"|take (?:more|better|greater) care|re-?train(?:ing)?|double[- ]check (?:everything|before|all)|raise awareness"
    rf"|(?:make|be) aware|educate|(?:coach|train|tell) (?:the |all |our )?{_PEOPLE}"
    rf"|make sure (?:that )?{_PEOPLE}|{_PEOPLE} (?:should|must|need to|have to|will) (?:be|remember|check|follow|read)"
    r"|follow the (?:process|procedure|runbook|rules|checklist)|try harder|don't forget|do not forget|remember to)\b",
)


def is_aimed_at_people(action: str) -> bool:
    """Return whether an action asks people to do better instead of changing what they work with."""
    return bool(_AIMED_AT_PEOPLE.search(action))


def is_vague(action: str) -> bool:
    """Return whether an action names an effort and no result that someone could see."""
    begin = _VAGUE.match(action.lstrip(" *_-"))
    if begin is None or _RESULT.search(action, begin.end()):
        return False
    return not any(word[1].lower() in _VERBS for word in _AND_THEN.finditer(action))


def lacks_verb(action: str) -> bool:
    """Return whether an action begins with something that is surely not a verb; English only.

    An unknown word is taken for a verb unless its ending or the word after it says otherwise.
    """
    first, second, *_ = (*action.lstrip(" *_-").split(None, 2), "", "")
    if not first.isalpha():
        return False
    if first.lower() in _NOT_VERBS:
        return True
    if first.lower().removeprefix("re") in _VERBS or first.lower() in _VERBS:
        return False
    is_noun = _NOUN.match(first) is not None and not _A_VERB_AFTER_ALL.search(first)
    return is_noun or _NAMES_A_THING.match(second) is not None
