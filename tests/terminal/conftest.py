"""Fixtures for programs on a pseudo-terminal."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.harness import Terminal, python
from tests.terminal.wizard import FIRST_LINE, Home, Wizard

StartForm = Callable[..., Terminal]
StartWizard = Callable[..., Wizard]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The file in which the form keeps what was typed."""
    return tmp_path / "state.json"


@pytest.fixture
def start_form(state: Path) -> Iterator[StartForm]:
    """Starts the form of `programs.form` on a pseudo-terminal and waits until it is shown."""
    terminals: list[Terminal] = []

    def start(*, wait: bool = True, **options: Any) -> Terminal:
        terminal = Terminal(python("tests.terminal.programs.form", str(state)), **options)
        terminals.append(terminal)
        if wait:
            terminal.wait_for("First screen")
        return terminal

    yield start
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def typed(state: Path) -> Callable[[], dict[str, str]]:
    """Reads what the form saved."""
    return lambda: json.loads(state.read_text())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in which nothing of pmwizard is yet."""
    return Home(tmp_path / "home")


@pytest.fixture
def start_wizard(home: Home) -> Iterator[StartWizard]:
    """Starts pmwizard with arguments on a pseudo-terminal and waits for a text, the first hint as a rule."""
    terminals: list[Wizard] = []

    def start(*arguments: str, mark: str = FIRST_LINE, **options: Any) -> Wizard:
        wizard = home.start(*arguments, **options)
        terminals.append(wizard)
        if mark:
            wizard.wait_for(mark)
        return wizard

    yield start
    for wizard in terminals:
        wizard.close()
