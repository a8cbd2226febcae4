from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pmwizard.layouts.layout import available
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced
from pmwizard.ui.dialogs.replace import Replacing
from pmwizard.ui.sections import document as preview
from tests.clock import NOW
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import full_report, half_report

SIZES = [(80, 24), (160, 45)]
TARGET = Path("postmortem_INC-2019-07-02-001.md")


def told(wizard: Wizard) -> str:
    """Return what the hint line says, also where a message in the corner covers it."""
    assert wizard.app.frame is not None
    return wizard.app.frame.hint_line.left


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [["x"], ["x", "r"]])
async def test_the_preview_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion, size: tuple[int, int], keys: list[str]
) -> None:
    async with open_wizard(full_report(), size=size) as wizard:
        await wizard.press(*keys)
        await wizard.pause()
        assert wizard.text == snapshot


async def test_the_preview_of_an_empty_report_looks_like_this(
    open_wizard: OpenWizard, snapshot: SnapshotAssertion
) -> None:
    async with open_wizard() as wizard:
        await wizard.press("x")
        await wizard.pause()
        assert wizard.text == snapshot


async def test_the_preview_counts_the_events_that_are_left_out(open_wizard: OpenWizard) -> None:
    report = full_report()
    first = report.timeline[0]
    async with open_wizard(replaced(report, f"timeline.{first.id or 0}.omit", value=True)) as wizard:
        await wizard.press("x")
        await wizard.pause()
        assert "1 event left out. " in wizard.text
        await wizard.press("l")
        assert "1 event of the timeline left out with Space" in wizard.text


@pytest.mark.parametrize("size", [(60, 18), *SIZES])
async def test_the_preview_says_that_the_summary_is_a_draft_until_it_is_accepted(
    open_wizard: OpenWizard, size: tuple[int, int]
) -> None:
    async with open_wizard(replaced(full_report(), "summary.drafted", ("executive",)), size=size) as wizard:
        await wizard.press("x")
        await wizard.pause()
        assert "Summary: drafted, not accepted" in wizard.text
        await wizard.press("l")
        assert "Summary: drafted, not accepted yet" in wizard.text
        await wizard.press("escape", "enter")
        assert "Its summary is a draft" in told(wizard)
        wizard.app.session.draft.replace(full_report(), "accepted the summary")
        await wizard.press("escape", "x")
        await wizard.pause()
        assert "drafted, not accepted" not in wizard.text


async def test_enter_writes_what_the_command_line_exports(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "enter")
        layout = wizard.app.session.layout
        assert TARGET.read_bytes() == render(wizard.report, layout).encode()
        assert [path.name for path in wizard.app.written] == [TARGET.name]
        assert told(wizard) == "Wrote ./postmortem_INC-2019-07-02-001.md"


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
async def test_a_digit_shows_another_layout_and_leaves_the_report_alone(open_wizard: OpenWizard, number: int) -> None:
    async with open_wizard(full_report()) as wizard:
        before = wizard.report
        await wizard.press("x", str(number), "enter")
        layout = wizard.app.session.usable_layouts[number - 1]
        assert f"({number}) {layout.name}" in wizard.text
        assert TARGET.read_text(encoding="utf-8") == render(before, layout)
        assert wizard.report is before


@pytest.mark.parametrize("note", ["new file", "up to date", "exists, differs"])
async def test_the_name_of_the_file_and_what_is_there_are_whole(open_wizard: OpenWizard, note: str) -> None:
    async with open_wizard(full_report()) as wizard:
        if note != "new file":
            TARGET.write_text("" if "differs" in note else render(wizard.report, wizard.app.session.layout))
        await wizard.press("x")
        await wizard.pause()
        (line,) = (line for line in wizard.lines if "Write to" in line)
        assert line.strip().startswith(f"Write to [./{TARGET}  ")
        assert line.endswith(f"] {note}")
        assert line.index("]") > len(" > Write to [./postmortems/postmortem_INC-2019-07-02-001.md")


async def test_a_chosen_layout_stays_with_the_report(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "ctrl+l", "1")
        assert wizard.report.layout == wizard.app.session.usable_layouts[0].name
        assert "the report's own" in wizard.text
        await wizard.press("escape")
        assert "Overview" in wizard.text


@pytest.mark.parametrize(("answer", "is_replaced"), [("y", True), ("n", False), ("enter", False), ("escape", False)])
async def test_another_text_is_shown_and_asked_about_before_it_is_replaced(
    open_wizard: OpenWizard, answer: str, is_replaced: bool
) -> None:
    async with open_wizard(full_report()) as wizard:
        TARGET.write_text("# What the house wrote by hand\n", encoding="utf-8")
        await wizard.press("x", "enter")
        assert isinstance(wizard.app.screen, Replacing)
        assert "- # What the house wrote by hand" in wizard.text
        assert "Replace it? y/N" in wizard.text
        await wizard.press(answer)
        assert (TARGET.read_text(encoding="utf-8") != "# What the house wrote by hand\n") is is_replaced
        assert Path(f"{TARGET}.bak").exists() is is_replaced


async def test_the_same_text_is_not_written_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "enter")
        changed = TARGET.stat().st_mtime_ns
        await wizard.press("enter")
        assert TARGET.stat().st_mtime_ns == changed
        assert "holds this document already" in told(wizard)


async def test_the_file_can_have_another_name(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "tab", *["backspace"] * 60)
        await wizard.type("paper.md")
        await wizard.press("enter")
        assert Path("paper.md").exists()
        assert not TARGET.exists()


async def test_the_report_itself_is_never_overwritten(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        before = wizard.app.session.path.read_bytes()
        await wizard.press("x", "tab", *["backspace"] * 60)
        await wizard.type(wizard.app.session.path.name)
        await wizard.press("enter", "y")
        assert wizard.app.session.path.read_bytes() == before
        assert "Not written" in wizard.text


async def test_no_name_is_asked_for(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "tab", *["backspace"] * 60, "enter")
        assert "Enter a file name" in wizard.text


async def test_d_shows_the_difference_from_the_file(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "d")
        assert "There is no such file yet" in wizard.text
        TARGET.write_text(render(wizard.report, wizard.app.session.layout).replace("SEV-1", "SEV-4"), encoding="utf-8")
        await wizard.pause()
        await wizard.press("m", "d")
        await wizard.pause()
        assert "- | **Severity** | SEV-4 |" in wizard.text
        assert "+ | **Severity** | SEV-1 |" in wizard.text


async def test_scrolling_tells_the_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x")
        assert "line 1 of " in wizard.text
        await wizard.press("down", "down")
        assert "line 3 of " in wizard.text
        await wizard.press("end")
        assert "more below" not in wizard.text


async def test_l_lists_what_is_empty_and_what_has_no_place(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "3", "l")
        assert "Empty in the" in wizard.text
        assert "No place in this layout, kept in the report" in wizard.text


async def test_c_adds_what_has_no_place_and_leaves_it_out_again(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), "review") as wizard:
        await wizard.press("x", "1")
        assert "without a place here, c adds them below" in wizard.text
        await wizard.press("c")
        assert "without a place here, added below, c leaves them out" in wizard.text
        await wizard.press("l")
        assert "No place in this layout, added below" in wizard.text
        await wizard.press("escape", "c")
        assert "without a place here, c adds them below" in wizard.text
        await wizard.press("c", "enter")
        written = TARGET.read_text(encoding="utf-8")
        plain = render(wizard.report, wizard.app.session.usable_layouts[0])
        assert written.startswith(plain)
        assert written.removeprefix(plain).startswith("\n**Also in the report**\n\n- ")


async def test_a_change_taken_back_shows_in_the_document(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        wizard.app.session.draft.put("metadata.title", "Another title", "the title")
        await wizard.press("x")
        assert "Another title" in wizard.lines[6]
        await wizard.press("ctrl+z")
        assert "Payments API" in wizard.lines[6]


async def test_a_long_document_never_holds_up_the_keys(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "MOST_ROWS_DRAWN_AT_ONCE", 5)
    async with open_wizard(full_report()) as wizard:
        await wizard.press("x", "enter")
        assert TARGET.exists()
        await wizard.pause()
        assert "# Post-Mortem Report" in wizard.text


async def test_a_thousand_events_are_exported_whole(open_wizard: OpenWizard) -> None:
    events = tuple(Event(id=f"T{n}", at=NOW, event=f"event number {n}") for n in range(1, 1102))
    async with open_wizard(Report(layout="sre", timeline=events)) as wizard:
        await wizard.press("x", "enter")
        document = next(Path().glob("postmortem_*.md")).read_text(encoding="utf-8")
        assert document == render(wizard.report, available([])["sre"])  # type: ignore[arg-type]
        assert "event number 1101" in document


async def test_user_text_is_never_markup(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report()) as wizard:
        await wizard.press("x", "r")
        assert "returned [/x] 500s" in wizard.lines[6]


async def test_the_choices_are_whole_on_a_narrow_terminal(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), size=(60, 18)) as wizard:
        await wizard.press("x")
        await wizard.pause()
        assert "Layout  1 trading  2 review  3 signoff  4 hotfix  (5) sre" in wizard.text
        assert "View    (m) Markdown  r read  d difference from the file" in wizard.text
        assert told(wizard) == "Enter writes it, Tab its name, l lists what is left out"


async def test_the_difference_and_its_question_are_whole_on_a_narrow_terminal(open_wizard: OpenWizard) -> None:
    there = "# Another text\n" + "with words that go on and on " * 9
    report = replaced(full_report(), "metadata.title", "Long \x1b[31m title [bold]x[/bold] 漢字 " + "and on " * 40)
    async with open_wizard(report, size=(60, 18)) as wizard:
        TARGET.write_text(there, encoding="utf-8")
        wizard.app.tell("Something in the corner")
        await wizard.press("x", "enter")
        assert isinstance(wizard.app.screen, Replacing)
        await wizard.pause()
        assert ".." not in wizard.text[wizard.text.index("Already there") : wizard.text.index("y/N")]
        assert f"Already there: {TARGET}" in wizard.text
        assert "Replace it? y/N" in wizard.text
        assert "\x1b" not in wizard.text
        await wizard.press("enter")
        assert TARGET.read_text(encoding="utf-8") == there
