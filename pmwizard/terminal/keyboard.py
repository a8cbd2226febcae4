"""The way from bytes of a terminal to keys and pastes, forgiving to bad lines. Leans on Textual's private parser."""

from __future__ import annotations

import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser

PASTE_PATIENCE = 3.0
"""Seconds of silence after which a paste without an end counts as ended; it would swallow every key for ever."""

MOST_PASTED = 2_000_000
"""Characters of one paste that are taken; the screens stay quick with as much, and a report can hold several."""

_ESCAPE = "\x1b"
_INTRODUCERS = "[O"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_ENCODED = re.compile(r"\x1b\[(?:(\d+)(?::[\d:]*)?(?:;(\d+)(?::\d+)?)?u|27;(\d+);(\d+)~)")
"""A key as newer keyboard protocols write it: code and modifiers, or modifiers and code."""

_CONTROL = 4
"""The bit of Ctrl in the modifiers of such a key, which are counted from 1."""

_KNOWN_SEQUENCES: dict[str, object] = vars(sys.modules[XTermParser.__module__])["ANSI_SEQUENCES_KEYS"]


class Parser(XTermParser):
    """Reads keys, and takes Escape followed by a character in one packet for Escape.

    Over a slow line that pair is a person pressing Escape and going on, inside tmux as well. Textual would type
    another character for some (`Esc 1` gives `¡`) and wait for more of a sequence with others.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if sequence == "\n":
            # Enter pressed while the program starts: the terminal is still the shell's and makes a line feed of it.
            sequence = "\r"
        if alt and sequence.isprintable():
            return [events.Key("escape", _ESCAPE)]
        if len(sequence) == 2 and sequence[0] == _ESCAPE and sequence[1] not in _INTRODUCERS:
            if sequence[1].isprintable() and not isinstance(_KNOWN_SEQUENCES.get(sequence), tuple):
                return [events.Key("escape", _ESCAPE)]
            if sequence not in _KNOWN_SEQUENCES:
                return [events.Key("escape", _ESCAPE), *super()._sequence_to_key_events(sequence[1])]
        return super()._sequence_to_key_events(sequence, alt)


class PasteRefused(events.Event, bubble=False):
    """More was pasted than is taken; nothing of it was."""


class _Pasted:
    """A paste while it comes in, in as many packets as the terminal likes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._end = ""
        self.is_whole = False

    @property
    def text(self) -> str:
        """What came in, as far as it was kept."""
        return "".join(self._parts) + self._end

    @property
    def is_too_much(self) -> bool:
        """Whether it is longer than what is taken."""
        return self._length + len(self._end) > MOST_PASTED

    def take(self, text: str) -> str:
        """Take what belongs to it and return what is behind its end."""
        inside, mark, rest = (self._end + text).partition(_PASTE_END)
        self.is_whole = bool(mark)
        # What may be the beginning of the end waits for the next packet.
        length = len(inside) if mark else max(0, len(inside) - len(_PASTE_END) + 1)
        self._end = inside[length:]
        self._length += length
        if self._length <= MOST_PASTED:
            self._parts.append(inside[:length])
        else:
            self._parts.clear()
        return rest


class Keyboard:
    """Turns bytes into messages.

    Pastes are taken out here: Textual's parser, which reads everything else, takes an escape character inside one
    (a coloured log) for keys.
    """

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._pasted: _Pasted | None = None
        self._held = ""
        self._last = 0.0

    def read(self, data: bytes) -> Iterator[Any]:
        """Yield the messages of some bytes; of none, those for which it was time enough."""
        text = self._held + self._decode(data)
        self._held = ""
        now = monotonic()
        if data:
            self._last = now
        elif self._pasted is not None:
            if now - self._last > PASTE_PATIENCE:
                yield from self._paste(self._pasted)
        elif text and now - self._last < constants.ESCAPE_DELAY:
            self._held, text = text, ""
        yield from self._read(text, keep_beginning=bool(data))
        yield from self._parser.tick()

    def close(self) -> None:
        """End reading; what is not whole is dropped."""
        with suppress(EOFError, ParseError):
            list(self._parser.feed(""))

    def _read(self, text: str, *, keep_beginning: bool) -> Iterator[Any]:
        while text:
            if self._pasted is not None:
                text = self._pasted.take(text)
                if self._pasted.is_whole:
                    yield from self._paste(self._pasted)
                continue
            keys, mark, text = text.partition(_PASTE)
            if mark:
                self._pasted = _Pasted()
            elif keep_beginning:
                keys, self._held = _without_beginning(keys)
            if keys:
                # A line end of two characters, as some terminals type what is pasted, is one press of Enter.
                yield from self._parser.feed(keys.replace("\r\n", "\r"))

    def _paste(self, pasted: _Pasted) -> Iterator[Any]:
        self._pasted = None
        text = _ENCODED.sub(_white_space, pasted.text).replace("\x00", "")
        if pasted.is_too_much:
            yield PasteRefused()
        elif text:
            yield events.Paste(text)


def _white_space(match: re.Match[str]) -> str:
    """Return the line end or tab that a terminal or tmux has put into a paste as a key; other keys stay as they are."""
    code, modifiers = (match[1], match[2]) if match[1] else (match[4], match[3])
    key, held = int(code[:6]), max(0, int((modifiers or "1")[:6]) - 1)
    letter = chr(key & 0x1F) if held & _CONTROL and 0x40 <= key < 0x80 else chr(key) if key < 0x20 else ""
    return letter if letter and letter in "\t\n\r" else match[0]


def _without_beginning(text: str) -> tuple[str, str]:
    """Divide off the beginning of a paste's mark, long enough to be no key by itself."""
    for length in range(len(_PASTE) - 1, 2, -1):
        if text.endswith(_PASTE[:length]):
            return text[:-length], text[-length:]
    return text, ""
