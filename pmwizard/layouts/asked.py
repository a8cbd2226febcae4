"""Which questions a template asks, read from its syntax tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.template.filters import FILTERS
from pmwizard.layouts.template.sandbox import FUNCTIONS, LOOP_FIELDS, TESTS
from pmwizard.layouts.template.shapes import ROUTINE_TABLES, Listing, Scalar, Table, names, scalar
from pmwizard.model.moments import DURATION


@dataclass(frozen=True)
class ListLiteral:
    """A list written in the template."""

    items: Value


@dataclass(frozen=True)
class NamespaceShape:
    """A namespace, whose fields may be set anywhere."""

    fields: dict[str, Value]


@dataclass(frozen=True)
class MacroShape:
    """A macro and the scope it was written in."""

    macro: nodes.Macro
    scope: Scope


ValueShape = Scalar | Table | Listing | ListLiteral | NamespaceShape | MacroShape
Value = tuple[ValueShape, ...]
"""What an expression may be; empty for numbers and texts."""


@dataclass
class Scope:
    """The names known at one place of a template; ``is_branch`` when that place may be skipped."""

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
        self.names[name] = value
        if self.is_branch and self.parent is not None:
            self.parent.set(name, either(self.parent.find(name) or (), value))


def either(*values: Value) -> Value:
    """Return what may be any of the values."""
    return tuple({id(kind): kind for value in values for kind in value}.values())


_LOOP = Table({name: scalar() for name in LOOP_FIELDS}, "loop")
_LINKED: Mapping[str, tuple[str, ...]] = {"links": ("title", "url"), "related_incidents": ("id", "link")}
_NOTED: Mapping[str, tuple[str, ...]] = {
    "links": ("title", "url", "notes"),
    "related_incidents": ("id", "link", "date", "similarity", "lessons_applied"),
}
_LONGEST_READING = 100_000
_CHOOSING = frozenset({"where", "unless"})


def asked_paths(tree: nodes.Template, metrics: Collection[str]) -> frozenset[str]:
    """Return the flattened paths of the questions that a template asks.

    Args:
        tree: The syntax tree, as parsed.
        metrics: The names of the metrics that the layout defines.

    Raises:
        LayoutFaultError: The template names something that a report does not have; with the line.
    """
    known: dict[str, Value] = {name: (shape,) for name, shape in names().items()}
    computed = names()["metrics"]
    if isinstance(computed, Table):
        defined = {name: shape for name, shape in computed.fields.items() if name in metrics or name == DURATION}
        known["metrics"] = (replace(computed, fields=defined),)
    reader = _Reader()
    reader.statements(tree.body, Scope(known))
    return frozenset(path for path in reader.asked if path.partition(".")[0] not in ROUTINE_TABLES)


class _Reader:
    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._entered: dict[tuple[int, tuple[tuple[int, ...], ...]], list[Value]] = {}
        self._statements_left = _LONGEST_READING

    def statements(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            self._statements_left -= 1
            if self._statements_left < 0:
                raise LayoutFaultError("loops or macros are nested too deeply", node.lineno)
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                self._print(node, scope)
            case nodes.If():
                self._choice(node, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.Macro():
                scope.set(node.name, (MacroShape(node, scope),))
            case nodes.Assign():
                self._assign(node.target, self._value(node.node, scope), scope)
            case nodes.AssignBlock():
                self.statements(node.body, Scope({}, scope))
                self._assign(node.target, (), scope)
            case nodes.With():
                self._with(node, scope)
            case nodes.FilterBlock():
                self._filtered(node.filter, scope)
                self.statements(node.body, Scope({}, scope))
            case _:
                self._value(node, scope)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = Scope({}, scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self._value(value, scope), inner)
        self.statements(node.body, inner)

    def _choice(self, node: nodes.If, scope: Scope) -> None:
        self._value(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            self.statements(branch, Scope({}, scope, is_branch=True))

    def _print(self, output: nodes.Output, scope: Scope) -> None:
        for node in output.nodes:
            for kind in self._value(node, scope):
                if isinstance(kind, Table | Listing) and kind.paths:
                    self.asked |= kind.paths
                elif not isinstance(kind, Scalar):
                    name = f"{kind.name} is a table" if isinstance(kind, Table) else "this is a list"
                    raise LayoutFaultError(f"{name}; name one of its keys to print it", node.lineno)

    def _assign(self, target: nodes.Node, value: Value, scope: Scope) -> None:
        match target:
            case nodes.Name():
                scope.set(target.name, value)
            case nodes.NSRef():
                for kind in scope.find(target.name) or ():
                    if isinstance(kind, NamespaceShape):
                        kind.fields[target.attr] = either(kind.fields.get(target.attr, ()), value)
            case nodes.Tuple():
                for item in target.items:
                    self._assign(item, (), scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        inner = Scope({"loop": (_LOOP,)}, scope)
        self._assign(node.target, self._items(self._value(node.iter, scope), node.lineno), inner)
        if node.test is not None:
            self._value(node.test, inner)
        for _ in range(2):  # the second turn sees what the first one left in a namespace
            self.statements(node.body, Scope({}, inner))
        self.statements(node.else_, Scope({}, scope))

    def _items(self, value: Value, line: int) -> Value:
        items: list[Value] = []
        for kind in value:
            match kind:
                case Listing():
                    self.asked |= kind.paths
                    items.append((kind.item,))
                case ListLiteral():
                    items.append(kind.items)
                case _:
                    raise LayoutFaultError("a loop goes over rows or a list, and this is neither", line)
        return either(*items)

    def _value(self, node: nodes.Node, scope: Scope) -> Value:
        match node:
            case nodes.Name():
                return self._named(node, scope)
            case nodes.Getattr():
                return self._field(self._value(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self._field(self._value(node.node, scope), name, node.lineno)
            case nodes.Getitem():
                return self._items(self._value(node.node, scope), node.lineno)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Call():
                return self._called(node, scope)
            case nodes.And() | nodes.Or() | nodes.Add():
                return either(self._value(node.left, scope), self._value(node.right, scope))
            case nodes.Test() if node.name not in TESTS:
                raise LayoutFaultError(f"there is no test {node.name}", node.lineno)
            case nodes.CondExpr():
                self._value(node.test, scope)
                other = self._value(node.expr2, scope) if node.expr2 is not None else ()
                return either(self._value(node.expr1, scope), other)
            case nodes.List() | nodes.Tuple():
                return (ListLiteral(either(*(self._value(item, scope) for item in node.items))),)
            case _:
                for child in node.iter_child_nodes():
                    self._value(child, scope)
                return ()

    def _named(self, node: nodes.Name, scope: Scope) -> Value:
        found = scope.find(node.name)
        if found is not None:
            return found
        if node.name in FUNCTIONS:
            return ()
        raise LayoutFaultError(f"a report has nothing called {node.name}", node.lineno)

    def _field(self, value: Value, name: str, line: int) -> Value:
        if not value:
            return ()
        found: list[Value] = []
        for kind in value:
            if isinstance(kind, NamespaceShape):
                found.append(kind.fields.get(name, ()))
            elif isinstance(kind, Table) and name in kind.fields:
                self.asked |= kind.fields[name].paths
                found.append((kind.fields[name],))
        if not found:
            where = next((kind.name for kind in value if isinstance(kind, Table)), "")
            raise LayoutFaultError(f"there is no {name} in {where}" if where else f"there is no {name} here", line)
        return either(*found)

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Value:
        if node.name not in FILTERS:
            raise LayoutFaultError(f"there is no filter {node.name}", node.lineno)
        value = self._value(node.node, scope) if node.node is not None else ()
        arguments = [self._value(argument, scope) for argument in node.args]
        for keyword in node.kwargs:
            self._value(keyword.value, scope)
        if node.name in _CHOOSING:
            self._choose(node, value)
            return value
        if node.name in ("bullets", "numbers"):
            self._list(node, value)
        if node.name in ("link", "references"):
            self._refer(node, value)
        if node.name in ("first", "last"):
            return self._items(value, node.lineno)
        return either(value, *arguments) if node.name == "default" else ()

    def _choose(self, node: nodes.Filter, rows: Value) -> None:
        key = node.args[0] if node.args else None
        if not isinstance(key, nodes.Const) or not isinstance(key.value, str):
            raise LayoutFaultError(f"{node.name} takes the name of a key, in quotes", node.lineno)
        self._field(self._items(rows, node.lineno), key.value, node.lineno)

    def _list(self, node: nodes.Filter, rows: Value) -> None:
        items = self._items(rows, node.lineno)
        for key in node.args[:2]:
            if isinstance(key, nodes.Const) and key.value:
                self._field(items, str(key.value), node.lineno)
        if not node.args and any(isinstance(item, Table) for item in items):
            raise LayoutFaultError(f"{node.name} takes the key to print of each row, in quotes", node.lineno)

    def _refer(self, node: nodes.Filter, value: Value) -> None:
        is_list = node.name == "references"
        keys = _NOTED if is_list else _LINKED
        for row in self._items(value, node.lineno) if is_list else value:
            if not isinstance(row, Table) or row.name not in keys:
                raise LayoutFaultError(f"{node.name} takes rows of links or of related_incidents", node.lineno)
            for key in keys[row.name]:
                self._field((row,), key, node.lineno)

    def _called(self, node: nodes.Call, scope: Scope) -> Value:
        callee = self._value(node.node, scope)
        positional = [self._value(argument, scope) for argument in node.args]
        named = {keyword.key: self._value(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name == "namespace":
            return (NamespaceShape(named),)
        for kind in callee:
            if isinstance(kind, MacroShape):
                self._enter(kind, positional, named)
        return ()

    def _enter(self, routine: MacroShape, positional: list[Value], named: Mapping[str, Value]) -> None:
        macro = routine.macro
        values = [*positional, *named.values()]
        key = (id(macro), tuple(tuple(map(id, value)) for value in values))
        if key in self._entered:
            return
        self._entered[key] = values  # kept, so that no other value takes its identity
        inner = Scope({}, routine.scope)
        defaults = dict(zip([each.name for each in macro.args][::-1], macro.defaults[::-1], strict=False))
        for index, parameter in enumerate(macro.args):
            if index < len(positional):
                value = positional[index]
            elif parameter.name in named:
                value = named[parameter.name]
            else:
                default = defaults.get(parameter.name)
                value = self._value(default, routine.scope) if default is not None else ()
            inner.set(parameter.name, value)
        self.statements(macro.body, inner)
