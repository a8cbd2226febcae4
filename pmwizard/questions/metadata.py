"""Section 1: what identifies the incident and who writes about it."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

_SEVERITIES = (
    Choice("SEV1", "SEV1", "most users affected, or data lost"),
    Choice("SEV2", "SEV2", "many users affected, or a workaround exists"),
    Choice("SEV3", "SEV3", "few users affected, or a small part degraded"),
    Choice("SEV4", "SEV4", "no user noticed, or a near miss"),
)

FIRST_IMPACT = Question(
    "moments.started",
    Kind.TIME,
    "First impact",
    "When users first felt it. Rough is fine: about 1345",
    help="Makes the timeline's first event, Impact began; reword it there.",
    core=True,
    missing="Enter when users first felt it",
)

IMPACT_OVER = Question(
    "moments.recovered",
    Kind.TIME,
    "Over at",
    "When users no longer felt it. +27 means 27 minutes after first impact",
    help="Makes the timeline's event Impact over; reword it there.",
    core=True,
    optional=True,
    missing="Enter when users no longer felt it",
)

TIME_ZONE = Question(
    "metadata.zone",
    Kind.LINE,
    "Time zone",
    "For typing and showing times, such as Europe/Paris. Empty means UTC",
    optional=True,
    prose="reference",
    names_one_thing=True,
)

TITLE = Question(
    "metadata.title",
    Kind.LINE,
    "Title",
    "What broke and who noticed, in one line. Leave the cause for later",
    core=True,
    missing="Enter a title: what broke, in one line",
    wide=True,
)

SEVERITY = Question(
    "metadata.severity",
    Kind.CHOICE,
    "Severity",
    "Pick by impact on users, not by how hard it was",
    choices=_SEVERITIES,
    core=True,
)

INCIDENT_DATE = Question(
    "metadata.incident_date", Kind.DATE, "Incident date", "The date of first impact unless you enter another"
)


def _people(path: str, kind: Kind, label: str, hint: str, *, core: bool = False, optional: bool = True) -> Question:
    return Question(path, kind, label, hint, core=core, optional=optional, suggests="people", prose="names")


_INCIDENT = (
    TITLE,
    SEVERITY,
    FIRST_IMPACT,
    IMPACT_OVER,
    Question(
        "metadata.services_affected",
        Kind.NAMES,
        "Services affected",
        "What users could name, then internal names. Commas between them",
        core=True,
        prose="names",
    ),
    Question(
        "metadata.incident_id",
        Kind.LINE,
        "Incident ID",
        "Suggested from the date. Change it if your tracker has one",
        help="The file keeps the name it got when it was made.",
        core=True,
        prose="names",
        names_one_thing=True,
    ),
    _people(
        "metadata.author", Kind.LINE, "Author", "Who writes this, not who caused anything", core=True, optional=False
    ),
    _people("metadata.incident_commander", Kind.LINE, "Incident commander", "Who led the response", core=True),
    INCIDENT_DATE,
    Question(
        "metadata.postmortem_date",
        Kind.DATE,
        "Post-mortem date",
        "When this was written or met about: today, fri, 15 jan",
    ),
    _people(
        "metadata.attendees",
        Kind.NAMES,
        "Attendees",
        "Who took part in the incident or the meeting. Commas between names",
    ),
    _people("metadata.reviewers", Kind.NAMES, "Reviewers", "Who will read it. Commas between names"),
    Question(
        "metadata.hotfix_id",
        Kind.LINE,
        "Hotfix ID",
        "Such as hotfix-042",
        optional=True,
        prose="names",
        names_one_thing=True,
    ),
    Question(
        "metadata.tracker_issue",
        Kind.LINE,
        "Tracker issue",
        "A key, a link or a bd:// address",
        optional=True,
        prose="names",
        names_one_thing=True,
    ),
    _people("metadata.reporter", Kind.LINE, "Reporter", "Who reported the incident first"),
    _people("metadata.facilitator", Kind.LINE, "Facilitator", "Who leads the meeting; best someone who took no part"),
    Question(
        "metadata.next_review_date",
        Kind.DATE,
        "Look again on",
        "When someone checks the actions: +2w, 15 jan",
        optional=True,
        missing="Enter the date to look again, such as 2026-01-15",
    ),
    TIME_ZONE,
)

METADATA = Section(
    id="metadata", digit="1", title="Incident metadata", brief="Metadata", groups=(Group("Incident", _INCIDENT),)
)
