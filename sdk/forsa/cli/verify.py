"""`forsa verify FILE`: a receipt or a bundle, checked offline."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import click

from forsa.bundle import MAGIC
from forsa.cli.bundle_check import BundleCheck
from forsa.cli.bundle_files import open_all, require_nothing_then, then_option
from forsa.cli.trust import Trust, gather_trust, trust_options
from forsa.cli.words import say
from forsa.client.console import EXIT_CODES, json_option, lang_option, print_json, tells_errors
from forsa.encoding import parse_hex
from forsa.errors import ForsaError, MalformedError, Reason, Situation, VerificationError
from forsa.keys import key_id_of
from forsa.receipt import (
    MAX_RECEIPT_BYTES,
    VerifiedReceipt,
    parse_receipt,
    verify_receipt,
    verify_record_signature,
)
from forsa.words.reasons import Language


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@trust_options
@click.option("--author-key", metavar="HEX", help="The author's public key, to check a receipt.")
@then_option
@lang_option
@json_option
@tells_errors
def verify(
    file: Path,
    author_key: str | None,
    then: tuple[Path, ...],
    lang: Language,
    as_json: bool,
    **trusting: Any,
) -> None:
    """Verify a receipt or a bundle without any network.

    A receipt is verified against a trust root: that of a node's folder (--node DIR), or files
    that the network id authenticates (--network ID --root FILE). A bundle brings its own trust
    root; --network says which network it has to be of. --then names those that go on from it.
    """
    trust = gather_trust(**trusting)
    with file.open("rb") as source, open_all(then) as more:
        is_bundle = source.read(len(MAGIC)) == MAGIC
        source.seek(0)
        with told_of_a_file():
            if is_bundle:
                told = _verify_bundle(source, trust, lang, more)
            else:
                require_nothing_then(file, then)
                told = _verify_receipt(source.read(MAX_RECEIPT_BYTES + 1), trust, author_key, lang)
    lines = told.pop("lines")
    if as_json:
        print_json({"verified": True, **told})
    else:
        click.echo("\n".join(lines))


_OF_A_FILE: Final[Mapping[Reason, Situation]] = {
    Reason.NOTE_MALFORMED: Situation.NO_RECEIPT,
    Reason.ENTRY_MALFORMED: Situation.NO_RECEIPT,
    Reason.ENVELOPE_MALFORMED: Situation.NO_RECEIPT,
    Reason.HEADER_MALFORMED: Situation.NO_RECEIPT,
    Reason.SIGNATURE_INVALID: Situation.NOT_GENUINE,
    Reason.NOTE_SIGNATURE_INVALID: Situation.NOT_GENUINE,
    Reason.COMMITMENT_MISMATCH: Situation.NOT_GENUINE,
}
"""A file that does not hold is no alarm about a hub: anybody can have made it."""


@contextmanager
def told_of_a_file() -> Iterator[None]:
    """Tell what does not hold in a file as a file that proves nothing."""
    try:
        yield
    except ForsaError as error:
        if error.situation is None and error.reason in _OF_A_FILE:
            error.told_as(_OF_A_FILE[error.reason])
        raise


def _verify_receipt(
    data: bytes, trust: Trust, author_key: str | None, lang: Language
) -> dict[str, Any]:
    receipt = parse_receipt(data)
    roots = trust.require_roots()
    found = verify_receipt(receipt, roots)
    author = _author_key(found, trust, author_key)
    if author is not None:
        verify_record_signature(found.record, author)
    header = found.record.header
    values = {
        "what": "receipt",
        "network_id": roots[0].digest.hex(),
        "origin": roots[0].document.origin,
        "index": found.index,
        "record_id": found.record.record_id.hex(),
        "kind": header.kind,
        "member": header.member,
        "sequenced_ms": found.entry.sequenced_ms,
        "checkpoint_size": found.checkpoint.size,
        "log_key_retired": found.log_key_retired,
        "author_verified": author is not None,
    }
    moment = datetime.fromtimestamp(found.entry.sequenced_ms / 1000, UTC)
    lines = [
        say(lang, "receipt_ok", index=found.index, origin=values["origin"]),
        say(
            lang,
            "record",
            kind=header.kind,
            member=header.member,
            time=f"{moment:%d/%m/%Y %H:%M} UTC",
            record=values["record_id"],
        ),
        say(lang, "author_ok" if author else "author_unknown"),
        *([say(lang, "retired")] if found.log_key_retired else []),
        say(lang, "valid_elsewhere"),
    ]
    return {**values, "lines": lines}


def _author_key(found: VerifiedReceipt, trust: Trust, given: str | None) -> bytes | None:
    """The author's key: as given, or one that the first trust root names."""
    if given is not None:
        try:
            return parse_hex(given.strip().lower(), 32)
        except MalformedError as error:
            raise error.told_as(Situation.MISWRITTEN_ID) from None
    members = trust.require_roots()[0].document.members
    keys = [key.public_key for member in members for key in member.keys]
    wanted = found.record.header.key_id
    return next((key for key in keys if key_id_of(key) == wanted), None)


def _verify_bundle(
    source: BinaryIO, trust: Trust, lang: Language, then: Sequence[BinaryIO] = ()
) -> dict[str, Any]:
    check = BundleCheck.begin(source, trust)
    manifest, network_id = check.manifest, check.network_id
    size = _tied(check)
    for more in then:
        check = check.follow(more)
        size = _tied(check)
    if check.roots and check.roots[0].document.origin != manifest.origin:
        raise VerificationError(
            f"the trust root is of log {check.roots[0].document.origin}", Reason.WRONG_NETWORK
        )
    named = {"network": network_id.hex()}
    lines = [
        say(
            lang,
            "bundle_ok",
            start=manifest.from_size,
            end=check.manifest.to_size - 1,
            origin=manifest.origin,
        ),
        say(lang, "tree_ok", size=size),
        say(lang, "network" if trust.network_id else "network_claimed", **named),
    ]
    return {
        "what": "bundle",
        "network_id": network_id.hex(),
        "network_given": trust.network_id is not None,
        "origin": manifest.origin,
        "from_size": manifest.from_size,
        "to_size": check.manifest.to_size,
        "checkpoint_size": size,
        "unreadable_entries": check.unreadable,
        "frames": check.counts,
        "lines": lines,
    }


def _tied(check: BundleCheck) -> int:
    """Walk a bundle; the size of the signed tree that has its entries."""
    for _ in check.frames():
        pass
    size = check.finish()
    if size is None:
        raise VerificationError(
            "the entries follow others that are not in the bundle: only a node that has those can "
            "connect them",
            Reason.NOTE_SIGNATURE_INVALID,
        )
    return size
