"""A proposal of a trust root as an officer reads it: differences, warnings, who signed."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from forsa.keys import key_id_of
from forsa.root import TrustRoot
from forsa.succession import Quorum, Succession
from forsa.v1.trust_pb2 import RootDocument
from forsa.words.dates import say_time
from forsa.words.reasons import Language

from forsa_hub.ceremony.carried import format_time, tell_document
from forsa_hub.ceremony.words import say

DAY_MS: Final = 86_400_000
SOON_DAYS: Final = 180
"""Before it expires a version is warned of: officers meet rarely."""
_KEYS: Final = {"root": "root_keys", "log": "log_keys", "service": "service_keys"}


def fingerprint(public: bytes) -> str:
    """A key's id as two people compare it by voice: 32 digits in groups."""
    return in_groups(key_id_of(public).hex()[:32])


def in_groups(digits: str) -> str:
    """Digits in groups of four."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def says_proposal(proposal: Succession, now_ms: int, language: Language) -> Iterator[str]:
    """Everything that somebody who is about to sign must know, line by line."""
    old, new = proposal.current.document, proposal.document
    yield say("network", language, network_id=in_groups(proposal.chain[0].digest.hex()))
    yield say("next", language, version=new.version, before=old.version)
    yield from says_differences(old, new, language)
    yield from says_warnings(old, new, now_ms, language)
    yield say("digest", language, digest=in_groups(proposal.digest.hex()))
    for name, quorum in zip(("must_before", "must_own"), proposal.quorums(), strict=True):
        yield from _says_quorum(name, quorum, language)


def says_differences(old: RootDocument, new: RootDocument, language: Language) -> Iterator[str]:
    """What changes, and every root key that stays, from `old` to `new`."""
    for kind, field in _KEYS.items():
        before, after = getattr(old, field), getattr(new, field)
        shown = _says_list(kind, before, after, language, stays=kind == "root")
        yield from shown
    if (old.threshold, len(old.root_keys)) != (new.threshold, len(new.root_keys)):
        counts = {"old_keys": len(old.root_keys), "new_keys": len(new.root_keys)}
        yield say("threshold", language, old=old.threshold, new=new.threshold, **counts)
    yield from _says_list("ca", old.ca_spki_sha256, new.ca_spki_sha256, language)
    for name, names in _changes(old.hub_names, new.hub_names):
        if name != "kept":
            yield from (say(f"name_{name}", language, name=one) for one in names)
    for name in ("trust_domain", "level"):
        if getattr(old, name) != getattr(new, name):
            yield say(name, language, old=getattr(old, name), new=getattr(new, name))
    if old.expires_ms != new.expires_ms:
        ends = (say_time(one.expires_ms, language) for one in (old, new))
        yield say("expires", language, old=next(ends), new=next(ends))
    if new.log_time_ms:
        yield say("log_time", language, new=format_time(new.log_time_ms))


def _says_list(
    kind: str,
    old: Sequence[bytes],
    new: Sequence[bytes],
    language: Language,
    *,
    stays: bool = False,
) -> Iterator[str]:
    for name, keys in _changes(old, new):
        if stays or name != "kept":
            for key in keys:
                shown = in_groups(key.hex()[:32]) if kind == "ca" else fingerprint(key)
                yield say(f"{kind}_{name}", language, fingerprint=shown)


def _changes(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    yield "removed", [one for one in old if one not in new]
    yield "kept", [one for one in old if one in new]
    yield "added", [one for one in new if one not in old]


def says_warnings(
    old: RootDocument, new: RootDocument, now_ms: int, language: Language
) -> Iterator[str]:
    """What a document allows that its signers may not have thought of."""
    if new.threshold == 1:
        yield say("warn_alone", language)
    elif new.threshold == len(new.root_keys):
        yield say("warn_all", language)
    if not set(old.root_keys) & set(new.root_keys):
        yield say("warn_strangers", language)
    if new.level > old.level:
        yield say("warn_level", language, new=new.level)
    if new.log_time_ms:
        yield say("warn_log_time", language)
    days = (new.expires_ms - now_ms) // DAY_MS
    if days < 0:
        yield say("warn_expired", language, days=-days - 1)
    elif days < SOON_DAYS:
        yield say("warn_expires_soon", language, days=days)


def _says_quorum(name: str, quorum: Quorum, language: Language) -> Iterator[str]:
    counts = {
        "threshold": quorum.threshold,
        "keys": len(quorum.signed) + len(quorum.missing),
        "signed": len(quorum.signed),
        "wanted": quorum.wanted,
    }
    yield say(name, language, **counts)
    for key in quorum.signed:
        yield say("has_signed", language, fingerprint=fingerprint(key))
    for key in quorum.missing:
        yield say("has_not_signed", language, fingerprint=fingerprint(key))


def says_root(chain: Sequence[TrustRoot], language: Language) -> Iterator[str]:
    """The version in force."""
    root = chain[-1]
    document = root.document
    yield say("network", language, network_id=in_groups(chain[0].digest.hex()))
    yield say("in_force", language, version=root.version)
    for kind, field in _KEYS.items():
        keys = getattr(document, field)
        yield from _says_list(kind, keys, keys, language, stays=True)
    yield say("needs", language, new=document.threshold, new_keys=len(document.root_keys))
    hashes = document.ca_spki_sha256
    yield from _says_list("ca", hashes, hashes, language, stays=True)
    yield from (say("name_kept", language, name=one) for one in document.hub_names)
    yield say("expires_at", language, new=say_time(document.expires_ms, language))
    yield say("digest", language, digest=in_groups(root.digest.hex()))


def tell_root(chain: Sequence[TrustRoot]) -> dict[str, Any]:
    """The version in force, for programs."""
    root = chain[-1]
    return {
        "network_id": chain[0].digest.hex(),
        "digest": root.digest.hex(),
        "expires_ms": root.document.expires_ms,
        "document": tell_document(root.document),
    }


def tell_proposal(proposal: Succession) -> dict[str, Any]:
    """A proposal, for programs."""
    before, own = proposal.quorums()
    return {
        "network_id": proposal.chain[0].digest.hex(),
        "digest": proposal.digest.hex(),
        "in_force": tell_document(proposal.current.document),
        "document": tell_document(proposal.document),
        "quorum_before": _tell_quorum(before),
        "quorum": _tell_quorum(own),
        "complete": proposal.is_complete,
    }


def _tell_quorum(quorum: Quorum) -> dict[str, Any]:
    return {
        "threshold": quorum.threshold,
        "signed": [key.hex() for key in quorum.signed],
        "missing": [key.hex() for key in quorum.missing],
        "wanted": quorum.wanted,
    }
