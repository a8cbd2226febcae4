"""Merging rows: ids, links between rows, trees and orders, whatever two sides do to them."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pmwizard.model import Report
from pmwizard.model.parts.actions import ActionItem
from pmwizard.model.parts.causes import Factor, Why
from pmwizard.model.parts.lessons import Observation
from pmwizard.model.parts.records import FollowUp
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import ID_FORMS, next_id, replaced, value_at, with_ids, with_row, with_row_moved, without_row
from pmwizard.store.merge.merge import merge
from pmwizard.store.toml import dump, parse

QUICK = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

WHYS, FACTORS = "five_whys.answers", "contributing_factors.factors"
CAUSES: dict[str, tuple[type[Why] | type[Factor], str]] = {WHYS: (Why, "answer"), FACTORS: (Factor, "factor")}
COLOURS = ["red", "green", "blue", "white", "black"]


class Side:
    """One side of a merge. Everything it writes has its name in it, so that it can be told from the other's.

    Args:
        name: What it writes begins with this.
        report: What it begins from.
    """

    def __init__(self, name: str, report: Report) -> None:
        self.name, self.report, self.number = name, report, 0
        self.said: set[str] = set()

    def words(self) -> str:
        """Return new words, and remember that they were said."""
        self.number += 1
        self.said.add(f"{self.name} {self.number}")
        return f"{self.name} {self.number}"

    def add_cause(self, draw: st.DrawFn) -> None:
        table = draw(st.sampled_from(list(CAUSES)))
        kind, key = CAUSES[table]
        row: dict[str, Any] = {key: self.words()}
        whys = self.report.five_whys.answers
        if kind is Why and whys:
            row["parent"] = draw(st.sampled_from([None, *(why.id for why in whys)]))
        self.report = with_row(self.report, table, kind.model_validate(row))

    def add_action(self, draw: st.DrawFn) -> None:
        ids = causes(self.report)
        links = draw(st.lists(st.sampled_from(list(ids)), max_size=2, unique=True)) if ids else []
        self.report = with_row(self.report, "action_items", ActionItem(action=self.words(), addresses=tuple(links)))

    def ask(self, draw: st.DrawFn) -> None:
        table = draw(st.sampled_from(list(ID_FORMS)))
        rows = value_at(self.report, table)
        if rows:
            path = f"{table}.{draw(st.sampled_from(rows)).id}"
            words = f"{main_text(self.report, path)}? {self.words()}"
            self.report = with_row(self.report, "follow_ups", FollowUp(path=path, question=words))

    def type_half(self, draw: st.DrawFn) -> None:
        rows = self.report.action_items
        if rows:
            action = draw(st.sampled_from(rows))
            drafts = {**self.report.drafts, f"action_items.{action.id}.due": f"{action.action}: {self.words()}"}
            self.report = self.report.model_copy(update={"drafts": drafts})

    def move_branch(self, draw: st.DrawFn) -> None:
        whys = self.report.five_whys.answers
        if whys:
            why = draw(st.sampled_from(whys))
            places = [None, *(one.id for one in whys if why.id not in above(self.report, one.id))]
            self.report = replaced(self.report, f"{WHYS}.{why.id}.parent", draw(st.sampled_from(places)))

    def move_row(self, draw: st.DrawFn) -> None:
        table = draw(st.sampled_from([FACTORS, "action_items", "lessons.went_well"]))
        rows = value_at(self.report, table)
        if rows:
            index = draw(st.integers(0, len(rows) - 1))
            self.report = with_row_moved(self.report, f"{table}.{index}", draw(st.sampled_from([-2, -1, 1, 2])))

    def remove_cause(self, draw: st.DrawFn) -> None:
        table = draw(st.sampled_from(list(CAUSES)))
        rows = value_at(self.report, table)
        if rows:
            self.report = without_cause(self.report, table, draw(st.sampled_from(rows)).id)

    def edit_action(self, draw: st.DrawFn) -> None:
        rows = self.report.action_items
        if rows:
            action = draw(st.sampled_from(rows))
            self.report = replaced(self.report, f"action_items.{action.id}.prevents", self.words())

    def note(self, draw: st.DrawFn) -> None:
        row = Observation.model_validate({"text": self.words(), "colour": draw(st.sampled_from(COLOURS))})
        self.report = with_row(self.report, "lessons.went_well", row)


ACTS: list[Callable[[Side, st.DrawFn], None]] = [
    Side.add_cause,
    Side.add_cause,
    Side.add_action,
    Side.ask,
    Side.type_half,
    Side.move_branch,
    Side.move_row,
    Side.remove_cause,
    Side.edit_action,
    Side.note,
]


@st.composite
def sides(draw: st.DrawFn, acts: list[Callable[[Side, st.DrawFn], None]] = ACTS) -> tuple[Report, Side, Side]:
    """Draw a report and two sides that went on from it."""
    begin = Side("base", Report())
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=8)):
        act(begin, draw)
    ours, theirs = Side("ours", begin.report), Side("theirs", begin.report)
    for side in (ours, theirs):
        for act in draw(st.lists(st.sampled_from(acts), max_size=5)):
            act(side, draw)
    return begin.report, ours, theirs


def causes(report: Report) -> dict[str | None, str]:
    """Return what each why and factor says, by id."""
    found: dict[str | None, str] = {why.id: why.answer or "" for why in report.five_whys.answers}
    return found | {factor.id: factor.factor or "" for factor in report.contributing_factors.factors}


def main_text(report: Report, path: str) -> str:
    row = value_at(report, path)
    return next(str(getattr(row, key)) for key in ("event", "answer", "factor", "action") if hasattr(row, key))


def rows_of(report: Report) -> set[str]:
    """Return the paths of all rows that have ids."""
    return {f"{table}.{row.id}" for table in ID_FORMS for row in value_at(report, table)}


def leads_somewhere(side: Side, row: FollowUp) -> bool:
    return row.path in rows_of(side.report)


def above(report: Report, why_id: str | None) -> set[str | None]:
    """Return a why and all it hangs from."""
    parents = {why.id: why.parent for why in report.five_whys.answers}
    found: set[str | None] = set()
    while why_id in parents and why_id not in found:
        found.add(why_id)
        why_id = parents[why_id]
    return found


def without_cause(report: Report, table: str, row_id: str) -> Report:
    """Return the report without a cause, what hangs from it, and the links to these, as the wizard removes it."""
    gone = {row_id}
    if table == WHYS:
        gone = {why.id or "" for why in report.five_whys.answers if row_id in above(report, why.id)}
    for one in gone:
        report = without_row(report, f"{table}.{one}")
    for action in report.action_items:
        left = [one for one in action.addresses if one not in gone]
        report = replaced(report, f"action_items.{action.id}.addresses", left)
    return report


@QUICK
@given(sides())
def test_either_side_may_be_called_ours(drawn: tuple[Report, Side, Side]) -> None:
    base, ours, theirs = drawn
    one, other = merge(base, ours.report, theirs.report), merge(base, theirs.report, ours.report)
    assert sorted(conflict.path for conflict in one.conflicts) == sorted(conflict.path for conflict in other.conflicts)
    if not one.conflicts:
        assert dump(one.report) == dump(other.report)


@QUICK
@given(sides([act for act in ACTS if act is not Side.remove_cause]))
def test_nothing_that_either_side_said_is_lost(drawn: tuple[Report, Side, Side]) -> None:
    base, ours, theirs = drawn
    merged = merge(base, ours.report, theirs.report)
    text = dump(merged.report) + "".join(str(conflict.theirs) for conflict in merged.conflicts)
    for words in ours.said | theirs.said:
        shown = [words for side in (ours, theirs) if words in dump(side.report)]
        assert not shown or words in text


@QUICK
@given(sides())
def test_links_lead_to_what_they_led_to(drawn: tuple[Report, Side, Side]) -> None:
    base, ours, theirs = drawn
    merged = merge(base, ours.report, theirs.report).report
    there = causes(merged)
    linked = {action.action: [there.get(one) for one in action.addresses] for action in merged.action_items}
    for side in (ours, theirs):
        meant = causes(side.report)
        for action in side.report.action_items:
            if (action.action or "").startswith(side.name):
                assert linked[action.action] == [meant[one] for one in action.addresses]
    assert all(None not in links for links in linked.values()), "no link leads nowhere"


@QUICK
@given(sides())
def test_questions_and_unfinished_text_stay_with_their_rows(drawn: tuple[Report, Side, Side]) -> None:
    base, ours, theirs = drawn
    merged = merge(base, ours.report, theirs.report).report
    asked = {row.question for side in (ours, theirs) for row in side.report.follow_ups if leads_somewhere(side, row)}
    new = asked - {row.question for row in base.follow_ups}
    for row in merged.follow_ups:
        about = (row.question or "").partition("?")[0]
        is_there = row.path in rows_of(merged)
        assert is_there or row.question not in new
        assert not is_there or main_text(merged, row.path or "") == about
    for path, raw in merged.drafts.items():
        row_id = path.split(".")[1]
        assert value_at(merged, f"action_items.{row_id}").action == raw.partition(":")[0]


@QUICK
@given(sides())
def test_no_branch_of_the_whys_is_lost_or_hangs_from_itself(drawn: tuple[Report, Side, Side]) -> None:
    merged = merge(drawn[0], drawn[1].report, drawn[2].report).report
    parents = {why.id: why.parent for why in merged.five_whys.answers}
    for why in merged.five_whys.answers:
        assert not why.parent or why.parent in parents
        assert any(parents[one] is None for one in above(merged, why.id)), "every why leads up to the problem"


@QUICK
@given(sides(), st.lists(st.sampled_from(COLOURS), max_size=4), st.lists(st.sampled_from(COLOURS), max_size=4))
def test_keys_that_no_version_knows_stay_with_their_rows(
    drawn: tuple[Report, Side, Side], mine: list[str], yours: list[str]
) -> None:
    base, ours, theirs = drawn
    one = ours.report.model_copy(update={"house": {"colours": mine, "ours": True}})
    other = theirs.report.model_copy(update={"house": {"colours": yours, "theirs": True}})
    merged = merge(base, one, other).report
    extra = merged.model_extra or {}
    assert set(extra["house"]["colours"]) == {*mine, *yours}
    assert (extra["house"]["ours"], extra["house"]["theirs"]) == (True, True)
    said = {(row.text, (row.model_extra or {})["colour"]) for row in merged.lessons.went_well}
    for side in (one, other):
        assert {(row.text, (row.model_extra or {})["colour"]) for row in side.lessons.went_well} <= said
    assert parse(dump(merged), "a") == merged


@QUICK
@given(sides(), st.permutations(range(4)))
def test_an_order_that_one_side_made_is_kept(drawn: tuple[Report, Side, Side], order: list[int]) -> None:
    base = drawn[0]
    for word in "abcd":
        base = with_row(base, FACTORS, Factor(factor=word))
    rows = list(base.contributing_factors.factors)
    begin, moved = rows[:-4], rows[-4:]
    ours = replaced(base, FACTORS, [*begin, *(moved[place] for place in order)])
    theirs = with_row(base, FACTORS, Factor(factor="new"))
    assume(ours != base)
    for merged in (merge(base, ours, theirs).report, merge(base, theirs, ours).report):
        names = [row.factor for row in merged.contributing_factors.factors if row.factor != "new"]
        assert names == [row.factor for row in ours.contributing_factors.factors]
        assert "new" in [row.factor for row in merged.contributing_factors.factors]


def actions(report: Report) -> set[tuple[str | None, str | None]]:
    return {(action.action, action.owner) for action in report.action_items}


def with_action(report: Report, text: str, **more: Any) -> Report:
    return with_row(report, "action_items", ActionItem(action=text, **more))


def test_a_row_with_the_number_of_a_removed_one_is_not_mixed_with_it() -> None:
    base = with_action(with_action(Report(), "Stage all pushes by region"), "Alert on the share of failed payments")
    ours = with_action(without_row(base, "action_items.AI-002"), "Write a runbook for restoring a config")
    assert ours.action_items[1].id == "AI-002"
    theirs = replaced(base, "action_items.AI-002.owner", "Ana")
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert actions(merged.report) == {
            ("Stage all pushes by region", None),
            ("Alert on the share of failed payments", "Ana"),
            ("Write a runbook for restoring a config", None),
        }
        assert not merged.conflicts
    assert dump(merge(base, ours, theirs).report) == dump(merge(base, theirs, ours).report)


def test_a_link_to_a_removed_row_never_leads_to_the_one_that_got_its_number() -> None:
    base = with_row(Report(), FACTORS, Factor(factor="Pushes reached every region at once"))
    ours = with_row(without_row(base, f"{FACTORS}.F1"), FACTORS, Factor(factor="No alert was set on error rates"))
    theirs = with_action(base, "Stage pushes", addresses=("F1",))
    for merged in (merge(base, ours, theirs).report, merge(base, theirs, ours).report):
        assert causes(merged) == {
            "F1": "Pushes reached every region at once",
            "F2": "No alert was set on error rates",
        }
        assert merged.action_items[0].addresses == ("F1",)


def test_short_texts_that_share_letters_by_chance_are_two_rows() -> None:
    base = with_row(Report(), FACTORS, Factor(factor="No tests"))
    linked = with_action(base, "Write tests", addresses=("F1",))
    anew = with_row(without_row(base, f"{FACTORS}.F1"), FACTORS, Factor(factor="No alert"))
    edited = replaced(base, f"{FACTORS}.F1.factor", "No tests of the rollback")
    for merged in (merge(base, anew, linked).report, merge(base, linked, anew).report):
        assert causes(merged) == {"F1": "No tests", "F2": "No alert"}
        assert merged.action_items[0].addresses == ("F1",)
    assert causes(merge(base, edited, linked).report) == {"F1": "No tests of the rollback"}


def test_a_row_that_one_side_newly_links_or_asks_about_outlives_its_removal() -> None:
    base = with_row(with_row(Report(), FACTORS, Factor(factor="one")), FACTORS, Factor(factor="two"))
    ours = without_row(base, f"{FACTORS}.F1")
    asked = with_row(base, "follow_ups", FollowUp(path=f"{FACTORS}.F1", question="Since when?"))
    typed = base.model_copy(update={"drafts": {f"{FACTORS}.F1.why_existed": "half"}})
    for theirs in (with_action(base, "Stage pushes", addresses=("F1",)), asked, typed):
        for merged in (merge(base, ours, theirs).report, merge(base, theirs, ours).report):
            assert causes(merged) == {"F1": "one", "F2": "two"}


def test_a_row_that_was_edited_is_still_the_same_row() -> None:
    base = with_action(with_action(Report(), "Stage pushes"), "Alert on the share of failed payments")
    theirs = replaced(base, "action_items.AI-002.owner", "Ana")
    for words in ("Alert on failed payments", "Page when the share of failed payments passes 1%"):
        ours = replaced(base, "action_items.AI-002.action", words)
        assert actions(merge(base, ours, theirs).report) == {("Stage pushes", None), (words, "Ana")}
    anew = replaced(base, "action_items.AI-001.action", "Roll out by region")
    theirs = replaced(base, "action_items.AI-001.owner", "Ana")
    merged = merge(base, anew, theirs).report
    assert ("Roll out by region", "Ana") in actions(merged), "its number was never free"


def test_a_row_that_both_sides_wrote_anew_is_asked_about() -> None:
    base = with_action(Report(), "Stage pushes")
    ours, theirs = (replaced(base, "action_items.AI-001.action", words) for words in ("Qqq qqq", "Zzz zzz"))
    merged = merge(base, ours, theirs)
    assert [conflict.path for conflict in merged.conflicts] == ["action_items.AI-001.action"]
    assert len(merged.report.action_items) == 1


def test_whys_that_were_moved_below_each_other_go_back_to_where_they_were() -> None:
    base = Report()
    for answer in ("one", "two", "three"):
        base = with_row(base, WHYS, Why(answer=answer))
    ours = replaced(base, f"{WHYS}.W1.parent", "W2")
    theirs = replaced(replaced(base, f"{WHYS}.W2.parent", "W1"), f"{WHYS}.W3.parent", "W2")
    for merged in (merge(base, ours, theirs).report, merge(base, theirs, ours).report):
        assert {why.id: why.parent for why in merged.five_whys.answers} == {"W1": None, "W2": None, "W3": "W2"}


def test_an_answer_moved_below_a_removed_one_brings_it_back() -> None:
    base = Report()
    for answer in ("one", "two"):
        base = with_row(base, WHYS, Why(answer=answer))
    ours = without_row(base, f"{WHYS}.W1")
    theirs = replaced(base, f"{WHYS}.W2.parent", "W1")
    for merged in (merge(base, ours, theirs).report, merge(base, theirs, ours).report):
        assert [(why.id, why.parent) for why in merged.five_whys.answers] == [("W1", None), ("W2", "W1")]


def test_the_id_of_a_removed_row_is_not_given_again_while_something_names_it() -> None:
    named = with_row(Report(), "timeline", Event(event="x"))
    named = with_row(named, "follow_ups", FollowUp(path="timeline.T7", question="Who?"))
    assert next_id(named, "timeline") == "T8"
    assert next_id(Report().model_copy(update={"drafts": {"action_items.AI-004.due": "x"}}), "action_items") == "AI-005"
    assert next_id(replaced(Report(), "review.dismissed", ["rule five_whys.answers.W2.answer"]), WHYS) == "W3"
    linked = with_action(Report(), "x", addresses=("F3", "W5"))
    assert (next_id(linked, FACTORS), next_id(linked, WHYS)) == ("F4", "W6")
    asked = Report.model_validate({"timeline": [{"event": "x"}], "drafts": {"timeline.T1.at": "2575"}})
    assert with_ids(asked).timeline[0].id == "T2"


def hand_written(*events: str | tuple[str, str]) -> Report:
    """Return a report whose events have an id only where one is given."""
    rows = [{"event": one} if isinstance(one, str) else {"id": one[0], "event": one[1]} for one in events]
    return Report.model_validate({"timeline": rows})


EVENTS = st.lists(st.sampled_from(COLOURS), max_size=4)


@QUICK
@given(EVENTS, EVENTS, EVENTS)
def test_rows_without_ids_are_one_row_where_their_content_is_the_same(
    before: list[str], mine: list[str], yours: list[str]
) -> None:
    base, ours, theirs = (hand_written(*rows) for rows in (before, before + mine, before + yours))
    merged, other = merge(base, ours, theirs), merge(base, theirs, ours)
    found = [event.event for event in merged.report.timeline]
    for colour in COLOURS:
        assert found.count(colour) == before.count(colour) + max(mine.count(colour), yours.count(colour))
    assert not merged.conflicts
    if ours != base != theirs != ours:
        assert dump(merged.report) == dump(other.report)
        assert len({event.id for event in merged.report.timeline}) == len(found)


def test_a_row_that_a_wizard_wrote_and_one_by_hand_are_one() -> None:
    base = hand_written("pushed")
    wizard = hand_written(("T1", "pushed"), ("T2", "alert"), ("T3", "restored"))
    editor = hand_written("pushed", "restored", "by hand")
    for merged in (merge(base, wizard, editor).report, merge(base, editor, wizard).report):
        found = {(event.id, event.event) for event in merged.timeline}
        assert found == {("T1", "pushed"), ("T2", "alert"), ("T3", "restored"), ("T4", "by hand")}
