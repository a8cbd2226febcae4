"""The filters a template can use. Each is cheap, and none can make more of a text than it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from pmwizard.errors import LayoutFaultError
from pmwizard.layouts.template.markdown import Placement, fenced, prose
from pmwizard.layouts.template.marks import in_sentence, linked, marked, marked_on_one_line, visible_in_markdown
from pmwizard.layouts.template.values import NOT_PROVIDED, Answer, Budget, Figure, Joined, PartView, Quote, Record, Rows

BUDGET = "*budget"
"""The name in a rendering's context of its budget; no template can spell it."""

_TICKED = {True: "[x]", False: "[ ]"}
_PRINTABLE = (str, int, float, Answer, Figure, Joined, Quote)


def budget_of(context: Context) -> Budget:
    """Return the budget of the rendering that ``context`` belongs to."""
    budget = context.parent[BUDGET]
    if not isinstance(budget, Budget):
        raise TypeError("a rendering has no budget")
    return budget


def printed_text(value: object) -> str:
    """Return what a value prints.

    Raises:
        LayoutFaultError: It is a table or a list, which print nothing as a whole.
    """
    if isinstance(value, _PRINTABLE):
        return str(value)
    if isinstance(value, Rows | PartView | Record | tuple | list | dict):
        raise LayoutFaultError("a table or list stands where text is printed; name one of its keys, or loop over it")
    raise LayoutFaultError("something that has no text stands where text is printed")


def _written(context: Context, value: object, placement: Placement, indent: int) -> str:
    """Return a long answer as Markdown where it stands; anything else as it would print."""
    text = value.typed() if isinstance(value, Answer) else None
    if text is None:
        return printed_text(value)
    budget_of(context).spend(1 + len(text) // 64, 2 * len(text))
    return prose(text, placement, _number(indent))


def _long_answer(placement: Placement, usual_indent: int) -> Callable[..., str]:
    """Return the filter for long answers that start at a place; its further lines are indented."""

    @pass_context
    def placed(context: Context, value: object, indent: int = usual_indent) -> str:
        return _written(context, value, placement, indent)

    return placed


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 1_000_000:
        raise LayoutFaultError("an indent or number of an item is a whole number")
    return value


@pass_context
def quote(context: Context, value: object) -> str:
    """A long answer as a block quote; one that a person has typed as such a quote is not quoted twice."""
    typed = value.typed() if isinstance(value, Answer) else None
    written = _written(context, value, "block", 0)
    if typed is None or typed.lstrip().startswith(">"):
        return written
    budget_of(context).spend(1, 2 * written.count("\n"))
    return "\n".join(f"> {line}".rstrip() for line in written.split("\n"))


@pass_context
def code(context: Context, value: object) -> str:
    """An answer as a fenced block of code."""
    typed = value.typed() if isinstance(value, Answer) else None
    if typed is None:
        return f"```\n{printed_text(value)}\n```"
    budget_of(context).spend(1, 2 * len(typed))
    return fenced(typed)


def verbatim(value: object) -> str:
    """An answer inside a block of code, where nothing needs to be escaped; its further lines are moved in."""
    return value.worded(_unescaped) if isinstance(value, Answer | Joined) else printed_text(value)


def _unescaped(words: str) -> str:
    return "\n      ".join(line for line in visible_in_markdown(words).split("\n") if line.strip())


def running(value: object) -> str:
    """An answer on one line after "Because:"; a because of its own is left out."""
    return value.worded(in_sentence) if isinstance(value, Answer | Joined) else printed_text(value)


def on_one_line(value: object) -> str:
    """An answer on one line whatever it holds; its line breaks become spaces."""
    return value.worded(marked_on_one_line) if isinstance(value, Answer | Joined) else printed_text(value)


@pass_context
def aside(context: Context, value: object, *notes: object) -> str:
    """A value with what is noted of it behind it in one pair of brackets, or after a dash where it has brackets."""
    words = printed_text(value)
    told = "; ".join([printed_text(note) for note in notes if note])
    budget_of(context).spend(1 + len(notes), len(words) + len(told))
    if not told:
        return words
    return f"{words} - {told}" if words.endswith(")") else words + in_brackets(told)


@pass_context
def noted(context: Context, value: object, notes: object, indent: int = 2) -> str:
    """A value with long notes on it behind a dash; where one of the two is missing, the other alone."""
    words = printed_text(value) if value else ""
    return " - ".join(filter(None, [words, _written(context, notes, "label", indent) if notes else ""]))


def in_brackets(words: str) -> str:
    """Return words in brackets, or after a dash where they have brackets of their own."""
    return f" - {words}" if set("()") & set(words) else f" ({words})"


def blank(value: object) -> str:
    """An answer, or nothing where there is none: the place stays blank, and its slot is known to be empty."""
    words = words_for_no_rows(value) if isinstance(value, Rows) else printed_text(value)
    return words if value else ""


def box(value: object) -> str:
    """A box of a checklist: ticked for yes, for what is done and for rows that exist."""
    if isinstance(value, Answer):
        word = value.worded(marked) if value.value is not None else ""
        return word if word in _TICKED.values() else _TICKED[value.value is True or value.value == "done"]
    return _TICKED[bool(value)]


def link(row: object) -> str:
    """A row of ``links`` or ``related_incidents`` as a link, its title or id in the brackets."""
    if not isinstance(row, PartView):
        raise LayoutFaultError("the filter link takes a row of links or of related_incidents")
    is_link = row.table == "links"
    title, address = row.field("title" if is_link else "id"), row.field("url" if is_link else "link")
    return linked(title.typed() or "", address.typed() or "") or str(title)


@pass_context
def bullets(context: Context, values: object, key: str = "", label: str = "", indent: int = 0) -> str:
    """The entries of an answer, or the ``key`` of each row, as a bulleted list.

    With ``label``, the answer to that key opens each entry: "Communication: everything was told in public".
    """
    return _listed(context, values, (key, label), indent, lambda _: "- ")


@pass_context
def numbers(context: Context, values: object, key: str = "", label: str = "", indent: int = 0) -> str:
    """The same as ``bullets``, as a numbered list."""
    return _listed(context, values, (key, label), indent, lambda number: f"{number}. ")


def _listed(context: Context, values: object, keys: tuple[str, str], indent: int, marker: Callable[[int], str]) -> str:
    gap = " " * _number(indent)
    lines = []
    for number, entry in enumerate(_entries(values), 1):
        opening = gap + marker(number)
        answer, label = (
            (entry.field(key) if key else "" for key in keys) if isinstance(entry, PartView) else (entry, "")
        )
        inner = len(opening)
        if label:
            lines.append(f"{opening}{label}: {_written(context, answer, 'label', inner)}")
        else:
            lines.append(opening + _written(context, answer, "item", inner))
    return "\n".join(lines) or f"{gap}{marker(1)}{words_for_no_rows(values)}"


@pass_context
def references(context: Context, rows: object) -> str:
    """Rows of ``links`` or ``related_incidents`` as a bulleted list of links with what is noted of each."""
    entries = [f"- {link(row)}{_noted(row)}" for row in _entries(rows)]
    budget_of(context).spend(1 + len(entries), sum(map(len, entries)))
    return "\n".join(entries) or f"- {words_for_no_rows(rows)}"


def _noted(row: PartView) -> str:
    if row.table == "links":
        return f": {on_one_line(row.field('notes'))}" if row.field("notes") else ""
    date, similarity, applied = (row.field(key) for key in ("date", "similarity", "lessons_applied"))
    words = f" ({date})" if date else ""
    if similarity:
        words += f": {on_one_line(similarity)}"
    return f"{words} (lessons applied: {str(applied).lower()})" if applied else words


@pass_context
def where(context: Context, rows: object, key: str, *values: str | None) -> Rows:
    """The rows whose ``key`` is one of ``values``, where ``none`` is no answer; without values, those that have any."""
    return _chosen(context, rows, key, values, wanted=True)


@pass_context
def unless(context: Context, rows: object, key: str, *values: str | None) -> Rows:
    """The rows that ``where`` leaves out."""
    return _chosen(context, rows, key, values, wanted=False)


def _chosen(context: Context, rows: object, key: str, values: tuple[str | None, ...], *, wanted: bool) -> Rows:
    if not isinstance(rows, Rows):
        raise LayoutFaultError("the filters where and unless take the rows of a list")
    budget_of(context).spend(1 + len(rows))

    def fits(row: PartView) -> bool:
        if not values and row.is_unanswered(key):
            return not wanted
        answer = row.field(key)
        found = any([answer == value for value in values]) if values else bool(answer)  # noqa: C419 -- all are marked
        return found is wanted

    chosen = tuple(row for row in rows if fits(row))
    if not wanted:
        return Rows(chosen, rows.table, rows.state, rows.condition)
    return Rows(chosen, rows.table, rows.state, ", ".join(value for value in values if value) or key)


def words_for_no_rows(rows: object) -> str:
    """The words for a list that has no rows, which also notes the slot as empty."""
    if isinstance(rows, Rows):
        if not rows.items:
            rows.state.empty.setdefault(rows.slot)
        return NOT_PROVIDED
    return printed_text(rows) if isinstance(rows, Answer) and not rows else NOT_PROVIDED


@pass_context
def join(context: Context, values: Iterable[Any], separator: str = ", ") -> str:
    """Several things printed one after the other, empty ones left out."""
    words = [printed_text(value) for value in _entries(values) if value]
    budget_of(context).spend(1 + len(words), sum(map(len, words)) + len(words) * len(separator))
    return separator.join(words)


def first(values: object) -> Any:
    """The first of several rows or entries."""
    return next(iter(_entries(values)), "")


def last(values: object) -> Any:
    """The last of several rows or entries."""
    entries = _entries(values)
    sequence = tuple(entries) if isinstance(entries, Answer) else entries
    return sequence[-1] if isinstance(sequence, tuple | list) and sequence else ""


def _entries(values: object) -> Iterable[Any]:
    if isinstance(values, Rows):
        return values.items
    if isinstance(values, Answer | tuple | list):
        return values
    raise LayoutFaultError("this filter takes rows or a list")


def length(values: object) -> int:
    """How many rows or entries there are."""
    if isinstance(values, Rows | Answer | tuple | list | str):
        return len(values)
    raise LayoutFaultError("the filter length takes rows or a list")


def _in_case(change: Callable[[str], str]) -> Callable[..., str]:
    """Return the filter that prints a value in other letters."""

    @pass_context
    def changed(context: Context, value: object) -> str:
        words = printed_text(value)
        budget_of(context).spend(1, len(words))
        return change(words)

    return changed


def default(value: object, otherwise: object) -> Any:
    """The value, or ``otherwise`` when it is empty."""
    return value or otherwise


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{
        function.__name__: function
        for function in (
            bullets, numbers, references, code, quote, verbatim, running, aside, noted, blank, box, link,
            where, unless, join, first, last, length, default,
        )
    },
    "text": _long_answer("block", 0),
    "item": _long_answer("item", 2),
    "beside": _long_answer("label", 2),
    "below": _long_answer("below", 0),
    "lower": _in_case(str.lower),
    "upper": _in_case(str.upper),
    "plain": on_one_line,
    "missing": words_for_no_rows,
}  # fmt: skip
"""The filters by the names that templates use."""
