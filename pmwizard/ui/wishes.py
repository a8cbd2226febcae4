"""What screens ask of the application: to show another step, another report, or to note a written document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


@dataclass(frozen=True)
class Place:
    """A row of the review, to come back to: its number, and the answer and the rule it was about."""

    index: int
    key: str


class AnswerWanted(Message):
    """Posted when a person wants to change an answer that is asked in another step.

    Attributes:
        path: The answer.
        section_id: The section that asks for it.
        place: Where Continue leads back to.
        words: What was found there, to be told beside the field too.
    """

    def __init__(self, path: str, section_id: str, place: Place, words: str = "") -> None:
        self.path = path
        self.section_id = section_id
        self.place = place
        self.words = words
        super().__init__()


class SectionWanted(Message):
    """Posted when a person wants to see a section, from its beginning."""

    def __init__(self, section_id: str) -> None:
        self.section_id = section_id
        super().__init__()


class ReportWanted(Message):
    """Posted when a person wants to work on another report, in the file at ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()


class NewReportWanted(Message):
    """Posted when a person wants to begin another report."""


class PreviewWanted(Message):
    """Posted when a person wants to see the document; Esc there leads back to ``section_id``, "" for the hub."""

    def __init__(self, section_id: str) -> None:
        self.section_id = section_id
        super().__init__()


class PreviewLeft(Message):
    """Posted when a person is done with the document; ``section_id`` is where it was asked for."""

    def __init__(self, section_id: str) -> None:
        self.section_id = section_id
        super().__init__()


class DocumentWritten(Message):
    """Posted when a document was written to ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()
