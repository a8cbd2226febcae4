"""Keys that arrive together do what they do one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.keys import _character_to_key
from textual.widgets import ContentSwitcher, Input, TextArea

from pmwizard.terminal.environment import hold
from pmwizard.terminal.typeahead import PublicActivity, TypeAhead
from tests.terminal.programs.form import FormApp, Line

NAMES = {"tab", "enter", "escape", "ctrl+n", "ctrl+o", "f3", "shift+tab", "down", "up", "backspace", "ctrl+z"}
SCRIPT: list[str] = [
    *["a", "b", "tab", "h", "i", "enter", "n", "o", "enter", "t", "e", "up", "!", "tab", "down", "down", "enter"],
    *["ctrl+n", "w", "h", "y", "tab", "s", "ctrl+o", "b", "enter", "t", "ctrl+o", "escape", "x", "tab", "h", "f3"],
    *["shift+tab", "z", "ctrl+n", "backspace", "q"],
]


def key(name: str) -> events.Key:
    return events.Key(name, None) if name in NAMES else events.Key(_character_to_key(name), name)


def send(app: App[Any], names: Iterable[str]) -> None:
    for name in names:
        app.post_message(key(name))


async def settle(app: Odd | FormApp) -> None:
    await asyncio.sleep(0.01)
    assert await app.terminal.type_ahead.settled(20)


async def test_a_script_at_once_is_a_script_key_by_key() -> None:
    slow, fast = FormApp(), FormApp()
    async with slow.run_test(size=(80, 30)) as pilot:
        for name in SCRIPT:
            slow.post_message(key(name))
            await settle(slow)
            await pilot.pause()
        expected, place = slow.state, slow.focused and slow.focused.id
    async with fast.run_test(size=(80, 30)):
        send(fast, SCRIPT)
        await settle(fast)
        assert fast.state == expected
        assert (fast.focused and fast.focused.id) == place
    assert expected["title"] == "ab"
    assert expected["owner"] == "hi"
    assert expected["answers"] == "[b][]"


async def test_pilot_types_as_ever() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.press("a", "tab", "b", "ctrl+o", "c", "enter", "d")
        assert app.state == {"title": "a", "owner": "bd", "answer": "c", "answers": "[c]"}


async def test_keys_typed_before_the_first_screen_wait_for_it() -> None:
    app = FormApp()
    app_task = asyncio.create_task(app.run_async(headless=True))
    while not app.is_running:
        await asyncio.sleep(0)
    send(app, ["e", "a", "r", "l", "y", "tab", "x"])
    app.post_message(events.Key("ctrl+q", None))
    await app_task
    assert app.state == {"title": "early", "owner": "x"}


async def test_pastes_keep_their_place_among_keys() -> None:
    app = FormApp()
    async with app.run_test():
        send(app, ["a"])
        app.post_message(events.Paste("bc"))
        send(app, ["d", "tab"])
        app.post_message(events.Paste("ef"))
        await settle(app)
        assert app.state == {"title": "abcd", "owner": "ef"}


class Odd(App[None]):
    """Changes focus in every roundabout way that Textual offers."""

    BINDINGS = [("f5", "switch"), ("f6", "late"), ("f7", "worker"), ("f8", "mount"), ("f9", "hang")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.terminal = hold(self, lambda: None, str)
        self.never = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Line("first")
        with ContentSwitcher(initial="one"):
            with Vertical(id="one"):
                yield Line("second")
            with Vertical(id="two"):
                yield TextArea(id="third")

    def action_switch(self) -> None:
        self.query_one(ContentSwitcher).current = "two"
        self.query_one("#third").focus()

    def action_late(self) -> None:
        self.call_after_refresh(self.query_one("#second").focus)

    @work
    async def action_worker(self) -> None:
        self.query_one("#second").focus()

    def action_mount(self) -> None:
        made = Line("made")
        self.mount(made)
        made.focus()

    async def action_hang(self) -> None:
        await self.query_one("#first", Line).run_worker(self.never.wait()).wait()


@pytest.mark.parametrize(
    ("name", "field"), [("f5", "third"), ("f6", "second"), ("f7", "second"), ("f8", "made"), ("tab", "second")]
)
async def test_every_way_of_moving_the_focus_is_waited_for(name: str, field: str) -> None:
    app = Odd()
    async with app.run_test():
        app.post_message(key("a"))
        app.post_message(events.Key(name, None))
        send(app, "bcd")
        await settle(app)
        target = app.query_one(f"#{field}")
        text = target.text if isinstance(target, TextArea) else app.query_one(f"#{field}", Input).value
        assert app.query_one("#first", Input).value == "a"
        assert text == "bcd"


async def test_a_widget_that_hangs_holds_keys_up_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmwizard.terminal.typeahead.PATIENCE", 0.05)
    app = Odd()
    async with app.run_test():
        line = app.query_one("#first", Line)
        stuck = asyncio.Event()
        line.call_later(stuck.wait)
        second = app.query_one("#second", Line)
        app.set_focus(second)
        send(app, "abc")
        await settle(app)
        assert second.value == "abc"
        stuck.set()


async def test_nothing_waits_when_nothing_is_typed() -> None:
    app = FormApp()
    async with app.run_test():
        assert TypeAhead(app, PublicActivity(app)).is_idle
        assert await app.terminal.type_ahead.settled()


async def test_quitting_waits_for_what_was_typed_before() -> None:
    app = FormApp()
    async with app.run_test():
        send(app, [*"abc", "tab", *"def"])
        app.post_message(events.Key("ctrl+q", None))
        while app.is_running:
            await asyncio.sleep(0)
    assert app.state == {"title": "abc", "owner": "def"}
