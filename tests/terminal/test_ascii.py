"""A terminal that shows nothing but ASCII gets nothing else; the report keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.terminal.conftest import StartWizard
from tests.terminal.harness import ESCAPE, F1, TAB
from tests.terminal.wizard import Home

TITLE = "Zürich \u2014 “naïve” 日本 …"
SHOWN = 'Zurich - "naive" ???? .'

WISHES: dict[str, tuple[list[str], Mapping[str, str | None]]] = {
    "the option": (["--ascii"], {}),
    "a locale of one byte": ([], {"LC_ALL": "de_DE.ISO-8859-1"}),
    "the option, drawn whole": (["--ascii"], {"PMWIZARD_FULL_REPAINT": "1"}),
}
"""Options and environment by name."""


def assert_only_ascii(
    start_wizard: StartWizard, home: Home, *arguments: str, environment: Mapping[str, str | None]
) -> None:
    """Types a title that is not ASCII, looks at help, and holds what was sent and saved to what is promised."""
    wizard = start_wizard("new", *arguments, environment=environment)
    wizard.send(TITLE)
    wizard.wait_for(f"[{SHOWN} ")
    wizard.send(F1)
    wizard.wait_for("Keys everywhere")
    wizard.send(ESCAPE)
    wizard.wait_for(f"[{SHOWN} ")
    wizard.send(TAB + b"2")
    wizard.wait_for("(2) SEV2")
    wizard.wait_until_still(0.6)
    assert wizard.bytes_since().isascii()
    wizard.quit()
    assert home.report.metadata.title == TITLE


@pytest.mark.parametrize("name", WISHES)
def test_only_ascii_is_sent_and_the_report_keeps_every_character(
    start_wizard: StartWizard, home: Home, name: str
) -> None:
    arguments, environment = WISHES[name]
    assert_only_ascii(start_wizard, home, *arguments, environment=environment)


def test_the_configuration_may_wish_for_ascii(start_wizard: StartWizard, home: Home) -> None:
    folder = home.reports / ".pmwizard"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("ascii = true\n", encoding="utf-8")
    assert_only_ascii(start_wizard, home, environment={})


def test_without_a_wish_every_character_is_shown(start_wizard: StartWizard) -> None:
    wizard = start_wizard("new")
    wizard.send(TITLE)
    wizard.wait_for("Zürich \u2014 “naïve” 日")
    wizard.quit()
