"""Reading report files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmwizard.errors import NoSuchReportError, ReportUnreadableError
from pmwizard.store.files.read import Stored, load, signature

Write = Callable[..., Stored]


def test_a_report_is_read_with_what_tells_it_from_another_version(write: Write) -> None:
    one = write("schema_version = 1\n")
    other = write('schema_version = 1\nlayout = "sre"\n')
    assert one.text_digest != other.text_digest
    assert one.signature != other.signature == signature(other.path)


def test_a_missing_file_is_no_such_report(tmp_path: Path) -> None:
    with pytest.raises(NoSuchReportError):
        load(tmp_path / "a.toml")
    assert signature(tmp_path / "a.toml") is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("schema_version = 1\n".encode("utf-16"), "this is text in UTF-16"),
        (b"schema_version = 1\n# caf\xe9\n", "line 2: byte 0xe9 is not UTF-8"),
        (b"x" * 20_000_001, "larger than 20 MB"),
        (b"schema_version = 1\nx = \x00\n", "line 2"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8"),
    ],
    ids=range(5),
)
def test_other_bytes_are_told(write: Write, data: bytes, words: str) -> None:
    with pytest.raises(ReportUnreadableError, match=r"INC-1\.toml") as caught:
        write(data)
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_report_with_a_byte_order_mark_is_read(write: Write) -> None:
    assert write(b"\xef\xbb\xbfschema_version = 1\r\n").report.schema_version == 1


def test_a_folder_and_a_pipe_are_no_reports(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(ReportUnreadableError, match="this is not a plain file"):
        load(tmp_path / "pipe.toml")
    with pytest.raises(ReportUnreadableError, match="this is a folder"):
        load(tmp_path)


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("a.toml")
    with pytest.raises(ReportUnreadableError, match="back to itself"):
        load(tmp_path / "a.toml")


def test_a_file_nobody_may_read_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = write("schema_version = 1\n")

    def refused(*args: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(ReportUnreadableError, match="no permission to read") as caught:
        load(stored.path)
    assert caught.value.hint == "Ask its owner for permission to read it"
