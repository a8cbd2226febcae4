"""Runs templates that may come from strangers.

A template reaches nothing but the names it is given, their fields and the filters: no methods, no other
files. Loops, calls and texts are counted against a budget, because a template can spell out more work than
any machine can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.template.filters import FILTERS, budget_of, in_brackets, printed_text
from pmwizard.layouts.template.values import LARGEST_NUMBER, LARGEST_TEXT, Figure, PartView, Record, Rows

LOOP_FIELDS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem"})
TESTS = frozenset({"defined", "undefined", "none", "odd", "even", "true", "false", "in", "eq", "ne"})
FUNCTIONS = frozenset({"range", "namespace"})

_LONGEST_RANGE = 1_000
_WITH_FIELDS = (PartView, Record, Figure)
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Extends: "a layout is one file; extends is not available",
    nodes.Include: "a layout is one file; include is not available",
    nodes.Import: "a layout is one file; import is not available",
    nodes.FromImport: "a layout is one file; import is not available",
    nodes.Block: "a layout is one file; block is not available",
    nodes.CallBlock: "call blocks are not available; call the macro by its name",
    nodes.Slice: "slices are not available; use first, last or where",
    nodes.Pow: "powers are not available",
}


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates see only views and filters, and whose work is counted."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=StrictUndefined,
            optimized=False,
            finalize=_printed,
            autoescape=False,
        )
        self.filters = {
            **FILTERS,
            "*each": _each,
            "*spend": _spend,
            "*joined": _joined,
            "*read": _read,
            "*bracketed": _bracketed,
        }
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.globals = {"range": _range, "namespace": Namespace}

    def getattr(self, obj: object, attribute: str) -> Any:
        """Return a field of a view; nothing else has fields."""
        if isinstance(obj, _WITH_FIELDS):
            return obj.field(attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        if isinstance(obj, Namespace) and not attribute.startswith("_") and hasattr(obj, attribute):
            return getattr(obj, attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        raise LayoutFaultError(f"{attribute} cannot be reached here")

    def getitem(self, obj: object, argument: object) -> Any:
        """Return a field by its name, or an entry of a list by its position."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        raise LayoutFaultError(f"there is no entry {argument} here")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 -- a macro may name its arguments self and context
        """Call a macro or one of the few functions."""
        budget_of(__context).spend(1)
        if not isinstance(__obj, Macro) and not any(__obj is known for known in __self.globals.values()):
            raise LayoutFaultError("only macros, range and namespace can be called")
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> Any:
        """Calculate with numbers; add rows, lists and texts."""
        budget_of(context).spend(1)
        if isinstance(left, int | float) and isinstance(right, int | float) and operator != "**":
            try:
                return _small(self.binop_table[operator](left, right))
            except ZeroDivisionError as error:
                raise LayoutFaultError("a number is divided by 0") from error
        if operator == "+" and isinstance(left, Rows) and isinstance(right, Rows):
            budget_of(context).spend(len(left) + len(right))
            return left + right
        if operator == "+" and isinstance(left, tuple | list) and isinstance(right, tuple | list):
            budget_of(context).spend(len(left) + len(right))
            return [*left, *right]
        if operator == "+":
            return _joined(context, (left, right))
        raise LayoutFaultError(f"{operator} takes two numbers")

    def call_unop(self, context: Context, operator: str, arg: object) -> Any:
        """Change the sign of a number."""
        budget_of(context).spend(1)
        if not isinstance(arg, int | float):
            raise LayoutFaultError(f"{operator} takes a number")
        return _small(self.unop_table[operator](arg))


def _small(number: float) -> float:
    if abs(number) > LARGEST_NUMBER:
        raise LayoutFaultError("a number grows too large")
    return number


@pass_context
def _printed(context: Context, value: object) -> Any:
    words = printed_text(value)
    budget_of(context).spend(1, len(words))
    return words


@pass_context
def _each(context: Context, values: Any, weight: int) -> Iterator[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise LayoutFaultError("a loop goes over rows or a list")
    budget = budget_of(context)
    for value in values:
        budget.spend(1, weight)
        yield value


@pass_context
def _spend(context: Context, weight: int) -> str:
    budget_of(context).spend(1, weight)
    return ""


@pass_context
def _joined(context: Context, values: Iterable[Any]) -> str:
    words = [printed_text(value) for value in values]
    size = sum(map(len, words))
    if size > LARGEST_TEXT:
        raise LayoutFaultError("a text put together in the template grows too long")
    budget_of(context).spend(1, size)
    return "".join(words)


@pass_context
def _bracketed(context: Context, value: object) -> str:
    words = printed_text(value)
    budget_of(context).spend(1, len(words))
    return in_brackets(words)


@pass_context
def _read(context: Context, value: object) -> Any:
    budget_of(context).spend(1, len(value) if isinstance(value, str | list | tuple) else 0)
    return value


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > _LONGEST_RANGE:
        raise LayoutFaultError(f"a range has at most {_LONGEST_RANGE} numbers")
    return found


@cache
def sandbox() -> Sandbox:
    """Return the environment that all layouts share."""
    return Sandbox()


def parsed(source: str) -> nodes.Template:
    """Return the syntax tree of a template.

    Raises:
        LayoutFaultError: The template cannot be read, or uses what a layout cannot have.
    """
    try:
        tree = sandbox().parse(source)
    except TemplateSyntaxError as error:
        raise LayoutFaultError(error.message or "the template cannot be read", error.lineno) from error
    except RecursionError as error:
        raise LayoutFaultError("the template is nested too deeply") from error
    _refuse(tree)
    return tree


def _refuse(tree: nodes.Template) -> None:
    kinds: tuple[type[nodes.Node], ...] = (nodes.For, *_REFUSED)
    for node in tree.find_all(kinds):
        if not isinstance(node, nodes.For):
            raise LayoutFaultError(_REFUSED[type(node)], node.lineno)
        if node.recursive:
            raise LayoutFaultError("recursive loops are not available", node.lineno)


def compiled(tree: nodes.Template) -> Template:
    """Return the template of a syntax tree, with what it does counted; the tree is changed.

    Raises:
        LayoutFaultError: The template uses a filter or test that does not exist, or is nested too deeply.
    """
    _count(tree)
    environment = sandbox()
    try:
        code: CodeType = environment.compile(tree, filename="layout")
    except TemplateSyntaxError as error:
        raise LayoutFaultError(error.message or "the template cannot be read", error.lineno) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise LayoutFaultError("the template is nested too deeply") from error
    return Template.from_code(environment, code, environment.make_globals(None))


def _count(node: nodes.Node) -> None:
    for child in node.iter_child_nodes():
        _count(child)
    if isinstance(node, nodes.For):
        node.iter = _filtered(node.iter, "*each", _weight([*node.body, *node.else_]))
    elif isinstance(node, nodes.Macro):
        spent = _filtered(nodes.Const(_weight(node.body), lineno=node.lineno), "*spend")
        node.body = [nodes.ExprStmt(spent, lineno=node.lineno), *node.body]
    elif isinstance(node, nodes.Output):
        _leave_brackets_to_values(node)
    elif isinstance(node, nodes.Compare):
        node.expr = _filtered(node.expr, "*read")
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, "*read")
    for field, value in list(node.iter_fields()):
        if isinstance(value, nodes.Concat):
            setattr(node, field, _concatenated(value))
        elif isinstance(value, list):
            setattr(node, field, [_concatenated(each) if isinstance(each, nodes.Concat) else each for each in value])


def _leave_brackets_to_values(output: nodes.Output) -> None:
    """Let each value that stands alone in brackets print them, for it may have brackets of its own."""
    parts = output.nodes
    for index in range(1, len(parts) - 1):
        before, value, after = parts[index - 1 : index + 2]
        if not (isinstance(before, nodes.TemplateData) and isinstance(after, nodes.TemplateData)):
            continue
        if before.data.endswith(" (") and after.data.startswith(")"):
            before.data, after.data = before.data[:-2], after.data[1:]
            parts[index] = _filtered(value, "*bracketed")


def _concatenated(node: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), "*joined")


def _filtered(node: nodes.Node, name: str, *arguments: int) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(argument, lineno=node.lineno) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _weight(body: Iterable[nodes.Node]) -> int:
    """Return how many characters of its own a piece of a template prints each time."""
    return sum(len(data.data) for node in body for data in node.find_all(nodes.TemplateData))
