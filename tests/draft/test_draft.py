"""The report being edited: what typing, rows, undo and changes from elsewhere do to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from pmwizard.draft.draft import Draft
from pmwizard.model import Report
from pmwizard.model.parts.prevention import Alert
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced

BeginDraft = Callable[..., Draft]

STARTED = datetime(2026, 3, 1, 8, tzinfo=UTC)


def started(at: datetime = STARTED) -> dict[str, object]:
    return {"id": "T1", "at": at, "event": "Impact began", "moment": "started"}


def test_opening_a_report_edits_nothing(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()], metadata={"title": "Down"})
    told: list[Report] = []
    begun.listen(lambda _, after: told.append(after))
    for path in ("metadata.title", "moments.started", "timeline.T1.at", "lessons.lucky", "impact.data_affected"):
        begun.edit(path, begun.raw(path))
    assert told == []
    assert begun.undo() is None


def test_what_is_typed_is_told_with_the_report_before_it(draft: BeginDraft) -> None:
    begun = draft()
    told: list[tuple[str | None, str | None]] = []
    begun.listen(lambda before, after: told.append((before.metadata.title, after.metadata.title)))
    begun.edit("metadata.title", "Down")
    assert told == [(None, "Down")]


@pytest.mark.parametrize("word", ["unknown", "n/a"])
@pytest.mark.parametrize("path", ["impact.revenue", "impact.user_facing", "impact.sla_breach", "metadata.title"])
def test_not_known_and_not_applicable_are_answers(draft: BeginDraft, path: str, word: str) -> None:
    begun = draft()
    assert begun.edit(path, word) == ""
    assert begun.raw(path) == word


def test_text_that_is_not_understood_is_kept_and_the_old_answer_stays(draft: BeginDraft) -> None:
    begun = draft(metadata={"severity": "SEV2"})
    assert (
        begun.edit("metadata.severity", "SEV9") == "SEV9 is none of the choices. Choose one of: SEV1, SEV2, SEV3, SEV4"
    )
    assert begun.raw("metadata.severity") == "SEV9"
    assert begun.report.metadata.severity == "SEV2"
    begun.edit("metadata.severity", "SEV1")
    assert begun.report.drafts == {}


def test_text_of_a_row_that_is_not_there_is_kept(draft: BeginDraft) -> None:
    begun = draft()
    assert begun.edit("timeline.T9.event", "Rolled back") == "What happened cannot hold this. Enter other text"
    assert begun.raw("timeline.T9.event") == "Rolled back"
    assert begun.problem("timeline.T9.event")


def test_an_id_written_by_hand_may_hold_dots(draft: BeginDraft) -> None:
    begun = draft(timeline=[{"id": "2026.03.01", "event": "Pushed"}])
    assert begun.edit("timeline.2026.03.01.event", "Config pushed") == ""
    assert begun.report.timeline[0].event == "Config pushed"


def test_first_impact_makes_the_event_and_the_incident_date(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("moments.started", "0830")
    (event,) = begun.report.timeline
    assert (event.moment, event.event, event.at) == ("started", "Impact began", datetime(2026, 3, 1, 8, 30, tzinfo=UTC))
    assert begun.report.metadata.incident_date == date(2026, 3, 1)


def test_first_impact_typed_letter_by_letter_ends_at_the_right_incident_date(draft: BeginDraft) -> None:
    begun = draft()
    words = "2026-02-27 2350"
    for length in range(1, len(words) + 1):
        begun.edit("moments.started", words[:length])
    assert begun.report.metadata.incident_date == date(2026, 2, 27)


def test_an_incident_date_that_was_entered_stays_when_first_impact_moves(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()], metadata={"incident_date": date(2026, 2, 20)})
    begun.edit("moments.started", "2026-02-25 0800")
    assert begun.report.metadata.incident_date == date(2026, 2, 20)


def test_clearing_first_impact_takes_away_what_it_made(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("moments.started", "0830")
    begun.edit("moments.started", "")
    assert begun.report == Report()


def test_clearing_first_impact_keeps_an_event_that_says_more(draft: BeginDraft) -> None:
    begun = draft(timeline=[{**started(), "event": "Checkout returned 500"}])
    begun.edit("moments.started", "")
    assert [(event.event, event.moment) for event in begun.report.timeline] == [("Checkout returned 500", None)]


def test_over_at_counts_from_first_impact(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()])
    begun.edit("moments.recovered", "+27")
    assert begun.report.timeline[1].at == STARTED + timedelta(minutes=27)
    assert begun.raw("moments.recovered") == "08:27"


def test_over_at_waits_for_first_impact_to_count_from(draft: BeginDraft) -> None:
    begun = draft()
    assert begun.edit("moments.recovered", "+27")
    begun.edit("moments.started", "0800")
    assert begun.raw("moments.recovered") == "08:27"
    assert begun.report.drafts == {}


def test_over_at_is_the_first_such_time_after_first_impact(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()])
    begun.edit("moments.recovered", "2130")
    assert begun.report.timeline[1].at == datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
    assert begun.raw("moments.recovered") == "21:30"


@pytest.mark.parametrize("hours", [-30, -13, -11, 1, 11, 13, 23, 25, 100])
def test_over_at_shows_what_reads_back_however_far_it_is(draft: BeginDraft, hours: int) -> None:
    over = STARTED + timedelta(hours=hours)
    begun = draft(timeline=[started(), {"id": "T2", "at": over, "event": "Impact over", "moment": "recovered"}])
    words = begun.raw("moments.recovered")
    begun.edit("moments.recovered", "not a time")
    begun.edit("moments.recovered", words)
    assert {event.at for event in begun.report.timeline} == {STARTED, over}


def test_a_time_that_is_a_guess_stays_one(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()])
    begun.edit("timeline.T1.at", "about 0815")
    assert begun.report.timeline[0].approximate is True
    assert begun.raw("timeline.T1.at") == "about 08:15"
    begun.edit("timeline.T1.at", "0815")
    assert begun.report.timeline[0].approximate is None


def test_events_stand_in_the_order_of_time_after_a_time_changes(draft: BeginDraft) -> None:
    begun = draft(timeline=[started(), {"id": "T2", "at": STARTED + timedelta(hours=1), "event": "Alert"}])
    begun.edit("timeline.T1.at", "1000")
    assert [event.id for event in begun.report.timeline] == ["T2", "T1"]


def test_another_zone_changes_no_instant(draft: BeginDraft) -> None:
    begun = draft(timeline=[started()])
    begun.edit("metadata.zone", "Asia/Tokyo")
    assert begun.report.timeline[0].at == STARTED
    assert begun.raw("moments.started") == "17:00"


def test_a_zone_that_does_not_exist_is_kept_until_it_does(draft: BeginDraft) -> None:
    begun = draft(metadata={"zone": "Europe/Paris"})
    assert begun.edit("metadata.zone", "Europe/Pari").startswith("Europe/Pari is not a zone we know")
    assert begun.report.metadata.zone == "Europe/Paris"


def test_a_change_from_elsewhere_survives_undo_and_redo(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("metadata.title", "Down")
    begun.edit("impact.revenue", "10")
    begun.undo()
    begun.bring_in(lambda report: replaced(report, "metadata.author", "Dana"))
    begun.undo()
    assert (begun.report.metadata.title, begun.report.metadata.author) == (None, "Dana")
    begun.redo()
    begun.redo()
    metadata = begun.report.metadata
    assert (metadata.title, begun.report.impact.revenue, metadata.author) == ("Down", "10", "Dana")


def test_rows_from_elsewhere_without_ids_get_them_in_every_remembered_report(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("metadata.title", "Down")
    begun.bring_in(lambda report: report.model_copy(update={"timeline": (*report.timeline, Event(event="By hand"))}))
    begun.undo()
    assert [event.id for event in begun.report.timeline] == ["T1"]


def test_undo_passes_over_a_letter_typed_and_erased(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("metadata.title", "Down")
    begun.edit("impact.revenue", "1")
    begun.edit("impact.revenue", "")
    assert begun.undo() == "Title"
    assert begun.report == Report()


def test_typing_on_in_one_field_is_one_change(draft: BeginDraft) -> None:
    begun = draft()
    for words in ("D", "Do", "Down"):
        begun.edit("metadata.title", words)
    begun.undo()
    assert begun.report == Report()


def test_a_hundred_changes_can_be_taken_back(draft: BeginDraft) -> None:
    begun = draft()
    for number in range(120):
        begun.add("lessons.lucky", f"point {number}", "added")
    for _ in range(120):
        assert begun.undo() == "added"
    assert begun.report == Report()


def test_text_kept_for_a_row_follows_it_when_another_is_removed(draft: BeginDraft) -> None:
    begun = draft(prevention={"alerts": [{"name": "one"}, {"name": "two"}, {"name": "three"}]})
    begun.edit("prevention.alerts.1.change", "perhaps")
    begun.edit("prevention.alerts.2.change", "maybe")
    begun.remove("prevention.alerts.0", "removed")
    assert begun.report.drafts == {"prevention.alerts.0.change": "perhaps", "prevention.alerts.1.change": "maybe"}
    begun.remove("prevention.alerts.0", "removed")
    assert begun.report.drafts == {"prevention.alerts.0.change": "maybe"}


def test_text_kept_for_a_row_follows_it_when_rows_move(draft: BeginDraft) -> None:
    begun = draft(prevention={"alerts": [{"name": "one"}, {"name": "two"}, {"name": "three"}]})
    for index, word in enumerate(["first", "second", "third"]):
        begun.edit(f"prevention.alerts.{index}.change", word)
    begun.move("prevention.alerts.0", 2, "moved")
    drafts = begun.report.drafts
    assert [drafts[f"prevention.alerts.{index}.change"] for index in range(3)] == ["second", "third", "first"]
    begun.move("prevention.alerts.1", -5, "moved")
    drafts = begun.report.drafts
    assert [drafts[f"prevention.alerts.{index}.change"] for index in range(3)] == ["third", "second", "first"]
    begun.add("prevention.alerts", Alert(name="zero"), "added", index=0)
    assert begun.report.drafts["prevention.alerts.1.change"] == "third"


def test_an_entry_that_is_emptied_is_gone_and_undo_brings_it_back(draft: BeginDraft) -> None:
    begun = draft(lessons={"lucky": ["one", "two"]})
    begun.edit("lessons.lucky.0", "")
    assert list(begun.report.lessons.lucky) == ["two"]
    begun.undo()
    assert list(begun.report.lessons.lucky) == ["one", "two"]


def test_the_entry_line_is_kept_and_done_with_when_the_row_is_added(draft: BeginDraft) -> None:
    begun = draft()
    begun.keep_draft("timeline.new.event", "Rolled ba")
    assert begun.raw("timeline.new.event") == "Rolled ba"
    begun.add("timeline", Event(event="Rolled back"), "added")
    assert begun.report.drafts == {}
    begun.keep_draft("timeline.new.event", " ")
    assert begun.report.drafts == {}


def test_a_name_longer_than_csv_takes_is_read_without_an_error(draft: BeginDraft) -> None:
    begun = draft()
    begun.edit("metadata.attendees", "x" * 200_000)
    assert begun.raw("metadata.attendees") == "x" * 200_000


def test_a_time_that_goes_on_beyond_understanding_leaves_the_answer_it_had() -> None:
    draft = Draft(Report())
    draft.edit("moments.started", "2026-11-20 13:42")
    draft.put("metadata.title", "Payments down", "title")
    for typed in ("2026-11-20 14:45", "2026-11-20 14:45 I", "2026-11-20 14:45 IST"):
        draft.edit("moments.started", typed)
    assert [f"{event.at:%H:%M}" for event in draft.report.timeline if event.at] == ["13:42"]
    assert draft.report.drafts == {"moments.started": "2026-11-20 14:45 IST"}
    draft.edit("moments.started", "2026-11-20 14:45 Asia/Kolkata")
    assert [f"{event.at:%H:%M}" for event in draft.report.timeline if event.at] == ["09:15"]
    assert draft.report.drafts == {}
