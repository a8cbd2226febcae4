"""Keys: how they are declared, and help for them and for a field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from pmwizard.questions import Question


@dataclass(frozen=True)
class Key(Binding):
    """A key, or several divided by commas, and the action that it does.

    It is not shown by Textual: screens choose which keys their key line names.

    Attributes:
        command: What the command palette calls the action, with the tooltip beside it; "" where it offers it not.
    """

    show: bool = False
    command: str = ""


def commands_of(bindings: Iterable[BindingType]) -> list[Key]:
    """Return the keys whose actions the command palette offers."""
    return [key for key in bindings if isinstance(key, Key) and key.command]


KEYS = (
    ("Tab, Shift+Tab", "next, previous field"),
    ("Enter", "accept and go to the next field; in the last field of an entry line, add the row"),
    ("Ctrl+N", "continue: save, and open the next section"),
    ("F3", "back to the section before"),
    ("Ctrl+O", "go to a section: a digit opens it"),
    ("F1, Ctrl+G", "this help"),
    ("Ctrl+P", "all commands"),
    ("F4", "edit this text in your own editor ($VISUAL or $EDITOR)"),
    ("Ctrl+L", "choose the house layout"),
    ("Ctrl+S", "save now (saving is automatic)"),
    ("Ctrl+Z, Ctrl+Y", "undo, redo"),
    ("Down", "names to enter, where a person is asked for; factors, where an action is"),
    ("Ctrl+F", "mark this as an open question"),
    ("Ctrl+T", "in whys: another answer to the same question"),
    ("Esc", "close what is open; leave a row as it was"),
    ("Ctrl+Q", "save and quit"),
)

LIST_KEYS = (
    ("Up", "from the entry line to the rows"),
    ("Up, Down, j, k", "move"),
    ("Enter, e", "edit the row"),
    ("a, Esc", "back to the entry line"),
    ("a", "in whys: a deeper why; in factors: another factor of the group"),
    ("d", "delete"),
    ("u", "undo"),
    ("J, K", "move the row; Shift+Down and Shift+Up do too"),
    ("Space", "mark"),
    ("f", "mark as an open question"),
    ("t", "in the timeline: choose the moment; in factors: choose the group"),
    ("<, >", "in whys: a level up, a level down"),
    ("*", "in whys: mark the main chain, for layouts with five lines"),
    ("c, o, n, ?", "in whys: stop here; can change, outside us, normal work, not known"),
    ("F, A", "in whys: make a contributing factor, an action of the answer"),
    ("v", "in whys: read the chains back, from the end to the problem"),
    ("h", "in whys: ask how instead of why, or why again"),
    ("x", "in whys: put the advice about the answer aside"),
    ("-", "in factors: looked at, played no part"),
    ("A", "in factors: start an action for the factor"),
    ("y, l", "in actions: choose the kind; say what it is for"),
    ("s", "in actions and in the review: change the status"),
    ("n", "in the review: the next thing left; new report in the overview"),
    ("d", "in the review: put advice aside, or take it up again"),
    ("a, c, e", "in the review: accept the drafted summary, draft it anew, edit it"),
    ("x", "in the review and the overview: export preview"),
)

NOTES = (
    "In the timeline, the bar shows the moments to scale, each as the letter that t sets it by:",
    "* stands for several moments in one place, // for a long wait that is left out.",
    "Everything typed is saved by itself.",
    "unknown and n/a are answers; both are printed in words.",
    "Over ssh, ~. after Enter ends the connection: write about 50%, not ~50%, at the start of a line.",
)


def help_text(question: Question | None) -> str:
    """Return help for a question, if there is one, and all keys."""
    parts: list[str] = []
    if question is not None:
        parts += [question.label, f"  {question.hint}"]
        if question.help:
            parts.append(f"  {question.help}")
        parts += [f"  {one.label}: {one.meaning}" if one.meaning else f"  {one.label}" for one in question.choices]
        parts.append("")
    parts += ["Keys everywhere", *_table(KEYS), "", "Keys in a list", *_table(LIST_KEYS), "", *NOTES]
    return "\n".join(parts)


def _table(rows: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"  {keys:<16}  {words}" for keys, words in rows]
