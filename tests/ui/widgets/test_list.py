"""The list by keys: where its cursor stops, what it brings into sight, and which lines it asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from pmwizard.ui.widgets.list import List, ListLine


class Shelf(App[None]):
    """A list alone on the screen, with what it has posted.

    Args:
        lines: What the list shows.
    """

    CSS = "List { scrollbar-size: 0 0; & > .list--cursor { text-style: reverse; } & > .list--dim { text-style: dim; } }"

    def __init__(self, lines: Sequence[ListLine]) -> None:
        super().__init__()
        self.shown = list(lines)
        self.asked: set[int] = set()
        self.posted: list[tuple[object, ...]] = []
        self.list = List(self.line)

    def line(self, index: int, width: int) -> ListLine:
        self.asked.add(index)
        return self.shown[index]

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.show(self.shown)
        self.list.focus()

    def show(self, lines: Sequence[ListLine]) -> None:
        self.shown = list(lines)
        self.list.show(len(self.shown))

    def on_list_acted(self, event: List.Acted) -> None:
        self.posted.append((event.action, event.index, event.key))

    def on_list_end_passed(self) -> None:
        self.posted.append(("end",))

    @property
    def drawn(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def here(self) -> str:
        """The line with the mark of the cursor."""
        return next((line[3:] for line in self.drawn if line.startswith(" > ")), "")


@asynccontextmanager
async def shelf(lines: Sequence[ListLine], height: int = 5) -> AsyncIterator[tuple[Shelf, Pilot[None]]]:
    app = Shelf(lines)
    async with app.run_test(size=(30, height)) as pilot:
        await pilot.pause()
        yield app, pilot


def rows(*names: str) -> list[ListLine]:
    return [ListLine(name, name) for name in names]


def numbered(count: int) -> list[ListLine]:
    return rows(*(f"row {number}" for number in range(count)))


HEADED = [
    ListLine("Friday", kind="heading"),
    *rows("one", "two"),
    ListLine("", kind="text"),
    ListLine("Saturday", kind="heading"),
    *rows("three"),
    ListLine("goes on", kind="more"),
    ListLine("and on", kind="more"),
    *rows("four"),
    ListLine("The end", kind="text"),
]


async def test_the_cursor_stops_at_rows_alone() -> None:
    async with shelf(HEADED, height=12) as (app, pilot):
        stops = [app.here]
        for _ in range(3):
            await pilot.press("down")
            stops.append(app.here)
        assert stops == ["one", "two", "three", "four"]
        await pilot.press("up")
        assert app.here == "three"
        await pilot.press("home", "up")
        assert app.here == "one"


async def test_down_on_the_last_row_is_passed_on() -> None:
    async with shelf(HEADED, height=12) as (app, pilot):
        await pilot.press("end", "down")
        assert app.here == "four"
        assert app.posted == [("end",)]


async def test_a_row_comes_into_sight_with_its_heading_and_all_its_lines() -> None:
    async with shelf(HEADED, height=4) as (app, pilot):
        await pilot.press("down", "down")
        assert app.drawn == ["   Saturday", " > three", "   goes on", "   and on"]
        await pilot.press("down")
        assert app.drawn == ["   goes on", "   and on", " > four", "   The end"]
        await pilot.press("home")
        assert app.drawn == ["   Friday", " > one", "   two", ""]


async def test_a_row_longer_than_the_screen_is_shown_from_its_beginning() -> None:
    async with shelf(HEADED, height=2) as (app, pilot):
        await pilot.press("down", "down")
        assert app.drawn == [" > three", "   goes on"]


@pytest.mark.parametrize(
    ("change", "here"),
    [
        (lambda lines: rows("new", "newer") + lines, "row 7"),
        (lambda lines: lines[3:], "row 7"),
        (lambda lines: lines[7:8] + lines[:7] + lines[8:], "row 7"),
        (lambda lines: lines[:7] + lines[8:], "row 8"),
        (lambda lines: lines[:3], "row 2"),
    ],
    ids=["rows come above", "rows go above", "it moves itself", "it goes", "it and all around go"],
)
async def test_the_cursor_stays_with_its_row(change: Callable[[list[ListLine]], list[ListLine]], here: str) -> None:
    async with shelf(numbered(20)) as (app, pilot):
        await pilot.press("pagedown", "pagedown", "up")
        assert app.here == "row 7"
        app.show(change(app.shown))
        await pilot.pause()
        assert app.here == here


async def test_the_row_with_the_cursor_stays_at_its_height_on_screen() -> None:
    async with shelf(numbered(20)) as (app, pilot):
        await pilot.press("end", "up", "up")
        height = app.drawn.index(" > row 17")
        app.show(rows("new", "newer") + app.shown)
        await pilot.pause()
        assert app.drawn.index(" > row 17") == height


async def test_keys_say_which_row_they_are_about() -> None:
    async with shelf(HEADED, height=12) as (app, pilot):
        await pilot.press("down", "down", "enter")
        assert app.posted == [("edit", 5, "three")]


async def test_an_empty_list_does_nothing() -> None:
    async with shelf([]) as (app, pilot):
        await pilot.press("down", "up", "home", "end", "pagedown", "enter")
        assert [one for one in app.posted if one != ("end",)] == []


async def test_the_row_stays_in_sight_in_a_smaller_terminal() -> None:
    async with shelf(numbered(20), height=12) as (app, pilot):
        await pilot.press(*["down"] * 10)
        await pilot.resize_terminal(30, 4)
        await pilot.pause()
        assert app.here == "row 10"


async def test_moving_asks_for_no_more_lines_than_are_in_sight() -> None:
    async with shelf(numbered(10_000)) as (app, pilot):
        await pilot.press("end", "pageup")
        app.asked.clear()
        await pilot.press("down", "up", "pageup", "home", "end", "enter")
        app.show(app.shown)
        await pilot.pause()
        assert len(app.asked) < 40


async def test_a_line_that_stands_back_is_dim_where_the_cursor_is_not() -> None:
    lines = [ListLine("first"), ListLine("- second", is_dim=True), ListLine("- third", is_dim=True)]
    async with shelf(lines) as (app, pilot):
        await pilot.press("down")
        strips = app.screen._compositor.render_strips()[:3]
        dim = ["dim" in str(segment.style) for strip in strips for segment in strip if segment.text.strip()]
        assert dim == [False, False, True]
