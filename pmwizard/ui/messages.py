"""Messages that widgets and screens post to those above them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message


class Edited(Message):
    """Posted when a person changes the text of an editor.

    Attributes:
        path: The path of the answer.
        raw: The text as it stands now.
    """

    def __init__(self, path: str, raw: str) -> None:
        self.path = path
        self.raw = raw
        super().__init__()


class Accepted(Message):
    """Posted when a person presses Enter in an editor of one line: this answer is done.

    Attributes:
        path: The path of the answer.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class Pasted(Message):
    """Posted when text of several lines is pasted into an editor of one line that passes it on.

    Attributes:
        path: The path of the answer.
        text: The whole text.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        super().__init__()


class HintChanged(Message):
    """Posted when there is something to say on the hint line.

    Attributes:
        text: One line; "" for the hint and the keys of where the focus is.
        path: The path of the field it is about, where it is said again when that field gets the focus.
        is_repeated: Whether it is said again when the focus, which is about to move, is where it goes.
    """

    def __init__(self, text: str, path: str = "", *, is_repeated: bool = False) -> None:
        self.text = text
        self.path = path
        self.is_repeated = is_repeated
        super().__init__()


class Chosen(Message):
    """Posted when a person presses the key of a choice, whether it was chosen before or not.

    Attributes:
        path: The path of the answer.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


@dataclass(frozen=True)
class Place:
    """A row of the review, to come back to: its number, and the answer and the rule it was about."""

    index: int
    key: str


class AnswerRequested(Message):
    """Posted when a person wants to change an answer that is asked in another step.

    Attributes:
        path: The answer.
        section_id: The section that asks for it.
        place: Where Continue leads back to.
        words: What was found there, to be shown beside the field too.
    """

    def __init__(self, path: str, section_id: str, place: Place, words: str = "") -> None:
        self.path = path
        self.section_id = section_id
        self.place = place
        self.words = words
        super().__init__()


class SectionRequested(Message):
    """Posted when a person wants to see a section, from its beginning."""

    def __init__(self, section_id: str) -> None:
        self.section_id = section_id
        super().__init__()


class ReportRequested(Message):
    """Posted when a person wants to work on another report, in the file at ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__()


class NewReportRequested(Message):
    """Posted when a person wants to begin another report."""


class PreviewRequested(Message):
    """Posted when a person wants to see the document; Esc there leads back to ``section_id``, "" for the overview."""

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
