"""Every figure of every house is the time between the moments the house means, with its two ends."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from pmwizard.model.parts.timeline import MOMENTS
from tests.layouts.conftest import NAMES, built_in_layouts

START = datetime(2025, 10, 25, 22, 0, tzinfo=UTC)
HOUSES: dict[str, dict[str, tuple[str, str]]] = {
    "trading": {
        r"- \*\*Time to Detect \(TTD\)\*\*: (.*)": ("started", "detected"),
        r"- \*\*Time to Respond \(TTR\)\*\*: (.*)": ("started", "acknowledged"),
        r"- \*\*Time to Mitigate \(TTM\)\*\*: (.*)": ("started", "mitigated"),
        r"- \*\*Time to Resolve \(TTRES\)\*\*: (.*)": ("started", "resolved"),
    },
    "review": {
        r"- \*\*Time to detect:\*\* (.*)": ("started", "detected"),
        r"- \*\*Time to acknowledge:\*\* (.*)": ("started", "acknowledged"),
        r"- \*\*Time to diagnose:\*\* (.*)": ("started", "diagnosed"),
        r"- \*\*Time to mitigate:\*\* (.*)": ("started", "mitigated"),
        r"- \*\*Time to resolve:\*\* (.*)": ("started", "resolved"),
    },
    "signoff": {
        r"\| Time to Detection \(TTD\) \| (.*) \|": ("started", "detected"),
        r"\| Time to Acknowledgment \(TTA\) \| (.*) \|": ("started", "acknowledged"),
        r"\| Time to Mitigation \(TTM\) \| (.*) \|": ("started", "mitigated"),
        r"\| Time to Resolution \(TTR/MTTR\) \| (.*) \|": ("started", "resolved"),
    },
    "hotfix": {},
    "sre": {
        r"- \*\*Time to detect \(TTD\):\*\* (.*)": ("started", "detected"),
        r"- \*\*Time to respond \(TTR\):\*\* (.*)": ("detected", "acknowledged"),
        r"- \*\*Time to mitigate \(TTM\):\*\* (.*)": ("acknowledged", "mitigated"),
        r"- \*\*Time to resolve \(TTR\):\*\* (.*)": ("mitigated", "resolved"),
    },
}
DURATIONS = {
    "trading": r"\| Duration \| (.*) \|",
    "review": r"\*\*Duration:\*\* (.*?)  ",
    "signoff": r"\*\*Duration:\*\* (.*)  ",
    "hotfix": r"- \*\*Duration of Impact\*\*: (.*)",
    "sre": r"\| \*\*Duration\*\* \| (.*) \|",
}
UNITS = {"second": 1, "minute": 60, "hour": 3600}

SECONDS = st.one_of(st.integers(0, 200), st.integers(0, 20_000), st.integers(0, 400_000))
INCIDENTS = st.dictionaries(st.sampled_from(MOMENTS), st.tuples(SECONDS, st.booleans()), min_size=1, max_size=9)
END = r"(about )?(?:(\S{10}) )?(\d\d:\d\d(?::\d\d)?) (\w+)"
ENDS = re.compile(rf"\(?{END} to {END}\)")


def told(text: str, pattern: str) -> str:
    found = re.search(f"^{pattern}$", text, re.MULTILINE)
    assert found is not None, pattern
    return found[1]


def check(words: str, ends: tuple[str, str], moments: dict[str, tuple[int, bool]]) -> None:
    missing = [moment for moment in ends if moment not in moments]
    if missing:
        assert words.startswith("not recorded")
        assert f"(no {' or '.join(missing)} time" in words
        return
    (first, about_first), (last, about_last) = (moments[moment] for moment in ends)
    if last < first:
        assert words.startswith("not recorded")
        assert re.search(rf"{ends[1]} is before .*{ends[0]}\b", words)
        return
    length = words.removeprefix("about ")
    assert (length != words) is (about_first or about_last)
    in_seconds = sum(
        int(n) * UNITS[unit] for n, unit in re.findall(r"(\d+) (second|minute|hour)s?", length.split("(")[0])
    )
    assert abs(in_seconds - (last - first)) <= (30 if last - first >= 60 else 0)
    match = ENDS.search(words)
    assert match is not None, words
    for (day, clock, moment, about), name in zip(
        ((match[2], match[3], match[4], match[1]), (match[6], match[7], match[8], match[5])), ends, strict=True
    ):
        at = START + timedelta(seconds=moments[name][0])
        assert moment == name
        assert clock == at.strftime("%H:%M:%S" if at.second else "%H:%M")
        assert bool(about) is moments[name][1]
        assert day in (None, at.date().isoformat())
    days = {(START + timedelta(seconds=each)).date() for each in (first, last)}
    if len(days) > 1:
        assert match[2]
        assert match[6]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(INCIDENTS)
def test_figures_are_the_time_between_two_moments(name: str, moments: dict[str, tuple[int, bool]]) -> None:
    events: list[dict[str, Any]] = [
        {"at": START + timedelta(seconds=at), "moment": moment, "approximate": about, "event": "x"}
        for moment, (at, about) in moments.items()
    ]
    report = Report.model_validate({"timeline": events, "metadata": {"zone": "Europe/Paris"}})
    text = render(report, built_in_layouts()[name])
    for pattern, ends in HOUSES[name].items():
        check(told(text, pattern).replace(" | ", " ("), ends, moments)
    end = "resolved" if "recovered" not in moments and "resolved" in moments else "recovered"
    check(told(text, DURATIONS[name]), ("started", end), moments)


@pytest.mark.parametrize("name", NAMES)
def test_the_change_of_the_clocks_makes_no_figure_longer(name: str) -> None:
    events = [
        {"at": datetime(2025, 10, 26, 0, 30, tzinfo=UTC), "moment": "started"},
        {"at": datetime(2025, 10, 26, 1, 30, tzinfo=UTC), "moment": "recovered"},
    ]
    report = Report.model_validate({"timeline": events, "metadata": {"zone": "Europe/Paris"}})
    words = told(render(report, built_in_layouts()[name]), DURATIONS[name])
    assert words.startswith(("1 hour (", "1 hour 0 minutes ("))
    assert words.endswith("(00:30 started to 01:30 recovered)")


@pytest.mark.parametrize("name", ["review", "hotfix", "sre"])
def test_without_any_moment_a_section_of_figures_says_once_that_it_has_none(name: str) -> None:
    text = render(Report.model_validate({"timeline": [{"at": START, "event": "x"}]}), built_in_layouts()[name])
    lines = [line for line in text.split("\n") if "not recorded" in line]
    assert lines == [line for line in text.split("\n") if re.fullmatch(r"\*\*Duration:.*|\| \*\*Duration\*\* .*", line)]
    assert not re.search(r"- Not provided\n- (Not provided|\*\*)", text)
