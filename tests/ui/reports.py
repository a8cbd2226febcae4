"""Reports for the tests of screens: half done, and whole."""

from __future__ import annotations

from pathlib import Path

import pmwizard
from pmwizard.model import Report
from pmwizard.model.paths import replaced
from pmwizard.store import toml

SUMMARY = "A firewall rule used all CPU on every edge server. Sites returned 502 for 27 minutes."


def half_report() -> Report:
    """Return a report that someone has begun, with an answer that is not understood and an open question."""
    return toml.parse(
        """
schema_version = 1
layout = "sre"

[metadata]
title = "Payments API returned [/x] 500s after config push"
incident_id = "INC-2026-11-20-001"
severity = "SEV2"
author = "Dana Ito"
services_affected = ["payments-api", "checkout"]

[impact]
user_facing = "Checkout failed with [bold]try again later[/bold]"
revenue = "unknown"

[[timeline]]
id = "T1"
at = 2026-11-20 13:42:00+00:00
event = "Config push reached all regions"
moment = "started"

[[timeline]]
id = "T2"
at = 2026-11-20 14:09:00+00:00
event = "Error rate back under 0.1%"
moment = "recovered"

[[follow_ups]]
path = "impact.revenue"
question = "What did it cost?"
who = "Lee"

[drafts]
"metadata.postmortem_date" = "someday"
""",
        "half.toml",
    )


def full_report() -> Report:
    """Return a report in which nothing is left to do."""
    path = Path(pmwizard.__file__).parent / "demo" / "INC-2019-07-02-001.toml"
    report = toml.parse(path.read_text(encoding="utf-8"), path.name)
    return replaced(report, "summary.executive", SUMMARY)
