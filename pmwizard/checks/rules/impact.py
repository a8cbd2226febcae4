"""What the incident did, as users felt it and in numbers, and how it came to notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmwizard.checks.english.prose import Pattern, spoken
from pmwizard.checks.rule import Case, Problem, is_english, rule, says
from pmwizard.checks.rules.actions import NOBODY_FELT_IT, planned_actions
from pmwizard.model.base import is_empty
from pmwizard.model.paths import value_at
from pmwizard.questions.impact import IMPACT

_AMOUNTS = tuple(question for question in IMPACT.questions if question.amount == "number")
_STORIES = tuple(question for question in IMPACT.questions if question.amount == "story")
_CODE_OR_CLOCK = Pattern(
    r"\b(?:http ?)?[45][0-9x]{2}(?:s|\b)|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
    r"|\b[a-z]+-?[0-9]+\b|\bv?[0-9]+\.[0-9.x]+\b(?! ?%)",
)
_NUMBER_AND_UNIT = Pattern(r"[$\u20ac\u00a3\u00a5] ?[0-9]|\b[0-9][0-9,. ]*(?:%|[a-z]{1,})")
_SYMPTOM = Pattern(
    r"\b(?:exceptions?|stack ?traces?|[45][0-9]{2}s?|5xx|4xx|time(?:d)?[- ]?outs?|oom(?:[- ]?kill\w*)?|out of memory"
    r"|panics?|segfaults?|crash ?loop\w*|null pointer|deadlocks?|cpu|latency|replication|heap"
    r"|connection (?:refused|reset|pool))\b",
)
_PEOPLE = Pattern(
    r"\b(?:users?|customers?|clients?|visitors?|people|traders?|readers?|shoppers?|patients?|players?|subscribers?"
    r"|callers?|merchants?|firms?|teams?|staff|they|could not|couldn't|can(?:not|'t)|unable to|saw|seen?|pages?"
    r"|log(?:ged|ging)?[- ]?ins?|sign(?:ed|ing)?[- ]?(?:in|up)s?|check ?outs?|orders?|search|lost|waited|blank|slow"
    r"|site|dashboards?|websites?|app|unavailable|messages?|carts?|prices?|results?)\b",
)
_OUTAGE = Pattern(r"\boutages?\b")
_SHARE = Pattern(r"([0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|per ?cent\b|percent\b)")
_OF_MACHINES = Pattern(
    r" of (?:the |our |all )?(?:\w+ )?(?:hosts?|nodes?|servers?|machines?|pods?|instances?|capacity)\b"
)
_PART_OF = Pattern(r"\b([0-9][0-9,]*) (?:of|out of) (?:the |our |all )?([0-9][0-9,]*)\b")
_TOLD_IN = ("metadata.title", "summary.one_line", "summary.executive", "impact.user_facing", "root_cause.what_happened")


@rule("impact-number", "impact", "missing", "Without one number nobody can tell how bad it was", "Google SRE")
def no_number(case: Case) -> Iterator[Problem]:
    """There are answers about the impact, none has a number, and none says that it is unknown."""
    impact = case.report.impact
    asked = [question.path for question in _AMOUNTS if case.asks(question.path)]
    answers = [getattr(impact, question.name) for question in (*_AMOUNTS, *_STORIES)]
    if not asked or all(is_empty(answer) for answer in answers):
        return
    if any(case.insists_on(path) and is_empty(value_at(case.report, path)) for path in asked):
        return
    amounts = [getattr(impact, question.name) or "" for question in _AMOUNTS]
    if any(re.search("[0-9]", amount) or amount.strip().casefold() == "unknown" for amount in amounts):
        return
    if any(_NUMBER_AND_UNIT.search(_CODE_OR_CLOCK.sub(" ", answer or "")) for answer in answers):
        return
    yield asked[0], "Enter one number for the impact, such as the share of failed requests, or type unknown"


@rule(
    "impact-symptom", "impact", "advice", "What users felt is not what the logs showed: name what they saw", "Atlassian"
)
def symptom_inside(case: Case) -> Iterator[Problem]:
    """What users saw is described by an error inside the system, and by nothing else."""
    text = spoken(says(case.report.impact.user_facing))
    symptom = _SYMPTOM.search(text)
    if symptom and not _PEOPLE.search(text):
        yield "impact.user_facing", f'"{symptom[0]}" is what the system did. What did people see, or fail to get done?'


@rule("impact-outage", "impact", "advice", "What part of the users felt was a degradation", "PagerDuty")
def partial_outage(case: Case) -> Iterator[Problem]:
    """The report speaks of an outage, and the share it names is below all."""
    share = _share_affected(case)
    if not share:
        return
    for path in _TOLD_IN:
        text = says(value_at(case.report, path))
        if _OUTAGE.search(spoken(text)):
            yield path, f'"outage" says that nothing worked, and the share was {share}. Is degradation the better word?'
            return


def _share_affected(case: Case) -> str:
    """Return the largest share that the impact names, empty where it names none, or all."""
    impact = case.report.impact
    largest, words = 0.0, ""
    for text in (impact.users_affected, impact.requests_affected, impact.error_rate_peak):
        for match in _SHARE.finditer(says(text)):
            if _OF_MACHINES.match(text or "", match.end()):
                continue
            largest, words = max((largest, words), (float(match[1]), match[0]))
        for match in _PART_OF.finditer(says(text)):
            part, whole = (int(number.replace(",", "")) for number in match.groups())
            if part <= whole and whole:
                largest, words = max((largest, words), (100 * part / whole, match[0]))
    return words if 0 < largest < 100 else ""


@rule("detection-method", "detection", "missing", "How it was noticed says what to watch", "Google SRE")
def no_method(case: Case) -> Iterator[Problem]:
    """There are answers about the detection, and none says how it was noticed."""
    path, detection = "detection.methods", case.report.detection
    if is_empty(detection) or detection.methods or case.insists_on(path) or not case.asks(path):
        return
    if path not in case.report.drafts:
        yield path, 'Choose an answer to "How was it noticed?"'


_TOLD = Pattern(
    r"\b(?:(?:status|health)[- ]?(?:pages?|accounts?|sites?|updates?|posts?|dashboards?)"
    r"|statuspage|twitter|tweet\w*|announce\w*|press|banner|newsletter"
    r"|public(?:ly)? (?:\w+ )?(?:document|update|post|statement|note|report)|in public|live[- ]?stream\w*|blog"
    r"|(?:told|tell|telling|inform\w*|notif\w*|e?-?mail\w*|wrote to|written to|call\w*|contact\w*|updat\w+|notice\w*"
    r"|letters?|word) (?:\w+ ){0,4}(?:customers?|users?|clients?|merchants?|firms?|subscribers?|tenants?|partners?)"
    r"|(?:customers?|users?|clients?|merchants?|firms?|subscribers?|tenants?|partners?) (?:\w+ ){0,3}"
    r"(?:told|informed|notified|mailed|e-?mailed|contacted|called|without word)|customer (?:notices?|notifications?"
    r"|communication\w*|updates?|letters?|mails?)|communicat\w+|notices?)\b"
)
_TELLS = Pattern(
    r"\b(?:tell|inform|notify|contact|e?-?mail|write to|apologi[sz]e|compensate|refund|letters?|publish)\b"
)
_RESTORES = Pattern(
    r"\b(?:restor\w*|recover\w*|repair\w*|rebuil\w*|re-?creat\w*|reconcil\w*|replay\w*|backfill\w*|re-?import\w*"
    r"|re-?load\w*|re-?run\w*|re-?process\w*|back(?:ed|ing)? ?up\w*|snapshots?|correct(?:ed|s|ion)?\b|revers\w+"
    r"|re-?send\w*|resent|salvag\w*|merg\w*|undo\w*|clean\w* up)"
)
_INSIDE = Pattern(r"\b(?:employees?|staff|internal(?:ly)?|engineers?|developers?|colleagues|office|our own)\b")
_OUTSIDE = Pattern(r"\b(?:customers?|users?|clients?|merchants?|everyone|public|visitors?|firms?|sites?)\b")
_NONE_TOLD = re.compile(r"^\s*(?:0|none|no|nobody|no ?one|nothing)\b\W*(?:\w+\W*){0,2}$", re.IGNORECASE)
_LOST = {"corruption": "Data was damaged", "permanent_loss": "Data was lost for good"}


@rule(
    "customers-untold",
    "impact",
    "advice",
    "In the gravest incidents silence costs more trust than the fault",
    "PagerDuty; Atlassian",
)
def customers_not_told(case: Case) -> Iterator[Problem]:
    """Users felt an incident of the highest severity, and nothing says that anyone told them."""
    impact = case.report.impact
    felt = [says(impact.user_facing), says(impact.users_affected), says(impact.requests_affected)]
    if (
        case.report.metadata.severity != "SEV1"
        or not any(felt)
        or any(NOBODY_FELT_IT.match(one) for one in felt if one)
    ):
        return
    if any(_INSIDE.search(one) and not _OUTSIDE.search(one) for one in felt) or not is_english(case):
        return
    answer = impact.customer_notifications or ""
    told_none = _NONE_TOLD.match(answer) is not None
    if not is_empty(answer) and not told_none:
        return
    if not told_none and any(_TOLD.search(text) for _, _, text in case.leaves):
        return
    path = "impact.customer_notifications" if told_none or case.asks("impact.customer_notifications") else "timeline"
    yield path, "SEV1, and nothing says that customers were told. Who told them what, when, or what kept you from it?"


@rule(
    "data-action",
    "impact",
    "advice",
    "Lost data concerns its owners: it is restored, or they are told",
    "Google SRE, Data Integrity",
)
def lost_data_left(case: Case) -> Iterator[Problem]:
    """Data was damaged or lost, and nothing done or planned restores it or tells those whose it is."""
    report = case.report
    lost = _LOST.get(report.impact.data_affected or "")
    if not lost or not planned_actions(case) or _is_told(case) or not is_english(case):
        return
    done = [*report.resolution.immediate, *report.resolution.permanent, report.impact.data_affected_notes]
    plans = [text for _, action in planned_actions(case) for text in (action.action, action.prevents)]
    is_restored = any(_RESTORES.search(says(text)) for text in (*done, *plans))
    if not is_restored and not any(_TELLS.search(says(text)) for text in (*done, *plans)):
        yield "action_items", f"{lost}, and no action restores it or tells those whose it was. Which one will?"


def _is_told(case: Case) -> bool:
    answer = says(case.report.impact.customer_notifications)
    return bool(answer) and not _NONE_TOLD.match(answer)
