"""What is asked: every question once, grouped into the sections of the wizard."""

from pmwizard.questions.catalogue import COMPUTED, SECTIONS, name_at, named, question_at, section_named, section_of
from pmwizard.questions.question import Choice, Group, Kind, Question, Section

__all__ = [
    "COMPUTED",
    "SECTIONS",
    "Choice",
    "Group",
    "Kind",
    "Question",
    "Section",
    "name_at",
    "named",
    "question_at",
    "section_named",
    "section_of",
]
