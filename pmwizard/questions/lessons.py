"""Section 7: what was learned."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section, plain_choices

RESPONSE_AREAS = plain_choices("detection", "response", "communication", "remediation")

LESSON_AREAS = plain_choices("technical", "process", "communication")


def _rows(name: str, label: str, hint: str, areas: tuple[Choice, ...], noun: str) -> Question:
    path = f"lessons.{name}"
    return Question(
        path,
        Kind.ROWS,
        label,
        hint,
        core=True,
        noun=noun,
        columns=(
            Question(f"{path}.text", Kind.LINE, label, hint),
            Question(
                f"{path}.area",
                Kind.CHOICE,
                "Area",
                "Which side of it: a digit or a first letter",
                choices=areas,
                optional=True,
            ),
        ),
    )


LESSON_ROWS = _rows(
    "takeaways",
    "Lessons",
    "Something now known. First t, p or c for technical, process, communication",
    LESSON_AREAS,
    "lesson",
)

_LESSONS = (
    _rows("went_well", "Went well", "What helped, and would you want it again", RESPONSE_AREAS, "point"),
    _rows("went_wrong", "Was hard or went wrong", "What slowed you down or surprised you", RESPONSE_AREAS, "point"),
    Question(
        "lessons.lucky",
        Kind.ENTRIES,
        "Got lucky",
        "What kept it from being worse and may not next time",
        core=True,
        noun="point",
    ),
    LESSON_ROWS,
    Question("lessons.could_be_better", Kind.ENTRIES, "Could go better", "Smaller things worth changing", noun="point"),
    Question(
        "lessons.process_improvements",
        Kind.ENTRIES,
        "Process improvements",
        "What will be done another way from now on",
        noun="improvement",
    ),
)

_SYSTEMS_PROCESS_KNOWLEDGE = (
    Question(
        "analysis.system_failures",
        Kind.TEXT,
        "What in the system let it happen",
        "One or two conditions, each with how you know",
        lines=3,
    ),
    Question(
        "analysis.process_gaps",
        Kind.TEXT,
        "What in the process let it happen",
        "One or two conditions, each with how you know",
        lines=3,
    ),
    Question(
        "analysis.knowledge_gaps",
        Kind.TEXT,
        "What was not known",
        "What knowledge would have prevented or shortened it",
        lines=3,
    ),
)

LESSONS = Section(
    id="lessons",
    digit="7",
    title="What we learned",
    brief="Learned",
    empty="Start with what went well.",
    groups=(Group("Lessons", _LESSONS), Group("Systems, process, knowledge", _SYSTEMS_PROCESS_KNOWLEDGE)),
)
