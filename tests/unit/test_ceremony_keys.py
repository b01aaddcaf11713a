"""Keys that are typed when the next trust root is prepared."""

from pathlib import Path

import pytest
from forsa_hub.ceremony.editing import find_key, read_key

from tests.support.folded_log import key_named

MEANT, OTHER = key_named("meant").public, key_named("other").public


def test_digits_that_are_typed_are_never_the_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write into the folder of the preparation would put a key of their own there."""
    monkeypatch.chdir(tmp_path)
    for name in (MEANT.hex(), MEANT.hex()[:8]):
        Path(name).write_text(OTHER.hex())
    Path("amal.pub").write_text(f"{OTHER.hex()}\n")

    assert read_key(MEANT.hex()) == MEANT
    assert find_key([MEANT, OTHER], MEANT.hex()[:8]) == MEANT
    assert read_key("amal.pub") == find_key([MEANT, OTHER], "amal.pub") == OTHER
