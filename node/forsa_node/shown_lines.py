"""What `show` tells around the text of a record, in lines for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from forsa.kinds.labels import choice_label
from forsa.words.reasons import Language

from forsa_node.around_lines import (
    adoption_lines,
    called,
    comment_lines,
    review_lines,
    translation_lines,
)
from forsa_node.found import code_label, one_line
from forsa_node.related import related_lines
from forsa_node.words import say


def lines_of(told: Mapping[str, Any], language: Language) -> dict[str, list[str]]:
    """For people: what must be known before reading, and one block a subject after the text."""
    return {"before": list(_before(told, language)), "after": _blocks(told, language)}


def _before(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    withdrawn = told["withdrawn"]
    if withdrawn is not None:
        why = one_line(withdrawn["note"]) or one_line(withdrawn["reason"])
        waits = withdrawn["index"] is None
        note = say(language, "note_waiting") if waits else ""
        yield say(language, "shown_withdrawn", reason=why) + note
        if withdrawn["kept"]:
            yield say(language, "shown_kept")
    if "maturity" in told:
        yield from _before_work(told, language)


def _before_work(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    newest = told["versions"][-1]
    if newest["record_id"] != told["shown"]:
        note = say(language, "note_waiting") if newest["waiting"] else ""
        yield say(language, "shown_superseded", index=called(newest)) + note
    for one in told["refused_versions"]:
        values = {"folder": told["folder"], "which": one["record_id"][:16]}
        yield say(language, "shown_concurrent", title=one_line(one["title"]), **values)
    if told["maturity"]:
        label = code_label("maturity", told["maturity"], language)
        yield say(language, "shown_maturity", maturity=label)
    if told["translated"]:
        one = told["translated"]
        note = say(language, "note_machine") if one["method"] == "machine" else ""
        yield say(language, "shown_translation", member=one["member"], note=note)


def _blocks(told: Mapping[str, Any], language: Language) -> list[str]:
    blocks = [("comments", list(comment_lines(told["comments"], language)))]
    if "maturity" in told:
        versions = [_version(one, language) for one in told["versions"]]
        blocks = [
            ("files", [_file(one, language) for one in told["files"]]),
            ("versions", versions if len(versions) > 1 else []),
            ("related", related_lines(told["related"], language)),
            ("adoptions", list(adoption_lines(told["adoptions"], language))),
            ("reviews", list(review_lines(told, language))),
            ("translations", list(translation_lines(told["translations"], language))),
            *blocks,
        ]
    return ["\n".join([say(language, f"head_{name}"), *lines]) for name, lines in blocks if lines]


def _version(one: Mapping[str, Any], language: Language) -> str:
    keys = [f"note_{name}" for name in ("withdrawn", "waiting") if one[name]]
    note = "".join(say(language, key) for key in keys)
    edition = one_line(one["edition"])
    return say(language, "shown_version", index=called(one), edition=edition, note=note)


def _file(one: Mapping[str, Any], language: Language) -> str:
    role = choice_label(one["role"], language)
    values = {"role": one_line(role), "size": one["size"]}
    return say(language, "shown_file", name=one_line(one["file_name"]), **values)
