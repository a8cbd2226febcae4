"""The folder of reports: where it is, what is in it, and which file a name means."""

import shlex
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmwizard.errors import AmbiguousReportError, NoSuchReportError, SaveError, UsageError
from pmwizard.store.folder.find import (
    file_name,
    find_report,
    layout_folders,
    make_reports_folder,
    name_for_commands,
    new_incident_id,
    new_path,
    reports_folder,
)
from pmwizard.store.folder.list import list_reports, most_used_layout
from pmwizard.store.folder.places import configuration_folder

DAY = date(2025, 11, 21)


def put(folder: Path, name: str, title: str = "", **metadata: str) -> Path:
    keys = "".join(f'{key} = "{value}"\n' for key, value in {"title": title, **metadata}.items())
    path = folder / name
    path.write_text(f'schema_version = 1\nlayout = "sre"\n\n[metadata]\n{keys}\n[impact]\nrevenue = "1"\n')
    return path


def test_the_option_wins_then_the_environment(tmp_path: Path) -> None:
    environment = {"PMWIZARD_DIR": "named"}
    assert reports_folder(Path("/far"), environment, tmp_path) == Path("/far")
    assert reports_folder(Path("near"), environment, tmp_path) == tmp_path / "near"
    assert reports_folder(None, environment, tmp_path) == tmp_path / "named"


def test_the_nearest_marked_folder_upward_is_meant(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    make_reports_folder(tmp_path)
    assert reports_folder(None, {}, below) == tmp_path
    make_reports_folder(tmp_path / "a")
    assert reports_folder(None, {"PMWIZARD_DIR": " "}, below) == tmp_path / "a"


def test_a_folder_that_holds_reports_is_the_folder_of_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may have a folder of reports above the scratch folder.
    monkeypatch.setattr("pmwizard.store.folder.find.HOUSE_FOLDER", ".marked-by-no-one")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    assert reports_folder(None, {}, tmp_path) == tmp_path / "postmortems"
    put(tmp_path, "old.toml")
    assert reports_folder(None, {}, tmp_path) == tmp_path


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="is not a folder"):
        make_reports_folder(tmp_path / "file")


def test_only_the_last_folder_of_a_path_is_made(tmp_path: Path) -> None:
    make_reports_folder(tmp_path / "made")
    make_reports_folder(tmp_path / "made")
    assert (tmp_path / "made" / ".pmwizard").is_dir()
    with pytest.raises(SaveError, match=r"the folder .*mistyped is gone"):
        make_reports_folder(tmp_path / "mistyped" / "made")
    assert not (tmp_path / "mistyped").exists()


def test_the_layouts_of_the_reports_folder_win_over_the_users(tmp_path: Path) -> None:
    assert layout_folders(tmp_path) == (configuration_folder() / "layouts", tmp_path / ".pmwizard" / "layouts")


@pytest.mark.parametrize(
    ("incident_id", "name"),
    [
        ("INC-2025-11-21-001", "INC-2025-11-21-001.toml"),
        ("ops 42/b", "ops-42-b.toml"),
        ("../../x", "x.toml"),
        ("/etc/passwd", "etc-passwd.toml"),
        (".hidden", "hidden.toml"),
        ("..", "report.toml"),
        ("", "report.toml"),
        ("a\0b", "a-b.toml"),
        ("-rf", "rf.toml"),
        ("ends.", "ends.toml"),
        ("con", "con-.toml"),
        ("LPT1.x", "LPT1-x.toml"),
        ("console", "console.toml"),
        ("\u00fcber", "ber.toml"),
    ],
)
def test_an_incident_id_never_becomes_a_path(incident_id: str, name: str) -> None:
    assert file_name(incident_id) == name


@given(st.text())
def test_any_id_gives_one_plain_name(incident_id: str) -> None:
    name = file_name(incident_id)
    assert Path(name).name == name
    assert name.isascii()
    assert not name.startswith((".", "-"))
    assert len(name) <= 205
    assert file_name(name.removesuffix(".toml")) == name


def test_long_ids_that_begin_alike_get_different_names() -> None:
    assert file_name("x" * 300 + "a") != file_name("x" * 300 + "b")


def test_a_new_file_differs_from_the_others_even_without_regard_to_case(tmp_path: Path) -> None:
    assert new_path(tmp_path, "INC-1") == tmp_path / "INC-1.toml"
    put(tmp_path, "inc-1.TOML")
    assert new_path(tmp_path, "INC-1") == tmp_path / "INC-1-2.toml"
    put(tmp_path, "INC-1-2.toml")
    assert new_path(tmp_path, "INC-1") == tmp_path / "INC-1-3.toml"


def test_a_new_id_is_the_next_of_its_day(tmp_path: Path) -> None:
    assert new_incident_id(tmp_path / "none", DAY) == "INC-2025-11-21-001"
    put(tmp_path, "INC-2025-11-21-001.toml")
    put(tmp_path, "INC-2025-11-21-007.toml")
    put(tmp_path, "INC-2025-11-22-009.toml")
    assert new_incident_id(tmp_path, DAY) == "INC-2025-11-21-008"
    put(tmp_path, "checkout.toml", incident_id="INC-2025-11-21-011")
    assert new_incident_id(tmp_path, DAY) == "INC-2025-11-21-012"
    put(tmp_path, "INC-2025-11-21-999.toml")
    assert new_incident_id(tmp_path, DAY) == "INC-2025-11-21-1000"


def test_reports_are_listed_newest_first_with_what_their_heads_say(tmp_path: Path) -> None:
    put(tmp_path, "b.toml", "Older", incident_id="INC-2025-11-20-001", severity="SEV2", status="closed")
    newer = put(tmp_path, "a.toml", "Newer", incident_id="INC-2")
    newer.write_text(newer.read_text().replace("[metadata]", "[metadata]\nincident_date = 2025-11-21"))
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.toml").write_text("schema_version = 1\n")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    one, other = list_reports(tmp_path)
    assert (one.incident_id, one.title, one.incident_date, one.layout) == ("INC-2", "Newer", DAY, "sre")
    assert (other.severity, other.status, other.problem) == ("SEV2", "closed", "")
    assert one.changed


def test_a_report_without_an_id_goes_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "checkout.toml").write_text("schema_version = 1\n")
    assert [listed.incident_id for listed in list_reports(tmp_path)] == ["checkout"]


def test_files_that_cannot_be_read_are_listed_with_why(tmp_path: Path) -> None:
    (tmp_path / "INC-1.toml").write_text("schema_version = 1\n[metadata]\ntitle = x\n")
    (tmp_path / "INC-2.toml").write_bytes(b"\xff\xfe\0")
    (tmp_path / "INC-3.toml").write_text("schema_version = 2\n[metadata]\ntitle = 'x'\n")
    (tmp_path / "INC-4.toml").symlink_to("gone.toml")
    put(tmp_path, "INC-5.toml")
    problems = {listed.incident_id: listed.problem for listed in list_reports(tmp_path)}
    assert problems["INC-1"].startswith("INC-1.toml, line 3: a value is missing or stands without quotes")
    assert "UTF-16" in problems["INC-2"]
    assert "version 2" in problems["INC-3"]
    assert problems["INC-5"] == ""
    assert "INC-4" not in problems


def test_a_mistake_below_the_head_is_told_in_a_list_to_the_end(tmp_path: Path) -> None:
    sound = put(tmp_path, "INC-1.toml", "Sound", incident_id="INC-1")
    whole = sound.read_text()
    (tmp_path / "cut.toml").write_text(whole + 'user_facing = "cut he')
    put(tmp_path, "severity.toml", "Graver", incident_id="INC-3", severity="SEV9")
    (tmp_path / "late.toml").write_text(whole + '[[timeline]]\nat = "later"\n')
    assert [listed.problem for listed in list_reports(tmp_path)] == [""] * 4, "the heads alone are sound"
    listed = {one.path.stem: one for one in list_reports(tmp_path, to_the_end=True)}
    assert listed["INC-1"].problem == ""
    assert listed["cut"].problem.startswith("cut.toml, line 10: a text does not end")
    assert 'metadata.severity is "SEV9"' in listed["severity"].problem
    assert 'timeline.0.at is "later"' in listed["late"].problem
    assert (listed["severity"].incident_id, listed["severity"].title) == ("INC-3", "Graver")


def test_a_list_of_very_many_reports_reads_their_heads_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "INC-1.toml")
    put(tmp_path, "INC-2.toml", severity="SEV9")
    monkeypatch.setattr("pmwizard.store.folder.list.MOST_FILES_READ_WHOLE", 2)
    assert [one.problem != "" for one in list_reports(tmp_path, to_the_end=True)] == [True, False]
    monkeypatch.setattr("pmwizard.store.folder.list.MOST_FILES_READ_WHOLE", 1)
    assert not any(one.problem for one in list_reports(tmp_path, to_the_end=True))


def test_what_looks_like_a_report_is_listed_and_what_is_plainly_something_else_is_not(tmp_path: Path) -> None:
    looks: dict[str, str | bytes] = {
        "marks": "<<<<<<< HEAD\n" + "#" * 9000 + "\nschema_version = 1\n",
        "utf16": 'schema_version = 1\n[metadata]\ntitle = "x"\n'.encode("utf-16"),
        "latin": b'[ metadata ]\ntitle = "caf\xe9"\n',
        "events": '[[timeline]]\nevent = "x"\n',
        "unclosed": "[metadata\ntitle = 1\n",
        "dotted": 'metadata.title = "x"\n',
        "old-mac": '#\r[metadata]\rtitle = "x"\r',
        "INC-7": "",
    }
    other: dict[str, str | bytes] = {
        "pyproject": "[project]\n[tool.x.metadata]\n",
        "broken": "[project\n",
        "empty": "",
        "Cargo": "[package.metadata]",
    }
    for name, text in {**looks, **other}.items():
        (tmp_path / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    for to_the_end in (False, True):
        listed = list_reports(tmp_path, to_the_end=to_the_end)
        assert {one.path.stem for one in listed} == set(looks)
        assert all(one.problem for one in listed)


def test_a_head_written_by_hand_is_read_too(tmp_path: Path) -> None:
    body = 'schema_version = 1\n[impact]\nuser_facing = """\n[metadata]\n"""\n[metadata]\ntitle = """\n[x]\nTitle"""\n'
    (tmp_path / "a.toml").write_text(body)
    (tmp_path / "b.toml").write_text('\ufeffschema_version = 1\r\n[metadata]\r\ntitle = "CRLF"\r\n')
    (tmp_path / "c.toml").write_text("#" * 9000 + '\nschema_version = 1\n[metadata]\ntitle = "Far"\n')
    assert {listed.title for listed in list_reports(tmp_path)} == {"[x]\nTitle", "CRLF", "Far"}


def test_a_missing_folder_holds_no_reports(tmp_path: Path) -> None:
    assert list_reports(tmp_path / "none") == ()


def test_a_report_is_found_by_path_id_and_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = put(tmp_path, "INC-2025-11-21-001.toml", "Payments", incident_id="INC-2025-11-21-001")
    other = put(tmp_path, "checkout.toml", "Checkout", incident_id="INC-2025-11-20-001")
    monkeypatch.chdir(tmp_path.parent)
    for name in (str(one), "INC-2025-11-21-001.toml", "inc-2025-11-21-001", "11-21", f"{tmp_path.name}/{one.name}"):
        assert find_report(tmp_path, name).samefile(one)
    for name in ("checkout", "INC-2025-11-20-001", "CHECK", "20-001"):
        assert find_report(tmp_path, name) == other


def test_a_name_for_commands_leads_to_the_report_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    there = tmp_path / "post mortems"
    there.mkdir()
    path = there / "INC-1.toml"
    path.write_text("schema_version = 1\n")
    assert name_for_commands(path, {"PMWIZARD_DIR": "post mortems"}, tmp_path) == "INC-1"
    (other,) = shlex.split(name_for_commands(Path("post mortems/INC-1.toml"), {}, tmp_path))
    assert find_report(tmp_path / "postmortems", other) == path


def test_a_whole_id_wins_over_a_part_of_another(tmp_path: Path) -> None:
    one = put(tmp_path, "INC-1.toml", incident_id="INC-1")
    put(tmp_path, "INC-11.toml", incident_id="INC-11")
    assert find_report(tmp_path, "inc-1") == one


def test_a_part_of_several_ids_is_told_with_them(tmp_path: Path) -> None:
    put(tmp_path, "INC-1.toml", "One", incident_id="INC-1")
    put(tmp_path, "INC-2.toml", "Two", incident_id="INC-2")
    with pytest.raises(AmbiguousReportError) as caught:
        find_report(tmp_path, "inc")
    assert caught.value.exit_status == 4
    assert set(caught.value.closest) == {("INC-1", "One"), ("INC-2", "Two")}
    for name in ("one.toml", "copy.toml"):
        put(tmp_path, name, incident_id="OPS-7")
    with pytest.raises(AmbiguousReportError) as caught:
        find_report(tmp_path, "ops-7")
    assert {name for name, _ in caught.value.closest} == {"one.toml", "copy.toml"}


def test_a_name_that_fits_nothing_is_told_with_the_closest(tmp_path: Path) -> None:
    put(tmp_path, "INC-2025-11-21-001.toml", "Payments down", incident_id="INC-2025-11-21-001")
    put(tmp_path, "other.toml", "Something else", incident_id="zzz")
    with pytest.raises(NoSuchReportError) as caught:
        find_report(tmp_path, "INC-2025-11-12-001")
    assert caught.value.in_full().split("\n") == [
        f"pmwizard: no report INC-2025-11-12-001 in {tmp_path}",
        "  Closest: INC-2025-11-21-001  Payments down",
        "  Try: pmwizard edit INC-2025-11-21-001        (pmwizard list shows all)",
    ]
    with pytest.raises(NoSuchReportError) as caught:
        find_report(tmp_path, "something")
    assert caught.value.closest == (("zzz", "Something else"),)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "~nobody-there/x.toml", "*", "../x", "/"])
def test_an_odd_name_is_no_such_report(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchReportError):
        find_report(tmp_path, name)


def test_an_empty_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        find_report(tmp_path, " ")


def test_the_layout_used_most_is_proposed(tmp_path: Path) -> None:
    assert most_used_layout(list_reports(tmp_path)) is None
    for number, layout in enumerate(("sre", "signoff", "signoff")):
        path = put(tmp_path, f"INC-{number}.toml")
        path.write_text(path.read_text().replace("sre", layout))
    assert most_used_layout(list_reports(tmp_path)) == "signoff"
