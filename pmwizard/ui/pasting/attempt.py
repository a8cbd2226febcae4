"""Work on a pasted block that must not end the program, whatever the block holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pmwizard.intake.reader import ReadingStoppedError
from pmwizard.ui.saved import details_words

T = TypeVar("T")


@dataclass(frozen=True)
class Failure:
    """A bug that a block has brought up.

    Attributes:
        details: Where its details are, in words; "" where they are nowhere.
    """

    details: str = ""


def attempted(work: Callable[[], T]) -> T | Failure:
    """Return what work on a block comes to.

    The block is kept in the report and shown again whenever that is opened: a bug that ended the program would
    end it each time, so it is told instead.

    Raises:
        ReadingStoppedError: The work was no longer wanted.
    """
    try:
        return work()
    except ReadingStoppedError:
        raise
    except Exception as error:  # noqa: BLE001 - nobody knows beforehand what a bug raises
        return Failure(details_words(error))
