"""The plainest Textual programs: one Input, or one TextArea ten rows high, with cursors that stand still."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, TextArea


class OneInput(App[None]):
    """An application that yields one default Input."""

    def compose(self) -> ComposeResult:
        """Yields the field."""
        field = Input(placeholder="plain and ready")
        field.cursor_blink = False
        yield field


class OneTextArea(App[None]):
    """An application that yields one default TextArea."""

    CSS = "TextArea { height: 10; }"

    def compose(self) -> ComposeResult:
        """Yields the field."""
        area = TextArea(placeholder="plain and ready")
        area.cursor_blink = False
        yield area


if __name__ == "__main__":
    (OneTextArea if "area" in sys.argv else OneInput)().run()
