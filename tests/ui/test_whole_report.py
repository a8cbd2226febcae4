"""A person writes whole reports from blank, through keys only."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmwizard.model import Report
from pmwizard.model.parts.causes import CATEGORIES
from pmwizard.model.paths import replaced
from pmwizard.store import toml
from pmwizard.store.files.read import load
from tests.ui.conftest import OpenWizard
from tests.ui.person import Person

DATA = Path(__file__).parent.parent / "data"


def in_checklist_order(report: Report) -> Report:
    """Return a report with its factors in the order of the checklist, numbered anew: ids and order do not count."""
    factors = sorted(report.contributing_factors.factors, key=lambda one: CATEGORIES.index(one.category or "other"))
    names = {one.id: f"F{number}" for number, one in enumerate(factors, 1)}
    renamed = tuple(one.model_copy(update={"id": names[one.id]}) for one in factors)
    actions = tuple(
        one.model_copy(update={"addresses": tuple(names.get(name, name) for name in one.addresses)})
        for one in report.action_items
    )
    return replaced(replaced(report, "contributing_factors.factors", renamed), "action_items", actions)


@pytest.mark.parametrize("name", ["gitlab-2017-01-31", "cloudflare-2019-07-02"])
async def test_a_whole_report_is_typed_from_blank(name: str, open_wizard: OpenWizard) -> None:
    wanted = toml.parse((DATA / f"{name}.toml").read_text(encoding="utf-8"), name)
    async with open_wizard(Report.model_validate({"metadata": {"status": "draft"}})) as wizard:
        await Person(wizard, wanted).write()
        path = wizard.app.session.path
        await wizard.press("ctrl+q")
    assert toml.dump(in_checklist_order(load(path).report)) == toml.dump(in_checklist_order(wanted))
