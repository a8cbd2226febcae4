"""Section 4: what happened, how it was noticed, handled and put right."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section, plain_choices

METHODS = (
    Choice("monitoring", "monitoring", "an alert or a dashboard"),
    Choice("customer_report", "customer", "someone outside told us"),
    Choice("internal_report", "colleague", "someone inside told us"),
    Choice("scheduled_check", "planned check", "a check someone does by the calendar"),
    Choice("other", "other", "say what below"),
)

RATINGS = plain_choices("good", "fair", "poor")


def _rating(name: str, label: str) -> tuple[Question, Question]:
    return (
        Question(
            f"response.{name}.rating",
            Kind.CHOICE,
            label,
            "Good, fair or poor, and one example",
            missing=f"Choose how the {label[0].lower()}{label[1:]} went",
            choices=RATINGS,
            optional=True,
        ),
        Question(
            f"response.{name}.notes",
            Kind.LINE,
            f"{label}: an example",
            "One thing that shows it",
            missing=f"Enter an example of how the {label[0].lower()}{label[1:]} went",
            optional=True,
        ),
    )


def _override(name: str, label: str, ends: str) -> Question:
    return Question(
        f"response.{name}",
        Kind.LINE,
        label,
        f"From the timeline, {ends}. Type here only to override it",
        has_default=True,
        optional=True,
    )


_THE_COURSE_OF_EVENTS = (
    Question(
        "root_cause.what_happened",
        Kind.TEXT,
        "What happened",
        "In order, as it looked from inside. No verdicts yet",
        core=True,
        lines=6,
        prose="story",
    ),
    Question(
        "root_cause.trigger",
        Kind.TEXT,
        "What set it off",
        "The last change or load before first impact. None known is fine",
        core=True,
        prose="story",
    ),
)

_THE_MECHANISM = (
    Question(
        "root_cause.technical",
        Kind.TEXT,
        "How it broke",
        "The mechanism: which part did what, and what let it",
        prose="story",
        lines=3,
    ),
    Question(
        "root_cause.code_issue",
        Kind.TEXT,
        "The piece at fault",
        "Few lines of code or config, with its path",
        optional=True,
        prose="names",
        lines=3,
    ),
    Question(
        "root_cause.why_it_existed",
        Kind.TEXT,
        "How it got there",
        "How did this reach production, step by step",
        prose="story",
    ),
    Question(
        "root_cause.why_tests_missed",
        Kind.TEXT,
        "What the tests did not cover",
        "The case that was never tried, and what hid it",
    ),
)

_HOW_IT_WAS_NOTICED = (
    Question(
        "detection.methods",
        Kind.CHOICE,
        "How was it noticed?",
        "A digit marks or clears one; several may be marked",
        several=True,
        choices=METHODS,
        core=True,
    ),
    Question(
        "detection.other_method",
        Kind.LINE,
        "Other way it was noticed",
        "Only when none of the others fits",
        optional=True,
        has_default=True,
        wide=True,
    ),
    Question(
        "detection.how",
        Kind.TEXT,
        "What gave it away?",
        "The alert, the report, the number that looked wrong",
        core=True,
    ),
    Question(
        "detection.alert_quality",
        Kind.TEXT,
        "Was the alert clear?",
        "Could a tired person act on it without asking",
        core=True,
        optional=True,
    ),
    Question(
        "detection.sooner",
        Kind.TEXT,
        "What could have shown it sooner?",
        "The signal that existed or was missing",
        core=True,
    ),
    Question("detection.gaps", Kind.TEXT, "What stayed silent?", "Checks that were green while users failed"),
)

_HOW_IT_WAS_PUT_RIGHT = (
    Question(
        "resolution.immediate",
        Kind.ENTRIES,
        "What stopped the bleeding?",
        "Shortest step that helped users. Enter adds it; Enter when empty moves on",
        core=True,
        noun="step",
    ),
    Question(
        "resolution.permanent",
        Kind.ENTRIES,
        "What fixed it for good?",
        "Done already. Plans go to Actions",
        core=True,
        noun="fix",
    ),
    Question(
        "resolution.verification",
        Kind.TEXT,
        "How did you know it worked?",
        "The number that went back to normal",
        core=True,
    ),
    Question(
        "resolution.commands",
        Kind.TEXT,
        "Commands used",
        "Paste them. Remove secrets first",
        core=True,
        optional=True,
        prose="names",
        is_code=True,
    ),
)

_HOW_THE_RESPONSE_WORKED = (
    *_rating("communication", "Communication"),
    *_rating("coordination", "Coordination"),
    *_rating("technical_response", "Technical response"),
    *_rating("decision_making", "Decisions"),
)

_TIMES_AS_REPORTED = (
    _override("time_to_detect", "Time to detect", "started to detected"),
    _override("time_to_acknowledge", "Time to acknowledge", "to acknowledged"),
    _override("time_to_respond", "Time to respond", "to acknowledged"),
    _override("time_to_diagnose", "Time to diagnose", "to diagnosed"),
    _override("time_to_mitigate", "Time to mitigate", "to mitigated"),
    _override("time_to_resolve", "Time to resolve", "to resolved"),
)

RESPONSE = Section(
    id="response",
    digit="4",
    title="What happened and response",
    brief="Happened",
    empty="Tell it in order, as people saw it then. Three sentences are enough to start.",
    groups=(
        Group("The course of events", _THE_COURSE_OF_EVENTS),
        Group("The mechanism", _THE_MECHANISM),
        Group("How it was noticed", _HOW_IT_WAS_NOTICED),
        Group("How it was put right", _HOW_IT_WAS_PUT_RIGHT),
        Group("How the response worked", _HOW_THE_RESPONSE_WORKED),
        Group("Times as reported", _TIMES_AS_REPORTED),
    ),
)
