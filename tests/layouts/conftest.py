"""The layouts of the program, the houses' blank templates and reports to print."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pmwizard.layouts import Layout, built_in_folder, load_layout
from pmwizard.model import Report

NAMES = ("trading", "review", "signoff", "hotfix", "sre")
REPORTS = ("full", "gitlab-2017-01-31", "cloudflare-2019-07-02", "empty")
DATA = Path(__file__).parent.parent / "data"
TEMPLATES = Path(__file__).parent / "house-templates"


@pytest.fixture(scope="session")
def layouts() -> dict[str, Layout]:
    return {name: load_layout(built_in_folder() / f"{name}.md.j2") for name in NAMES}


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    found = {name: tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")) for name in REPORTS[:-1]}
    return {name: Report.model_validate(values) for name, values in found.items()} | {"empty": Report()}


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    return {name: (TEMPLATES / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}


@pytest.fixture(params=NAMES)
def layout(request: pytest.FixtureRequest, layouts: dict[str, Layout]) -> Layout:
    """Each of the five layouts in turn."""
    return layouts[request.param]
