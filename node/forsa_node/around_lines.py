"""What is around a work, in lines for people: made of `forsa_node.works`, safe to print."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from forsa import codelists
from forsa.kinds.labels import choice_label
from forsa.words.reasons import Language

from forsa_node.found import code_label, one_line
from forsa_node.words import say

NOTHING: Final = "–"
ID_DIGITS: Final = 16
"""Digits of an id that people are shown."""
_INDENT: Final = "  "
_LINE: Final = "  │ "
"""Before each further line of a comment."""
_WHY_NOT: Final = frozenset({"withdrawn", "hidden", "conflict", "own", "superseded"})


def choice(code: str, language: Language) -> str:
    """A choice in words; a dash if nothing was chosen."""
    return choice_label(code, language) if code else NOTHING


def adoption_lines(adoptions: Iterable[Mapping[str, Any]], language: Language) -> Iterator[str]:
    """Adopted where, how and with what result."""
    for one in adoptions:
        notes = {
            "note_withdrawn": one["withdrawn"],
            "note_hidden": one["hidden"],
            "note_late": one["after_withdrawal"],
            "note_waiting": one["waiting"],
        }
        yield say(
            language,
            "credit_adoption",
            index=called(one),
            member=one["member"],
            region=code_label("region", one["region"], language) or NOTHING,
            fidelity=choice(one["fidelity"], language),
            verdict=choice(one["verdict"], language),
            note=_notes(notes, language) + _older(one, language),
        )


def review_lines(work: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Every opinion, then the means of those that count."""
    for one in work["reviews"]:
        known = one["why_not"] in _WHY_NOT
        notes = {f"note_{one['why_not']}": known, "note_waiting": one["waiting"]}
        note = _notes(notes, language) + _older(one, language)
        recommendation = choice(one["recommendation"], language)
        values = {"member": one["member"], "recommendation": recommendation, "note": note}
        yield say(language, "credit_review", index=called(one), **values)
    for criterion, mean in work["means"].items():
        label = codelists.label("review_criterion", criterion, language)
        values = {"criterion": label, "mean": f"{mean['mean']:g}", "count": mean["reviews"]}
        yield say(language, "credit_mean", **values)


def translation_lines(
    translations: Iterable[Mapping[str, Any]], language: Language
) -> Iterator[str]:
    """Into which languages, by whom; a machine's is never told without saying so."""
    for one in translations:
        notes = {
            "note_withdrawn": one["withdrawn"],
            "note_hidden": not one["shown"] and not one["withdrawn"],
            "note_outdated": one["outdated"],
            "note_waiting": one["waiting"],
        }
        yield say(
            language,
            "credit_translation",
            index=called(one),
            language=code_label("language", one["language"], language) or NOTHING,
            member=one["member"],
            method=choice(one["method"], language),
            note=_notes(notes, language),
        )


def comment_lines(threads: Iterable[Mapping[str, Any]], language: Language) -> Iterator[str]:
    """Conversations, answers indented; a text of several lines stays one, each marked as its own.

    So no text looks like the comment of somebody else.
    """
    for one in threads:
        indent = _INDENT * one["depth"]
        first, *more = _text_lines(one["text"]) or [""]
        gone = "comment_withdrawn" if one["withdrawn"] else "comment_hidden"
        notes = {"note_changed": one["changed"], "note_waiting": one["waiting"]}
        yield say(
            language,
            "shown_comment",
            indent=indent,
            index=called(one),
            member=one["member"],
            kind=choice(one["kind"], language),
            accepted=say(language, "comment_accepted") if one["accepted"] else "",
            text=first or say(language, gone),
            note=_notes(notes, language) if not more else "",
        )
        for number, line in enumerate(more, 1):
            note = _notes(notes, language) if number == len(more) else ""
            yield f"{indent}{_LINE}{line}{note}"
        yield from comment_lines(one["answers"], language)


def _text_lines(text: str) -> list[str]:
    return [line for line in map(one_line, text.split("\n")) if line]


def called(one: Mapping[str, Any]) -> str:
    """What people name a record by: its number, or the beginning of its id before it has one."""
    return one["record_id"][:ID_DIGITS] if one["index"] is None else str(one["index"])


def _older(one: Mapping[str, Any], language: Language) -> str:
    """Which version it was said of, if that is not the newest."""
    if not one["of_older"]:
        return ""
    edition = f", {one_line(one['about_edition'])}" if one["about_edition"] else ""
    return say(language, "note_older", index=one["about_index"], edition=edition)


def _notes(notes: Mapping[str, bool], language: Language) -> str:
    return "".join(say(language, key) for key, told in notes.items() if told)
