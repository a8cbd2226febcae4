"""Opening a report: a new one with what is known already, or one that is there."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmwizard.draft.session import begun, new_session, newest_report, stored_session, use_zone
from pmwizard.errors import NoSuchReportError
from pmwizard.model import Report
from pmwizard.options import NewReport
from pmwizard.store.folder.places import HOUSE_FOLDER
from pmwizard.store.folder.settings import Configuration, author_of
from pmwizard.store.toml import dump

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing here"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a report into the folder."""

    def write(name: str, **metadata: str) -> Path:
        path = tmp_path / f"{name}.toml"
        path.write_text(dump(Report.model_validate({"metadata": {"incident_id": name, **metadata}})), encoding="utf-8")
        return path

    return write


def test_a_new_report_has_an_id_a_status_an_author_and_a_layout(tmp_path: Path) -> None:
    path, report = begun(tmp_path, NewReport(title="Down", severity="SEV2"), NOW, {"USER": "dana"})
    assert path == tmp_path / "INC-2026-03-01-001.toml"
    metadata = report.metadata
    assert (metadata.title, metadata.severity, metadata.status) == ("Down", "SEV2", "draft")
    assert (metadata.incident_id, metadata.author, report.layout) == ("INC-2026-03-01-001", "dana", "sre")
    assert list(tmp_path.iterdir()) == []


def test_what_the_house_configured_is_there_from_the_start(tmp_path: Path) -> None:
    (tmp_path / HOUSE_FOLDER).mkdir()
    (tmp_path / HOUSE_FOLDER / "config.toml").write_text(
        'layout = "review"\nzone = "Europe/Paris"\nauthor = "On call"\n', encoding="utf-8"
    )
    _, report = begun(tmp_path, NewReport(), NOW, {"USER": "dana"})
    assert (report.layout, report.metadata.zone, report.metadata.author) == ("review", "Europe/Paris", "On call")


def test_what_was_asked_for_wins_over_what_is_configured(tmp_path: Path) -> None:
    (tmp_path / HOUSE_FOLDER).mkdir()
    (tmp_path / HOUSE_FOLDER / "config.toml").write_text('layout = "review"\n', encoding="utf-8")
    assert begun(tmp_path, NewReport(layout="hotfix"), NOW, {})[1].layout == "hotfix"


def test_nobody_at_all_can_be_the_author() -> None:
    assert author_of(Configuration(), {}) is None


def test_a_new_report_is_no_file_until_something_is_typed(tmp_path: Path) -> None:
    session = new_session(tmp_path, NewReport(), NOW)
    session.draft.listen(lambda _, after: session.autosave.changed(after))
    session.close()
    assert not session.path.exists()
    session.draft.edit("metadata.title", "Down")
    session.close()
    assert session.path.exists()


def test_a_report_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchReportError):
        stored_session(tmp_path, tmp_path / "INC-1.toml")


def test_the_newest_report_that_is_not_closed_is_gone_on_with(tmp_path: Path, written: Callable[..., Path]) -> None:
    assert newest_report(tmp_path) is None
    closed = written("INC-2026-03-03-001", status="closed")
    assert newest_report(tmp_path) == closed
    is_open = written("INC-2026-03-01-001", status="approved")
    assert newest_report(tmp_path) == is_open
    (tmp_path / "INC-2026-03-04-001.toml").write_text("schema_version = 1\n[", encoding="utf-8")
    assert newest_report(tmp_path) == is_open


def test_another_zone_for_the_session_can_be_taken_back(tmp_path: Path, written: Callable[..., Path]) -> None:
    session = stored_session(tmp_path, written("INC-1"))
    use_zone(session, "Asia/Tokyo")
    assert session.report.metadata.zone == "Asia/Tokyo"
    session.draft.undo()
    assert session.report.metadata.zone is None


def test_the_zone_that_a_report_has_already_changes_nothing(tmp_path: Path, written: Callable[..., Path]) -> None:
    session = stored_session(tmp_path, written("INC-1"))
    before = session.report
    assert not use_zone(session, "UTC")
    assert session.report is before


def test_no_zone_leaves_the_report_as_it_is(tmp_path: Path, written: Callable[..., Path]) -> None:
    session = stored_session(tmp_path, written("INC-1", zone="Europe/Paris"))
    use_zone(session, None)
    assert session.draft.undo() is None
