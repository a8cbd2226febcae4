"""Short answers as Markdown on one line: code, emphasis and links as typed, everything else as it reads.

An answer that may hold marks is read by a parser and written anew from what was understood, so that no mark of it can
meet one of the document around it. Marks that nobody meant, such as the stars of ``count(*) and max(*)``, are text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from pmwizard.layouts.template.addresses import as_target, is_address, is_open, without_end_of_sentence

if TYPE_CHECKING:
    from markdown_it.token import Token

    from pmwizard.layouts.template.reader import InlineReader


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SPECIAL = re.compile(
    r"""
      `
    | \\(?=[!-/:-@\[-`{-~]|\Z)          # before a letter it is only itself
    | \*(?!(?<=\s\*)\s)                 # means nothing between blanks
    | \|                                # ends a table cell
    | \A\[(?=[ xX]\]\s)                 # a box to tick
    | \](?=[(\[:]|\Z)                   # the end of a link's words
    | _+                                # unless inside a word
    | <(?=[A-Za-z/!?])                  # opens a tag, a comment or an automatic link
    | &(?=\#?[A-Za-z0-9]{1,32};)        # opens an entity
    | (?<=\S)~                          # strikes through what stands after another one
    | (?<=\s)\#+(?=\s*\Z)               # closes a heading
    """,
    re.VERBOSE,
)
_SPECIAL_IN_LINK = re.compile(rf"[\[\]]|{_SPECIAL.pattern}", re.VERBOSE)
_OPENING = re.compile(r"(?:([-+>=]|~(?=~~))|(#{1,6})(?=\s|$)|(\d{1,9})([.)])(?=\s|$))")
_MARKER_END = re.compile(r"\s|$|[-+=]")
_ESCAPED_BY_PEOPLE = frozenset("*_`[]<>~|#")
"""What a backslash hides in a short answer; before other signs it is a sign itself, as in paths and patterns."""


def visible_in_markdown(text: str) -> str:
    """Return text with control characters and direction overrides in a form that can be seen.

    C0 characters other than newline and tab become their picture (U+001B is shown as U+241B); C1
    characters, line separators and bidirectional controls become ``<U+202E>``.
    """
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def literal_line(line: str, *, in_link: bool = False) -> str:
    """Return one line with everything escaped that Markdown would read as a mark."""
    line = line.strip(" \t")
    if line.isalnum() and not line.isdecimal():
        return line
    return _with_plain_opening(_literal_piece(line, in_link=in_link))


def _literal_piece(text: str, *, in_link: bool = False) -> str:
    return (_SPECIAL_IN_LINK if in_link else _SPECIAL).sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found, text = match[0], match.string
    if found[0] == "_":
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return found if before.isalnum() and after.isalnum() else found.replace("_", "\\_")
    return "\\" + found


def _with_plain_opening(line: str) -> str:
    """Escape what would make a list item, a quote, a heading, a rule or a fence of the start of a line."""
    match = _OPENING.match(line)
    if match is None:
        return line
    sign, heading, number, point = match.groups()
    if number:
        return f"{number}\\{point}{line[match.end() :]}"
    if heading or sign in ">=~" or _MARKER_END.match(line, 1):
        return "\\" + line
    return line


# Short answers


def marked(text: str) -> str:
    """Return text for one line or one table cell; its line breaks become ``<br>``."""
    text = visible_in_markdown(text)
    if "\n" in text:
        return "<br>".join(marked_line(line) for line in text.strip().split("\n"))
    return marked_line(text)


def marked_line(line: str) -> str:
    """Return one line with its code, emphasis and links as typed, and everything else escaped."""
    return _rewritten(line.strip(" \t"), "line")


def marked_on_one_line(text: str) -> str:
    """Return text as one line of Markdown, its line breaks turned into spaces."""
    return marked_line(_on_one_line(text))


def _on_one_line(text: str) -> str:
    return " ".join(visible_in_markdown(text).split())


_BECAUSE = re.compile(r"\s*because\b[:,]?\s+(?!of\b)", re.IGNORECASE)


def in_sentence(text: str) -> str:
    """Return text as a line that follows a "Because:"; a because of its own is left out.

    Its first word keeps its capital: no rule tells a name from a word that only opens the answer.
    """
    return marked_on_one_line(_BECAUSE.sub("", text, count=1) if _BECAUSE.match(text) else text)


def quoted_words(text: str) -> str:
    """Return the words of an answer for a question in bold: code stays code, emphasis and links go."""
    return _rewritten(_on_one_line(text).removesuffix(".").rstrip(), "quote")


def words_in_bold(line: str) -> str:
    """Return a line of Markdown for a place that is bold already."""
    return _rewritten(line.strip(), "bold")


def linked(title: str, address: str) -> str:
    """Return a Markdown link; an address that is none, or that no browser should open, is printed as text."""
    title, address = visible_in_markdown(title).strip(), visible_in_markdown(address).strip()
    if not is_address(address):
        return ": ".join(marked_on_one_line(part) for part in (title, address) if part)
    return f"[{_rewritten(_on_one_line(title or address), 'link')}]({as_target(address)})"


# What stands differently in a table cell

_EITHER = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03")


def _either(on_line: str, in_cell: str) -> str:
    """Return both ways to write something, until it is known whether it stands in a table."""
    return on_line if on_line == in_cell else f"\x01{on_line}\x02{in_cell}\x03"


def placed(document: str) -> str:
    """Return a document in which each mark is written as the place needs it, on a line or in a table cell."""
    if "\x01" not in document:
        return document
    return "\n".join(
        _EITHER.sub(r"\2" if line.lstrip().startswith("|") else r"\1", line) for line in document.split("\n")
    )


# Reading and writing anew

LineForm = Literal["line", "bold", "quote", "link"]
"""Where a line of Markdown goes: among other text, into bold, into a quotation in bold, or into the words of a link."""

_WITH_LINKS = frozenset({"line", "bold"})
_WITHOUT_EMPHASIS = frozenset({"bold", "quote"})
_LONGEST = 10_000
_MAY_HOLD_MARKS = re.compile(
    r"""
      `[^`]*` | \*[^*]*\* | ~~ | \]\( | \\[^A-Za-z0-9\s] | ://
    | (?<![^\W_])_ | _(?![^\W_])        # an underscore that is not inside a word
    | <[A-Za-z][^\s<>]*[:@]
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Piece:
    """A part of a line: text, or a mark with what is written for it; ``shown`` is what a person reads of it."""

    shown: str
    written: str | None = None
    is_in_link: bool = False


@lru_cache(maxsize=1024)
def _rewritten(line: str, form: LineForm) -> str:
    if len(line) > _LONGEST or not _MAY_HOLD_MARKS.search(line):
        return literal_line(line, in_link=form == "link")
    pieces = _pieces(guarded(line), form)
    written = _written(pieces)
    is_read_back = _pieces(_EITHER.sub(r"\1", written), form, with_escapes=True) == pieces
    return written if is_read_back else literal_line(line, in_link=form == "link")


@cache
def _reader() -> InlineReader:
    from pmwizard.layouts.template.reader import InlineReader  # noqa: PLC0415 -- many reports need no parser, and it is slow to import

    return InlineReader()


def _pieces(line: str, form: LineForm, *, with_escapes: bool = False) -> list[_Piece]:
    """Return the parts of a line; ``with_escapes`` reads every escape that Markdown has."""
    found = _Line(form, with_escapes)
    for token in _reader().parseInline(line)[0].children or ():
        found.add(token)
    return list(_joined(found.pieces))


@dataclass(slots=True)
class _Line:
    """The parts of a line that are read so far, and the addresses of the links that are open."""

    form: LineForm
    with_escapes: bool
    pieces: list[_Piece] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    is_automatic: bool = False

    def add(self, token: Token) -> None:
        """Add the part that a token stands for."""
        match token.type:
            case "text" if self.is_automatic and not self._is_in_link():
                self._mark(token.content, _address(token.content))
            case "text_special":
                is_escape = self.with_escapes or token.content in _ESCAPED_BY_PEOPLE
                self._text(token.content if is_escape else token.markup)
            case "code_inline":
                self._mark(token.content, _code(token.content))
            case "em_open" | "strong_open" | "s_open" | "em_close" | "strong_close" | "s_close":
                self._mark("", "" if self.form in _WITHOUT_EMPHASIS else token.markup)
            case "link_open" | "link_close":
                self._add_link(token)
            case "image":
                words = _literal_piece(token.content, in_link=True)
                self._mark(token.content, f"![{words}]({_target(token)})" if self.form in _WITH_LINKS else words)
            case _:
                self._text(token.content)

    def _is_in_link(self) -> bool:
        return self.form == "link" or bool(self.targets)

    def _text(self, text: str) -> None:
        self.pieces.append(_Piece(text, is_in_link=self._is_in_link()))

    def _mark(self, shown: str, written: str) -> None:
        self.pieces.append(_Piece(shown, written))

    def _add_link(self, token: Token) -> None:
        if token.markup == "autolink":
            self.is_automatic = token.nesting > 0
        elif self.form not in _WITH_LINKS:
            return
        elif token.nesting > 0:
            self._mark("", "[")
            self.targets.append(_target(token))
        else:
            self._mark("", f"]({self.targets.pop()})")


def _target(token: Token) -> str:
    address, title = (str(token.attrs.get(name, "")) for name in ("src" if token.type == "image" else "href", "title"))
    words = _SPECIAL.sub(r"\\\g<0>", title).replace('"', '\\"')
    return f'{as_target(address)} "{words}"' if title else as_target(address)


def _address(address: str) -> str:
    return _either(f"<{address}>", "<{}>".format(address.replace("|", "\\|")))


def _code(content: str) -> str:
    """Return code between backquotes; in a table cell a bar in it is escaped, which code has nowhere else."""
    ticks = "`"
    while ticks in re.findall("`+", content):
        ticks += "`"
    is_padded = content[:1] == "`" or content[-1:] == "`" or (content[:1] == content[-1:] == " " and content.strip())
    code = f"{ticks} {content} {ticks}" if is_padded else f"{ticks}{content}{ticks}"
    if "\\|" in content:  # cannot be told from an escaped bar
        return _either(code, f"<code>{_literal_piece(content)}</code>")
    return _either(code, code.replace("|", "\\|"))


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces with texts beside each other put together, and without those that print nothing."""
    last: _Piece | None = None
    for piece in pieces:
        if piece.written is None and last is not None and last.is_in_link == piece.is_in_link:
            last.shown += piece.shown
        elif piece.written != "" or piece.shown:
            yield piece
            last = piece if piece.written is None else None


def _written(pieces: list[_Piece]) -> str:
    parts: list[str] = []
    for piece in pieces:
        if piece.written is not None:
            parts.append(piece.written)
            continue
        text = _literal_piece(piece.shown, in_link=piece.is_in_link)
        parts.append(f"\\{text}" if parts and text.startswith("~") else text)
    return _with_plain_opening("".join(parts))


# Marks that nobody meant

_GUARDED = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]
    | (?P<code>`+)
    | (?P<link><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>)
    | (?P<tag><(?=[A-Za-z/!?]))
    | \]\([ \t]*(?P<target><[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)(?=[ \t]*[)"'(])
    | (?P<address>https?://[^\s<>`|\\"]+)
    | (?P<name>
          __(?:init|main|name|file|dict|all|call|new|del|str|repr|doc|class|module|version|slots|enter|exit|iter|next|len
            |eq|hash|bool|get|set|add|contains|getattr|setattr|getitem|setitem|import|builtins|future|path|pycache)__
        | (?<!\w)_+[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+_*(?!\w))
    | (?P<run>\*+|(?<![^\W_])_+|_+(?![^\W_]))  # an underscore inside a word is no mark
    """,
    re.VERBOSE,
)
_OPENS_AFTER = frozenset("([{<\"'>\u2018\u201c\u201e\u00ab\u00a1\u00bf\u2013\u2014")
_CLOSES_BEFORE = frozenset(".,;:!?)]}>\"'-\u2019\u201d\u00bb\u2026\u2013\u2014")
"""Signs that may stand beside emphasis, with quotation marks and dashes; others belong to a path or a pattern."""

_PATH = re.compile(r"/[^*\n]*/\*")
_ESCAPE_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])")


def guarded(markdown: str) -> str:
    """Return Markdown whose every mark is one that a person meant.

    Stars and underscores of patterns, arithmetic and names are escaped, and so are HTML and links to addresses that
    no document links to. Addresses that stand alone are marked as such where Markdown would read marks in them.
    """
    runs: dict[int, list[int]] = {}
    for match in re.finditer("`+", markdown):
        runs.setdefault(len(match[0]), []).append(match.start())
    parts: list[str] = []
    position = 0
    while found := _GUARDED.search(markdown, position):
        parts.append(markdown[position : found.start()])
        position = found.end()
        if found["code"]:
            same = runs.get(len(found["code"]), [])
            closing = bisect_right(same, found.start())
            if closing < len(same):
                position = same[closing] + len(found["code"])
            parts.append(markdown[found.start() : position])
        elif found["address"]:
            address = _guarded_address(found)
            position = found.start() + len(address.strip("<>"))
            parts.append(address)
        else:
            parts.append(_guarded_mark(found))
    return "".join([*parts, markdown[position:]])


def _guarded_address(found: re.Match[str]) -> str:
    address = without_end_of_sentence(found[0])
    is_in_link = found.string[found.start() - 1 : found.start()] == "["
    return f"<{address}>" if not is_in_link and _SPECIAL.search(found[0]) else address


def _guarded_mark(found: re.Match[str]) -> str:
    mark = found[0]
    match found.lastgroup:
        case "tag":
            return "\\<"
        case "link":
            return mark if is_open(mark[1:-1]) else f"\\{mark}"
        case "target":
            address = html.unescape(_ESCAPE_SIGN.sub(r"\1", found["target"].strip("<>")))
            safe = f"]({as_target(address)}" if found["target"].startswith("<") else mark
            return safe if is_open(address) else f"\\{safe}"
        case "name":
            return mark.replace("_", "\\_")
        case "run" if not _may_be_meant(found):
            return "".join(f"\\{sign}" for sign in mark)
        case _:
            return mark


def _may_be_meant(run: re.Match[str]) -> bool:
    """Tell whether stars or underscores may begin or end emphasis, and are not part of a name or a pattern."""
    before, after = _sign_before(run.string, run.start()), _sign_after(run.string, run.end())
    if not before.strip() and not after.strip():
        return True
    is_pattern = after in ")]},;:!?" or (run[0] == "*" and after in "./") or _PATH.match(run.string, run.end())
    opens = after.strip() and not is_pattern and (not before.strip() or before in _OPENS_AFTER or _is_unspaced(before))
    closes = (
        before.strip() and before not in "([{" and (not after.strip() or after in _CLOSES_BEFORE or _is_unspaced(after))
    )
    return bool(opens or closes)


_MARKS_BEFORE, _MARKS_AFTER = re.compile(r"[*_~]{1,8}\Z"), re.compile(r"[*_~]{1,8}")


def _sign_before(text: str, position: int) -> str:
    marks = _MARKS_BEFORE.search(text, max(position - 8, 0), position)
    position = marks.start() if marks else position
    return text[position - 1 : position]


def _sign_after(text: str, position: int) -> str:
    marks = _MARKS_AFTER.match(text, position)
    position = marks.end() if marks else position
    return text[position : position + 1]


def _is_unspaced(sign: str) -> bool:
    """Tell whether a sign is part of a script that has no blanks between its words."""
    return sign.isalnum() and sign >= "\u2e80"
