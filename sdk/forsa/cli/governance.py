"""`forsa governance recount`: every decision counted again from the entries, by nobody's word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

import forsa
from forsa.bundle import MAGIC
from forsa.cli.bundle_files import open_all, require_nothing_then, then_option
from forsa.cli.recount_bundle import recount_bundle
from forsa.cli.recount_claims import Difference, Findings
from forsa.cli.recount_copy import SQLITE_MAGIC, find_database, recount_copy
from forsa.cli.recount_lines import lines_of
from forsa.cli.trust import Trust, gather_trust, trust_options
from forsa.cli.verify import told_of_a_file
from forsa.client.console import (
    EXIT_CODES,
    json_option,
    lang_option,
    late_progress,
    print_json,
    tells_errors,
)
from forsa.errors import MalformedError, NotFoundError, Reason, VerificationError
from forsa.governance.digest import state_digest
from forsa.governance.views.as_json import as_json as plain
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import decisions
from forsa.governance.views.recounting import oddities
from forsa.governance.whole import WholeLog
from forsa.words.reasons import Language

DIFFERS: Final = 3
"""Exit code where something does not follow from the entries."""
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Recount:
    """What was counted again."""

    source: str
    """`bundle`, `copy` or `hub`."""
    network_id: bytes
    network_given: bool
    size: int
    root: bytes
    log_time_ms: int
    state_digest: bytes
    """Of the state after the last entry."""
    signed_size: int | None
    """Size of a tree that the log's key signed and that has these entries; None: none is here."""
    known_size: int | None
    """Size of a signed tree that is larger than what is here: the copy of a node that has not
    fetched everything yet, or of which the end was cut off. None: none is known."""
    voids: dict[int, str]
    decisions: tuple[Decision, ...]
    differences: tuple[Difference, ...]


@click.group()
def governance() -> None:
    """What a network decided, as everybody can check it."""


@governance.command(epilog=EXIT_CODES)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--hub", is_flag=True, help="SOURCE is a node's folder: pull the log from its hub.")
@trust_options
@then_option
@click.option("--proposal", metavar="WHICH", help="Only this one: its number, or its record id.")
@click.option("--ballots", is_flag=True, help="Name every ballot and proxy, not the count alone.")
@lang_option
@json_option
@tells_errors
def recount(
    source: Path,
    hub: bool,
    then: tuple[Path, ...],
    proposal: str | None,
    ballots: bool,
    lang: Language,
    as_json: bool,
    **trusting: Any,
) -> None:
    """Count every decision again, from the first entry on.

    SOURCE is a bundle, or a copy of the log: the folder or the database of a hub or of a node,
    which is only read. With --hub it is the folder of a node that has joined, and the log comes
    from its hub. Every signature is checked and every rule applied anew; what the copy itself
    says of verdicts, digests and results is held against that. Bundles that go on from the first
    are named with --then, in order.
    """
    trust = gather_trust(**trusting)
    with late_progress() as tell:
        found = _recount(source, trust, tell, then, hub=hub)
    shown = found.decisions if proposal is None else (_only(found.decisions, proposal),)
    if as_json:
        print_json({"agrees": not found.differences, **plain(found), "decisions": plain(shown)})
    else:
        whole = ballots or proposal is not None
        click.echo("\n".join(lines_of(found, shown, lang, ballots=whole)))
    if found.differences:
        raise click.exceptions.Exit(DIFFERS)


def _recount(source: Path, trust: Trust, tell: Tell, then: Sequence[Path], *, hub: bool) -> Recount:
    if hub:
        require_nothing_then(source, then)
        return _from_hub(source, trust, tell)
    path = find_database(source)
    with path.open("rb") as file, open_all(then) as more, told_of_a_file():
        head = file.read(len(SQLITE_MAGIC))
        file.seek(0)
        if head.startswith(MAGIC):
            return _found("bundle", trust, *recount_bundle(file, trust, tell, more))
        require_nothing_then(path, then)
    if head != SQLITE_MAGIC:
        raise MalformedError(
            f"{path.name} is neither a bundle nor the database of a log", Reason.BUNDLE_DAMAGED
        )
    return _found("copy", trust, *recount_copy(path, tell))


def _from_hub(folder: Path, trust: Trust, tell: Tell) -> Recount:
    with forsa.connect(folder) as network:
        pulled = network.governance.pulled(tell)
        findings = Findings(signed_size=pulled.trusted.accepted_size)
        given = Trust(network.network_id, ())
        _require_network(trust, network.network_id)
        return _found("hub", given, pulled.log, findings)


def _found(source: str, trust: Trust, log: WholeLog, findings: Findings) -> Recount:
    network_id = log.state.rights.network_id
    _require_network(trust, network_id)
    chronicle = log.chronicle()
    told = decisions(chronicle)
    odd = (one for decision in told for one in oddities(chronicle, decision))
    differences = (
        *findings.differences,
        *(Difference(one.what, one.index, one.told, one.found) for one in odd),
    )
    return Recount(
        source=source,
        network_id=network_id,
        network_given=trust.network_id is not None,
        size=log.size,
        root=log.frontier.root(),
        log_time_ms=log.state.log_time_ms,
        state_digest=state_digest(log.state.rights),
        signed_size=findings.signed_size,
        known_size=findings.known_size,
        voids=dict(sorted(log.state.rights.voids.items())),
        decisions=told,
        differences=differences,
    )


def _require_network(trust: Trust, network_id: bytes) -> None:
    if trust.network_id not in (None, network_id):
        raise VerificationError(
            f"these are entries of network {network_id.hex()}", Reason.WRONG_NETWORK
        )


def _only(told: tuple[Decision, ...], which: str) -> Decision:
    """The proposal with this number in the log, or whose record id begins so.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: none, or more than one.
    """
    wanted = which.strip().lower()
    found = [
        one
        for one in told
        if str(one.index) == wanted or (len(wanted) >= 8 and one.record_id.hex().startswith(wanted))
    ]
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found)} proposals have the number or the id {which[:64]!r}",
            Reason.RECORD_UNKNOWN,
        )
    return found[0]
