"""Who may read a record, as members name it and as people are told."""

from forsa.errors import MalformedError, Reason
from forsa.governance.audience import NETWORK, PUBLIC, audiences_of
from forsa.words.reasons import Language

from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say


def require_audience(stores: Stores, audience: str) -> str:
    """An audience that this member may name: `network`, `public`, or a group that it is in.

    Raises:
        MalformedError: `AUDIENCE_UNKNOWN`: it is none of them, as far as this node knows.
    """
    if audience in {NETWORK, PUBLIC}:
        return audience
    member = stores.identity.member
    groups = sorted(audiences_of(Seen.of(stores).state, member) - {NETWORK, PUBLIC})
    if audience not in groups:
        known = ", ".join((NETWORK, PUBLIC, *groups))
        raise MalformedError(
            f"{audience} is no audience; there are: {known}", Reason.AUDIENCE_UNKNOWN
        )
    return audience


def readers_line(audience: str, language: Language) -> str:
    """Who may read it, in a sentence, with the word that says so to a command."""
    return say(language, _key("readers", audience), group=audience)


def readers_name(audience: str, language: Language) -> str:
    """Who may read it, in a list."""
    return say(language, _key("for", audience), group=audience)


def _key(what: str, audience: str) -> str:
    return f"{what}_{audience if audience in {NETWORK, PUBLIC} else 'group'}"
