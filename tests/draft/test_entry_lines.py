"""Entry lines of several wizards on one report: each is its writer's own."""

from pmwizard.draft.saving.merging import joined
from pmwizard.model import Report

TIME, EVENT, ZONE = "timeline.new.at", "timeline.new.event", "metadata.post_mortem_date"


BASE = Report()
ONE = Report(drafts={TIME: "1350", EVENT: "one"})
TWO = Report(drafts={EVENT: "two", ZONE: "soon"})


def test_the_file_holds_our_line_and_we_go_on_with_it() -> None:
    incoming = joined(BASE, ONE, TWO)
    assert incoming.theirs.drafts == {TIME: "1350", EVENT: "one", ZONE: "soon"}
    assert incoming.into(ONE).drafts == incoming.theirs.drafts
    assert incoming.conflicts == ()


def test_a_line_that_was_written_over_in_the_file_stays_with_its_writer() -> None:
    incoming = joined(ONE, ONE, TWO)
    assert incoming.into(ONE).drafts == {TIME: "1350", EVENT: "one", ZONE: "soon"}
    assert incoming.into(BASE).drafts == {ZONE: "soon"}


def test_a_line_of_others_stays_in_the_file_and_out_of_ours() -> None:
    incoming = joined(BASE, BASE, TWO)
    assert incoming.theirs.drafts == TWO.drafts
    assert incoming.into(BASE).drafts == {ZONE: "soon"}
    assert joined(BASE, BASE, ONE).changes == ()


def test_lines_of_different_lists_do_not_meet() -> None:
    ours, theirs = Report(drafts={"links.new.url": "https://a"}), Report(drafts={EVENT: "two"})
    assert joined(BASE, ours, theirs).theirs.drafts == {"links.new.url": "https://a", EVENT: "two"}
