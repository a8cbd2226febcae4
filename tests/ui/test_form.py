"""Forms: fields, groups, lists and what waits behind "more"."""

from __future__ import annotations

import pytest

from pmwizard.checks.rule import Case, Problem, Rule
from pmwizard.model import Report
from pmwizard.model.parts.metadata import Metadata
from pmwizard.questions import SECTIONS, Kind
from pmwizard.ui.fields.line import LineEditor
from pmwizard.ui.form.form import Form, Header, More
from tests.ui.conftest import OpenWizard, Wizard
from tests.ui.reports import full_report, half_report

HOSTILE = [
    "[/x]",
    "[@click=app.quit]go[/]",
    "\x1b]0;title\x07\x1b[2J",
    "\u202eabc",
    "{{ 7*7 }}",
    "x" * 5000,
    "<b>&amp;",
]


async def test_what_is_typed_is_in_the_report_at_once(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.type("Payments API down")
        assert wizard.report.metadata.title == "Payments API down"
        await wizard.pause()
        assert "Payments API down" in wizard.lines[0]


async def test_enter_goes_to_the_next_field_and_a_digit_chooses(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.type("Down")
        await wizard.press("enter", "2", "enter")
        await wizard.type("1342")
        await wizard.press("enter")
        await wizard.type("+27")
        assert wizard.report.metadata.severity == "SEV2"
        assert [event.moment for event in wizard.report.timeline] == ["started", "recovered"]
        assert [event.event for event in wizard.report.timeline] == ["Impact began", "Impact over"]


@pytest.mark.parametrize("patience", [30.0, 0.0])
async def test_a_whole_section_in_one_packet_is_as_key_by_key(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setattr("pmwizard.terminal.typeahead.PATIENCE", patience)
    async with open_wizard(section="metadata") as wizard:
        await wizard.send(*"Down", "tab", "2", "tab", *"1342", "enter", *"+27", "ctrl+n", *"No")
        assert wizard.report.metadata.title == "Down"
        assert len(wizard.report.timeline) == 2
        assert wizard.report.impact.user_facing == "No"


async def test_the_first_question_of_a_start_takes_keys_before_the_others_are_made(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmwizard.ui.form.form.REST_SECONDS", 60)
    async with open_wizard(section="metadata", has_started=False) as wizard:
        await wizard.type("Down")
        assert "Down" in wizard.text
        assert "Severity" not in wizard.text
        await wizard.press("tab")
        assert "SEV1" in wizard.text
        await wizard.press("2")
        assert wizard.report.metadata.severity == "SEV2"


@pytest.mark.parametrize("key", ["tab", "enter"])
async def test_keys_typed_ahead_of_a_start_reach_the_fields_in_order(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("pmwizard.ui.form.form.REST_SECONDS", 60)
    async with open_wizard(section="metadata", has_started=False) as wizard:
        await wizard.send(*"Down", key, "2", key, *"1342", key, *"+27", "ctrl+n", *"No")
        assert wizard.report.metadata.title == "Down"
        assert wizard.report.metadata.severity == "SEV2"
        assert len(wizard.report.timeline) == 2
        assert wizard.report.impact.user_facing == "No"


async def test_a_letter_on_its_way_to_the_report_stays_in_its_field(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata", has_started=False) as wizard:
        editor = wizard.app.focused
        assert isinstance(editor, LineEditor)
        editor.insert_text_at_cursor("P")
        wizard.app.screen.query_one(Form).show_draft()
        assert editor.value == "P"


@pytest.mark.parametrize("section", ["metadata", "impact", "response", "lessons", "prevention"])
async def test_a_start_left_alone_shows_all_questions_and_counts(open_wizard: OpenWizard, section: str) -> None:
    async with open_wizard(section=section) as wizard:
        await wizard.pause()
        settled = wizard.lines
    async with open_wizard(section=section, has_started=False) as wizard:
        await wizard.pause()
        assert wizard.lines == settled
        assert "of 10 done" in wizard.text


async def test_a_time_that_is_not_understood_stays_as_typed(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("tab", "tab")
        await wizard.type("2575")
        assert wizard.lines[-3].strip() == "not a time yet"
        await wizard.press("tab")
        assert wizard.lines[-3].strip() == "When users no longer felt it. +27 means 27 minutes after first impact"
        await wizard.press("shift+tab")
        assert "Time 2575 is not a time. Use 24-hour time such as 1345" in wizard.text
        assert wizard.report.drafts == {"moments.started": "2575"}
        await wizard.press("ctrl+n")
        assert "There is a problem" in wizard.text
        await wizard.press("enter")
        assert wizard.app.focused.path == "moments.started"  # type: ignore[union-attr]
        await wizard.press("ctrl+n")
        assert wizard.app.frame.section_id == "impact"  # type: ignore[union-attr]
        await wizard.press("f3")
        assert "2575" in wizard.text


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("21 Nov 1342", "+27", "= 14:09 UTC, 27 min later, in the future"),
        ("20 Nov 1342", "1409", "= 14:09 UTC, 27 min later"),
        ("2350", "0010", "= Sun 22 Nov 2026 00:10 UTC, 20 min later, in the future"),
        ("0800", "0730", "= Sun 22 Nov 2026 07:30 UTC, 23 h 30 min later, in the future"),
        ("0800", "about 0830", "= about 08:30 UTC, 30 min later"),
        ("0800", "0800", "= 08:00 UTC, same time as first impact"),
    ],
)
async def test_the_hint_line_echoes_how_times_are_understood(
    open_wizard: OpenWizard, start: str, end: str, said: str
) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("tab", "tab")
        await wizard.type(start)
        assert wizard.lines[-3].startswith(" = ")
        await wizard.press("enter")
        await wizard.type(end)
        assert wizard.lines[-3].strip() == said
        await wizard.press("ctrl+u")
        assert "When users no longer felt it" in wizard.lines[-3]


async def test_the_echo_of_first_impact_says_its_day(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("tab", "tab")
        await wizard.type("0842")
        assert wizard.lines[-3].strip() == "= Sat 21 Nov 2026 08:42 UTC"


async def test_the_hint_line_echoes_the_weekday_of_dates(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await to_list(wizard, "metadata.incident_date")
        await wizard.press("ctrl+u")
        await wizard.type("20")
        assert wizard.lines[-3].strip() == "not a date yet"
        await wizard.type(" nov 2026")
        assert wizard.lines[-3].strip() == "= Fri 20 Nov 2026"


async def test_questions_behind_more_are_asked_on_demand(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        assert "Cancellations" not in wizard.text
        while not isinstance(wizard.app.focused, More):
            await wizard.press("tab")
        await wizard.press("enter")
        assert not wizard.app.screen.query(More)
        await wizard.type("Everyone")
        assert wizard.report.impact.user_segments == "Everyone"


async def test_a_closed_group_opens_by_enter_and_another_closes(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="response") as wizard:
        assert "What set it off" in wizard.text
        while not (isinstance(wizard.app.focused, Header) and wizard.app.focused.title == "How it was noticed"):
            await wizard.press("tab")
        await wizard.press("enter")
        assert "What set it off" not in wizard.text
        await wizard.press("1")
        assert wizard.report.detection.methods == ("monitoring",)


async def test_typing_on_a_closed_group_goes_on_in_its_first_field(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="response") as wizard:
        while not isinstance(wizard.app.focused, Header):
            await wizard.press("tab")
        await wizard.type("Edge DNS servers")
        assert wizard.report.root_cause.technical == "Edge DNS servers"


async def test_typing_on_more_goes_on_in_the_first_waiting_question(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        while not isinstance(wizard.app.focused, More):
            await wizard.press("tab")
        await wizard.type("Free plans")
        assert wizard.report.impact.user_segments == "Free plans"


async def test_the_incident_date_follows_from_first_impact_at_once(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("tab", "tab")
        await wizard.type("2026-10-04 1539")
        assert "[2026-10-04  " in wizard.text


async def test_the_incident_date_is_that_of_the_zone_of_the_times_beside_it(open_wizard: OpenWizard) -> None:
    async with open_wizard(Report(metadata=Metadata(zone="America/Los_Angeles")), section="metadata") as wizard:
        await wizard.press("tab", "tab")
        await wizard.type("2025-10-19 2348")
        await wizard.press("tab")
        assert "[23:48  " in wizard.text
        assert "[2025-10-19  " in wizard.text


async def test_a_field_that_is_left_shows_the_beginning_of_its_text(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        await wizard.press("tab")
        await wizard.type("Instagram, WhatsApp, Messenger, Oculus and all who sign in with them")
        await wizard.press("tab")
        assert "[Instagram, WhatsApp" in wizard.text


def bold(wizard: Wizard) -> list[str]:
    """Return the words of the screen that are drawn bold, line by line."""
    strips = wizard.app.screen._compositor.render_strips()
    lines = ("".join(one.text for one in strip if one.style and one.style.bold).strip() for strip in strips)
    return [line for line in lines if line]


async def test_names_of_fields_and_lists_stand_out_from_rows_and_texts(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), section="lessons") as wizard:
        names = ["Went well", "Was hard or went wrong", "Got lucky", "Lessons"]
        assert [line for line in bold(wizard) if line in names] == names
        assert "The status page was late" not in "".join(bold(wizard))
        assert any(line.startswith("     The status page was late") for line in wizard.lines)
    async with open_wizard(full_report(), section="impact") as wizard:
        assert "What did users see?" in bold(wizard)
        assert "unknown" not in "".join(bold(wizard))


async def test_a_row_leaves_a_blank_at_its_end(open_wizard: OpenWizard) -> None:
    async with open_wizard(full_report(), section="lessons") as wizard:
        strips = wizard.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        assert any(line.endswith("  communication ") for line in lines)


@pytest.mark.parametrize(
    ("size", "note"),
    [((80, 24), "Lasted  27 min, 13:42 to 14:09 UTC"), ((60, 18), "Lasted  27 min")],
)
async def test_a_computed_figure_stands_whole_behind_its_label(
    open_wizard: OpenWizard, size: tuple[int, int], note: str
) -> None:
    async with open_wizard(full_report(), section="impact", size=size) as wizard:
        assert any(line.endswith(note) for line in wizard.lines)


async def test_a_figure_says_which_moment_it_lacks(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        assert "Lasted  no started or recovered time" in wizard.text


async def add(wizard: Wizard, *texts: str) -> None:
    """Type entries, each with Enter."""
    for text in texts:
        await wizard.type(text)
        await wizard.press("enter")


async def to_list(wizard: Wizard, path: str) -> None:
    """Press Tab until an entry line has the focus."""
    for _ in range(60):
        if getattr(wizard.app.focused, "path", "") == path:
            return
        await wizard.press("tab")
    raise AssertionError(path)


async def test_entries_are_added_edited_moved_deleted_and_brought_back(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="lessons") as wizard:
        await to_list(wizard, "lessons.lucky")
        await add(wizard, "one", "two", "three")
        assert list(wizard.report.lessons.lucky) == ["one", "two", "three"]
        await wizard.press("up", "up", "enter")
        await wizard.type("!")
        await wizard.press("enter")
        assert list(wizard.report.lessons.lucky) == ["one", "two!", "three"]
        await wizard.press("up", "K")
        assert list(wizard.report.lessons.lucky) == ["one", "three", "two!"]
        await wizard.press("d")
        assert list(wizard.report.lessons.lucky) == ["one", "two!"]
        assert "u brings it back" in wizard.text
        await wizard.press("u")
        assert list(wizard.report.lessons.lucky) == ["one", "three", "two!"]
        await wizard.press("escape")
        await wizard.type("four")
        assert wizard.report.drafts == {"lessons.lucky.new": "four"}
        await wizard.press("enter")
        assert wizard.report.lessons.lucky[-1] == "four"
        assert not wizard.report.drafts


async def test_escape_leaves_a_row_being_edited_as_it_was(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="lessons") as wizard:
        await to_list(wizard, "lessons.lucky")
        await add(wizard, "one")
        await wizard.press("up", "enter")
        await wizard.type(" more")
        await wizard.press("escape")
        assert list(wizard.report.lessons.lucky) == ["one"]
        assert not wizard.report.drafts
        await wizard.press("ctrl+z")
        assert "one more" in wizard.report.drafts.values()


async def test_an_empty_entry_line_leads_to_the_next_question(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="lessons") as wizard:
        assert wizard.app.focused.path == "lessons.went_well.text"  # type: ignore[union-attr]
        await wizard.press("enter")
        assert wizard.app.focused.path == "lessons.went_wrong.text"  # type: ignore[union-attr]


async def test_a_paste_of_many_lines_loses_nothing_in_a_field_of_one_line(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.paste("\nPayments\ndown\r\nsince noon\n")
        assert wizard.report.metadata.title == "Payments down since noon"


async def test_a_paste_into_a_long_text_keeps_its_lines(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        await wizard.paste("one\r\ntwo\rthree\n\tfour")
        assert wizard.report.impact.user_facing == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_every_field_harms_nothing(open_wizard: OpenWizard, text: str) -> None:
    report = half_report()
    for section in SECTIONS:
        for question in section.questions:
            if question.kind in {Kind.LINE, Kind.TEXT} and not question.path.startswith("review"):
                report = Report.model_validate(_with(report, question.path, text))
    async with open_wizard(report) as wizard:
        for section in SECTIONS:
            await wizard.press("ctrl+o", section.digit)
            assert "\x1b" not in wizard.text
            assert "\u202e" not in wizard.text
        await wizard.press("ctrl+o", "1")
        await wizard.paste(text)
        assert wizard.app.is_running


def _with(report: Report, path: str, text: str) -> dict[str, object]:
    data = report.model_dump(exclude_defaults=True)
    *tables, name = path.split(".")
    here = data
    for table in tables:
        here = here.setdefault(table, {})
    here[name] = text
    return data


async def test_every_change_can_be_undone_and_done_again(open_wizard: OpenWizard) -> None:
    first = half_report()
    async with open_wizard(first, section="metadata") as wizard:
        await wizard.type(" again")
        await wizard.press("tab", "3", "ctrl+n")
        await wizard.type("more")
        await wizard.press("ctrl+l", "1", "ctrl+o", "8")
        await wizard.type("Do it")
        await wizard.press("enter")
        last = wizard.report
        await wizard.press(*["ctrl+z"] * 20)
        assert wizard.report == first
        assert "Nothing to undo" in wizard.text
        await wizard.press(*["ctrl+y"] * 20)
        assert wizard.report == last


async def test_the_layout_chooses_what_is_asked(open_wizard: OpenWizard) -> None:
    async with open_wizard(half_report(), section="metadata") as wizard:
        assert "Hotfix ID" not in wizard.text
        await wizard.press("ctrl+l", "4")
        assert wizard.report.layout == "hotfix"
        assert "Hotfix ID" in wizard.text


async def test_help_names_the_field_and_all_keys(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="metadata") as wizard:
        await wizard.press("f1")
        assert "What broke and who noticed" in wizard.text
        assert "Ctrl+N" in wizard.text
        await wizard.press("escape")
        await wizard.type("Still typing")
        assert wizard.report.metadata.title == "Still typing"


async def test_an_open_question_is_noted_from_a_field(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="impact") as wizard:
        await wizard.press("tab", "ctrl+f")
        await wizard.type("How many exactly?")
        await wizard.press("enter")
        await wizard.type("Lee")
        await wizard.press("enter")
        (question,) = wizard.report.follow_ups
        assert (question.path, question.question, question.who) == ("impact.users_affected", "How many exactly?", "Lee")


async def test_a_text_is_edited_in_an_editor_outside(open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch) -> None:
    from pmwizard.ui import app

    monkeypatch.setattr(app, "edited_outside", lambda text, environment: f"{text} and more")
    async with open_wizard(section="metadata") as wizard:
        await wizard.type("Down")
        monkeypatch.setattr(wizard.app, "suspend", _NothingSuspended)
        await wizard.press("f4")
        assert wizard.report.metadata.title == "Down and more"
        await wizard.press("ctrl+z")
        assert wizard.report.metadata.title == "Down"


class _NothingSuspended:
    def __enter__(self) -> None:
        """There is no terminal to give away in a test."""

    def __exit__(self, *_: object) -> None:
        """Nor to take back."""


async def test_letters_and_saves_run_no_rule_before_a_pause(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []

    def look(case: Case) -> tuple[Problem, ...]:
        checked.append(case.report.metadata.title)
        return (("metadata.title", "Look again"),) if case.report.metadata.title == "Down" else ()

    monkeypatch.setattr("pmwizard.checks.rules.RULES", [Rule("any", "text", "error", "", "", look)])
    # Longer than a busy machine may take for four letters.
    monkeypatch.setattr("pmwizard.ui.frame.step.PAUSE_SECONDS", 60.0)
    async with open_wizard(section="metadata") as wizard:
        wizard.ahead += 60
        await wizard.pause()
        checked.clear()
        for letter in "Down":
            await wizard.type(letter)
            wizard.app.save_at_once()
            await wizard.drawn()
            assert wizard.lines[-2].strip().startswith("Saved")
        assert checked == []
        assert "1 to do here" not in wizard.lines[-2]
        wizard.ahead += 60
        await wizard.pause()
        assert checked == ["Down"]
        assert "1 to do here" in wizard.lines[-2]
