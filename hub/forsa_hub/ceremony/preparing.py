"""Making, signing and joining proposals: what the commands do with the files they are given."""

from pathlib import Path
from typing import Final

from forsa.client.identity import load_identity
from forsa.clock import SystemClock
from forsa.errors import ConflictError, Reason, VerificationError
from forsa.keys import SigningKey
from forsa.root import TrustRoot
from forsa.succession import Succession

from forsa_hub.ceremony.carried import read_carried, read_chain, write_over
from forsa_hub.ceremony.editing import Wishes, propose
from forsa_hub.ceremony.key_files import RootKeyFile
from forsa_hub.folder import open_folder
from forsa_hub.own_keys import draw_key

ROOT: Final = ".root"


def prepare(folder: Path | None, source: Path | None, wishes: Wishes) -> Succession:
    """The next version after the one that a hub has, or a file `N.root`.

    Raises:
        ForsaError: as `propose`; a hub's key is to be drawn, and there is no hub.
        FolderError: there is no hub in the folder.
    """
    if folder is None:
        chain = read_chain(source) if source else ()

        def draw(_: str) -> bytes:
            raise ConflictError(
                "keys of the hub are drawn where the hub is: forsa-hub root draw",
                Reason.KIND_PRECONDITION,
            )

        return propose(chain, wishes, draw)
    hub = open_folder(folder)
    known = hub.roots()
    version, now_ms = known[-1].version + 1, hub.clock().machine.now_ms()
    return propose(known, wishes, lambda kind: draw_key(hub, kind, version, now_ms))


def chain_in(path: Path) -> tuple[TrustRoot, ...]:
    """The trust root of a hub, of a node, or up to a file `N.root`.

    Raises:
        FolderError: the folder is neither.
        VerificationError: `ROOT_INVALID`.
    """
    if not path.is_dir():
        return read_chain(path)
    if (path / "hub.json").exists():
        return open_folder(path).roots()
    return load_identity(path).roots()


def carried_for(path: Path, network_id: bytes | None) -> Succession:
    """A carried proposal, of the network that is meant if one is named.

    Raises:
        VerificationError: `WRONG_NETWORK`; and as `read_carried`.
    """
    proposal = read_carried(path)
    if network_id not in (None, proposal.chain[0].digest):
        raise VerificationError(
            f"the proposal is for network {proposal.chain[0].digest.hex()}", Reason.WRONG_NETWORK
        )
    return proposal


def follow_known(proposal: Succession, known: tuple[TrustRoot, ...]) -> None:
    """Refuse a proposal that does not build on the newest version that its signer knows.

    Raises:
        VerificationError: `ROOT_INVALID`: it builds on another, or on an older one.
    """
    if proposal.current.digest == known[-1].digest:
        return
    raise VerificationError(
        f"the proposal builds on version {proposal.current.version}, "
        f"{proposal.current.digest.hex()}; known here is version {known[-1].version}, "
        f"{known[-1].digest.hex()}",
        Reason.ROOT_INVALID,
    )


def sign_file(
    path: Path, proposal: Succession, file: RootKeyFile, key: SigningKey, *, instead: bool
) -> Succession:
    """Add a signature to a carried file; what the key signs is noted first.

    Raises:
        ForsaError: as `Succession.signed_with` and `RootKeyFile.remember`.
    """
    signed = proposal.signed_with(key)
    file.remember(signed, instead=instead)
    write_over(signed, path)
    return signed


def join_files(path: Path, others: tuple[Path, ...]) -> Succession:
    """Put the signatures of other copies into the first.

    Raises:
        VerificationError: `ROOT_INVALID`: a copy is of another document.
    """
    joined = read_carried(path)
    for other in others:
        joined = joined.joined(read_carried(other))
    write_over(joined, path)
    return joined


def now_ms() -> int:
    """By the clock of the officer's machine, for warnings alone."""
    return SystemClock().now_ms()
