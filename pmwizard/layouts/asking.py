"""Which questions a template asks, read from its syntax tree.

The tree is run over shapes instead of answers: loops once over the shape of a row, both sides of every
condition, macros with the shapes they are called with. Every key reached on the way is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from pmwizard.layouts.errors import LayoutFaultError
from pmwizard.layouts.filters import FILTERS
from pmwizard.layouts.sandbox import FUNCTIONS, LOOP_FIELDS, TESTS
from pmwizard.layouts.shapes import ROUTINE_TABLES, Leaf, Listing, Shape, Table, leaf, names
from pmwizard.model.moments import DURATION


@dataclass(frozen=True)
class _Many:
    """A list written in the template."""

    items: _Value


@dataclass(frozen=True)
class _Space:
    """A namespace, whose fields may be set anywhere."""

    fields: dict[str, _Value]


@dataclass(frozen=True)
class _Routine:
    """A macro and the scope it was written in."""

    macro: nodes.Macro
    scope: _Scope


_Kind = Leaf | Table | Listing | _Many | _Space | _Routine
_Value = tuple[_Kind, ...]
"""What an expression may be; empty for numbers and texts."""

_LOOP = Table({name: leaf() for name in LOOP_FIELDS}, "loop")
_LINKED: Mapping[str, tuple[str, ...]] = {"links": ("title", "url"), "related_incidents": ("id", "link")}
_NOTED: Mapping[str, tuple[str, ...]] = {
    "links": ("title", "url", "notes"),
    "related_incidents": ("id", "link", "date", "similarity", "lessons_applied"),
}
_CHOOSING = frozenset({"where", "unless"})


@dataclass
class _Scope:
    names: dict[str, _Value]
    parent: _Scope | None = None
    is_branch: bool = False

    def find(self, name: str) -> _Value | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def set(self, name: str, value: _Value) -> None:
        """Set a name; inside a branch that may not be taken, what it was before stays possible."""
        if not self.is_branch or self.parent is None:
            self.names[name] = value
            return
        self.names[name] = value
        self.parent.set(name, _either(self.parent.find(name) or (), value))


def _either(*values: _Value) -> _Value:
    return tuple({id(kind): kind for value in values for kind in value}.values())


def asked_paths(tree: nodes.Template, metrics: Collection[str]) -> frozenset[str]:
    """Return the flattened paths of the questions that a template asks.

    Args:
        tree: The syntax tree, as parsed.
        metrics: The names of the metrics that the layout defines.

    Raises:
        LayoutFaultError: The template names something that a report does not have; with the line.
    """
    known: dict[str, _Value] = {name: (shape,) for name, shape in names().items()}
    computed = names()["metrics"]
    if isinstance(computed, Table):
        defined = {name: shape for name, shape in computed.fields.items() if name in metrics or name == DURATION}
        known["metrics"] = (replace(computed, fields=defined),)
    reader = _Reader()
    reader.statements(tree.body, _Scope(known))
    return frozenset(path for path in reader.asked if path.partition(".")[0] not in ROUTINE_TABLES)


class _Reader:
    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._entered: set[tuple[int, tuple[tuple[int, ...], ...]]] = set()

    def statements(self, body: Iterable[nodes.Node], scope: _Scope) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: _Scope) -> None:
        match node:
            case nodes.Output():
                self._print(node, scope)
            case nodes.If():
                self._choice(node, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.Macro():
                scope.set(node.name, (_Routine(node, scope),))
            case nodes.Assign():
                self._assign(node.target, self._value(node.node, scope), scope)
            case nodes.AssignBlock():
                self.statements(node.body, _Scope({}, scope))
                self._assign(node.target, (), scope)
            case nodes.With():
                self._with(node, scope)
            case nodes.FilterBlock():
                self._filtered(node.filter, scope)
                self.statements(node.body, _Scope({}, scope))
            case _:
                self._value(node, scope)

    def _with(self, node: nodes.With, scope: _Scope) -> None:
        inner = _Scope({}, scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self._value(value, scope), inner)
        self.statements(node.body, inner)

    def _choice(self, node: nodes.If, scope: _Scope) -> None:
        self._value(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            self.statements(branch, _Scope({}, scope, is_branch=True))

    def _print(self, output: nodes.Output, scope: _Scope) -> None:
        for node in output.nodes:
            for kind in self._value(node, scope):
                if isinstance(kind, Table | Listing) and kind.paths:
                    self.asked |= kind.paths
                elif not isinstance(kind, Leaf):
                    name = f"{kind.name} is a table" if isinstance(kind, Table) else "this is a list"
                    raise LayoutFaultError(f"{name}; name one of its keys to print it", node.lineno)

    def _assign(self, target: nodes.Node, value: _Value, scope: _Scope) -> None:
        match target:
            case nodes.Name():
                scope.set(target.name, value)
            case nodes.NSRef():
                for kind in scope.find(target.name) or ():
                    if isinstance(kind, _Space):
                        kind.fields[target.attr] = _either(kind.fields.get(target.attr, ()), value)
            case nodes.Tuple():
                for item in target.items:
                    self._assign(item, (), scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        inner = _Scope({"loop": (_LOOP,)}, scope)
        self._assign(node.target, self._items(self._value(node.iter, scope), node.lineno), inner)
        if node.test is not None:
            self._value(node.test, inner)
        for _ in range(2):  # the second turn sees what the first one left in a namespace
            self.statements(node.body, _Scope({}, inner))
        self.statements(node.else_, _Scope({}, scope))

    def _items(self, value: _Value, line: int) -> _Value:
        items: list[_Value] = []
        for kind in value:
            match kind:
                case Listing():
                    self.asked |= kind.paths
                    items.append((kind.item,))
                case _Many():
                    items.append(kind.items)
                case _:
                    raise LayoutFaultError("a loop goes over rows or a list, and this is neither", line)
        return _either(*items)

    def _value(self, node: nodes.Node, scope: _Scope) -> _Value:
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
                return _either(self._value(node.left, scope), self._value(node.right, scope))
            case nodes.Test() if node.name not in TESTS:
                raise LayoutFaultError(f"there is no test {node.name}", node.lineno)
            case nodes.CondExpr():
                self._value(node.test, scope)
                other = self._value(node.expr2, scope) if node.expr2 is not None else ()
                return _either(self._value(node.expr1, scope), other)
            case nodes.List() | nodes.Tuple():
                return (_Many(_either(*(self._value(item, scope) for item in node.items))),)
            case _:
                for child in node.iter_child_nodes():
                    self._value(child, scope)
                return ()

    def _named(self, node: nodes.Name, scope: _Scope) -> _Value:
        found = scope.find(node.name)
        if found is not None:
            return found
        if node.name in FUNCTIONS:
            return ()
        raise LayoutFaultError(f"a report has nothing called {node.name}", node.lineno)

    def _field(self, value: _Value, name: str, line: int) -> _Value:
        if not value:
            return ()
        found: list[_Value] = []
        for kind in value:
            if isinstance(kind, _Space):
                found.append(kind.fields.get(name, ()))
            elif isinstance(kind, Table) and name in kind.fields:
                found.append((self._reached(kind.fields[name]),))
        if not found:
            where = next((kind.name for kind in value if isinstance(kind, Table)), "")
            raise LayoutFaultError(f"there is no {name} in {where}" if where else f"there is no {name} here", line)
        return _either(*found)

    def _reached(self, shape: Shape) -> Shape:
        self.asked |= shape.paths
        return shape

    def _filtered(self, node: nodes.Filter, scope: _Scope) -> _Value:
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
        return _either(value, *arguments) if node.name == "default" else ()

    def _choose(self, node: nodes.Filter, rows: _Value) -> None:
        key = node.args[0] if node.args else None
        if not isinstance(key, nodes.Const) or not isinstance(key.value, str):
            raise LayoutFaultError(f"{node.name} takes the name of a key, in quotes", node.lineno)
        self._field(self._items(rows, node.lineno), key.value, node.lineno)

    def _list(self, node: nodes.Filter, rows: _Value) -> None:
        items = self._items(rows, node.lineno)
        for key in node.args[:2]:
            if isinstance(key, nodes.Const) and key.value:
                self._field(items, str(key.value), node.lineno)
        if not node.args and any(isinstance(item, Table) for item in items):
            raise LayoutFaultError(f"{node.name} takes the key to print of each row, in quotes", node.lineno)

    def _refer(self, node: nodes.Filter, value: _Value) -> None:
        is_list = node.name == "references"
        keys = _NOTED if is_list else _LINKED
        for row in self._items(value, node.lineno) if is_list else value:
            if not isinstance(row, Table) or row.name not in keys:
                raise LayoutFaultError(f"{node.name} takes rows of links or of related_incidents", node.lineno)
            for key in keys[row.name]:
                self._field((row,), key, node.lineno)

    def _called(self, node: nodes.Call, scope: _Scope) -> _Value:
        callee = self._value(node.node, scope)
        positional = [self._value(argument, scope) for argument in node.args]
        named = {keyword.key: self._value(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(node.node, nodes.Name) and node.node.name == "namespace":
            return (_Space(named),)
        for kind in callee:
            if isinstance(kind, _Routine):
                self._enter(kind, positional, named)
        return ()

    def _enter(self, routine: _Routine, positional: list[_Value], named: Mapping[str, _Value]) -> None:
        macro = routine.macro
        key = (id(macro), tuple(tuple(map(id, value)) for value in (*positional, *named.values())))
        if key in self._entered:
            return
        self._entered.add(key)
        inner = _Scope({}, routine.scope)
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
