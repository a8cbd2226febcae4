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
    path="moments.started",
    kind=Kind.TIME,
    label="First impact",
    hint="When users first felt it. Rough is fine: about 1345",
    help="Makes the timeline's first event, Impact began; reword it there.",
    core=True,
    short=True,
    missing="Enter when users first felt it",
)

IMPACT_OVER = Question(
    path="moments.recovered",
    kind=Kind.TIME,
    label="Over at",
    hint="When users no longer felt it. +27 means 27 minutes after first impact",
    help="Makes the timeline's event Impact over; reword it there.",
    core=True,
    optional=True,
    short=True,
    missing="Enter when users no longer felt it",
)

TIME_ZONE = Question(
    path="metadata.zone",
    kind=Kind.LINE,
    label="Time zone",
    hint="For typing and showing times, such as Europe/Paris. Empty means UTC",
    optional=True,
    short=True,
    prose="reference",
    names_one_thing=True,
)

TITLE = Question(
    path="metadata.title",
    kind=Kind.LINE,
    label="Title",
    hint="What broke and who noticed, in one line. Leave the cause for later",
    core=True,
    missing="Enter a title: what broke, in one line",
)

SEVERITY = Question(
    path="metadata.severity",
    kind=Kind.CHOICE,
    label="Severity",
    hint="Pick by impact on users, not by how hard it was",
    choices=_SEVERITIES,
    core=True,
)

INCIDENT_DATE = Question(
    path="metadata.incident_date",
    kind=Kind.DATE,
    label="Incident date",
    hint="The UTC date of first impact unless you enter another",
    short=True,
)

METADATA = Section(
    id="metadata",
    digit="1",
    title="Incident metadata",
    brief="Metadata",
    groups=(
        Group(
            "Incident",
            (
                TITLE,
                SEVERITY,
                FIRST_IMPACT,
                IMPACT_OVER,
                Question(
                    path="metadata.services_affected",
                    kind=Kind.NAMES,
                    label="Services affected",
                    hint="What users could name, then internal names. Commas between them",
                    core=True,
                    short=True,
                    prose="names",
                ),
                Question(
                    path="metadata.incident_id",
                    kind=Kind.LINE,
                    label="Incident ID",
                    hint="Suggested from the date. Change it if your tracker has one",
                    help="The file keeps the name it got when it was made.",
                    core=True,
                    short=True,
                    prose="names",
                    names_one_thing=True,
                ),
                Question(
                    path="metadata.author",
                    kind=Kind.LINE,
                    label="Author",
                    hint="Who writes this, not who caused anything",
                    core=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path="metadata.incident_commander",
                    kind=Kind.LINE,
                    label="Incident commander",
                    hint="Who led the response",
                    core=True,
                    optional=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                INCIDENT_DATE,
                Question(
                    path="metadata.postmortem_date",
                    kind=Kind.DATE,
                    label="Post-mortem date",
                    hint="When this was written or met about: today, fri, 15 jan",
                    short=True,
                ),
                Question(
                    path="metadata.attendees",
                    kind=Kind.NAMES,
                    label="Attendees",
                    hint="Who took part in the incident or the meeting. Commas between names",
                    optional=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path="metadata.reviewers",
                    kind=Kind.NAMES,
                    label="Reviewers",
                    hint="Who will read it. Commas between names",
                    optional=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path="metadata.hotfix_id",
                    kind=Kind.LINE,
                    label="Hotfix ID",
                    hint="Such as hotfix-042",
                    optional=True,
                    short=True,
                    prose="names",
                    names_one_thing=True,
                ),
                Question(
                    path="metadata.tracker_issue",
                    kind=Kind.LINE,
                    label="Tracker issue",
                    hint="A key, a link or a bd:// address",
                    optional=True,
                    short=True,
                    prose="names",
                    names_one_thing=True,
                ),
                Question(
                    path="metadata.reporter",
                    kind=Kind.LINE,
                    label="Reporter",
                    hint="Who reported the incident first",
                    optional=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path="metadata.facilitator",
                    kind=Kind.LINE,
                    label="Facilitator",
                    hint="Who leads the meeting; best someone who took no part",
                    optional=True,
                    short=True,
                    suggests="people",
                    prose="names",
                ),
                Question(
                    path="metadata.next_review_date",
                    kind=Kind.DATE,
                    label="Look again on",
                    hint="When someone checks the actions: +2w, 15 jan",
                    optional=True,
                    short=True,
                    missing="Enter the date to look again, such as 2026-01-15",
                ),
                TIME_ZONE,
            ),
        ),
    ),
)
