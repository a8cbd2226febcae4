"""The modes of the terminal that the screens use."""

ENTER_AGAIN = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l"
"""Alternate screen, no visible cursor, pastes marked as such, no wrapping: taken again after a foreign interruption."""

LEAVE_SCREEN = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2026l\x1b[m"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Undoes all of it, in the order in which Textual does."""
