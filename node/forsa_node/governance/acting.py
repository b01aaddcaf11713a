"""How a member acts: judged by the fold first, told to its signer, then signed and queued."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click
from forsa.client.demonstration import clock_of
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.errors import MalformedError, Reason
from forsa.governance.authority import executes
from forsa.governance.state import State
from forsa.kinds.body import attachments_of
from forsa.kinds.registry import KINDS
from forsa.v1.record_pb2 import Commitment
from google.protobuf.message import Message

from forsa_node.drafts.desk import Desk
from forsa_node.drafts.writing import Answering
from forsa_node.governance.foreseeing import require_foreseen
from forsa_node.people.signing import Ask, Signer, signer
from forsa_node.publishing import (
    EXIT_NO,
    Asking,
    newest_observed,
    publish_drafts,
    queue,
    says_yes,
    tell_queued,
)
from forsa_node.reading import reading
from forsa_node.said import publish_said
from forsa_node.seen import Seen
from forsa_node.store.desk import HeldFile

NOBODY: Final = ""
"""Signs with the node's own key."""


@dataclass(frozen=True, slots=True)
class Exactly:
    """A body that nobody may change any more: its bytes, and the salt they were committed with."""

    body: bytes
    salt: bytes
    """32 bytes."""
    languages: tuple[str, ...] = ()
    """Of the body, as its header announces them."""


@dataclass(frozen=True, slots=True)
class Act:
    """A governance record before anybody signs it."""

    kind: str
    effect: Message | None = None
    message: Message | None = None
    """The body; None: it has none."""
    parent: bytes = b""
    """The record that it answers, replaces or executes."""
    object_id: bytes = b""
    """Of the thing whose next version it is; empty: a new thing."""
    audience: str = "network"
    attachments: Sequence[Commitment] = ()
    """What its header will commit to, for the judgement alone: a body describes its own."""
    files: Mapping[str, HeldFile] = field(default_factory=dict)
    """Beside its body: the text that it puts to the vote, as `VOTED_TEXT`."""
    exactly: Exactly | None = None
    """Instead of `message`: a body that was voted on, signed as it is."""
    title: str = ""
    """As its author knows it in lists; sent to nobody."""

    @property
    def effect_bytes(self) -> bytes:
        """As they are signed."""
        return b"" if self.effect is None else self.effect.SerializeToString(deterministic=True)

    @property
    def answering(self) -> Answering:
        """What a draft of it carries."""
        return Answering(self.parent, self.object_id, self.effect_bytes, self.audience)

    def _described(self) -> tuple[Commitment, ...]:
        return () if self.message is None else attachments_of(self.message)

    def draft(self) -> Draft:
        """What is signed if no draft is made of it; a body is any text that keeps its kind."""
        line = KINDS[self.kind]
        stand_in = b"x" if self.message is None and line.body_required else b""
        exactly = self.exactly or Exactly(b"", b"")
        return Draft(
            self.kind,
            exactly.body or self.message or stand_in,
            effect=self.effect,
            audience=self.audience,
            object_id=self.object_id,
            parent=self.parent,
            attachments=tuple(self.attachments) or self._described(),
            languages=exactly.languages,
            salt=exactly.salt,
        )


@dataclass(frozen=True, slots=True, repr=False)
class Signing:
    """Whose word it is."""

    name: str = NOBODY
    """Of a person with a key here; empty: whoever works at the node, with its key."""
    ask: Ask = field(default=lambda _name: "")
    """For the passphrase; called only where a name is given."""


def act(
    folder: Path,
    what: Act,
    asking: Asking,
    told: Sequence[str] = (),
    signing: Signing = Signing(),  # a value
) -> int:
    """Publish an act once its signer says yes; return the exit code.

    Args:
        folder: The node's.
        what: The act.
        asking: How its signer is asked.
        told: What will be signed and what it means, in the signer's language: shown first.
        signing: Who signs.

    Raises:
        ForsaError: the network would refuse it, with the rule's reason; nothing was signed.
    """
    who, _ = require_allowed_act(folder, what, signing)
    tell(told, asking)
    if what.message is not None:
        return publish_said(
            folder, what.kind, what.message, what.answering, asking, who.key, what.files
        )
    if not says_yes(asking):
        return EXIT_NO
    return _sign(folder, what, who, asking)


def act_file(
    folder: Path,
    file: Path,
    what: Act,
    asking: Asking,
    told: Sequence[str] = (),
    signing: Signing = Signing(),  # a value
) -> int:
    """The same with the body from a file that people wrote; it stays as a draft until they say yes.

    Raises:
        MalformedError: `KIND_UNKNOWN`: the file is something else.
        ForsaError: as `act`.
    """
    who, _ = require_allowed_act(folder, what, signing)
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        loaded = desk.look(file)
        if loaded.kind != what.kind:
            raise MalformedError(
                f"{file} is a {loaded.kind or 'text of no kind'}; a {what.kind} is meant",
                Reason.KIND_UNKNOWN,
            )
        tell(told, asking)
        row, _ = desk.add(file, asking.person, what.answering, asking.language)
        if what.files:
            row = desk.replace_files(row.number, what.files)
        return publish_drafts(folder, desk, [row], asking, who.key)


def require_allowed_act(folder: Path, what: Act, signing: Signing) -> tuple[Signer, State]:
    """Who signs, and the state the act was judged against.

    Raises:
        ForsaError: the person may not sign, or the network would refuse it.
    """
    executing = executes(KINDS[what.kind], what.parent)
    with reading(folder) as stores:
        observed = newest_observed(stores)  # first: the daemon goes on, and seen must not be older
        seen = Seen.of(stores)
        who = signer(
            stores.identity, seen.state, signing.name, signing.ask, what.kind, executing=executing
        )
        trial = sign_draft(what.draft(), stores.identity, 0, observed, who.key)
        return who, require_foreseen(stores, seen, trial.record)


def _sign(folder: Path, what: Act, who: Signer, asking: Asking) -> int:
    clock = clock_of(folder)
    with reading(folder) as stores:
        observed = newest_observed(stores)
        signed: Signed = sign_draft(
            what.draft(), stores.identity, clock.now_ms(), observed, who.key
        )
    asyncio.run(queue(folder, [signed], [what.title], clock))
    tell_queued([signed], [what.title], asking)
    return 0


def tell(told: Sequence[str], asking: Asking) -> None:
    """Show people what will be signed; a machine is given the answer alone."""
    for line in () if asking.as_json else told:
        click.echo(line, err=True)
