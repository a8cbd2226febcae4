"""The base of every part of a report: immutable, and keeping the keys it does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Strict, model_validator

_SURROGATE = re.compile("[\ud800-\udfff]")
_COLLECTIONS = (tuple, list, dict)


def tidied(text: str) -> str:
    """Return text as the report stores it: line ends become newlines, trailing white space goes.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is UTC and not instant.fold:
        return instant
    try:
        return instant.astimezone(UTC).replace(fold=0)
    except OverflowError:
        raise ValueError("the instant lies outside the years 1 to 9999 in UTC") from None


Text = Annotated[str, Strict(), AfterValidator(tidied)]
"""A string the reporter typed, of one line or many; many lines hold Markdown."""

Texts = tuple[Text, ...]

Instant = Annotated[AwareDatetime, Strict(), AfterValidator(_in_utc)]
"""A point in time, kept in UTC."""

Day = Annotated[date, Strict()]
"""A calendar date without a zone."""

Flag = Annotated[bool, Strict()]


class Part(BaseModel):
    """A table of the report file.

    Known keys are typed and optional; keys the program does not know stay in ``model_extra`` and are
    written back. An empty value (``""``, ``[]``) counts as absent.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    @model_validator(mode="before")
    @classmethod
    def _without_empties(cls, data: object) -> object:
        if not isinstance(data, Mapping) or not any(map(is_empty, data.values())):
            return data
        fields = cls.model_fields
        return {key: value for key, value in data.items() if key not in fields or not is_empty(value)}

    def known(self) -> dict[str, Any]:
        """Return this part's own filled fields by name, nested parts as they are."""
        return {name: value for name, value in self.__dict__.items() if not is_empty(value)}

    def filled(self) -> dict[str, Any]:
        """Return the filled fields by name, in the order of the file format, then the unknown keys."""
        return {**self.known(), **(self.model_extra or {})}


class Row(Part):
    """A table that stands in a list (``[[…]]``)."""


def is_empty(value: object) -> bool:
    """Tell whether a value counts as no answer: absent, a blank text, an empty list or table."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, Part):
        return not value.model_extra and all(map(is_empty, value.__dict__.values()))
    return isinstance(value, _COLLECTIONS) and not value
