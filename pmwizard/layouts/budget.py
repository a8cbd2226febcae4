"""How much work one rendering may do, so that no template runs without end or fills the memory."""

from __future__ import annotations

from pmwizard.layouts.errors import LayoutFaultError

LARGEST_TEXT = 200_000
"""The most characters that a text put together inside a template may have."""

LARGEST_NUMBER = 10**12


class Budget:
    """Steps and characters that are left.

    A step is a turn of a loop, a call or a filter; characters are those printed, joined or read by a
    filter. Both are counted, not timed, so that a layout that works once always works.
    """

    __slots__ = ("characters", "steps")

    def __init__(self, steps: int, characters: int) -> None:
        self.steps = steps
        self.characters = characters

    def spend(self, steps: int, characters: int = 0) -> None:
        """Take steps and characters away.

        Raises:
            LayoutFaultError: There are not as many left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise LayoutFaultError("the layout takes more steps than a document of this report can need")
        self.characters -= characters
        if self.characters < 0:
            raise LayoutFaultError("the layout prints more text than a document of this report can need")
