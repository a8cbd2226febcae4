"""What the names of a template may stand for while its questions are read."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import nodes

from pmwizard.layouts.shapes import Leaf, Listing, Table


@dataclass(frozen=True)
class Many:
    """A list written in the template."""

    items: Value


@dataclass(frozen=True)
class Space:
    """A namespace, whose fields may be set anywhere."""

    fields: dict[str, Value]


@dataclass(frozen=True)
class Routine:
    """A macro and the scope it was written in."""

    macro: nodes.Macro
    scope: Scope


Kind = Leaf | Table | Listing | Many | Space | Routine
Value = tuple[Kind, ...]
"""What an expression may be; empty for numbers and texts."""


@dataclass
class Scope:
    """The names known at one place of a template; ``is_branch`` when that place may not be reached."""

    names: dict[str, Value]
    parent: Scope | None = None
    is_branch: bool = False

    def find(self, name: str) -> Value | None:
        """Return what a name stands for here or further out, or ``None``."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def set(self, name: str, value: Value) -> None:
        """Set a name; inside a branch that may not be taken, what it was before stays possible."""
        if not self.is_branch or self.parent is None:
            self.names[name] = value
            return
        self.names[name] = value
        self.parent.set(name, either(self.parent.find(name) or (), value))


def either(*values: Value) -> Value:
    """Return what may be any of the values."""
    return tuple({id(kind): kind for value in values for kind in value}.values())
