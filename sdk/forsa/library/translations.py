"""A work in one more language: which texts were translated, from which version, and by what.

A translation stands beside the work and never in it: it is another member's word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forsa.kinds.findings import Finding, Level
from forsa.library.cards import texts_of
from forsa.library.told import Told, chosen, newest_of_each

MACHINE: Final = "machine"
_STEP: Final = re.compile(r"([a-z_0-9]+)(?:\[(\d{1,4})\])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class TranslationView:
    """One translation, as it stands."""

    told: Told
    language: str
    """Empty if it may not be shown, or is none that the network knows."""
    method: str
    """`human`, `machine` or `machine_revised`; what is none of them is taken for a machine's."""
    is_outdated: bool
    """The work has a newer version than the one that was translated."""
    counts: bool
    """It can be shown: not withdrawn, not hidden."""
    translated: bytes
    """Record id of the version that was translated; empty = it is not known."""

    @property
    def is_machine(self) -> bool:
        """Whether nobody looked over it: never shown unmarked."""
        return self.method == MACHINE


def translations_of(
    newest: bytes, translations: Iterable[Told], translated: Mapping[bytes, bytes]
) -> list[TranslationView]:
    """The translations of a work, the newest version of each, by index.

    Args:
        newest: Record id of the work's newest version.
        translations: Records of kind translation.publish around it.
        translated: By object id of a translation, the record id of the version it translates.
    """
    views = []
    for one in newest_of_each(translations):
        language = chosen(one.message, "to_language")
        method = chosen(one.message, "method")
        source = translated.get(one.object_id, b"")
        views.append(
            TranslationView(
                one,
                language,
                method or MACHINE,
                source != newest,
                not (one.withdrawn or one.hidden) and bool(language),
                source,
            )
        )
    return views


def best_translation(
    translations: Iterable[TranslationView], language: str, version: bytes
) -> TranslationView | None:
    """Which translation of this very version to show: a person's before a machine's, the newest.

    Args:
        translations: Those of a work.
        language: BCP 47 tag.
        version: Record id of the version that is shown.
    """
    usable = [
        one
        for one in translations
        if one.counts and one.language == language and one.translated == version
    ]
    return min(usable, key=lambda one: (one.is_machine, -one.told.index), default=None)


def translatable_paths(message: Any, language: str) -> dict[str, str]:
    """Every text that the body has in a language, by its path."""
    return {path: text for path, lang, text in texts_of(message) if lang == language}


def unchanged_findings(message: Any, translation: Any) -> list[Finding]:
    """The texts that a translation gives back as they were: one finding each, by path.

    A name or a number may well stay. If more than half of the texts with letters did, nobody
    translated them: then those are errors, and readers of the other language would get nothing.

    Args:
        message: The work's body.
        translation: A `Translation` of it.
    """
    source = translatable_paths(message, translation.from_language)
    worded = [one for one in translation.fields if _has_letters(one.text)]
    same = [one for one in translation.fields if _is_same(one.text, source.get(one.path))]
    kept = sum(1 for one in same if _has_letters(one.text))
    is_untouched = 2 * kept > len(worded)
    return [
        Finding(
            one.path,
            "translation.unchanged",
            {"language": translation.to_language},
            Level.ERROR if is_untouched and _has_letters(one.text) else Level.WARNING,
        )
        for one in same
    ]


def _is_same(text: str, source: str | None) -> bool:
    """Whether nothing but blanks differs."""
    return source is not None and text.split() == source.split()


def _has_letters(text: str) -> bool:
    return any(one.isalpha() for one in text)


def apply_translation(message: Any, translation: Any) -> tuple[Any, list[str]]:
    """A copy of a body with the texts of a translation added, and the paths it does not have.

    Args:
        message: The work's body.
        translation: A `Translation`; a text that the body has in that language already stays.
    """
    whole = type(message)()
    whole.CopyFrom(message)
    unknown = []
    for one in translation.fields:
        texts = _texts_at(whole, one.path)
        if texts is None or not len(texts):
            unknown.append(one.path)
        elif all(text.lang != translation.to_language for text in texts):
            texts.add(lang=translation.to_language, text=one.text)
            texts.sort(key=lambda text: text.lang)
    return whole, unknown


def _texts_at(message: Any, path: str) -> Any:
    """The list of texts at a path; None if the body has no such place."""
    parts = path.split(".")
    for number, part in enumerate(parts):
        match = _STEP.fullmatch(part)
        field = match and message.DESCRIPTOR.fields_by_name.get(match[1])
        if match is None or field is None or field.message_type is None:
            return None
        value = getattr(message, match[1])
        if match[2] is not None:
            if not field.is_repeated or int(match[2]) >= len(value):
                return None
            value = value[int(match[2])]
        is_last = number == len(parts) - 1
        if is_last:
            return _local(value, field.message_type.full_name, has_index=match[2] is not None)
        if field.is_repeated and match[2] is None:
            return None
        message = value
    return None


def _local(value: Any, type_name: str, *, has_index: bool) -> Any:
    if type_name == "forsa.v1.LocalText" and not has_index:
        return value
    if type_name == "forsa.v1.LocalItem" and has_index:
        return value.text
    return None
