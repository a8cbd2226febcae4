"""A small program with the kinds of screens that pmwizard has, to try the terminal layer on.

Run it with a file for what was typed: `python -m tests.terminal.programs.form STATE`. Enter moves on, Ctrl+N opens the
second screen, F3 the first, Ctrl+O a question on top; F5 opens a program, F8 blocks, F9 hits a bug, F10 saves.
With `--whole` behind STATE, Textual draws, and keys are handled as ever.
"""

from pmwizard.terminal.environment import prepare_process

CHILD_ENVIRONMENT = prepare_process() if __name__ == "__main__" else {}

import json  # noqa: E402 - Textual reads the environment at import
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import ClassVar  # noqa: E402

from textual.app import App, ComposeResult  # noqa: E402
from textual.binding import BindingType  # noqa: E402
from textual.screen import ModalScreen, Screen  # noqa: E402
from textual.widgets import Input, Label, OptionList, TextArea  # noqa: E402

from pmwizard.terminal.crashes import details  # noqa: E402
from pmwizard.terminal.environment import hold  # noqa: E402
from pmwizard.terminal.patched import PatchedTerminal  # noqa: E402


class Line(Input):
    """One line of text with a cursor that stands still."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name, placeholder=name, select_on_focus=False)
        self.cursor_blink = False


class Notes(TextArea):
    """Some lines of text with a cursor that stands still."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.cursor_blink = False


class Page(Screen[None]):
    """Fields of which Enter leaves one for the next."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.focus_next()


class First(Page):
    """Two lines, some text, a list."""

    def compose(self) -> ComposeResult:
        yield Label("First screen")
        yield Line("title")
        yield Line("owner")
        yield Notes("notes")
        yield OptionList("one", "two", "three", "four", "five", "six", "seven", id="choice")


class Second(Page):
    """Two more lines and some text."""

    def compose(self) -> ComposeResult:
        yield Label("Second screen")
        yield Line("why")
        yield Notes("story")
        yield Line("how")


class Question(ModalScreen[str]):
    """One line on top of a screen; Enter takes it, Escape does not."""

    DEFAULT_CSS = "Question { align: center middle; } Question Label, Question Input { width: 30; }"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss('')"), ("f10", "app.mark")]

    def compose(self) -> ComposeResult:
        yield Label("A question")
        yield Line("answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)


class FormApp(App[None]):
    """Keeps everything typed in `state`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("ctrl+n", "open('second')"),
        ("f3", "open('first')"),
        ("ctrl+o", "ask"),
        ("f5", "program"),
        ("f8", "block"),
        ("f9", "bug"),
        ("f10", "mark"),
        ("ctrl+z", "suspend_process"),
    ]
    CSS = "TextArea { height: 6; } OptionList { height: 5; }"

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.terminal = hold(self, self.save_at_once, self.words_after_crash)
        self.state: dict[str, str] = {}
        self._path = path

    def on_mount(self) -> None:
        self.add_mode("first", First)
        self.add_mode("second", Second)
        self.switch_mode("first")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.state[event.input.id or ""] = event.value

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self.state[event.text_area.id or ""] = event.text_area.text

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.state["chosen"] = self.state.get("chosen", "") + str(event.option_index)

    def action_open(self, screen: str) -> None:
        self.switch_mode(screen)

    def action_ask(self) -> None:
        def answered(answer: str | None) -> None:
            self.state["answers"] = self.state.get("answers", "") + f"[{answer}]"

        self.push_screen(Question(), answered)

    def action_program(self) -> None:
        with self.suspend():
            command = [sys.executable, "-c", "import os; print('NO_COLOR', repr(os.environ.get('NO_COLOR'))); input()"]
            subprocess.run(command, env=dict(CHILD_ENVIRONMENT), check=False)

    def action_block(self) -> None:
        time.sleep(60)

    def action_mark(self) -> None:
        self.state["marks"] = str(int(self.state.get("marks", "0")) + 1)
        self.save_at_once()

    def action_bug(self) -> None:
        secret = self.state.get("title", "")
        raise RuntimeError(secret)

    def save_at_once(self) -> None:
        if self._path is not None:
            new = self._path.with_suffix(f".{time.monotonic_ns()}")
            new.write_text(json.dumps(self.state))
            new.replace(self._path)

    def words_after_crash(self, error: BaseException) -> str:
        if self._path is not None:
            self._path.with_suffix(".crash").write_text(details(error))
        return "The form hit a bug and closed. What you typed is saved."


def main() -> int:
    app = FormApp(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if "--whole" in sys.argv and isinstance(app.terminal, PatchedTerminal):
        app.terminal.painter = None
    status = app.terminal.run_to_end()
    app.save_at_once()
    print("The end.")
    return status


if __name__ == "__main__":
    sys.exit(main())
