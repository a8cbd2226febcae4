"""The text of report files: what is read, what is written, and what is told about what cannot be read."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmwizard.errors import ReportUnreadableError
from pmwizard.model import Report
from pmwizard.model.base import Part, tidied
from pmwizard.model.parts.timeline import Event
from pmwizard.model.paths import replaced, without_row
from pmwizard.store.toml import dump, parse
from pmwizard.store.toml.outline import has_comments

EXAMPLES = Path(__file__).parent.parent / "data"
HEAD = "schema_version = 1\n"


def whole_range_of_texts() -> st.SearchStrategy[str]:
    return st.lists(
        st.one_of(st.sampled_from(["\n", "\r", "\r\n", '"', '"""', "\\", " ", "\t", "\0", "\x7f", "\u2028"]), st.text())
    ).map("".join)


def without_order(value: object) -> object:
    """Return a value in a form that compares as TOML does: by kind, nan equal to itself, keys in any order."""
    if isinstance(value, Part):
        value = value.filled()
    if isinstance(value, dict):
        return sorted((key, without_order(entry)) for key, entry in value.items())
    if isinstance(value, list | tuple):
        return [without_order(entry) for entry in value]
    return repr(value)


@pytest.mark.parametrize("name", ["cloudflare-2019-07-02.toml", "gitlab-2017-01-31.toml"])
def test_a_real_report_comes_out_in_the_same_bytes(name: str) -> None:
    text = (EXAMPLES / name).read_bytes().decode()
    assert dump(parse(text, name)) == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.from_type(Report))
def test_a_written_report_reads_back_the_same(report: Report) -> None:
    text = dump(report)
    again = parse(text, "any.toml")
    assert dump(again) == text
    assert without_order(again) == without_order(report)
    assert not has_comments(text)


@given(whole_range_of_texts())
def test_any_text_reads_back_as_it_is_stored(text: str) -> None:
    report = replaced(Report(), "impact.user_facing", text)
    assert (parse(dump(report), "any.toml").impact.user_facing or "") == tidied(text)


@given(whole_range_of_texts())
def test_tidying_a_text_twice_changes_nothing_more(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


def test_changing_one_answer_changes_its_lines_alone() -> None:
    before = (EXAMPLES / "gitlab-2017-01-31.toml").read_text()
    after = dump(replaced(parse(before, "a"), "impact.revenue", "none yet"))
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed == [('revenue = "unknown"', 'revenue = "none yet"')]


def test_removing_a_row_removes_its_lines_alone() -> None:
    before = (EXAMPLES / "cloudflare-2019-07-02.toml").read_text()
    after = dump(without_row(parse(before, "a"), "timeline.T2"))
    row = '[[timeline]]\nid = "T2"\nat = 2019-07-02 13:42:00+00:00\nevent = "Rule deployed globally in simulate mode"\n'
    assert after == before.replace(f'{row}moment = "started"\n\n', "")


def test_rows_stand_under_headers_even_if_they_were_written_inline() -> None:
    report = parse(HEAD + 'links = [{ kind = "log", url = "u" }, { kind = "chat" }]\n', "a")
    assert dump(report) == HEAD + '\n[[links]]\nkind = "log"\nurl = "u"\n\n[[links]]\nkind = "chat"\n'


def test_what_is_empty_is_left_out() -> None:
    text = (
        HEAD + '[metadata]\ntitle = " "\nreviewers = []\nattendees = ["", "Ana"]\n[[timeline]]\n[[links]]\nkind = ""\n'
    )
    assert dump(parse(text, "a")) == HEAD + '\n[metadata]\nattendees = [\n    "Ana",\n]\n'
    assert dump(replaced(Report(), "timeline", (Event(),))) == HEAD


def test_unknown_and_not_applicable_are_answers() -> None:
    text = HEAD + '\n[impact]\nrevenue = "unknown"\nsla_breach = "n/a"\n'
    assert dump(parse(text, "a")) == text


def test_unknown_keys_are_kept_wherever_they_stand() -> None:
    text = """schema_version = 1
house = "north"

[metadata]
title = "x"
cost_centre = 12

[[timeline]]
id = "T1"
weight = 1.5

[timeline.origin]
host = "a"

[[timeline.origin.lines]]
at = 13:45:00

[meeting]
agenda = "decide"

[[meeting.parked]]
text = "later"

[house_table."with space"]
list = [
    1,
    { a = 1 },
]
"""
    assert dump(parse(text, "a")) == text


def test_an_unknown_text_keeps_its_carriage_returns() -> None:
    report = parse(HEAD + 'raw = "a\\r\\nb\\n"\n', "a")
    assert tomllib.loads(dump(report))["raw"] == "a\r\nb\n"


def test_a_line_end_of_another_system_in_one_text_leaves_the_other_texts_as_they_are() -> None:
    rows = [{"event": "x", "house": "a\r\nb"}, {"event": "y", "notes": "two\nlines"}]
    text = dump(Report.model_validate({"timeline": rows}))
    assert 'house = "a\\r\\nb"' in text
    assert 'notes = """\ntwo\nlines"""' in text
    assert parse(text, "a").timeline[0].model_extra == {"house": "a\r\nb"}


def test_drafts_stand_by_path() -> None:
    report = parse(HEAD, "a").model_copy(update={"drafts": {"timeline.T3.at": "2575", "gone": " "}})
    assert dump(report) == HEAD + '\n[drafts]\n"timeline.T3.at" = "2575"\n'


def test_line_ends_and_a_byte_order_mark_of_other_systems_are_read() -> None:
    report = parse('\ufeffschema_version = 1\r\n[impact]\r\nuser_facing = """\r\na\r\nb"""\r\n', "a")
    assert report.impact.user_facing == "a\nb"


def test_instants_are_kept_in_utc() -> None:
    report = parse(HEAD + "[[timeline]]\nat = 2025-11-21T14:42:00+01:00\n", "a")
    assert "at = 2025-11-21 13:42:00+00:00" in dump(report)


UNREADABLE = [
    ("[impact]\nrevenue = 5\n", 3, "impact.revenue is a number; it takes text", "Put it in quotes"),
    ("[impact]\nrevenue = ['a']\n", 3, "impact.revenue is a list; it takes text", "Enter one text in quotes"),
    ("[[timeline]]\nid = 'T7'\nevent = true\n", 4, "timeline.T7.event is yes or no; it takes text", "Put it in quotes"),
    ("[lessons]\nlucky = [1]\n", 3, "lessons.lucky.0 is a number; it takes text", "Put it in quotes"),
    (
        '[metadata]\nseverity = "SEV9"\n',
        3,
        'metadata.severity is "SEV9"; it takes one of "SEV1", "SEV2", "SEV3" or "SEV4"',
        "Enter one of them in quotes",
    ),
    ("timeline = 3\n", 2, "timeline is a number; it takes a list", "Put it in brackets, or write each row under"),
    ("impact = 3\n", 2, "impact is a number; it takes a table", "Write its keys under"),
    ("[[impact]]\nrevenue = 'x'\n", 2, "impact is a list; it takes a table", "Write its keys under"),
    ("[timeline]\nid = 'x'\n", 2, "timeline is a table; it takes a list", "Put it in brackets"),
    ("drafts = 3\n", 2, "drafts is a number; it takes a table", "Write its keys under"),
    ('[drafts]\n"a.b" = 3\n', 3, "drafts.a.b is a number; it takes text", "Put it in quotes"),
    (
        "[[timeline]]\nevent = '''\n[x]\nat = 1\n'''\n\n[[timeline]]\nat = 2025-11-21 13:31:00\n",
        9,
        "timeline.1.at has no offset",
        "Add one, such as 2025-11-21 13:31:00Z for UTC",
    ),
    ("[[timeline]]\nat = 0001-01-01T00:00:00+23:00\n", 3, "timeline.0.at lies outside the years 1 to 9999", "Enter"),
    (
        '[[timeline]]\nat = "13:45"\n',
        3,
        'timeline.0.at is "13:45"; it takes a date and time',
        "Enter one without quotes",
    ),
    ("[[timeline]]\nat = 13:45:00\n", 3, "timeline.0.at is a time without a date; it takes a date and time", "Enter"),
    ("[[timeline]]\nat = 2025-11-21\n", 3, "timeline.0.at is a date; it takes a date and time", "Enter"),
    (
        "[metadata]\nincident_date = 2025-11-21T00:00:00Z\n",
        3,
        "incident_date is a date with a time; it takes a date",
        "",
    ),
    ('[metadata]\nincident_date = "soon"\n', 3, 'incident_date is "soon"; it takes a date', "Enter one without quotes"),
    ('[[timeline]]\napproximate = "yes"\n', 3, 'approximate is "yes"; it takes true or false', "Enter true or false"),
    ("[action_items]\nid = 'x'\n", 2, "action_items is a table; it takes a list", ""),
    ('[response]\ncommunication.rating = "bad"\n', 3, 'response.communication.rating is "bad"', "Enter one of them"),
    ("[metadata]\ntitle = 'a' # why\n\nauthor = 1\n", 5, "metadata.author is a number", "Put it in quotes"),
    ("links = [\n  {kind = 'log'},\n  {kind = 'x'},\n]\n", 2, 'links.1.kind is "x"; it takes one of', "Enter one"),
    ("[[action_items]]\ndue = 7\n\n[[timeline]]\nid = 3\n", 3, "it takes a date (1 more in this file)", "Enter"),
    ("x\n", 2, "a key has no value", "Enter = and the value after it"),
    ("x =\n", 2, "a value is missing or stands without quotes", "Put text in quotes"),
    ("x = SEV1\n", 2, "a value is missing or stands without quotes", "Put text in quotes"),
    ('x = "a\n', 2, "a text holds a control character or does not end on its line", "Put many lines in"),
    ('x = """\nfoo\n', 3, "a text does not end", "Enter the missing quotes"),
    ("[a]\n[a]\n", 3, "this table is in the file twice", "Keep one of them"),
    ("a = 1\na = 1\n", 3, "this key is in its table twice", "Keep one of them"),
    ("x = 1 2\n", 2, "something follows the value", "Begin a new line after the value"),
    ("x = [1,\n", 2, "", ""),
    ('x = "\\q"\n', 2, "a backslash in double quotes", "Enter \\\\"),
    (
        "a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> x\n",
        3,
        "a merge in git left both versions here",
        "Keep one",
    ),
]


@pytest.mark.parametrize(("text", "line", "words", "hint"), UNREADABLE)
def test_a_mistake_is_told_with_its_line_and_what_to_do(text: str, line: int, words: str, hint: str) -> None:
    with pytest.raises(ReportUnreadableError) as caught:
        parse(HEAD + text, "INC-1.toml")
    assert str(caught.value).startswith(f"INC-1.toml, line {line}: ")
    assert words in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.hint
    assert caught.value.exit_status == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is not a report, for it has no schema_version"),
        ("a = 1\n", "this is not a report, for it has no schema_version"),
        ("schema_version = 2\nnew = 1\n", "it is in version 2 of the file format; this pmwizard reads up to 1"),
        ("schema_version = 0\n", "it takes a whole number from 1"),
        ("schema_version = true\n", "it takes a whole number from 1"),
        ("schema_version = '1'\n", "it takes a whole number from 1"),
    ],
)
def test_a_file_of_another_kind_or_version_is_told(text: str, words: str) -> None:
    with pytest.raises(ReportUnreadableError, match=r"a[.]toml") as caught:
        parse(text, "a.toml")
    assert words in str(caught.value)
    assert caught.value.key == "schema_version"


@settings(max_examples=300)
@given(st.text(st.sampled_from("[]{}=.,\"'\\\n#ab1-:TZ ")), st.data())
def test_nothing_that_is_no_report_gets_further_than_a_sentence(text: str, data: st.DataObject) -> None:
    try:
        report = parse(data.draw(st.sampled_from(["", HEAD])) + text, "a.toml")
    except ReportUnreadableError as error:
        message = f"{error} {error.hint}".lower()
        assert not [word for word in ("invalid", "illegal", "please", "must", "error") if word in message]
    else:
        assert parse(dump(report), "a.toml") == report


MILLION = 1_000_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 20 * MILLION, "larger than 20 MB"),
        ("a." * MILLION + "a = 1", "more than"),
        ("a." * 20 + "a = 1", "a key of more than 16 parts"),
        ("x = " + "[" * 1000, "more than 32 levels deep"),
        ("x = " + "{a=" * 1000, "more than 32 levels deep"),
        ("a = 1\n" * MILLION, "more than 400,000 values"),
        ("x = 0x" + "f" * 5000, "a number of more than 1000 digits"),
        ("x = " + "1" * 5000, ""),
        ('"""' + '\n\\"""' * MILLION, ""),
        ("x = " + "'a' " * MILLION, ""),
        ("x" * 5 * MILLION, ""),
        ("\r" * MILLION, ""),
        ("x = 1" + " " * MILLION + "y", ""),
        ("[[timeline]]\nat = 1\n" * 100_000, "line 3: timeline.0.at is a number"),
    ],
    ids=range(14),
)
def test_a_hostile_file_is_refused_soon(text: str, words: str) -> None:
    began = time.process_time()
    with pytest.raises(ReportUnreadableError) as caught:
        parse(HEAD + text, "a.toml")
    assert words in str(caught.value)
    assert time.process_time() - began < 5


def test_brackets_and_dots_in_a_text_do_not_count_as_depth() -> None:
    text = HEAD + f'[impact]\nuser_facing = """\n{"[" * 100}{"a." * 100}# no comment"""\n'
    assert parse(text, "a").impact.user_facing
    assert not has_comments(text)


@pytest.mark.parametrize(
    ("text", "commented"),
    [
        ("# a\n", True),
        ("x = 1 # a\n", True),
        ('x = "# a"\n', False),
        ("x = '# a' # b\n", True),
        ('x = """a""""" # b\n', True),
        ('x = """\n# a\n"""\n', False),
        ("x = '''\n# a\n'''\n", False),
        ('x = "\\"# a"\n', False),
        ('x = """\\"""# a"""\n', False),
    ],
)
def test_comments_are_told_from_texts(text: str, *, commented: bool) -> None:
    assert has_comments(text) is commented
