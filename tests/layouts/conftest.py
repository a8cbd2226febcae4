"""The layouts of the program, the houses' blank templates and reports to print."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from pmwizard.layouts.layout import Layout, built_in_folder, load_layout
from pmwizard.model import Report

NAMES = ("trading", "review", "signoff", "hotfix", "sre")
REPORTS = ("full", "gitlab-2017-01-31", "cloudflare-2019-07-02", "clocks-2025-10-26", "empty")
DATA = Path(__file__).parent.parent / "data"
TEMPLATES = Path(__file__).parent / "house-templates"


@cache
def built_in_layouts() -> dict[str, Layout]:
    return {name: load_layout(built_in_folder() / f"{name}.md.j2") for name in NAMES}


@cache
def sample_reports() -> dict[str, Report]:
    found = {name: tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")) for name in REPORTS[:-1]}
    return {name: Report.model_validate(values) for name, values in found.items()} | {"empty": Report()}


@cache
def blank_templates() -> dict[str, str]:
    return {name: (TEMPLATES / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}


@pytest.fixture
def layouts() -> dict[str, Layout]:
    return built_in_layouts()


@pytest.fixture
def reports() -> dict[str, Report]:
    return sample_reports()


@pytest.fixture
def templates() -> dict[str, str]:
    return blank_templates()


@pytest.fixture(params=NAMES)
def layout(request: pytest.FixtureRequest) -> Layout:
    """Each of the five layouts in turn."""
    return built_in_layouts()[request.param]
