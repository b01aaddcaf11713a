"""What an action of a proposal would do, in one sentence made of its effect alone.

A voter reads it before, and apart from, the words of whoever proposes (docs/protocol.md,
"Proposals, ballots, decisions"): those may say anything, the effect is what is executed, byte for
byte. Nothing of it is cut: what does not fit on a line may be what matters.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, tzinfo
from typing import Any, Final

from forsa.errors import ForsaError
from forsa.governance.settings import GROUP_PREFIX, RULE_PREFIX
from forsa.keys import key_id_of
from forsa.kinds.effects import parse_effect
from forsa.kinds.findings import printable
from forsa.kinds.registry import KINDS
from forsa.words.actions import SENTENCES, SETTINGS
from forsa.words.dates import say_days, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import LANGUAGES, Language

Called = Callable[[bytes], str]
"""What a record is called, by its id."""
_DIGITS: Final = 16


def short_id(record_id: bytes) -> str:
    """The beginning of an id, long enough to find it by."""
    return record_id.hex()[:_DIGITS]


def say_actions(
    actions: Iterable[tuple[str, bytes]],
    language: Language,
    zone: tzinfo = UTC,
    called: Called = short_id,
) -> tuple[str, ...]:
    """A sentence for each action of a proposal, in their order."""
    return tuple(say_action(kind, effect, language, zone, called) for kind, effect in actions)


def say_action(
    kind: str,
    effect: bytes,
    language: Language,
    zone: tzinfo = UTC,
    called: Called = short_id,
) -> str:
    """What the action does.

    Args:
        kind: As the registry has it.
        effect: Its bytes; what is not well-formed is said to be unknown, for it does nothing.
        language: Of the reader.
        zone: For times.
        called: Names the record that it acts on.
    """
    sentences = SENTENCES.get(kind)
    message = _parsed(kind, effect)
    if sentences is None or message is None:
        name = printable(kind)
        return _pick(SENTENCES["unknown"], language).format(kind=name, effect=effect.hex())
    if kind == "setting.change":
        return _pick(sentences, language).format(settings=_settings(message.settings, language))
    values = _values(message, language, zone, called)
    return _pick(sentences, language).format(**values)


def say_setting(name: str, value: str, language: Language) -> str:
    """A setting and its value as people read them; one of a program's own as it is."""
    name, value = printable(name), printable(value)
    if name.startswith(RULE_PREFIX):
        rule, _, quorum = value.partition(" ")
        return _pick(SETTINGS["rule"], language).format(
            type=say_code("type", name.removeprefix(RULE_PREFIX), language),
            rule=say_code("rule", rule, language),
            quorum=say_code("quorum", quorum, language),
        )
    if name.startswith(GROUP_PREFIX):
        nobody = _pick(SETTINGS["nobody"], language)
        members = value.replace(",", ", ") or nobody
        group = name.removeprefix(GROUP_PREFIX)
        return _pick(SETTINGS["group"], language).format(group=group, members=members)
    known = SETTINGS.get(name)
    if known is None:
        return f"{name} = {value}"
    shown = SETTINGS.get(f"{name}={value}")
    return _pick(known, language).format(
        value=value if shown is None else _pick(shown, language), name=name
    )


def _settings(settings: Any, language: Language) -> str:
    between = _pick(SETTINGS["between"], language)
    return between.join(say_setting(one.name, one.value, language) for one in settings)


def _parsed(kind: str, effect: bytes) -> Any:
    known = KINDS.get(kind)
    try:
        return None if known is None else parse_effect(known, effect)
    except ForsaError:
        return None


def _values(message: Any, language: Language, zone: tzinfo, called: Called) -> dict[str, str]:
    return dict(_told(message, language, zone, called))


def _told(
    message: Any, language: Language, zone: tzinfo, called: Called
) -> Iterator[tuple[str, str]]:
    """Each field of an effect as its sentence may name it."""
    for field in message.DESCRIPTOR.fields:
        value = getattr(message, field.name)
        match field.name:
            case "target":
                yield field.name, printable(called(value))
            case "key_id":
                yield field.name, value.hex()
            case "keys":
                ids = (
                    f"{key_id_of(one.public_key).hex()} ({', '.join(one.purposes)})"
                    for one in value
                )
                yield "count", str(len(value))
                yield field.name, ", ".join(ids)
            case "reason":
                yield field.name, printable(say_code("reason", value, language))
            case "days":
                yield field.name, say_days(value, language)
            case "role":
                yield field.name, say_code("role", value, language)
            case "parties":
                all_of_them = _pick(SENTENCES["whole roll"], language)
                yield field.name, ", ".join(value) or all_of_them
            case "ratify_by_ms":
                yield "until", _until(value, language, zone)
            case "compromised_from":
                said = "stolen from" if value else "not stated"
                yield field.name, _pick(SENTENCES[said], language).format(index=value)
            case _:
                yield field.name, printable(str(value))


def _key(key: Any) -> str:
    return f"{key_id_of(key.public_key).hex()} ({', '.join(key.purposes)})"


def _until(time_ms: int, language: Language, zone: tzinfo) -> str:
    if not time_ms:
        return _pick(SENTENCES["no limit"], language)
    return _pick(SENTENCES["until"], language).format(time=say_time(time_ms, language, zone))


def _pick(words: tuple[str, str, str], language: Language) -> str:
    return words[LANGUAGES.index(language)]
