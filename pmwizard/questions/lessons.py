"""Section 7: what was learned."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

RESPONSE_AREAS = (
    Choice("detection", "detection"),
    Choice("response", "response"),
    Choice("communication", "communication"),
    Choice("remediation", "remediation"),
)

LESSON_AREAS = (
    Choice("technical", "technical"),
    Choice("process", "process"),
    Choice("communication", "communication"),
)


def _rows(name: str, label: str, hint: str, areas: tuple[Choice, ...], noun: str, *, core: bool = True) -> Question:
    path = f"lessons.{name}"
    return Question(
        path=path,
        kind=Kind.ROWS,
        label=label,
        hint=hint,
        core=core,
        noun=noun,
        columns=(
            Question(path=f"{path}.text", kind=Kind.LINE, label=label, hint=hint),
            Question(
                path=f"{path}.area",
                kind=Kind.CHOICE,
                label="Area",
                hint="Which side of it: a digit or a first letter",
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

LESSONS = Section(
    id="lessons",
    digit="7",
    title="What we learned",
    brief="Learned",
    empty="Start with what went well.",
    groups=(
        Group(
            "Lessons",
            (
                _rows("went_well", "Went well", "What helped, and would you want it again", RESPONSE_AREAS, "point"),
                _rows(
                    "went_wrong",
                    "Was hard or went wrong",
                    "What slowed you down or surprised you",
                    RESPONSE_AREAS,
                    "point",
                ),
                Question(
                    path="lessons.lucky",
                    kind=Kind.ENTRIES,
                    label="Got lucky",
                    hint="What kept it from being worse and may not next time",
                    core=True,
                    noun="point",
                ),
                LESSON_ROWS,
                Question(
                    path="lessons.could_be_better",
                    kind=Kind.ENTRIES,
                    label="Could go better",
                    hint="Smaller things worth changing",
                    noun="point",
                ),
                Question(
                    path="lessons.process_improvements",
                    kind=Kind.ENTRIES,
                    label="Process improvements",
                    hint="What will be done another way from now on",
                    noun="improvement",
                ),
            ),
        ),
        Group(
            "Systems, process, knowledge",
            (
                Question(
                    path="analysis.system_failures",
                    kind=Kind.TEXT,
                    label="What in the system let it happen",
                    hint="One or two conditions, each with how you know",
                ),
                Question(
                    path="analysis.process_gaps",
                    kind=Kind.TEXT,
                    label="What in the process let it happen",
                    hint="One or two conditions, each with how you know",
                ),
                Question(
                    path="analysis.knowledge_gaps",
                    kind=Kind.TEXT,
                    label="What was not known",
                    hint="What knowledge would have prevented or shortened it",
                ),
            ),
        ),
    ),
)
