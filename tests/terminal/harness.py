"""Runs a program on a pseudo-terminal, as a person at a terminal would.

    with Terminal([sys.executable, "-m", "pmwizard", "new"], size=(80, 24)) as terminal:
        terminal.wait_for("Title")
        terminal.send(b"Payments down\t")
        assert "Payments down" in terminal.text()
        terminal.send(CTRL_Q)
        assert terminal.wait() == 0

Wait for what must appear, never for a time: `wait_for`, `wait_until`. What the program writes is read in a thread, as
an emulator does, unless the terminal is `stalled`.
"""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from tests.clock import python_path
from tests.terminal.emulator import Cell, Emulator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
"""Seconds before something that has to happen counts as not happening; no measure of speed."""

CTRL_C, CTRL_L, CTRL_N, CTRL_O, CTRL_Q, CTRL_S = b"\x03", b"\x0c", b"\x0e", b"\x0f", b"\x11", b"\x13"
ENTER, TAB, ESCAPE, BACKTAB, UP, DOWN, LEFT, RIGHT = (
    b"\r",
    b"\t",
    b"\x1b",
    b"\x1b[Z",
    b"\x1b[A",
    b"\x1b[B",
    b"\x1b[D",
    b"\x1b[C",
)
F1, F3, F4 = b"\x1bOP", b"\x1bOR", b"\x1bOS"


def paste(text: str) -> bytes:
    """Returns the bytes of a paste as a terminal marks it."""
    return b"\x1b[200~" + text.encode() + b"\x1b[201~"


class Terminal:
    """A pseudo-terminal with one program on it.

    Args:
        command: Program and arguments.
        size: Columns and rows.
        environment: Changes to a plain environment (`TERM=xterm-256color`, UTF-8, no colour wishes); None removes one.
        folder: Where the program starts; the repository when left out.
        before: Called in the program's process before it starts, to ignore signals for example.
        picture: Whether to draw what the program writes. Without, only bytes can be looked at, and no time is lost.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str | None] | None = None,
        folder: Path | None = None,
        before: Callable[[], object] | None = None,
        picture: bool = True,
    ) -> None:
        self._picture = picture
        self._news = threading.Event()
        self._emulator = Emulator(size)
        self._lock = threading.Lock()
        self._received = bytearray()
        self._stalled = threading.Event()
        self._closed = threading.Event()
        self.master, self._slave = os.openpty()
        self._set_size(size)

        def begin() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if before is not None:
                before()

        self.process = subprocess.Popen(
            list(command),
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=_environment(environment or {}),
            cwd=folder or ROOT,
            start_new_session=True,
            preexec_fn=begin,  # noqa: PLW1509 - the only way to give a program its terminal; nothing else runs yet
        )
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What a person does

    def send(self, data: bytes | str) -> None:
        """Types bytes, all in one write."""
        pending = data.encode() if isinstance(data, str) else data
        while pending:
            pending = pending[os.write(self.master, pending) :]

    def resize(self, columns: int, rows: int) -> None:
        """Changes the size of the window; the program gets SIGWINCH."""
        with self._lock:
            self._emulator.resize((columns, rows))
        self._set_size((columns, rows))

    def kill(self, number: int = signal.SIGTERM) -> None:
        """Sends a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Closes the window: the terminal is gone for the program."""
        self._closed.set()
        self._reader.join()
        for descriptor in (self._slave, self.master):
            with suppress(OSError):
                os.close(descriptor)

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Reads nothing while the context lasts, as a frozen connection does."""
        self._stalled.set()
        try:
            yield
        finally:
            self._stalled.clear()

    # What a person sees

    def lines(self) -> list[str]:
        """Returns the rows of the screen without blanks at their ends."""
        with self._lock:
            return [line.rstrip() for line in self._emulator.lines]

    def text(self) -> str:
        """Returns the whole screen as text."""
        return "\n".join(self.lines())

    def cells(self) -> list[list[Cell]]:
        """Returns every cell with its colours."""
        with self._lock:
            return self._emulator.cells

    def cursor(self) -> tuple[int, int]:
        """Returns column and row of the cursor, both from 0."""
        with self._lock:
            return self._emulator.cursor

    @property
    def received(self) -> int:
        """How many bytes the program wrote so far; give it to `bytes_since`."""
        with self._lock:
            return len(self._received)

    def bytes_since(self, mark: int = 0) -> bytes:
        """Returns what the program wrote after a mark."""
        with self._lock:
            return bytes(self._received[mark:])

    def wait_for(self, text: str, timeout: float = PATIENCE) -> None:
        """Waits until the text stands on the screen.

        Raises:
            AssertionError: It does not appear; the message shows the screen.
        """
        self.wait_until(lambda: text in self.text(), timeout, f"{text!r} to appear")

    def wait_until(self, condition: Callable[[], object], timeout: float = PATIENCE, what: str = "a condition") -> None:
        """Waits until a condition holds.

        Raises:
            AssertionError: It does not come to hold; the message shows the screen.
        """
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {timeout} s for {what}. The screen:\n{self.text()}")
            self._news.wait(0.005)
            self._news.clear()

    def wait_for_bytes(self, data: bytes, mark: int = 0, timeout: float = PATIENCE) -> None:
        """Waits until the program wrote certain bytes after a mark."""
        self.wait_until(lambda: data in self.bytes_since(mark), timeout, f"{data!r} to be written")

    def wait_until_still(self, quiet: float = 0.3) -> None:
        """Waits until the program has written nothing for a while; only for programs in which nothing moves."""
        seen = -1
        while seen != (seen := self.received):
            time.sleep(quiet)

    # The program

    def wait(self, timeout: float = PATIENCE) -> int:
        """Waits for the program's end and returns its exit status, negative for the signal that killed it."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"The program did not end in {timeout} s. The screen:\n{self.text()}") from None

    def cpu_seconds(self) -> float:
        """Returns the processor time the program used so far, by /proc."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def modes(self) -> list[Any]:
        """Returns the settings of the line (`termios.tcgetattr`)."""
        return termios.tcgetattr(self._slave)

    def close(self) -> None:
        """Ends everything, the program with it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if not self._closed.is_set():
            self.hang_up()

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _read(self) -> None:
        while not self._closed.is_set():
            if self._stalled.is_set():
                time.sleep(0.01)
                continue
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            with self._lock:
                self._received += data
                if self._picture:
                    self._emulator.feed(data)
            self._news.set()


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    plain: dict[str, str | None] = {
        **kept,
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": python_path(),
        "TZ": "UTC",
        **changes,
    }
    return {name: value for name, value in plain.items() if value is not None}


def python(module: str, *arguments: str) -> list[str]:
    """Returns the command that runs a module with this Python."""
    return [sys.executable, "-m", module, *arguments]
