"""The GitHub incident of 21 October 2018, entered by pasting a timeline in the form of its public analysis."""

from __future__ import annotations

from pathlib import Path

from pmwizard.layouts.layout import Layout, available
from pmwizard.layouts.rendering import render
from pmwizard.model.moments import impact_duration
from pmwizard.store.files.read import load
from tests.ui.conftest import OpenWizard

BLOCK = (Path(__file__).parent.parent / "data" / "pasted" / "github-2018-10-21.txt").read_text(encoding="utf-8")
TIMES = [
    *("21 22:52", "21 22:54", "21 23:02", "21 23:07", "21 23:09", "21 23:11", "21 23:13", "21 23:19"),
    *("22 00:05", "22 00:41", "22 06:51", "22 07:46", "22 11:12", "22 13:15", "22 16:24", "22 16:45", "22 23:03"),
]
MOMENTS = {
    "started": "21 22:52",
    "detected": "21 22:54",
    "acknowledged": "21 23:02",
    "declared": "21 23:09",
    "mitigated": "22 16:24",
    "resolved": "22 23:03",
}
DURATION = "24 hours 11 minutes (2018-10-21 22:52 started to 2018-10-22 23:03 resolved)"
DETECT = "2 minutes (22:52 started to 22:54 detected)"
MITIGATE = "17 hours 32 minutes (2018-10-21 22:52 started to 2018-10-22 16:24 mitigated)"
FIGURES = {
    # Counted by hand: 1 h 8 min to midnight and 23 h 3 min after it are 24 h 11 min.
    "trading": (
        f"| Duration | {DURATION} |",
        f"(TTM)**: {MITIGATE}",
        "(TTR)**: 10 minutes (22:52 started to 23:02 ack",
    ),
    "review": (f"**Duration:** {DURATION}", f"Time to detect: {DETECT}", f"Time to mitigate:** {MITIGATE}"),
    "signoff": (f"**Duration:** {DURATION}", "(TTD) | 2 minutes |", "(TTM) | 17 hours 32 minutes |"),
    "hotfix": (f"**Duration of Impact**: {DURATION}",),
    "sre": (
        "2018-10-21 22:52 to 2018-10-22 23:03 (total: 24 hours 11 minutes)",
        f"(TTD):** {DETECT}",
        "8 minutes (22:54 detected to 23:02 acknowledged)",
        "17 hours 22 minutes (2018-10-21 23:02 acknowledged to 2018-10-22 16:24 mitigated)",
        "6 hours 39 minutes (2018-10-22 16:24 mitigated to 2018-10-22 23:03 resolved)",
    ),
}


async def test_pasted_with_one_key_it_has_its_moments_days_and_figures(open_wizard: OpenWizard) -> None:
    async with open_wizard(section="timeline") as wizard:
        await wizard.paste(BLOCK)
        assert "17 events found" in wizard.text
        assert "All days are given in the block" in wizard.text
        assert "Mon 22 Oct 2018" in wizard.text
        await wizard.press("enter")
        await wizard.pause()
        saved = wizard.app.session.path.resolve()
    report = load(saved).report
    assert [f"{event.at:%d %H:%M}" for event in report.timeline] == TIMES
    assert {event.moment: f"{event.at:%d %H:%M}" for event in report.timeline if event.moment} == MOMENTS
    assert impact_duration(report).seconds == 24 * 3600 + 11 * 60
    for name, layout in available([]).items():
        assert isinstance(layout, Layout)
        _check_document(name, render(report, layout))


def _check_document(name: str, text: str) -> None:
    """Look for the figures of a layout in its document, and for a row where the day changes."""
    assert [figure for figure in FIGURES[name] if figure not in text] == []
    if name == "trading":
        assert "2018-10-22 00:05:00 UTC" in text
        return
    lines = text.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("| 22:52"))
    next_day = next(place for place, line in enumerate(lines) if line.startswith("| 00:05"))
    assert "**2018-10-21** |" in lines[first - 1]
    assert "**2018-10-22** |" in lines[next_day - 1]
    assert sum("| **2018-10-" in line for line in lines) == 2
