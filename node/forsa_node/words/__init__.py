"""What the node says to its people, in French, Arabic and English; one file a subject."""

from pathlib import Path
from typing import Final

from forsa.errors import Reason
from forsa.kinds.body_texts import FORBIDDEN
from forsa.words.reasons import Language, explain

from forsa_node.words import (
    agreements,
    around,
    assemblies,
    bundles,
    concerns,
    drafts,
    dues,
    exporting,
    files,
    general,
    joining,
    library,
    members,
    moderation,
    network,
    people,
    registers,
    releases,
    stripping,
    votes,
)
from forsa_node.words.general import ALARMS

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    **agreements.SENTENCES,
    **general.SENTENCES,
    **joining.SENTENCES,
    **drafts.SENTENCES,
    **dues.SENTENCES,
    **files.SENTENCES,
    **library.SENTENCES,
    **around.SENTENCES,
    **exporting.SENTENCES,
    **stripping.SENTENCES,
    **people.SENTENCES,
    **members.SENTENCES,
    **moderation.SENTENCES,
    **registers.SENTENCES,
    **releases.SENTENCES,
    **network.SENTENCES,
    **votes.SENTENCES,
    **assemblies.SENTENCES,
    **bundles.SENTENCES,
    **concerns.SENTENCES,
}


def explain_alarm(reason: Reason, language: Language) -> tuple[str, str]:
    """What an alarm of the mirror says, and what to do next."""
    special = ALARMS.get(reason)
    return special[language] if special else explain(reason, language)


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values; what they hold of strangers is safe to print."""
    shown = {name: _shown(value) for name, value in values.items()}
    return SENTENCES[key][language].format(**shown)


def _shown(value: object) -> object:
    """A text or path without what could move a cursor or turn a line; line feeds stay."""
    return FORBIDDEN.sub(" ", str(value)) if isinstance(value, (str, Path)) else value
