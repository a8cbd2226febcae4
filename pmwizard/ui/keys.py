"""Keys: each is declared here once, for what it does, the key line, help, the command palette and the README."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from pmwizard.model.parts.causes import StopReason
from pmwizard.questions import Question
from pmwizard.questions.causes import WHY_STOP

_NAMES = {
    "escape": "Esc",
    "minus": "-",
    "asterisk": "*",
    "question_mark": "?",
    "colon": ":",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


@dataclass(frozen=True)
class Key(Binding):
    """A key, or several divided by commas, and the action that it does.

    It is not shown by Textual: screens choose which keys their key line names. The description is the word there. The
    tooltip is what the command palette says besides which key it is.

    Attributes:
        command: What the command palette calls the action; "" where it does not offer it.
        help: What help and the README say that it does, "" where they leave it out. Keys with the same help are listed
            on one line.
    """

    show: bool = False
    command: str = ""
    help: str = ""

    @property
    def names(self) -> str:
        """What stands on the keys, such as ``F1, Ctrl+G``."""
        return self.key_display or ", ".join(_name(key) for key in self.key.split(","))

    @property
    def place(self) -> str:
        """What the command palette says beside the command: the key, and where it works."""
        where = self.name + ("" if self.priority else " in the list")
        return f"{where}; {self.tooltip}" if self.tooltip else where

    @property
    def name(self) -> str:
        """What stands on the key, the first where several do the same."""
        return self.names.partition(",")[0]

    def says(self, word: str = "") -> str:
        """Return what the key line says: the key, and a word for what it does here."""
        return f"{self.name} {word or self.description}"


def _name(key: str) -> str:
    return _NAMES.get(key) or (key if len(key) == 1 else "+".join(part.capitalize() for part in key.split("+")))


def together(word: str, *several: Key) -> str:
    """Return what a line says about keys that belong together, such as ``J K move``."""
    return " ".join([*(key.name for key in several), word])


def hint_of(*parts: str) -> str:
    """Return a hint that lists keys, each as `Key.says` and `together` give it."""
    return "   ".join(parts)


def commands_of(bindings: Iterable[BindingType]) -> list[Key]:
    """Return the keys whose actions the command palette offers."""
    return [key for key in bindings if isinstance(key, Key) and key.command]


# In every step


def _step(key: str, action: str, word: str, words: str, command: str = "", *, note: str = "") -> Key:
    """Return a key that works wherever the focus is, with its help, and how the palette offers it."""
    return Key(key, action, word, priority=True, help=words, command=command, tooltip=note)


TAB = _step("tab", "app.next_field", "Next field", "next, previous field")
SHIFT_TAB = _step("shift+tab", "app.previous_field", "Previous field", TAB.help)
CONTINUE = _step("ctrl+n", "app.go_on", "Continue", "continue: save, and open the next section")
BACK = _step("f3", "app.go_back", "Back", "back to the section before")
GO_TO = _step("ctrl+o", "app.go_to", "Go to", "go to a section: its digit, or letters of its name")
HELP = _step("f1,ctrl+g", "app.explain", "Help", "help for this field, and the keys", "Help")
PALETTE = _step("ctrl+p", "app.command_palette", "Commands", "all commands")
_OUTSIDE = "edit this text in your own editor ($VISUAL or $EDITOR)"
EDITOR = _step("f4", "app.edit_outside", "Editor", _OUTSIDE, "Edit in your own editor")
LAYOUT = _step("ctrl+l", "app.choose_layout", "Layout", "choose the house layout", "Choose the house layout")
SAVE = _step("ctrl+s", "app.save_now", "Save", "save now (saving is automatic)", "Save now", note="saving is automatic")
UNDO = _step("ctrl+z", "app.undo", "Undo", "undo, redo", "Undo")
REDO = _step("ctrl+y", "app.redo", "Redo", UNDO.help, "Redo")
FOLLOW_UP = _step("ctrl+f", "app.follow_up", "Open question", "mark this as an open question", "Note an open question")
QUIT = _step("ctrl+q", "app.leave", "Quit", "save and quit", "Save and quit")
HELP_IN_LIST = Key("question_mark", "app.explain", "Help", help=HELP.help)
PALETTE_IN_LIST = Key("colon", "app.command_palette", "Commands", help=PALETTE.help)

STEP_KEYS = (TAB, SHIFT_TAB, CONTINUE, BACK, GO_TO, HELP, EDITOR, LAYOUT, SAVE, UNDO, REDO, FOLLOW_UP)

# In fields

_ACCEPT = "accept and go to the next field; in the last field of an entry line, add the row; in a long text, a new line"
_NAMES_TO_ENTER = "names to enter, where a person is asked for; factors, where an action is"
ENTER = Key("enter", "accept", "Next field", help=_ACCEPT)
SUGGEST = Key("down", "suggest", "Suggestions", help=_NAMES_TO_ENTER)
COPY = Key("ctrl+c", "copy_or_tell", "Copy")
NOTHING_TO_COPY = Key("ctrl+c", "notify('Ctrl+Q saves and quits')", "Copy")
NOT_IN_A_TEXT = Key("f6,f7", "ignore")
"""Keys by which Textual's text area selects: nothing on the screen says so."""
ANOTHER = Key("ctrl+t", "another", "Another", priority=True, help="in whys: another answer to the same question")
LEAVE_ROW = Key("escape", "leave_row", "Leave as it was", help="close what is open; leave a row as it was")
TO_LIST = Key("up", "go_to_list", "List", help="from the entry line to the rows")

CHOICE_DIGITS = tuple(
    Key(digit, f"choose('{digit}')", "Choose", key_display="0-9", help="choose the answer of that number")
    for digit in "1234567890"
)
CHOICE_KEYS = (
    ENTER,
    *CHOICE_DIGITS,
    Key("space,right", "step(1)", "Next choice"),
    Key("left", "step(-1)", "Choice before"),
    Key("backspace,delete", "clear", "Clear"),
)
FLAG_KEYS = (
    ENTER,
    Key("space,x", "mark_or_clear", "Mark"),
    Key("y", "mark(True)", "Yes"),
    Key("n,backspace", "mark(False)", "No"),
)

IN_FIELDS = (*STEP_KEYS[:2], ENTER, *CHOICE_DIGITS, *STEP_KEYS[2:], PALETTE, SUGGEST, ANOTHER, LEAVE_ROW, QUIT)

# In lists

EDIT = Key("enter", "act('edit')", "Edit", help="edit the row")
LIST_KEYS = (
    Key("up", "move(-1)", "Up", help="move"),
    Key("down", "move(1)", "Down", help="move"),
    Key("pageup", "move_page(-1)", "Page up"),
    Key("pagedown", "move_page(1)", "Page down"),
    Key("home", "go_to(0)", "First"),
    Key("end", "go_to(-1)", "Last"),
    EDIT,
)
LETTERS_MOVE = (Key("k", "move(-1)", "Up", help="move"), Key("j", "move(1)", "Down", help="move"))
DELETE = Key("d,delete", "act('delete')", "Delete", key_display="d", help="delete")
ADD = Key("a,escape", "act('add')", "Add", help="back to the entry line")
_EDIT_BY_LETTER = Key("e", "act('edit')", "Edit", help=EDIT.help)
_MOVES = "move the row; Shift+Down and Shift+Up do too"
ORDER = (
    Key("J,shift+down", "act('down')", "Move down", key_display="J", help=_MOVES),
    Key("K,shift+up", "act('up')", "Move up", key_display="K", help=_MOVES),
)
_MARK = Key("space", "act('mark')", "Mark", help="mark")
UNDO_IN_LIST = Key("u", "app.undo", "Undo", help="undo")
FOLLOW_UP_IN_LIST = Key("f", "app.follow_up", "Needs follow-up", help="mark as an open question")
_OFTEN = (UNDO_IN_LIST, FOLLOW_UP_IN_LIST)
ENTRY_ROW_KEYS = (*LETTERS_MOVE, _EDIT_BY_LETTER, ADD, DELETE, *ORDER, _MARK, *_OFTEN)
"""The letters of a list whose rows stand in an entry line while they are edited."""

# In the timeline

SET_MOMENT = Key("t", "choose_moment", "Moment", help="choose the moment: started, detected, ...")
OMIT = Key("space", "act('mark')", "Leave out", help="leave the event out of documents, or print it again")
TIMELINE_KEYS = (SET_MOMENT, OMIT)

ADD_ALL = Key("enter", "add", "Add all", priority=True, help="add all that is not left out")
OTHER_DAY = Key("d", "choose_day", "Other day", help="another day, or another year, for all rows")
OTHER_ZONE = Key("z", "choose_zone", "Other zone", help="another zone for all times that name none")
LEAVE_ROW_OUT = Key("space", "leave_row_out", "Leave out", help="leave the row out or put it back; of a run all rows")
RUN = Key(
    "v", "start_run", "Several", help="begin a run of rows, to be left out by Space; Shift+Down and Shift+Up do too"
)
LEAVE_OUT = Key("w", "leave_out", "Without a time", help="without the lines before the first time, or with them")
INTO_WORDS = Key("p", "put_into_words", "Into the words", help="a block without times into What happened")
CANCEL = Key("escape", "leave", "Cancel", priority=True)
ANSWER = tuple(
    Key(digit, f"answer({digit})", "Answer", key_display="0-9", help="answer a question") for digit in "1234567890"
)
_ALL_FROM_HERE = "leave out this row and all above, all below, or put them back"
PASTE_KEYS = (
    ADD_ALL,
    LEAVE_ROW_OUT,
    RUN,
    Key("shift+down", "extend_run(1)", "Longer run"),
    Key("shift+up", "extend_run(-1)", "Longer run"),
    Key("a", "leave_out_from(0)", "All above", help=_ALL_FROM_HERE),
    Key("b", "leave_out_from(1)", "All below", help=_ALL_FROM_HERE),
    OTHER_DAY,
    OTHER_ZONE,
    LEAVE_OUT,
    INTO_WORDS,
    CANCEL,
    QUIT,
    *ANSWER,
)

# In the whys

REASON_BY_KEY: Mapping[str, StopReason] = {
    "c": "can_change",
    "o": "outside_control",
    "n": "normal_work",
    "?": "unknown",
}
"""The keys of the reasons to stop."""

_MAIN = "mark the main chain, for layouts with five lines"
_MAKES = "make a contributing factor, an action of the answer"
_READ_BACK = "read the chains back, from the end to the problem"
_LEADS = "does each line lead to the next?"
_HOW = "ask how instead of why, or why again"
_STOP = "stop here; can change, outside us, normal work, not known"
DEEPER = Key("a", "act('deeper')", "Deeper why", help="a deeper why")
DISMISS = Key("x", "act('dismiss')", "Put aside", help="put the advice about the answer aside")
TO_ENTRY = Key("escape", "screen.leave_tree", "Entry line")
LEVELS = (
    Key("less_than_sign", "act('outdent')", "One level up", help="a level up, a level down"),
    Key("greater_than_sign", "act('indent')", "One level down", help="a level up, a level down"),
)
MAIN_CHAIN = Key("asterisk,space", "act('main')", "Main chain", key_display="*", help=_MAIN)
STOP_HERE = tuple(
    Key(key, f"act('{reason}')", WHY_STOP.label_of(reason), help=_STOP) for key, reason in REASON_BY_KEY.items()
)
MAKE_FACTOR = Key("F", "screen.factor", "Factor", help=_MAKES, command="Make a factor of this why")
MAKE_ACTION = Key("A", "screen.action", "Action", help=_MAKES, command="Make an action of this why")
READ_BACK = Key("v", "screen.read", "Read back", tooltip=_LEADS, help=_READ_BACK, command="Read the chains back")
ASK_HOW = Key("h", "screen.how", "How", tooltip="once more asks why again", help=_HOW, command="Ask how instead of why")
WHYS_KEYS = (
    *LETTERS_MOVE,
    _EDIT_BY_LETTER,
    DEEPER,
    DELETE,
    *ORDER,
    *LEVELS,
    MAIN_CHAIN,
    *STOP_HERE,
    MAKE_FACTOR,
    MAKE_ACTION,
    READ_BACK,
    ASK_HOW,
    DISMISS,
    TO_ENTRY,
    *_OFTEN,
)

NO_REASON = Key("escape,enter", "keep", "No reason")
REASON_KEYS = (
    *(Key(key, f"choose('{reason}')", WHY_STOP.label_of(reason)) for key, reason in REASON_BY_KEY.items()),
    Key("backspace,delete", "choose(None)", "Clear"),
    NO_REASON,
)
"""The keys where the reasons to stop are asked."""

ACCEPT_CHAINS = Key("ctrl+n", "accept", "Continue", priority=True)
NEXT_LINE = Key("down,j,tab", "step(1)", "Next line", priority=True)
LINE_BEFORE = Key("up,k,shift+tab", "step(-1)", "Line before", priority=True)
SCROLL_DOWN = Key("pagedown,space", "page(1)", "Scroll down", priority=True)
SCROLL_UP = Key("pageup", "page(-1)", "Scroll up", priority=True)
TO_ACCEPTING_LINE = Key("end,home", "accept_line", "Accept all", priority=True)
TAKE_LINE = Key("enter", "take", "Take", priority=True)
LEAVE_CHAINS = Key("escape,f3", "dismiss('')", "Back", priority=True)
READ_BACK_KEYS = (
    LEAVE_CHAINS,
    ACCEPT_CHAINS,
    QUIT,
    NEXT_LINE,
    LINE_BEFORE,
    SCROLL_DOWN,
    SCROLL_UP,
    TO_ACCEPTING_LINE,
    TAKE_LINE,
)
"""The keys where the chains are read back."""

# In factors

PLAYED_A_PART = Key("space,e", "open_row", "Mark", key_display="Space", help="played a part")
RULE_OUT = Key("minus", "rule_out", "Not a factor", help="looked at, played no part")
ANOTHER_FACTOR = Key("a", "add_another", "Another factor", help="another factor of the group")
OTHER_GROUP = Key("t", "choose_group", "Another group", help="choose the group")
ITS_ACTION = Key("A", "start_action", "An action for it", help="start an action for the factor")
DELETE_FACTOR = Key("d,delete", "remove", "Delete")
FACTOR_ORDER = (
    Key("J,shift+down", "move(1)", "Later in the order"),
    Key("K,shift+up", "move(-1)", "Earlier in the order"),
)
FACTORS_KEYS = (
    PLAYED_A_PART,
    RULE_OUT,
    ANOTHER_FACTOR,
    OTHER_GROUP,
    ITS_ACTION,
    Key("k", "go(-1)", "Up"),
    Key("j", "go(1)", "Down"),
    DELETE_FACTOR,
    *FACTOR_ORDER,
    *_OFTEN,
    LEAVE_ROW,
)

# In actions

ACTION_STATUS_KEY = Key("s", "next_status", "Status", help="change the status")
KIND_KEY = Key("y", "choose_kind", "Kind", help="choose the kind")
PURPOSE_KEY = Key("l", "edit_purpose", "What it is for", help="say what it is for")
ACTIONS_KEYS = (ACTION_STATUS_KEY, KIND_KEY, PURPOSE_KEY)

# In the review

NEXT_LEFT = Key("n", "screen.next_item", "Next", help="the next thing left")
ACCEPT = Key("a", "screen.accept", "Accept", help="accept the drafted summary, draft it anew, edit it")
STATUS_KEY = Key("s", "screen.change_status", "Status", help="change the status")
PUT_ASIDE = Key(
    "d,delete", "screen.dismiss_or_restore", "Put aside", key_display="d", help="put advice aside, or take it up again"
)
EXPORT = Key("x", "screen.preview", "Export", help="export preview")
ANSWERED = Key("space", "act('mark')", "Answered", help="mark an open question as answered")
REVIEW_KEYS = (
    *LETTERS_MOVE,
    NEXT_LEFT,
    PUT_ASIDE,
    ACCEPT,
    Key("c", "screen.draft_anew", "Draft anew", help=ACCEPT.help),
    Key("e,tab", "screen.edit_summary", "Edit the summary", key_display="e", help=ACCEPT.help),
    ANSWERED,
    STATUS_KEY,
    EXPORT,
    *_OFTEN,
)

TO_REVIEW = Key("ctrl+n", "leave_page('app.go_on')", "Back to review", priority=True)
LEAVE_SUMMARY = Key("escape", "show_list", "Back")
REVIEW_FORM_KEYS = (
    Key("tab", "next_field", "Next field", priority=True),
    TO_REVIEW,
    Key("f3", "leave_page('app.go_back')", "Back", priority=True),
    LEAVE_SUMMARY,
)
"""The keys of the whole screen, around its list and the form of the summary."""

# In the overview and the document

SECTION = tuple(
    Key(digit, f"screen.open('{digit}')", "Section", key_display="0-9", help="open a section") for digit in "1234567890"
)
OPEN_ANOTHER = Key("o", "screen.open_another", "Open another", help="open another report")
OVERVIEW_KEYS = (
    *SECTION,
    OPEN_ANOTHER,
    Key("n", "screen.begin", "New report", help="new report"),
    EXPORT,
    *LETTERS_MOVE,
)

OTHER_LAYOUT = tuple(
    Key(digit, f"take_layout({int(digit) - 1})", "Layout", key_display="1-9", help="show another layout")
    for digit in "123456789"
)
DIFFERENCE = Key("d", "take_view('difference')", "Difference", help="show what changes in the file")
WRITE = Key("enter", "write", "Write", help="write the file")
LEAVE_DOCUMENT = Key("escape,f3,ctrl+n", "go_back", "Back", priority=True)
DOCUMENT_KEYS = (
    *OTHER_LAYOUT,
    Key("left,h", "step_layout(-1)", "Layout before"),
    Key("right", "step_layout(1)", "Next layout"),
    Key("m", "take_view('markdown')", "Markdown", help="show the Markdown, or the text as it reads"),
    Key("r", "take_view('read')", "Read", help="show the Markdown, or the text as it reads"),
    DIFFERENCE,
    Key("l", "list_all", "List", help="list what is empty or left out"),
    Key("c", "complete", "Complete", help="add what has no place below the document, or leave it out"),
    WRITE,
    LEAVE_DOCUMENT,
)

SCROLLING = (
    Key("up,k", "scroll_by(-1)", "Up"),
    Key("down,j", "scroll_by(1)", "Down"),
    Key("pageup,b", "scroll_pages(-1)", "Page up"),
    Key("pagedown,space", "scroll_pages(1)", "Page down"),
    Key("home,g", "scroll_by(-1000000000)", "Beginning"),
    Key("end,G", "scroll_by(1000000000)", "End"),
)
"""The keys of a long text."""

# In dialogs

ARROWS = "Arrows"
"""What hints call the four keys together."""

LEAVE_FIELDS = Key("escape", "dismiss(None)", "Back", priority=True)
FIELDS_KEYS = (
    LEAVE_FIELDS,
    Key("tab", "app.focus_next", "Next field", priority=True),
    Key("shift+tab", "app.focus_previous", "Previous field", priority=True),
)
LEAVE_CHOICE = Key("escape", "leave", "Back", priority=True)
CHOOSE_KEYS = (LEAVE_CHOICE, QUIT)
GO_ON_ANYWAY = Key("ctrl+n", "go_on", "Go on", priority=True)
CLOSE = Key("escape,enter,q,f1,ctrl+g", "dismiss(None)", "Back", priority=True)
REPLACE = Key("y", "dismiss(True)", "Replace", priority=True)
LEAVE_AS_IT_IS = Key("n,escape,enter,q", "dismiss(False)", "Leave it", priority=True)
REPLACING_KEYS = (REPLACE, LEAVE_AS_IT_IS, QUIT)

PLACES: Mapping[str, tuple[Key, ...]] = {
    "the timeline": TIMELINE_KEYS,
    "a pasted block": PASTE_KEYS,
    "whys": WHYS_KEYS,
    "factors": FACTORS_KEYS,
    "actions": ACTIONS_KEYS,
    "the review": REVIEW_KEYS,
    "the overview": OVERVIEW_KEYS,
    "the export preview": DOCUMENT_KEYS,
}
"""What has keys of its own."""

IN_LISTS = (TO_LIST, *LIST_KEYS, *ENTRY_ROW_KEYS, HELP_IN_LIST, PALETTE_IN_LIST)


def key_table() -> list[tuple[str, str]]:
    """Return the keys that work everywhere and what they do."""
    return _table(IN_FIELDS)


def list_table() -> list[tuple[str, str, str]]:
    """Return the keys of lists: where they work, "" for every list, the keys, and what they do."""
    everywhere = {key.help for key in (*IN_FIELDS, *IN_LISTS)}
    rows = [("", *row) for row in _table(IN_LISTS)]
    for place, keys in PLACES.items():
        rows += [(place, *row) for row in _table(key for key in keys if key.help not in everywhere)]
    return rows


def _table(keys: Iterable[Key]) -> list[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for key in keys:
        shown = names.setdefault(key.help, [])
        if key.names not in shown:
            shown.append(key.names)
    return [(", ".join(shown), words) for words, shown in names.items() if words]


NOTES = (
    "In the timeline, the bar shows the moments to scale, each as the letter that t sets it by:",
    "* stands for several moments in one place, // for a long wait that is left out.",
    "In its list, x stands before an event that is left out of documents, f before one with an open question.",
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
    parts += ["Keys everywhere", *(f"  {keys:<16}  {words}" for keys, words in key_table()), ""]
    in_lists = [(keys, f"in {place}: {words}" if place else words) for place, keys, words in list_table()]
    parts += ["Keys in a list", *(f"  {keys:<16}  {words}" for keys, words in in_lists), "", *NOTES]
    return "\n".join(parts)
