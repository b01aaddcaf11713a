"""The statutes in force, for `proposal rules`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forsa.governance.settings import RULE_PREFIX
from forsa.governance.views.actions import say_setting
from forsa.governance.views.as_json import as_json
from forsa.governance.views.statutes import statutes
from forsa.kinds.findings import printable
from forsa.words.reasons import Language

from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.words import say


def statutes_here(folder: Path, language: Language) -> list[dict[str, Any]]:
    """Every setting in force by what this node verified, each with the sentence that says it."""
    with reading(folder) as stores:
        found = statutes(Seen.of(stores).state)
    return [as_json(one) | {"says": say_setting(one.name, one.value, language)} for one in found]


def statute_lines(rows: list[dict[str, Any]], folder: Path, language: Language) -> Iterator[str]:
    """A line each; what the network chose is marked, and how it is changed comes last."""
    for row in rows:
        said = row["says"]
        if row["name"].startswith(RULE_PREFIX):
            said = f"{said} ({printable(row['name'])})"
        yield said if row["is_default"] else say(language, "statute_own", says=said)
    yield say(language, "statutes_change", folder=folder)
