"""Preferences of a house and of a user."""

from pathlib import Path

import pytest

from pmwizard.store.folder.settings import Configuration, load_configuration


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of reports with a place for its configuration."""
    (tmp_path / "house" / ".pmwizard").mkdir(parents=True)
    (tmp_path / "user").mkdir()
    return tmp_path / "house"


def load_with(house: Path, ours: str | bytes, users: str = "") -> Configuration:
    data = ours.encode() if isinstance(ours, str) else ours
    (house / ".pmwizard" / "config.toml").write_bytes(data)
    (house.parent / "user" / "config.toml").write_text(users)
    return load_configuration(house, house.parent / "user")


def test_without_files_nothing_is_preferred(tmp_path: Path) -> None:
    assert load_configuration(tmp_path, tmp_path) == Configuration()


def test_the_house_wins_over_the_user(house: Path) -> None:
    users = 'layout = "sre"\nauthor = "Ana"\nascii = true\nmouse = false\ntheme = "dark"\n'
    found = load_with(house, 'layout = "signoff"\r\nzone = "Europe/Paris"\r\n', users)
    assert found == Configuration("signoff", "Europe/Paris", "Ana", "dark", ascii=True, mouse=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("layuot = 'x'\n", "line 1: layuot is not a key of the configuration. The keys are layout, zone,"),
        ("\nlayout = 3\n", "line 2: layout takes text. Put it in quotes"),
        ("layout = ' '\n", "line 1: layout takes text"),
        ("zone = 'Mars/North'\n", "zone Mars/North is not known. Enter a name such as Europe/Paris, or UTC"),
        ("zone = '../../etc/passwd'\n", "is not known"),
        ("mouse = 'yes'\n", "mouse takes true or false. Enter one without quotes"),
        ("mouse = \n", "line 1: a value is missing or stands without quotes. Put text in quotes"),
        ("x = " + "[" * 5000, "levels deep"),
        (b"\xff\xfea", "this is text in UTF-16"),
    ],
)
def test_a_mistake_is_told_and_the_rest_is_used(house: Path, text: str | bytes, words: str) -> None:
    found = load_with(house, text, 'author = "Ana"\n')
    assert len(found.mistakes) == 1
    assert words in found.mistakes[0]
    assert str(house / ".pmwizard" / "config.toml") in found.mistakes[0]
    assert found.author == "Ana"


def test_a_configuration_that_is_no_file_is_told(house: Path) -> None:
    (house / ".pmwizard" / "config.toml").mkdir()
    found = load_configuration(house, house)
    assert "cannot be read" in found.mistakes[0]
