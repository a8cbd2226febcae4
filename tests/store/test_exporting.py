"""Writing a document over another: every former text is kept, up to a number of them."""

import os
import stat
from pathlib import Path

import pytest

from pmwizard.store.files.export import MOST_KEPT, NotWrittenError, write_document


def texts_beside(target: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in target.parent.iterdir() if path != target}


def test_each_former_text_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    kept = [write_document(target, text, replace=True) for text in ("one", "two", "three", "four")]
    assert [path and path.name for path in kept] == [None, "a.md.bak", "a.md.bak.2", "a.md.bak.3"]
    assert texts_beside(target) == {"a.md.bak": "one", "a.md.bak.2": "two", "a.md.bak.3": "three"}
    assert target.read_text() == "four"


def test_a_text_that_is_kept_already_is_not_kept_twice(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    kept = [write_document(target, text, replace=True) for text in ("one", "two", "one", "two", "one")]
    assert [path and path.name for path in kept] == [None, "a.md.bak", "a.md.bak.2", "a.md.bak", "a.md.bak.2"]
    assert texts_beside(target) == {"a.md.bak": "one", "a.md.bak.2": "two"}


def test_the_oldest_text_gives_way_once_nine_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    for number in range(MOST_KEPT + 1):
        write_document(target, str(number), replace=True)
    assert len(texts_beside(target)) == MOST_KEPT
    for number in range(1, MOST_KEPT + 1):
        ending = f".{number}" if number > 1 else ""
        os.utime(tmp_path / f"a.md.bak{ending}", (2000 - number, 2000 - number))
    kept = write_document(target, "last", replace=True)
    assert kept == tmp_path / f"a.md.bak.{MOST_KEPT}"
    assert sorted(texts_beside(target).values()) == ["0", "1", "2", "3", "4", "5", "6", "7", "9"]


def test_what_is_no_file_is_never_replaced_by_a_kept_text(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("one")
    (tmp_path / "a.md.bak").mkdir()
    (tmp_path / "a.md.bak.2").symlink_to("gone")
    assert write_document(target, "two", replace=True) == tmp_path / "a.md.bak.3"


def test_a_kept_text_is_as_private_as_the_document(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("one")
    target.chmod(0o600)
    kept = write_document(target, "two", replace=True)
    assert kept
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_refusal_names_the_file_that_would_hold_the_old_text(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("two")
    (tmp_path / "a.md.bak").write_text("one")
    with pytest.raises(NotWrittenError) as caught:
        write_document(target, "three", replace=False)
    assert caught.value.hint.endswith("kept in a.md.bak.2")
    assert target.read_text() == "two"
