"""Each command does what it says, to files and to standard output."""

import json
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pmwizard.cli.commands import COMMANDS

DEMO = Path(__file__).parents[2] / "pmwizard" / "demo" / "INC-2019-07-02-001.toml"
Command = Callable[..., Any]
ID = "INC-2019-07-02-001"


def schema(pmwizard: Command, of: str = "report") -> Any:
    printed = json.loads(pmwizard("schema", of).out)
    jsonschema.Draft202012Validator.check_schema(printed)
    return printed


def test_help_fits_a_screen_and_names_every_command(pmwizard: Command) -> None:
    result = pmwizard("--help")
    lines = result.out.splitlines()
    assert (result.status, len(lines) <= 24, max(map(len, lines)) <= 80) == (0, True, True)
    for commands in COMMANDS.values():
        for command in commands:
            assert f"{command.name}" in result.out
            shown = pmwizard(command.name, "--help")
            assert (shown.status, len(shown.out.splitlines()) <= 24) == (0, True), command.name


def test_the_version_is_told(pmwizard: Command) -> None:
    assert pmwizard("--version").out.startswith("pmwizard 0.")


def test_new_without_input_writes_a_report_and_prints_its_path(pmwizard: Command, folder: Path) -> None:
    result = pmwizard("new", "--title", "Disk full", "--severity", "2", "-t", "hotfix", "--zone", "UTC", "--no-input")
    assert result.status == 0
    path = Path(result.out.strip())
    assert path.resolve().parent == folder
    written = tomllib.loads(path.read_text())
    assert written["layout"] == "hotfix"
    assert written["metadata"]["title"] == "Disk full"
    assert written["metadata"]["severity"] == "SEV2"
    assert written["metadata"]["incident_id"] == path.stem
    assert result.err.strip() == f"Go on with: pmwizard edit {path.stem}"


@pytest.mark.parametrize("title", ["two\nlines", "two \r\n\n lines\n", "two\rlines", "two\u2028lines"])
def test_a_title_is_one_line(title: str, pmwizard: Command) -> None:
    path = Path(pmwizard("new", "--title", title, "--no-input").out.strip())
    assert tomllib.loads(path.read_text())["metadata"]["title"] == "two lines"


def test_two_new_reports_get_two_ids(pmwizard: Command) -> None:
    first, second = (pmwizard("new", "--no-input").out for _ in range(2))
    assert first != second


@pytest.mark.parametrize("layout", ["trading", "review", "signoff", "hotfix", "sre"])
def test_export_prints_the_document_and_nothing_else_on_standard_output(pmwizard: Command, layout: str) -> None:
    result = pmwizard("export", ID, "-t", layout)
    assert result.status == 0
    assert result.out.startswith("#")
    assert "Global 502 errors" in result.out


def test_export_to_a_file_holds_the_same_bytes(pmwizard: Command, tmp_path: Path) -> None:
    printed = pmwizard("export", ID).out
    result = pmwizard("export", ID, "-o", "post-mortem.md")
    assert (result.status, result.out) == (0, "")
    assert (tmp_path / "post-mortem.md").read_text() == printed
    assert result.err.startswith("Wrote ./post-mortem.md")


def test_export_replaces_a_file_only_when_told_and_keeps_the_old(pmwizard: Command, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine")
    target.chmod(0o640)
    refused = pmwizard("export", ID, "-o", "out.md")
    assert refused.status == 1
    assert "--force" in refused.err
    assert target.read_text() == "mine"
    assert pmwizard("export", ID, "-o", "out.md", "--force").status == 0
    assert target.read_text().startswith("#")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert (tmp_path / "out.md.bak").read_text() == "mine"
    assert pmwizard("export", ID, "-o", "out.md").status == 0, "the same text again replaces nothing"


def test_export_never_replaces_the_report(pmwizard: Command, folder: Path) -> None:
    path = folder / f"{ID}.toml"
    before = path.read_bytes()
    assert pmwizard("export", str(path), "-o", str(path), "--force").status == 1
    assert path.read_bytes() == before


def test_export_into_a_folder_that_is_not_there_says_so(pmwizard: Command) -> None:
    result = pmwizard("export", ID, "-o", "nowhere/out.md")
    assert result.status == 1
    assert "was not written: no such file or directory" in result.err


def test_export_reads_standard_input(pmwizard: Command) -> None:
    assert pmwizard("export", "-", stdin=DEMO.read_bytes()).out == pmwizard("export", str(DEMO)).out
    assert pmwizard("export", "-", stdin=b"\xff\xfe\x00").status == 5
    assert pmwizard("export", "-", stdin="no report").status == 5


def test_export_tells_what_has_no_place_and_what_is_empty(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text(
        'schema_version = 1\nlayout = "sre"\n[impact]\ncancellations = "12"\n[metadata]\ntitle = "T"\n'
    )
    result = pmwizard("export", "INC-2020-01-01-001")
    assert result.status == 0
    assert "1 answer without a place in sre, kept in the report: Cancellations" in result.err
    assert "empty slot" in result.err
    assert "impact." not in result.err, "answers are called by their labels"


@pytest.mark.parametrize(
    ("drafted", "layout", "told"),
    [
        ('["executive"]', "sre", "Drafted, and accepted by nobody yet: Summary. In the review, a accepts it"),
        ('["one_line", "executive"]', "sre", "yet: Summary in one line, Summary. In the review, a accepts them"),
        ('["one_line"]', "signoff", "Drafted, and accepted by nobody yet: Summary in one line. In the review"),
        ('["executive"]', "signoff", ""),
        ("[]", "sre", ""),
    ],
)
def test_export_says_which_texts_are_drafted_and_accepted_by_nobody(
    pmwizard: Command, folder: Path, drafted: str, layout: str, told: str
) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text(
        f'schema_version = 1\n[summary]\nexecutive = "Why"\none_line = "What"\ndrafted = {drafted}\n'
    )
    result = pmwizard("export", "INC-2020-01-01-001", "-t", layout)
    assert result.status == 0
    assert told in " ".join(result.err.split())
    assert ("nobody" in result.err) is bool(told)


@pytest.mark.parametrize("layout", ["sre", "signoff"])
def test_export_says_that_a_drafted_summary_is_from_other_facts(pmwizard: Command, folder: Path, layout: str) -> None:
    summary = '[summary]\nexecutive = "Search was slow."\ndrafted = ["executive"]\n'
    facts = '[metadata]\ntitle = "Search is down"\nincident_date = 2026-01-15\nservices_affected = ["search"]\n'
    (folder / "INC-2.toml").write_text(f"schema_version = 1\n{summary}{facts}")
    told = " ".join(pmwizard("export", "INC-2", "-t", layout).err.split())
    assert "Drafted from other facts, and accepted by nobody yet: Summary. In the review, c drafts it anew" in told


def test_export_says_before_it_goes_out_what_looks_like_a_secret(pmwizard: Command, folder: Path) -> None:
    event = '[[timeline]]\nat = 2026-01-15 13:42:00Z\nevent = "curl -u admin:hunter2 https://a.example"\n'
    (folder / "INC-2.toml").write_text(f"schema_version = 1\n{event}")
    told = " ".join(pmwizard("export", "INC-2", "-t", "sre").err.split())
    assert 'Before it goes out: "What happened" looks like a password in a command (hu' in told
    assert "hunter2" not in told
    assert "Before it goes out" not in pmwizard("export", str(DEMO)).err


def test_check_leaves_with_three_on_errors_only(pmwizard: Command, folder: Path) -> None:
    path = folder / "INC-2020-01-01-001.toml"
    path.write_text("schema_version = 1\n")
    result = pmwizard("check", path.stem)
    assert result.status == 0
    assert "missing" in result.out
    assert pmwizard("check", path.stem, "--strict").status == 3
    path.write_text('schema_version = 1\n[drafts]\n"moments.started" = "2575"\n')
    result = pmwizard("check", path.stem)
    assert result.status == 3
    assert "Time 2575 is not a time. Use 24-hour time such as 1345" in result.out
    assert f"pmwizard edit {path.stem} --section metadata" in result.out


def test_check_takes_folders_and_several_reports(pmwizard: Command, folder: Path) -> None:
    (folder / "broken.toml").write_text("=")
    (folder / "INC-2020-01-01-001.toml").write_text("schema_version = 1\n")
    everything = json.loads(pmwizard("check", "--json").out)
    by_folder = pmwizard("check", str(folder), "--format", "json")
    assert json.loads(by_folder.out) == everything
    assert {one["report"] for one in everything["reports"]} >= {ID, "INC-2020-01-01-001"}
    several = pmwizard("check", ID, str(folder / "broken.toml"), "--json")
    assert several.status == 5
    assert [one["report"] for one in json.loads(several.out)["reports"]] == [ID]
    assert "broken.toml" in several.err


def test_every_json_validates_against_the_published_schema(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text('schema_version = 1\n[drafts]\n"moments.started" = "x"\n')
    jsonschema.validate(json.loads(pmwizard("check", "--json").out), schema(pmwizard, "check"))
    jsonschema.validate(json.loads(pmwizard("list", "--json").out), schema(pmwizard, "list"))
    for name in (ID, "INC-2020-01-01-001"):
        shown = json.loads(pmwizard("show", name, "--json").out)
        jsonschema.validate(shown, schema(pmwizard), format_checker=jsonschema.FormatChecker())


def test_show_as_json_carries_the_whole_report(pmwizard: Command, folder: Path) -> None:
    path = folder / f"{ID}.toml"
    path.write_text(path.read_text() + "\n[house]\ncost_centre = 12\n")
    shown = json.loads(pmwizard("show", ID, "--json").out)
    stored = json.loads(json.dumps(tomllib.loads(path.read_text()), default=lambda value: value.isoformat()))
    assert shown["house"] == {"cost_centre": 12}
    assert set(shown) == set(stored)
    assert len(shown["timeline"]) == len(stored["timeline"])
    assert shown["impact"] == stored["impact"]


def test_the_schema_refuses_what_is_no_report(pmwizard: Command) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"metadata": {"severity": "bad"}, "schema_version": 1}, schema(pmwizard))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, schema(pmwizard))


def test_show_fits_a_screen_and_names_both_ends_of_a_figure(pmwizard: Command) -> None:
    result = pmwizard("show", ID)
    assert result.status == 0
    assert len(result.out.splitlines()) <= 40
    assert f"{ID}  Global 502 errors after a firewall rule release" in result.out
    assert "SEV1, In review, 2019-07-02, layout sre" in result.out
    assert "27 min" in result.out
    assert "13:42 started to 14:09 recovered" in result.out


def test_show_has_the_moments_in_order_of_time_and_says_which_are_about(pmwizard: Command, folder: Path) -> None:
    rows = [("14:05", "detected", "false"), ("14:01", "declared", "true"), ("14:00", "", "false")]
    path = folder / "INC-2020-01-01-001.toml"

    def write(*chosen: tuple[str, str, str]) -> None:
        path.write_text("schema_version = 1\n")
        for clock, moment, about in chosen:
            stated = f'moment = "{moment}"\n' if moment else ""
            row = f'[[timeline]]\nat = 2020-01-01T{clock}:00Z\nevent = "x"\napproximate = {about}\n{stated}'
            path.write_text(path.read_text() + row)

    write(*rows)
    lines = pmwizard("show", path.stem).out.splitlines()
    at = lines.index("3 events, 2 of them moments, times in UTC")
    assert lines[at + 1 : at + 4] == [
        "  e" + "-" * 76 + "d",
        "  e declared  1 Jan 2020 ~14:01  x",
        "  d detected   1 Jan 2020 14:05  x",
    ]
    write(*rows[1:])
    assert "2 events, 1 of them a moment, times in UTC" in pmwizard("show", path.stem).out
    write(rows[2])
    assert "1 event, none of them moments, times in UTC" in pmwizard("show", path.stem).out
    write()
    assert "0 events, times in UTC" in pmwizard("show", path.stem).out


def test_show_names_the_moments_whose_time_is_not_known(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text(
        'schema_version = 1\n[[timeline]]\nevent = "Alert"\nmoment = "detected"\n[[timeline]]\nevent = "Ours"\n'
    )
    lines = pmwizard("show", "INC-2020-01-01-001").out.splitlines()
    at = lines.index("2 events, 1 of them a moment, times in UTC")
    assert lines[at + 1] == "  d detected  no time  Alert"


def test_show_tells_times_in_the_zone_of_the_report_and_in_utc(pmwizard: Command, folder: Path) -> None:
    rows = [
        ("2019-12-31T22:50:00Z", "started"),
        ("2020-01-01T00:10:20Z", "detected"),
        ("2020-01-01T23:00:00Z", "closed"),
    ]
    (folder / "INC-2020-01-01-001.toml").write_text(
        'schema_version = 1\nmetadata = { zone = "Europe/Paris" }\n'
        + "".join(f'[[timeline]]\nat = {at}\nevent = "x"\nmoment = "{moment}"\n' for at, moment in rows)
    )
    lines = pmwizard("show", "INC-2020-01-01-001").out.splitlines()
    at = lines.index("3 events, 3 of them moments, times in Europe/Paris and UTC")
    assert lines[at + 2 : at + 5] == [
        "  s started     31 Dec 2019 23:50    31 Dec 2019 22:50 UTC  x",
        "  d detected  1 Jan 2020 01:10:20  1 Jan 2020 00:10:20 UTC  x",
        "  c closed       2 Jan 2020 00:00     1 Jan 2020 23:00 UTC  x",
    ]


def test_show_names_the_day_beside_each_time_unless_all_are_on_the_incidents_day(
    pmwizard: Command, folder: Path
) -> None:
    path = folder / "INC-2020-01-01-001.toml"
    head = 'schema_version = 1\nmetadata = {{ incident_date = {}, zone = "Europe/Paris" }}\n'
    rows = "".join(
        f'[[timeline]]\nat = 2020-01-02T{clock}:00Z\nmoment = "{moment}"\n'
        for clock, moment in (("13:00", "started"), ("14:00", "recovered"))
    )
    path.write_text(head.format("2020-01-02") + rows)
    assert "14:00 started to 15:00 recovered" in pmwizard("show", path.stem).out
    path.write_text(head.format("2020-01-01") + rows)
    lines = pmwizard("show", path.stem).out.splitlines()
    assert "  s started    2 Jan 14:00  2 Jan 13:00 UTC" in lines
    assert any("2 Jan 14:00 started to 2 Jan 15:00 recovered" in line for line in lines)
    assert "  Times in Europe/Paris" in lines


def test_show_counts_what_is_left_out_and_says_that_a_day_is_no_time(pmwizard: Command, folder: Path) -> None:
    path = folder / "INC-2020-01-01-001.toml"
    path.write_text(
        "schema_version = 1\n[[timeline]]\nday = 2020-01-01\nomit = true\n"
        '[[timeline]]\nday = 2020-01-02\nevent = "Alert"\nmoment = "detected"\n'
    )
    lines = pmwizard("show", path.stem).out.splitlines()
    assert "2 events, 1 of them a moment, 1 left out of documents, times in UTC" in lines
    assert "  d detected  2 Jan 2020, no time  Alert" in lines
    (written,) = [row for row in json.loads(pmwizard("show", path.stem, "--json").out)["timeline"] if "omit" in row]
    assert (written["day"], written["omit"]) == ("2020-01-01", True)


def test_export_counts_the_events_that_it_leaves_out(pmwizard: Command, folder: Path) -> None:
    path = folder / "INC-2020-01-01-001.toml"
    row = '[[timeline]]\nat = 2020-01-01T10:00:00Z\nevent = "Pizza"\nomit = true\n'
    path.write_text(f"schema_version = 1\n{row}")
    result = pmwizard("export", path.stem)
    assert "Pizza" not in result.out
    assert result.err.startswith("1 event left out of the document\n")
    path.write_text(f"schema_version = 1\n{row}{row}")
    assert pmwizard("export", path.stem).err.startswith("2 events left out of the document\n")
    path.write_text("schema_version = 1\n")
    assert "left out" not in pmwizard("export", path.stem).err


def test_show_says_when_an_action_that_is_done_was_verified(pmwizard: Command, folder: Path) -> None:
    actions = '[[action_items]]\nid = "AI-001"\naction = "Cap the queue"\nstatus = "done"\nverified_on = 2026-12-01\n'
    (folder / "INC-2.toml").write_text(f"schema_version = 1\n{actions}")
    assert "Done, verified 2026-12-01" in pmwizard("show", "INC-2").out


def test_show_says_what_is_not_recorded(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text("schema_version = 1\n")
    result = pmwizard("show", "INC-2020-01-01-001")
    assert "not recorded" in result.out
    assert "no started or detected time" in result.out
    assert "more: pmwizard check INC-2020-01-01-001" in result.out


def test_export_and_check_name_keys_that_no_report_has(pmwizard: Command, folder: Path) -> None:
    keys = '[metadata]\ntitel = "Disk full"\n\n[[timeline]]\nevnt = "Alert"\n\n[colours]\nred = 1\n'
    (folder / "INC-2.toml").write_text(f"schema_version = 1\n{keys}")
    exported = pmwizard("export", "INC-2", "-t", "sre")
    told = " ".join(exported.err.split())
    for sentence in (
        "`metadata.titel` is not a key of a report. Did you mean `metadata.title`? Rename it in the file, or remove it",
        "`timeline.0.evnt` is not a key of a report. Did you mean `timeline.event`?",
        "`[colours]` is not a table of a report, so no document prints it. Where does it belong?",
    ):
        assert sentence in told
        assert sentence in pmwizard("check", "INC-2").out
    assert "titel" not in exported.out
    annotations = pmwizard("check", "INC-2", "--format", "github").out
    assert "line=3,title=Review%3A unknown-key::`metadata.titel`" in annotations
    assert pmwizard("check", "INC-2", "--strict").status == 3
    assert "not a key" not in pmwizard("export", ID).err


def test_export_tells_of_many_keys_that_no_report_has_where_all_are_listed(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2.toml").write_text("schema_version = 1\n" + "".join(f"key_{n} = {n}\n" for n in range(9)))
    told = " ".join(pmwizard("export", "INC-2", "-t", "sre").err.split())
    assert told.count("is not a key of a report") == 5
    assert "4 more names that no report has: pmwizard check INC-2" in told


def test_a_complete_export_adds_what_has_no_place_and_says_so(pmwizard: Command, folder: Path, tmp_path: Path) -> None:
    plain, complete = pmwizard("export", ID, "-t", "trading"), pmwizard("export", ID, "-t", "trading", "--complete")
    assert "without a place in trading, kept in the report" in plain.err
    assert "--complete adds them below the document" in plain.err
    assert complete.out.startswith(plain.out)
    assert complete.out.removeprefix(plain.out).startswith("\n**Also in the report**\n\n- ")
    assert "without a place in trading, added below it" in complete.err
    assert "--complete" not in complete.err
    summary = '[summary]\none_line = "a"\ndrafted = ["one_line"]\n'
    (folder / "INC-2.toml").write_text(f"schema_version = 1\nlayout = 'ours'\n{summary}")
    (folder / ".pmwizard" / "layouts").mkdir(parents=True)
    (folder / ".pmwizard" / "layouts" / "ours.md.j2").write_text("+++\n+++\n# {{ metadata.title }}\n")
    assert "accepted by nobody yet" not in pmwizard("export", "INC-2").err
    assert "accepted by nobody yet: Summary in one line" in pmwizard("export", "INC-2", "--complete").err
    target = tmp_path / "document.md"
    pmwizard("export", ID, "-t", "trading", "--complete", "--diagrams", "-o", str(target))
    assert "**Also in the report**" in target.read_text()


def test_export_draws_diagrams_when_it_is_asked_to(pmwizard: Command, folder: Path) -> None:
    plain, drawn = pmwizard("export", ID), pmwizard("export", ID, "--diagrams")
    assert "```mermaid" not in plain.out
    assert drawn.out.count("```mermaid\n") == 2
    assert "No diagram" not in drawn.err
    (folder / "INC-2020-01-01-001.toml").write_text("schema_version = 1\n")
    result = pmwizard("export", "INC-2020-01-01-001", "-t", "sre", "--diagrams")
    assert "No diagram: there are no two moments with different times, and no whys" in result.err
    house = folder / ".pmwizard" / "layouts"
    house.mkdir(parents=True)
    (house / "plain.md.j2").write_text("+++\n+++\n# {{ metadata.title }}\n")
    assert "No diagram: plain has no place for one" in " ".join(
        pmwizard("export", ID, "-t", "plain", "--diagrams").err.split()
    )


def test_list_has_the_newest_first(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text(
        'schema_version = 1\n[metadata]\nincident_date = 2020-01-01\ntitle = "Newer"\n'
    )
    (folder / "INC-broken.toml").write_text("=")
    result = pmwizard("list")
    assert result.status == 0
    assert result.out.index("Newer") < result.out.index("Global 502")
    assert "not readable" in result.out


def test_list_tells_every_report_that_the_other_commands_refuse(pmwizard: Command, folder: Path) -> None:
    whole = DEMO.read_bytes()
    (folder / "cut.toml").write_bytes(whole[:900])
    (folder / "graver.toml").write_bytes(whole.replace(b'"SEV1"', b'"SEV9"'))
    (folder / "late.toml").write_bytes(whole + b'[[timeline]]\nat = "later"\n')
    (folder / "events.toml").write_text('[[timeline]]\nevent = "x"\n')
    (folder / "pyproject.toml").write_text("[project]\n")
    listed = json.loads(pmwizard("list", "--json").out)["reports"]
    refused = {Path(one["path"]).stem for one in listed if one["problem"]}
    assert refused == {"cut", "graver", "late", "events"}
    assert {Path(one["path"]).stem for one in listed} - refused == {ID}
    checked = pmwizard("check", str(folder))
    assert checked.status == 5
    for name in refused:
        assert pmwizard("show", str(folder / f"{name}.toml")).status == 5
        assert f"pmwizard: {name}.toml" in checked.err


def test_an_empty_folder_says_how_to_start(pmwizard: Command, folder: Path) -> None:
    (folder / f"{ID}.toml").unlink()
    result = pmwizard("list")
    assert (result.status, result.out) == (0, "")
    assert "pmwizard new" in result.err
    assert json.loads(pmwizard("list", "--json").out) == {"reports": []}


def test_layouts_are_listed_with_their_origin_and_broken_ones_with_the_cause(pmwizard: Command, folder: Path) -> None:
    own = folder / ".pmwizard" / "layouts"
    own.mkdir(parents=True)
    (own / "house.md.j2").write_text("no front matter")
    result = pmwizard("layouts", "--dir", str(folder))
    assert result.status == 0
    for name in ("trading", "review", "signoff", "hotfix", "sre"):
        assert f"\n{name} " in f"\n{result.out}"
    assert "built in" in result.out
    assert "house.md.j2" in result.out.split("broken", 1)[1]


def test_a_layout_tells_what_it_asks_by_section(pmwizard: Command) -> None:
    result = pmwizard("layouts", "sre")
    assert result.status == 0
    assert "\n1  Incident metadata\n" in result.out
    assert "Error budget used" in result.out
    assert "Strategies affected" not in result.out


@pytest.mark.parametrize(("shell", "mark"), [("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --")])
def test_completion_prints_a_script(pmwizard: Command, shell: str, mark: str) -> None:
    result = pmwizard("completion", shell)
    assert result.status == 0
    assert mark in result.out


def test_the_demo_is_a_whole_report_that_lacks_no_answer(
    pmwizard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = Path(pmwizard("demo", "--no-input").out.strip())
    assert path.read_bytes() == DEMO.read_bytes()
    for layout in ("trading", "review", "signoff", "hotfix", "sre"):
        (checked,) = json.loads(pmwizard("check", str(path), "-t", layout, "--json").out)["reports"]
        assert {finding["severity"] for finding in checked["findings"]} <= {"advice"}
