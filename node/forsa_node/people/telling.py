"""Keys in lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from forsa.client.zones import people_zone
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_day
from forsa.words.reasons import Language

from forsa_node.found import one_line
from forsa_node.words import say

_NAMELESS = {"node": "key_of_node", "paper": "key_on_paper", "elsewhere": "key_elsewhere"}


def key_lines(row: Mapping[str, Any], language: Language) -> Iterator[str]:
    """A key of `keys_here`, with the records that are marked by it."""
    name = row["name"] or say(language, _NAMELESS[row["whose"]])
    standing = say(language, f"key_{row['standing']}")
    values = {"fingerprint": row["fingerprint"], "purposes": say_purposes(row, language)}
    yield say(language, "key_line", name=name, standing=standing, **values)
    if row["delegate"]:
        yield say(language, "key_of_delegate", delegate=row["delegate"])
    if row["compromised_from"] is not None:
        yield from marked_lines(row["compromised_from"], row["marked"], language)


def say_purposes(row: Mapping[str, Any], language: Language) -> str:
    """What a key is for."""
    comma = "، " if language == "ar" else ", "
    return comma.join(say(language, f"purpose_{one}") for one in row["purposes"])


def marked_lines(
    since: int, marks: Sequence[Mapping[str, Any]], language: Language
) -> Iterator[str]:
    """The records that are marked from a number on: each with number, day, kind and title."""
    key = "key_marks" if marks else "key_marks_nothing"
    yield say(language, key, index=since, count=len(marks))
    for one in marks:
        kind = kind_label(one["kind"], language)
        title = one_line(one["title"]) or one_line(kind)
        day = say_day(one["log_time_ms"], people_zone())
        values = {"index": one["index"], "day": day, "kind": one_line(kind), "title": title}
        yield say(language, "key_mark", **values)


def revocation_lines(told: Mapping[str, Any], folder: Path, language: Language) -> Iterator[str]:
    """What follows if a key ends."""
    name = told["name"] or say(language, _NAMELESS[told["whose"]])
    values = {"name": name, "fingerprint": told["fingerprint"]}
    yield say(language, "revoking_key", **values, purposes=say_purposes(told, language))
    yield say(language, "revoking_stays")
    if told["whose"] == "node":
        yield say(language, "revoking_node", folder=folder)
    if told["delegate"]:
        yield say(language, "revoking_delegate", delegate=told["delegate"])
    if told["compromised_from"] is not None:
        yield from marked_lines(told["compromised_from"], told["marked"], language)
    if not told["admins_left"]:
        yield say(language, "revoking_last_admin")
