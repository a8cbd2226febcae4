"""What editors tell the widgets above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pmwizard.ui.editors.line import LineEditor


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


class Told(Message):
    """Posted when there is something to say on the hint line.

    Attributes:
        text: One line.
        path: The path of the field it is about, where it is said again when that field gets the focus.
    """

    def __init__(self, text: str, path: str = "") -> None:
        self.text = text
        self.path = path
        super().__init__()


class Chosen(Message):
    """Posted when a person presses the key of a choice, whether it was chosen before or not.

    Attributes:
        path: The path of the answer.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__()


class SuggestionsWanted(Message):
    """Posted when a person asks what could be entered in a field.

    Attributes:
        editor: The editor of the field.
        path: The path of the answer.
    """

    def __init__(self, editor: LineEditor) -> None:
        self.editor = editor
        self.path = editor.path
        super().__init__()
