from __future__ import annotations

from pmwizard.questions import name_at, named


def test_answers_are_named_once_with_the_columns_behind_their_list() -> None:
    paths = ["timeline.T1.notes", "timeline.T6.notes", "links (graph, dashboard)", "impact.revenue"]
    assert named(paths) == ("Events (note)", "Links (graph, dashboard)", "Money")


def test_an_answer_within_an_answer_is_named_by_the_question() -> None:
    assert name_at("impact.revenue.0") == "Money"
    assert name_at("something.else") == "something.else"
