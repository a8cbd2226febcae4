"""Section 4: what happened, how it was noticed, handled and put right."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

METHODS = (
    Choice("monitoring", "monitoring", "an alert or a dashboard"),
    Choice("customer_report", "customer", "someone outside told us"),
    Choice("internal_report", "colleague", "someone inside told us"),
    Choice("scheduled_check", "planned check", "a check someone does by the calendar"),
    Choice("other", "other", "say what below"),
)

RATINGS = (Choice("good", "good"), Choice("fair", "fair"), Choice("poor", "poor"))


def _rating(name: str, label: str) -> tuple[Question, Question]:
    return (
        Question(
            path=f"response.{name}.rating",
            kind=Kind.CHOICE,
            label=label,
            missing=f"Choose how the {label[0].lower()}{label[1:]} went",
            hint="Good, fair or poor, and one example",
            choices=RATINGS,
            optional=True,
            short=True,
        ),
        Question(
            path=f"response.{name}.notes",
            kind=Kind.LINE,
            label=f"{label}: an example",
            missing=f"Enter an example of how the {label[0].lower()}{label[1:]} went",
            hint="One thing that shows it",
            optional=True,
            short=True,
        ),
    )


def _override(name: str, label: str, ends: str) -> Question:
    return Question(
        path=f"response.{name}",
        kind=Kind.LINE,
        label=label,
        hint=f"From the timeline, {ends}. Type here only to override it",
        has_default=True,
        optional=True,
        short=True,
    )


RESPONSE = Section(
    id="response",
    digit="4",
    title="What happened and response",
    brief="Happened",
    empty="Tell it in order, as people saw it then. Three sentences are enough to start.",
    groups=(
        Group(
            "The course of events",
            (
                Question(
                    path="root_cause.what_happened",
                    kind=Kind.TEXT,
                    label="What happened",
                    hint="In order, as it looked from inside. No verdicts yet",
                    core=True,
                    lines=6,
                    prose="story",
                ),
                Question(
                    path="root_cause.trigger",
                    kind=Kind.TEXT,
                    label="What set it off",
                    hint="The last change or load before first impact. None known is fine",
                    core=True,
                    lines=2,
                    prose="story",
                ),
            ),
        ),
        Group(
            "The mechanism",
            (
                Question(
                    path="root_cause.technical",
                    kind=Kind.TEXT,
                    label="How it broke",
                    hint="The mechanism: which part did what, and what let it",
                    prose="story",
                ),
                Question(
                    path="root_cause.code_issue",
                    kind=Kind.TEXT,
                    label="The piece at fault",
                    hint="Few lines of code or config, with its path",
                    optional=True,
                    prose="names",
                ),
                Question(
                    path="root_cause.why_it_existed",
                    kind=Kind.TEXT,
                    label="How it got there",
                    hint="How did this reach production, step by step",
                    lines=2,
                    prose="story",
                ),
                Question(
                    path="root_cause.why_tests_missed",
                    kind=Kind.TEXT,
                    label="What the tests did not cover",
                    hint="The case that was never tried, and what hid it",
                    lines=2,
                ),
            ),
        ),
        Group(
            "How it was noticed",
            (
                Question(
                    path="detection.methods",
                    kind=Kind.CHOICE,
                    several=True,
                    label="How was it noticed?",
                    hint="A digit marks or clears one; several may be marked",
                    choices=METHODS,
                    core=True,
                ),
                Question(
                    path="detection.other_method",
                    kind=Kind.LINE,
                    label="Other way it was noticed",
                    hint="Only when none of the others fits",
                    optional=True,
                    has_default=True,
                ),
                Question(
                    path="detection.how",
                    kind=Kind.TEXT,
                    label="What gave it away?",
                    hint="The alert, the report, the number that looked wrong",
                    core=True,
                    lines=2,
                ),
                Question(
                    path="detection.alert_quality",
                    kind=Kind.TEXT,
                    label="Was the alert clear?",
                    hint="Could a tired person act on it without asking",
                    core=True,
                    optional=True,
                    lines=2,
                ),
                Question(
                    path="detection.sooner",
                    kind=Kind.TEXT,
                    label="What could have shown it sooner?",
                    hint="The signal that existed or was missing",
                    core=True,
                    lines=2,
                ),
                Question(
                    path="detection.gaps",
                    kind=Kind.TEXT,
                    label="What stayed silent?",
                    hint="Checks that were green while users failed",
                    lines=2,
                ),
            ),
        ),
        Group(
            "How it was put right",
            (
                Question(
                    path="resolution.immediate",
                    kind=Kind.ENTRIES,
                    label="What stopped the bleeding?",
                    hint="Shortest step that helped users. Enter adds it; Enter when empty moves on",
                    core=True,
                    noun="step",
                ),
                Question(
                    path="resolution.permanent",
                    kind=Kind.ENTRIES,
                    label="What fixed it for good?",
                    hint="Done already. Plans go to Actions",
                    core=True,
                    noun="fix",
                ),
                Question(
                    path="resolution.verification",
                    kind=Kind.TEXT,
                    label="How did you know it worked?",
                    hint="The number that went back to normal",
                    core=True,
                    lines=2,
                ),
                Question(
                    path="resolution.commands",
                    kind=Kind.TEXT,
                    label="Commands used",
                    hint="Paste them. Remove secrets first",
                    core=True,
                    optional=True,
                    lines=2,
                    prose="names",
                ),
            ),
        ),
        Group(
            "How the response worked",
            (
                *_rating("communication", "Communication"),
                *_rating("coordination", "Coordination"),
                *_rating("technical_response", "Technical response"),
                *_rating("decision_making", "Decisions"),
            ),
        ),
        Group(
            "Times as reported",
            (
                _override("time_to_detect", "Time to detect", "started to detected"),
                _override("time_to_acknowledge", "Time to acknowledge", "to acknowledged"),
                _override("time_to_respond", "Time to respond", "to acknowledged"),
                _override("time_to_diagnose", "Time to diagnose", "to diagnosed"),
                _override("time_to_mitigate", "Time to mitigate", "to mitigated"),
                _override("time_to_resolve", "Time to resolve", "to resolved"),
            ),
        ),
    ),
)
