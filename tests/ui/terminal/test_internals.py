"""What is used of Textual's private parts is still there and still does the same."""

import asyncio
import inspect
import io
import threading

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input

from pmwizard.terminal.activity import PrivateActivity, awaits_refresh
from pmwizard.terminal.app import PlainTerminal
from pmwizard.terminal.environment import TESTED_TEXTUAL, hold
from pmwizard.terminal.patched import PatchedTerminal, SafeDriver, SafeWriter


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (LinuxDriver, "_sigcont_application"),
        (LinuxDriver, "_run_input_thread"),
        (LinuxDriver, "run_input_thread"),
        (LinuxDriver, "_patch_lflag"),
        (LinuxDriver, "_patch_iflag"),
        (App, "_display"),
        (App, "_handle_exception"),
        (App, "_fatal_error"),
        (App, "_print_error_renderables"),
        (App, "_begin_update"),
        (App, "_end_update"),
        (Screen, "_on_timer_update"),
    ],
)
def test_textual_still_has_it(owner: type, name: str) -> None:
    assert name in vars(owner)
    assert callable(getattr(owner, name))


def test_textual_still_calls_what_is_replaced() -> None:
    source = inspect.getsource(linux_driver)
    assert "self._writer_thread = WriterThread(self._file)" in source
    assert "target=self._run_input_thread" in source
    assert "signal.signal(signal.SIGCONT, self._sigcont_application)" in source
    assert "self._queue" in inspect.getsource(WriterThread.run)
    assert "app._display(self, update)" in inspect.getsource(Screen)
    assert "self._fatal_error()" in inspect.getsource(vars(App)["_handle_exception"])
    assert "._handle_exception(" in inspect.getsource(MessagePump)
    assert "await self.on_event(" in inspect.getsource(MessagePump)
    assert "driver_class(\n            self,\n            debug=" in inspect.getsource(App)
    assert "self._print_error_renderables()" in inspect.getsource(vars(App)["_shutdown"])


def test_updates_of_the_screen_have_the_parts_that_are_read() -> None:
    assert list(inspect.signature(LayoutUpdate).parameters) == ["strips", "region"]
    assert list(inspect.signature(ChopsUpdate).parameters) == ["chops", "spans", "chop_ends"]


def test_the_driver_keeps_what_the_safe_one_reads() -> None:
    source = inspect.getsource(linux_driver.LinuxDriver) + inspect.getsource(linux_driver.LinuxDriver.__mro__[1])
    for name in ("_must_signal_resume", "_auto_restart", "_writer_thread", "exit_event", "fileno", "_loop", "_debug"):
        assert f"self.{name}" in source
    assert issubclass(SafeDriver, LinuxDriver)


def test_the_writer_never_blocks_and_outlives_the_terminal() -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(5, "gone")

    writer = SafeWriter(Gone())
    for _ in range(1000):
        writer.write("x" * 100)
    writer.start()
    writer.stop()
    assert not writer.is_alive()


def test_the_writer_is_left_behind_by_a_terminal_that_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmwizard.terminal.patched._STOP_PATIENCE", 0.05)
    reads = threading.Event()

    class Stalled(io.StringIO):
        def write(self, text: str) -> int:
            reads.wait()
            return len(text)

    writer = SafeWriter(Stalled())
    writer.start()
    writer.write("x")
    writer.stop()
    assert writer.is_alive()
    reads.set()
    writer.join()


class Busy(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.terminal = hold(self, lambda: None, str)
        self.may_go_on = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input()

    async def on_input_changed(self) -> None:
        await self.may_go_on.wait()


async def test_a_widget_is_busy_until_its_handler_is_done() -> None:
    app = Busy()
    async with app.run_test() as pilot:
        activity = PrivateActivity(app)
        assert not [pump for pump in activity.pumps() if activity.is_busy(pump)]
        assert {app, app.screen, app.query_one(Input)} <= set(activity.pumps())
        app.query_one(Input).value = "x"
        assert activity.is_busy(app.query_one(Input))
        for _ in range(20):
            await asyncio.sleep(0)
        assert activity.is_busy(app)
        app.may_go_on.set()
        for _ in range(20):
            await asyncio.sleep(0)
        assert not activity.is_busy(app)
        await pilot.pause()


async def test_a_screen_tells_what_waits_for_its_refresh() -> None:
    app = Busy()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not awaits_refresh(app.screen, layout=True)
        called: list[int] = []
        app.screen.refresh(layout=True)
        app.screen.call_after_refresh(called.append, 1)
        for _ in range(3):
            await asyncio.sleep(0)
        assert called or awaits_refresh(app.screen, layout=True)


async def test_a_bug_closes_the_application_and_is_saved_before_once() -> None:
    class Failing(App[None]):
        def on_mount(self) -> None:
            raise LookupError

    saved: list[int] = []
    app = Failing()
    terminal = hold(app, lambda: saved.append(1), str)
    with pytest.raises(LookupError):
        async with app.run_test():
            pass
    assert saved == [1]
    assert isinstance(terminal.failure, LookupError)


def test_private_parts_are_used_with_the_versions_that_were_tried_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(hold(App(), lambda: None, str), PatchedTerminal)
    major, minor = TESTED_TEXTUAL[-1]
    for other in (f"{major}.{minor + 1}.0", f"{major + 1}.0", "unknown"):
        monkeypatch.setattr("importlib.metadata.version", lambda _, other=other: other)
        assert isinstance(hold(App(), lambda: None, str), PlainTerminal)


def test_another_application_is_left_as_textual_made_it() -> None:
    patched, other = App[None](), App[None]()
    hold(patched, lambda: None, str)
    assert not {"on_event", "_display", "_handle_exception", "_fatal_error"} & vars(other).keys()
    assert vars(linux_driver)["WriterThread"] is WriterThread
