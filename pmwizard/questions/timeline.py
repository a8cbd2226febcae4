"""Section 3: the events of the incident."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

MOMENT = Question(
    "timeline.moment",
    Kind.CHOICE,
    "Moment",
    "Moments set the durations; each is set once",
    choices=(
        Choice("started", "started", "users first felt it"),
        Choice("detected", "detected", "someone or something noticed"),
        Choice("acknowledged", "acknowledged", "a responder began to look"),
        Choice("declared", "declared", "it was called an incident"),
        Choice("diagnosed", "diagnosed", "the cause was found"),
        Choice("mitigated", "mitigated", "the bleeding was stopped"),
        Choice("recovered", "recovered", "users no longer felt it"),
        Choice("resolved", "resolved", "fixed for good"),
        Choice("closed", "closed", "the incident was closed"),
    ),
    optional=True,
)

EVENT_TIME = Question(
    "timeline.at",
    Kind.TIME,
    "Time",
    "1345, +5, now. Unsure? about 1345. Empty: same time as above",
    help=(
        "To the minute if you can. Also 1:45pm, -10, yesterday 2350, 21 Nov 13:45, 14:45 CET, 14:05-14:30. "
        "A day alone, such as 21 Nov, where only that is known. "
        "Paste many lines of chat, alerts, logs or call notes to add them all."
    ),
    instead="day",
)

EVENT_DAY = Question(
    "timeline.day", Kind.DATE, "Day", "Where only the day is known. Typing a day as the time sets it", optional=True
)

EVENT_UNTIL = Question(
    "timeline.until", Kind.TIME, "Until", "When it ended. Typing 14:05-14:30 as the time sets it", optional=True
)

EVENT_OMIT = Question("timeline.omit", Kind.FLAG, "Left out", "It stays here and is in no document", optional=True)

EVENT_NOTES = Question(
    "timeline.notes",
    Kind.LINE,
    "Note",
    "A number or detail that shows it",
    optional=True,
    prose="story",
    keeps_lines=True,
)

_EVENTS = (
    Question(
        "timeline",
        Kind.ROWS,
        "Events",
        "One thing seen, done or decided on each line",
        core=True,
        noun="event",
        columns=(
            EVENT_TIME,
            Question(
                "timeline.event",
                Kind.LINE,
                "What happened",
                "One thing seen, done or decided. Facts and what people thought then",
                help=(
                    "What did you see just then? What did you expect instead? "
                    "What did you think was going on? What else could have been done?"
                ),
                prose="story",
            ),
            Question(
                "timeline.who",
                Kind.LINE,
                "Who or what",
                "Role, person or system that saw or did it",
                optional=True,
                suggests="people",
                prose="names",
            ),
            MOMENT,
            Question(
                "timeline.approximate",
                Kind.FLAG,
                "About",
                "The time is a guess. Typing about 1345 sets it",
                optional=True,
            ),
            EVENT_DAY,
            EVENT_UNTIL,
            EVENT_OMIT,
            EVENT_NOTES,
            Question(
                "timeline.source",
                Kind.LINE,
                "Source",
                "A link to or the name of what shows it",
                optional=True,
                prose="names",
            ),
        ),
        missing="Add the events, from the last time all was well",
    ),
)

PASTED_BLOCK = "timeline.pasted.new"
"""Where a pasted block is kept, with what a person has settled about it, until its events are added or left."""

TIMELINE = Section(
    id="timeline",
    digit="3",
    title="Timeline",
    brief="Timeline",
    empty=(
        "No events yet. Start before the trouble: the last change, or the last time all was well. "
        "Type a time and what happened, or paste many lines."
    ),
    groups=(Group("Events", _EVENTS),),
)
