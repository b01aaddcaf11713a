"""The second line of an error: what exactly happened, in the reader's language.

What only developers meet (a proof, a note or an envelope of a peer that does not hold) stays
English, and is named as that. A test finds every message in the code and asks for its French and
Arabic here.
"""

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import cache
from itertools import chain, zip_longest
from typing import Final

from forsa.errors import Reason
from forsa.words.dates import say_time
from forsa.words.details import (
    admission,
    agreements,
    bundles,
    ceremony,
    drafts,
    dues,
    effects,
    files,
    governance,
    membership,
    network,
    people,
    procedures,
    programs,
    records,
    recounts,
    registers,
    releases,
    votes,
)
from forsa.words.details.instead import INSTEAD
from forsa.words.details.reading import Form, Forms, first_read, most_said_first
from forsa.words.governance import say_code
from forsa.words.kind_names import name_kinds
from forsa.words.reasons import LANGUAGES, Language, Words

TABLES: Final[tuple[Forms, ...]] = (
    network.FORMS,
    records.FORMS,
    recounts.FORMS,
    drafts.FORMS,
    dues.FORMS,
    effects.FORMS,
    files.FORMS,
    governance.FORMS,
    agreements.FORMS,
    bundles.FORMS,
    membership.FORMS,
    people.FORMS,
    registers.FORMS,
    releases.FORMS,
    votes.FORMS,
    admission.FORMS,
    ceremony.FORMS,
    procedures.FORMS,
    programs.FORMS,
)

TECHNICAL: Final = frozenset(
    {
        Reason.ENTRY_MALFORMED,
        Reason.ENVELOPE_MALFORMED,
        Reason.NOTE_MALFORMED,
        Reason.SIGNATURE_INVALID,
        Reason.NOTE_SIGNATURE_INVALID,
        Reason.COMMITMENT_MISMATCH,
        Reason.LOG_BEHIND_CLIENT,
        Reason.VIEW_MISMATCH,
        Reason.STATE_MISMATCH,
        Reason.LOG_DIVERGED,
        Reason.KIND_OUTCOME_TABLE_MALFORMED,
        Reason.KIND_OUTCOME_PROOF_INVALID,
        Reason.HUB_ADMITTED_INVALID,
        Reason.EQUIVOCATION,
        Reason.STATE_DIVERGED,
        Reason.LOG_FROZEN,
        Reason.TIME_REVERSED,
    }
)
"""Where the words of the reason say all that people can use; the message is for developers."""

_MOMENT: Final = "_ms"
"""How the name of a value ends that is milliseconds since 1970."""
_MILLISECONDS: Final = re.compile(r"[0-9]{1,16}")
_FOR_DEVELOPERS: Final = (
    "Détail technique, en anglais : {message}",
    "تفصيل تقني بالإنجليزية: {message}",
)


def say_detail(message: str, language: Language, zone: tzinfo = UTC) -> str:
    """An error's message in a language; one that the tables do not have is named as technical.

    Kinds of records in it are called what people call them, and moments are told as days and
    hours of the zone, also in English.
    """
    if language == LANGUAGES[-1] or not message:
        return _in_english(message, zone)
    place = LANGUAGES.index(language)
    return _told(message, place, zone) or _FOR_DEVELOPERS[place].format(message=message)


def words_instead(message: str, language: Language) -> Words | None:
    """What happened and what to do next, where the reason's words would mislead; else None.

    A message that ends with another one, its `why`, is told in the words of that one.
    """
    found = first_read(_instead(), message)
    if found is not None:
        form, values = found
        words = _instead()[form][LANGUAGES.index(language)]
        named = {name: name_kinds(value, language) for name, value in values.items()}
        return Words(words.what, words.next_step.format_map(named))
    outer = first_read((form for form in _forms() if "why" in form.names), message)
    return None if outer is None else words_instead(outer[1]["why"], language)


def _told(message: str, place: int, zone: tzinfo) -> str | None:
    found = first_read(_forms(), message)
    if found is None:
        return None
    form, values = found
    told = {
        name: _told(value, place, zone) or _named(name, value, LANGUAGES[place], zone)
        for name, value in values.items()
    }
    return form.told[place].format_map(told)


def _in_english(message: str, zone: tzinfo) -> str:
    found = first_read(_forms(), message)
    if found is None:
        return message
    form, values = found
    named = [_named(name, one, LANGUAGES[-1], zone) for name, one in values.items()]
    return "".join(chain(*zip_longest(form.words, named, fillvalue="")))


def _named(name: str, value: str, language: Language, zone: tzinfo) -> str:
    """A value as people read it: a moment as a day and an hour, a kind or status by its name."""
    if name.endswith(_MOMENT) and _MILLISECONDS.fullmatch(value):
        return say_time(int(value), language, zone)
    if language != LANGUAGES[-1] and name == "status":
        return say_code("status", value, language)
    if language != LANGUAGES[-1] and name == "result":
        return say_code("result", value, language)
    return name_kinds(value, language)


@cache
def _instead() -> Mapping[Form, tuple[Words, Words, Words]]:
    return {Form.parse(english, ("", "")): words for english, words in INSTEAD.items()}


@cache
def _forms() -> tuple[Form, ...]:
    return most_said_first(TABLES)
