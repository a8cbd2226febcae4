"""Layouts from a house's own folder work like the built-in ones, and cannot do harm."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmwizard.errors import LayoutError
from pmwizard.layouts.layout import Layout, available, built_in_folder, load_layout
from pmwizard.layouts.rendering import render
from pmwizard.model import Report
from tests.layouts.conftest import NAMES, sample_reports

HEAD = "+++\ntitle = 'Ours'\n+++\n"


def written(folder: Path, content: str, name: str = "ours") -> Path:
    path = folder / f"{name}.md.j2"
    path.write_text(content, encoding="utf-8")
    return path


def printed(folder: Path, template: str, report: Report | None = None) -> str:
    return render(sample_reports()["full"] if report is None else report, load_layout(written(folder, HEAD + template)))


def fault(folder: Path, template: str, report: Report | None = None) -> LayoutError:
    with pytest.raises(LayoutError) as caught:
        printed(folder, template, report)
    assert caught.value.file == folder / "ours.md.j2"
    assert "Traceback" not in str(caught.value)
    return caught.value


def test_a_layout_of_the_house_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "# {{ metadata.title }}")
    found = available([tmp_path, tmp_path / "nowhere"])
    assert set(found) == {*NAMES, "ours"}
    ours = found["ours"]
    assert isinstance(ours, Layout)
    assert ours.title == "Ours"
    assert render(Report.model_validate({"metadata": {"title": "a | b"}}), ours) == "# a \\| b\n"


def test_a_house_can_replace_a_built_in_layout(tmp_path: Path) -> None:
    written(tmp_path, "+++\n+++\nours", "sre")
    found = available([tmp_path])["sre"]
    assert isinstance(found, Layout)
    assert found.path.parent == tmp_path


def test_a_copy_of_a_built_in_layout_works_under_another_name(tmp_path: Path) -> None:
    source = (built_in_folder() / "sre.md.j2").read_text(encoding="utf-8").replace('name = "sre"', 'name = "house"')
    report = sample_reports()["full"]
    copy = load_layout(written(tmp_path, source, "house"))
    assert render(report, copy) == render(report, load_layout(built_in_folder() / "sre.md.j2"))


def test_a_broken_layout_is_listed_as_its_fault(tmp_path: Path) -> None:
    written(tmp_path, HEAD + "{{ metadata.titel }}")
    found = available([tmp_path])["ours"]
    assert isinstance(found, LayoutError)
    assert found.line == 4
    assert found.hint


def test_a_layout_with_other_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"# {{ metadata.title }}\r\nx\r\n")
    assert render(sample_reports()["empty"], load_layout(path)) == "# Not provided\nx\n"


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        ("", 1, "starts with a line +++"),
        ("# {{ metadata.title }}", 1, "starts with a line +++"),
        ("+++\ntitle = 'x'\n", 1, "not closed"),
        ("+++\ntitle = \n+++\n", 2, "not TOML"),
        ("+++\ntitle = 'a'\n\ntitle = 'b'\n+++\n", 4, "not TOML"),
        ("+++\ncolour = 'x'\n+++\n", 2, "colour is not a key of a layout"),
        ("+++\n\ntitle = 3\n+++\n", 3, "title is a text"),
        ("+++\nname = 'sre'\n+++\n", 2, "not that of the file"),
        ("+++\nname = 'Ours House'\n+++\n", 2, "small letters"),
        ("+++\nduration = 'weeks'\n+++\n", 2, "duration is one of"),
        ("+++\nsummary = 'short'\n+++\n", 2, "summary is one of: one line"),
        ("+++\nrequired = ['metadata.titel']\n+++\n", 2, "no key metadata.titel"),
        ("+++\nrequired = 'metadata.title'\n+++\n", 2, "required is a list"),
        ("+++\n[metrics]\ntime_to_win = { from = 'started', to = 'closed' }\n+++\n", 3, "time_to_win is no metric"),
        ("+++\n[metrics]\ntime_to_detect = { from = 'start', to = 'closed' }\n+++\n", 3, "a metric goes from"),
        ("+++\n[wordings.'metadata.colour']\nred = 'Red'\n+++\n", 2, "no key metadata.colour"),
        ("+++\n[wordings]\n'metadata.severity' = 'x'\n+++\n", 3, "texts by stored value"),
    ],
)
def test_a_fault_in_the_front_matter_is_told_with_its_line(content: str, line: int, cause: str, tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        load_layout(written(tmp_path, content))
    assert (caught.value.line, caught.value.file) == (line, tmp_path / "ours.md.j2")
    assert cause in caught.value.cause


def test_files_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ours.md.j2"
    path.write_bytes(b"+++\n+++\n\xff\xfe")
    with pytest.raises(LayoutError, match="not UTF-8"):
        load_layout(path)
    with pytest.raises(LayoutError, match="No such file"):
        load_layout(tmp_path / "gone.md.j2")
    path.write_bytes(b" " * 1_000_001)
    with pytest.raises(LayoutError, match="larger than"):
        load_layout(path)


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99) %}{% for b in range(99) %}{% for c in range(99) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in range(1000) %}{% for b in range(1000) %}" + "x" * 5000 + "{% endfor %}{% endfor %}",
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ b() }}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}",
        "{% macro m(f) %}{{ f(f) }}{{ f(f) }}{% endmacro %}{{ m(m) }}",
        "{% set ns = namespace(s='xxxxxxxxxx') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{% set ns = namespace(s='xxxxxxxxxx') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
        "{% set ns = namespace(s=[1, 2]) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
        "{% set ns = namespace(r=timeline) %}{% for i in range(60) %}{% set ns.r = ns.r + ns.r %}{% endfor %}",
        "{% set ns = namespace(n=3) %}{% for i in range(900) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        "{% set s %}" + "x" * 90000 + "{% endset %}{% for i in range(999) %}{% if 'y' in s %}{% endif %}{% endfor %}",
        "{% set s %}" + "x" * 90000 + "{% endset %}{% for i in range(999) %}{{ s }}{% endfor %}",
        "{% macro m() %}" + "x" * 90000 + "{% endmacro %}{% for i in range(900) %}{% set t = m() %}{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(1000000000) | length }}",
        "{{ 10 // 0 }}",
        "{{ 1 + metadata }}",
        "{{ metadata.title - 1 }}",
        "{{ -metadata.title }}",
        "{{ metadata.title < 3 }}",
        "{{ 'abc'.join }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ [].append(1) }}",
        "{{ range.__init__ }}",
        "{{ metadata.title.value }}",
        "{{ metadata['part'] }}",
        "{{ [timeline] ~ 'x' }}",
        "{{ [1, 2] | join }}{{ timeline | join }}",
        "{{ range }}",
        "{{ 5 | length }}",
        "{{ 5 | where('x') }}",
        "{{ metadata.title | text(99999999) }}",
        "{{ 'x' | link }}",
        "{{ metadata.title() }}",
        "{{ ([1])[5] }}",
        "{{ 'x' | bullets }}",
        "{% for a in 5 %}{% endfor %}",
        "{% for a, b in timeline %}{% endfor %}",
        "{{ namespace().missing }}",
        "{{ {'a': 1}.b }}",
        "{{ loop }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{% if 1 %}" * 200 + "{% endif %}" * 200,
        "{% for a in range(2) %}" * 18 + "{{ 1 }}" + "{% endfor %}" * 18,
    ],
)  # fmt: skip
def test_an_endless_or_greedy_template_ends_with_its_file_and_a_cause(template: str, tmp_path: Path) -> None:
    error = fault(tmp_path, template)
    assert error.cause
    assert len(str(error)) < 600


def test_the_line_of_a_fault_while_printing_is_told(tmp_path: Path) -> None:
    error = fault(tmp_path, "one\n\n{% for row in timeline %}\n{{ 1 // 0 }}\n{% endfor %}\n")
    assert error.line == 7
    assert error.cause == "a number is divided by 0"


def test_an_endless_template_ends_in_a_worker_thread_too(tmp_path: Path) -> None:
    layout = load_layout(
        written(tmp_path, HEAD + "{% for a in range(999) %}{% for b in range(999) %}.{% endfor %}{% endfor %}")
    )
    caught: list[BaseException] = []

    def run() -> None:
        try:
            render(Report(), layout)
        except LayoutError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=20)
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 1 + 2 * 3 }} {{ 7 // 2 }} {{ 7 % 2 }} {{ -1 }}", "7 3 1 -1"),
        ("{{ 'a' ~ 1 + 1 }}", "a11"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{% for n in [1, 2] + [3] %}{{ n }}{{ ',' if not loop.last else '' }}{% endfor %}", "1,2,3"),
        (
            "{% set ns = namespace(n=0) %}{% for r in action_items %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
            "3",
        ),
        ("{{ action_items | where('priority', 'P0') | length }}", "1"),
        ("{{ (action_items | unless('priority', 'P0') | first).owner }}", "Ines Costa"),
        ("{{ (action_items | last).owner | upper }}", "LEE OKAFOR"),
        ("{{ metadata.attendees | join(' and ') | lower }}", "dana ito and lee okafor and mia novak and sam reyes"),
        ("{{ metadata.attendees | first }}", "Dana Ito"),
        ("{{ metadata.title | default('none') }}", "Orders rejected after the gateway certificate was renewed"),
        ("{% macro m(a, b='x') %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(2, b=3) }}", "1x23"),
        ("{% if metadata.severity == 'SEV2' %}two{% endif %}", "two"),
        ("{% if 'monitoring' in detection.methods %}yes{% endif %}", "yes"),
        ("{% filter upper %}x{{ metadata.severity }}{% endfilter %}", "XSEV2"),
        ("{% set t %}a{{ 1 }}{% endset %}{{ t }}", "a1"),
        ("{{ {'a': 5}.a }}{{ {'a': 5}['a'] }}{{ [7, 8][1] }}", "558"),
        ("{{ timeline | missing }}", "Not provided"),
        ("{{ metrics.duration.start }}", "2025-11-21 21:10"),
        ("{{ ticks.p0_actions_done | box }} {{ 'x' | box }} {{ '' | box }}", "[x] [x] [ ]"),
    ],
)
def test_what_a_template_can_do(template: str, text: str, tmp_path: Path) -> None:
    assert printed(tmp_path, template) == f"{text}\n"


def test_control_characters_of_a_layout_are_made_visible(tmp_path: Path) -> None:
    assert printed(tmp_path, "a\x1b[2Jb\u202e") == "a\u241b[2Jb<U+202E>\n"


def test_a_long_report_prints_in_every_layout(tmp_path: Path) -> None:
    events = [{"at": datetime(2025, 1, 1, minute=n % 60, tzinfo=UTC), "event": f"Event {n}"} for n in range(3000)]
    for name in NAMES:
        text = render(Report.model_validate({"timeline": events}), load_layout(built_in_folder() / f"{name}.md.j2"))
        assert "Event 2999" in text


def test_the_built_in_folder_holds_the_five_layouts_alone() -> None:
    assert sorted(path.name for path in built_in_folder().iterdir()) == [f"{name}.md.j2" for name in sorted(NAMES)]


def test_a_folder_of_other_files_holds_no_layout(tmp_path: Path) -> None:
    shutil.copy(built_in_folder() / "sre.md.j2", tmp_path / "sre.md")
    assert set(available([tmp_path])) == set(NAMES)
