"""``pmwizard check --format markdown``: one comment for a pull request."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmwizard.checks.finding import Finding
from pmwizard.cli.checking.comment import as_typed, comment_on
from pmwizard.cli.checking.report import Checked, Failed
from pmwizard.text import visible

Command = Callable[..., Any]

READER = MarkdownIt("gfm-like", {"html": True})
NO_WIDTH = "\u200b"


def finding(message: str = "Enter the summary", severity: Any = "missing") -> Finding:
    return Finding("answer-missing", severity, "review", "summary.executive", message)


def checked(name: str, *findings: Finding) -> Checked:
    return Checked(name, Path(f"postmortems/{name}.toml"), "sre", findings)


def words_of(html: str) -> str:
    text = re.sub(r"<[^>]*>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text.replace(NO_WIDTH, "")


def test_findings_stand_by_report_and_severity() -> None:
    report = checked("INC-1", finding("It ends before it starts", "error"), finding(), finding("And then?", "advice"))
    assert list(comment_on([report, checked("INC-2")], [])) == [
        "### pmwizard check: 1 error, 1 missing, 1 advice in 1 of 2 reports",
        "",
        "**INC-1**, layout sre: 1 error, 1 missing, 1 advice",
        "",
        "Errors (1):",
        "",
        "- Review: It ends before it starts",
        "",
        "Missing (1):",
        "",
        "- Review: Enter the summary",
        "",
        "Advice (1):",
        "",
        "- Review: And then?",
    ]


def test_where_there_is_nothing_one_line_says_so() -> None:
    assert list(comment_on([checked("INC-1"), checked("INC-2")], [])) == ["pmwizard check: nothing left in 2 reports"]
    assert list(comment_on([], [])) == ["pmwizard check: no reports to check"]


def test_many_findings_are_folded() -> None:
    lines = list(comment_on([checked("INC-1", *(finding() for _ in range(60)))], []))
    opened, closed = lines.index("<details><summary>Missing (60)</summary>"), lines.index("</details>")
    assert lines[opened + 1] == lines[closed - 1] == "", "without a blank line there is no list in it"
    assert lines[closed - 2] == "- and 10 more"
    assert "<details>" not in "\n".join(comment_on([checked("INC-1", *(finding() for _ in range(5)))], []))


def test_a_comment_is_no_longer_than_github_takes() -> None:
    reports = [checked(f"INC-{number}", *(finding("word " * 40) for _ in range(40))) for number in range(60)]
    lines = list(comment_on(reports, []))
    assert len("\n".join(lines)) < 65_536
    shown = sum(line.startswith("**INC-") for line in lines)
    assert lines[-1] == f"Findings in {60 - shown} more reports are left out here; `pmwizard check` shows them."


def test_reports_that_cannot_be_checked_are_named() -> None:
    failed = Failed("INC-2.toml", "pmwizard: in full", "INC-2.toml: line 3 is not TOML", 5)
    lines = list(comment_on([checked("INC-1", finding())], [failed]))
    assert lines[0] == "### pmwizard check: 1 missing in 1 of 2 reports, 1 report not checked"
    assert lines[2] == "**INC-2.toml** cannot be checked: INC-2.toml: line 3 is not TOML"
    assert next(comment_on([], [failed])) == "### pmwizard check: 1 report not checked"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ask @dana and @acme/ops", f"Ask @{'&#8203;'}dana and @&#8203;acme/ops"),
        ("see #12, acme/app#12 and GH-12", "see #&#8203;12, acme/app#&#8203;12 and GH-&#8203;12"),
        ("</details><!-- <b>", "&lt;/details&gt;&lt;!-- &lt;b&gt;"),
        ("a\n# heading\n- item", "a # heading - item"),
        ("`code` *a* _b_ [c](d) a|b", r"\`code\` \*a\* \_b\_ \[c\](d) a\|b"),
        ("https://example.com and www.example.com", "https:&#8203;//example.com and www&#8203;.example.com"),
    ],
)
def test_what_people_wrote_makes_no_markup_and_calls_nobody(text: str, written: str) -> None:
    assert as_typed(text) == written


@given(
    st.text(alphabet=st.sampled_from("ab@#\\`*_{}[]()<>~!|&$;:/.-+ 1\n\"'") | st.characters(codec="utf-8"), max_size=60)
)
def test_a_reader_of_markdown_shows_what_was_typed(text: str) -> None:
    html = READER.render(f"- Review: {as_typed(text)}")
    assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li"}
    assert " ".join(words_of(html).split()) == " ".join(f"Review: {visible(text)}".replace(NO_WIDTH, "").split())


def test_the_command_prints_it(pmwizard: Command, folder: Path) -> None:
    (folder / "INC-2020-01-01-001.toml").write_text('schema_version = 1\n[metadata]\ntitle = "@dana broke it"\n')
    result = pmwizard("check", "INC-2020-01-01-001", "--format", "markdown")
    assert result.status == 0
    assert result.err == ""
    assert result.out.startswith("### pmwizard check: ")
    assert "@dana" not in result.out


def test_the_only_report_is_named_where_it_cannot_be_checked(pmwizard: Command, folder: Path) -> None:
    (folder / "broken.toml").write_text("=")
    result = pmwizard("check", str(folder / "broken.toml"), "--format", "markdown")
    assert result.status == 5
    assert result.out.startswith("### pmwizard check: 1 report not checked\n\n**broken.toml** cannot be checked: ")
    assert "broken.toml" in result.err
