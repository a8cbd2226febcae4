"""Sections 5 and 6: the tree of whys and the contributing factors."""

from __future__ import annotations

from pmwizard.questions.question import Choice, Group, Kind, Question, Section

WHY_STOP = Question(
    "five_whys.answers.stop",
    Kind.CHOICE,
    "Stop here because",
    "c can change, o outside us, n normal work, ? not known yet",
    choices=(
        Choice("can_change", "can change", "we can change this"),
        Choice("outside_control", "outside us", "outside our control"),
        Choice("normal_work", "normal work", "normal work, nothing odd"),
        Choice("unknown", "not known", "we do not know yet"),
    ),
)

HOW_INSTEAD = ("How did this come about?", "What did people see?")
"""What asks for an answer, and its hint, where a person would rather ask how than why."""

WHYS_TO_ASK_ON = (
    "What did people see just then?",
    "What else had to be so for this to happen?",
    "Would someone else in that seat have done the same?",
    "What would have shown it, or caught it, sooner?",
    "What made it worse, or last longer?",
)
"""Questions that help a facilitator on from any answer."""

WHYS_AFTER_PERSON = ("What made the action make sense at the time?", "What would have caught it?")
"""Questions that lead on from an answer that stops at a person."""

FACTOR_GROUP = Question(
    "contributing_factors.factors.category",
    Kind.CHOICE,
    "Group",
    "Look at each group once",
    choices=(
        Choice("detection_gap", "Detection gap", "No signal, late signal, noisy signal"),
        Choice("process_gap", "Process or runbook", "Missing, unclear or not followed step"),
        Choice("testing_gap", "Testing gap", "This case was not tested"),
        Choice("documentation_gap", "Documentation", "Missing or out of date"),
        Choice("capacity_issue", "Capacity or limits", "Ran out of something, hit a quota"),
        Choice("dependency_failure", "Dependency", "Something we rely on failed or changed"),
        Choice("configuration_error", "Configuration", "A setting was wrong or unsafe"),
        Choice("code_defect", "Code defect", "The code did something unintended"),
        Choice("rollout", "Rollout or change", "How or when the change was made"),
        Choice("design", "Design or coupling", "The structure spread or hid the problem"),
        Choice("knowledge", "Knowledge or staffing", "Who knew, who was awake, handover"),
        Choice("human_error", "Human action", "What made it easy to do, hard to notice?"),
        Choice("other", "Other", "Played a part and fits nowhere above"),
    ),
)

WHY_PROBLEM = Question(
    "five_whys.problem", Kind.LINE, "Problem", "What went wrong, in one line", core=True, prose="story", wide=True
)

WHY_ROWS = Question(
    "five_whys.answers",
    Kind.ROWS,
    "Whys",
    "What made that possible, or normal, at the time?",
    core=True,
    noun="why",
    columns=(
        Question(
            "five_whys.answers.answer",
            Kind.LINE,
            "Why did this happen?",
            "What made that possible, or normal, at the time?",
            help=(
                "Answer with a condition, not a person. Stop where you can change something. "
                "More than one answer? Ctrl+T. Five is a guide."
            ),
            prose="story",
        ),
        WHY_STOP,
        Question(
            "five_whys.answers.main", Kind.FLAG, "Main chain", "The chain for layouts with five lines", optional=True
        ),
        Question(
            "five_whys.answers.parent",
            Kind.LINE,
            "Answers",
            "The why that this one explains",
            prose="reference",
            names_one_thing=True,
        ),
    ),
    missing="Enter why it happened: at least one answer",
)

WHYS = Section(
    id="whys",
    digit="5",
    title="Five Whys",
    brief="Whys",
    empty="What went wrong, in one line? Then ask why until you can change something.",
    groups=(Group("Whys", (WHY_PROBLEM, WHY_ROWS)),),
)

FACTOR_ROWS = Question(
    "contributing_factors.factors",
    Kind.ROWS,
    "Contributing factors",
    "Space contributed, - looked at and did not",
    core=True,
    noun="factor",
    columns=(
        FACTOR_GROUP,
        Question(
            "contributing_factors.factors.factor",
            Kind.LINE,
            "What",
            "The condition, in a few words",
            prose="story",
            missing="Enter what the factor was",
        ),
        Question(
            "contributing_factors.factors.how_contributed",
            Kind.LINE,
            "How it contributed",
            "Did it start it, widen it, hide it, or slow the repair",
            prose="story",
        ),
        Question(
            "contributing_factors.factors.why_existed",
            Kind.LINE,
            "Why it existed",
            "The sensible reason it was like that",
            prose="story",
        ),
    ),
    missing="Enter what made it possible or worse: at least one factor",
)

RULED_OUT = Question(
    "contributing_factors.ruled_out",
    Kind.CHOICE,
    "Looked at, played no part",
    "Groups that did not contribute",
    several=True,
    choices=FACTOR_GROUP.choices,
    core=True,
    optional=True,
    missing="Choose what was looked at and played no part",
)

_FACTORS = (
    FACTOR_ROWS,
    RULED_OUT,
    Question(
        "review.one_factor_because",
        Kind.TEXT,
        "Why only one factor",
        "Only when there really is no second one",
        optional=True,
    ),
)

FACTORS = Section(
    id="factors",
    digit="6",
    title="Contributing factors",
    brief="Factors",
    empty="Look at each group once. Space if it played a part, - if not.",
    groups=(Group("Factors", _FACTORS),),
)
