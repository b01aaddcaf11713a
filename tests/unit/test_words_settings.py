"""A wrong setting, told in our words: never in those of the library that found it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner
from forsa.client.console import describe_error
from forsa.client.files import ConfigError
from forsa.client.settings import wrong_value
from forsa.words.reasons import LANGUAGES
from forsa.words.settings import has_words
from forsa_hub.cli import main as hub_program
from forsa_hub.config import Config as HubConfig
from forsa_hub.config import Limits
from forsa_node.config import Config as NodeConfig
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
OF_THE_LIBRARY: Final = re.compile(
    r"Input should|Extra inputs|Value error|unable to|Field required|https?://errors|pydantic"
    r"|EnvSettingsSource|codec|Invalid (?:value|statement)|parsing"
)

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=100)
    | st.dates()
    | st.sampled_from(["8", "2.5", "yes", "https://a b", "a@b", -1, 1]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=3,
)
FIELDS: Final = [
    (model, name) for model in (NodeConfig, HubConfig, Limits) for name in model.model_fields
]


@settings(max_examples=20)
@given(values)
@example(1)
@example(-1)
@example(2.5)
@example("8")
@example([])
@example({})
def test_whatever_a_setting_is_set_to_there_are_words_for_it(value: object) -> None:
    """One sentence of the library in the middle is one that most of our readers cannot read."""
    for one in (one for field in FIELDS for one in refused(field, value)):
        told = wrong_value("name", one["type"], one["input"], **one.get("ctx", {})).words

        assert has_words(one["type"]), one
        assert list(told) == list(LANGUAGES)
        assert len(set(told.values())) == len(LANGUAGES)
        assert len(told["fr"]) < 300


def refused(field: tuple[Any, str], value: object) -> list[Any]:
    """What the library says of a value of a setting; nothing = it is one that can be."""
    model, name = field
    try:
        model.__pydantic_validator__.validate_python({name: value})
    except ValidationError as error:
        return list(error.errors())
    return []


WRONG: Final[Mapping[str, tuple[str, str]]] = {
    "a word for a number": ('free_bytes = "many"', "free_bytes"),
    "too small": ("snapshot_entries = 1", "snapshot_entries"),
    "no such setting": ("snapshot_entrys = 20", "snapshot_entries"),
    "in a group": ("[limits]\nopen_uploads = 99", "limits.open_uploads"),
    "no such setting in a group": ("[limits]\nopen_upload = 9", "limits.open_uploads"),
    "an address": ('showcase_url = "example"', "showcase_url"),
    "a mailbox": ('showcase_email = "nobody"', "showcase_email"),
    "no TOML": ("bind = 1\nport =\n", "hub.toml:2"),
    "no UTF-8": ("bind = '\udcff'", "hub.toml"),
    "no store": ('blobs = "nowhere"', "blobs"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "named"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_ends_the_command_with_its_name_and_our_words(
    tmp_path: Path, text: str, named: str, language: str
) -> None:
    """The secretariat mends a file by what it reads there, and reads it before all else."""
    folder = tmp_path / "hub"
    founded = ["init", str(folder), "--name", "Essai", "--origin", "localhost/log1"]
    assert CliRunner().invoke(hub_program, founded).exit_code == 0
    (folder / "hub.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = CliRunner().invoke(hub_program, ["status", str(folder), "--lang", language])

    assert done.exit_code == 5, done.output
    assert named in done.stderr
    assert not OF_THE_LIBRARY.search(done.stderr)
    assert bool(ARABIC.search(done.stderr)) is (language == "ar")


@pytest.mark.parametrize("value", ["abc", "[1"])
def test_a_variable_that_cannot_be_read_is_not_blamed_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """Nobody finds in a file what the environment says."""
    monkeypatch.setenv("FORSA_NODE_KINDS", value)
    with pytest.raises(ConfigError) as refused:
        NodeConfig.load(tmp_path)
    told = describe_error(refused.value, "fr")

    assert [one["path"] for one in told["findings"]] == ["kinds"]
    assert "variable" in told["findings"][0]["text"]
    assert not OF_THE_LIBRARY.search(str(told))


def test_settings_that_can_be_are_taken(tmp_path: Path) -> None:
    """The must-accept beside it."""
    (tmp_path / "hub.toml").write_text(
        'showcase_url = "https://example.org/"\nshowcase_email = "forsa@example.org"\n'
        "[limits]\nopen_uploads = 9\n"
    )
    config = HubConfig.load(tmp_path)

    assert (config.showcase_url, config.limits.open_uploads) == ("https://example.org/", 9)
    assert NodeConfig.load(tmp_path).files_bytes_per_day == 0


def test_a_long_value_is_cut() -> None:
    """A file pasted into a setting must not fill the screen."""
    told = wrong_value("blobs", "string_type", ["x" * 1000])

    assert len(told.words["en"]) < 200
