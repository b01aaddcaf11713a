"""Every kind of record: who may publish it, what it answers, what it carries.

`KINDS` is the one table that V6 to V14 of the fold read; a kind is one line. What a kind asks
for beyond the table, and what it does to the state, is its function in `forsa.governance.rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from google.protobuf.message import Message

from forsa.v1 import effects_pb2 as v1


class Purpose(StrEnum):
    """What a key may be used for."""

    RECORD = "record"
    GOVERN = "govern"
    ADMIN = "admin"


class Authority(StrEnum):
    """Who may publish a record that executes no proposal. `V8` looks at the status before."""

    SECRETARIAT = "secretariat"
    """Role secretariat, active."""
    VOTER = "voter"
    """Role member or secretariat, active."""
    MEMBER = "member"
    """Role member or secretariat."""
    ANY = "any"
    """Any role; an observer only if the kind is open to observers."""


class Mark(StrEnum):
    """What V12 asks of `object_id` and `parent`."""

    VERSIONED = "v"
    """The next version of an object of the author, or its first without a parent."""
    TARGET = "t"
    """As versioned, but the first version names the record it answers."""
    PROPOSAL = "p"
    """The proposal being executed; empty where an authority of its own exists."""
    NONE = "-"
    """No parent, and a new object."""
    OPTIONAL_TARGET = "?"
    """As versioned or as target, as the first version chose: the mark of unknown kinds."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record, as the registry has it."""

    name: str
    purpose: Purpose
    authority: Authority | None
    """Who may publish it with no proposal as parent; None: only by decision."""
    decided_by: tuple[str, ...]
    """Proposal types whose adoption lets any voter publish it, byte for byte."""
    mark: Mark
    targets: tuple[str, ...]
    """For `Mark.TARGET`: the kinds it may answer; empty: any."""
    effect: type[Message] | None
    body: str | None
    """Name of the body message in `forsa.v1`."""
    body_required: bool
    view: bool
    """It gives nobody a right: the state stays as it was."""
    observers: bool
    """Open to members whose role is observer."""
    known: bool = True
    """In the registry; else its effect may be any bytes."""


_PURPOSE = {"r": Purpose.RECORD, "g": Purpose.GOVERN, "a": Purpose.ADMIN}
_AUTHORITY = {
    "sec": Authority.SECRETARIAT,
    "voter": Authority.VOTER,
    "member": Authority.MEMBER,
    "any": Authority.ANY,
    "P": None,
}
_RESERVED_FAMILIES = """
    root member key node delegate setting agreement assembly proposal ballot obligation sanction
    appeal record
"""
RESERVED: Final = frozenset(_RESERVED_FAMILIES.split())
"""First segments of the kinds that only the registry may add to."""

_OBSERVERS = """
    key.add key.revoke key.recover key.veto node.add node.revoke member.profile member.withdraw
    comment.publish record.withdraw record.redact record.redact_done
"""
_OPEN_TO_OBSERVERS: Final = frozenset(_OBSERVERS.split())


def _kind(
    name: str,
    who: str,
    mark: str,
    effect: type[Message] | None = None,
    body: str = "",
    *,
    by: str = "",
    view: bool = False,
) -> Kind:
    """Build a line.

    Args:
        name: The kind.
        who: Purpose (`r`, `g`, `a`) and authority; `P`: by decision only.
        mark: The parent mark, then what it may answer.
        effect: The effect message.
        body: Name of the body message, with `!` if it is required.
        by: Types of the proposals whose adoption allows it.
        view: It changes no right.
    """
    purpose, authority = who.split()
    parent, *targets = mark.split()
    return Kind(
        name=name,
        purpose=_PURPOSE[purpose],
        authority=_AUTHORITY[authority],
        decided_by=tuple(by.split()),
        mark=Mark(parent),
        targets=() if targets == ["any"] else tuple(targets),
        effect=effect,
        body=body.rstrip("!") or None,
        body_required=body.endswith("!"),
        view=view,
        observers=name in _OPEN_TO_OBSERVERS,
    )


def _view(
    name: str, who: str, mark: str, effect: type[Message] | None = None, body: str = ""
) -> Kind:
    """Build the line of a kind that changes no right."""
    return _kind(name, who, mark, effect, body, view=True)


_APPEALED = "t sanction.notice member.suspend member.expel"
_LIBRARY = "practice.report curriculum.publish"

# fmt: off
_TABLE: Final = (
    #     kind                 who      parent; effect; body; by which decisions
    _kind("root.publish",      "g voter", "-", v1.RootPublish),
    _kind("member.admit",      "g sec",   "-", v1.MemberAdmit),
    _kind("member.activate",   "g sec",   "p", v1.MemberAct, by="admission"),
    _kind("member.role",       "g P",     "p", v1.MemberRole, by="statute_change"),
    _kind("member.suspend",    "g P",     "p", v1.MemberAct, by="suspension"),
    _kind("member.reinstate",  "g P",     "p", v1.MemberAct, by="reinstatement"),
    _kind("member.withdraw",   "g any",   "-", v1.MemberAct),
    _kind("member.expel",      "g P",     "p", v1.MemberAct, by="exclusion"),
    _view("member.profile",    "r any",   "v", None, "MemberProfile!"),
    _kind("key.add",           "a any",   "-", v1.KeyAdd),
    _kind("key.revoke",        "a any",   "p", v1.KeyRevoke, by="keys"),
    _kind("key.recover",       "g P",     "p", v1.KeyRecover, by="keys"),
    _kind("key.veto",          "a any",   "t key.recover"),
    _kind("node.add",          "a any",   "-", v1.NodeAdd),
    _kind("node.revoke",       "a any",   "-", v1.NodeRevoke),
    _kind("delegate.appoint",  "g voter", "v", v1.DelegateAppoint, "DelegatePerson"),
    _kind("delegate.revoke",   "g any",   "-", v1.DelegateRevoke),
    _kind("setting.change",    "g P",     "p", v1.SettingChange, by="statute_change committee"),
    _kind("agreement.publish", "g voter", "p", v1.AgreementPublish, "Agreement!", by="agreement"),
    _kind("agreement.ratify", "g voter", "t agreement.publish", v1.AgreementRatify, "Ratification"),
    _view("assembly.call",     "g sec",   "v", v1.AssemblyCall, "Assembly!"),
    _view("assembly.minutes",  "g sec",   "t assembly.call", None, "Minutes!"),
    _kind("proposal.open",     "g voter", "-", v1.ProposalOpen, "Proposal!"),
    _kind("ballot.cast",       "g voter", "t proposal.open", v1.BallotCast),
    _view("obligation.set",    "g sec",   "v", v1.ObligationSet, "Obligation!"),
    _view("obligation.submit", "r member", "t obligation.set", v1.ObligationSubmit, "Submission"),
    _view("obligation.review", "g sec",   "t obligation.submit", v1.ObligationReview, "ReviewNote"),
    _view("obligation.waive",  "g sec",   "t obligation.set", v1.ObligationWaive, "ReviewNote"),
    _view("sanction.notice",   "g sec",   "-", v1.SanctionNotice, "Sanction!"),
    _view("appeal.open",       "g any",   _APPEALED, None, "Appeal!"),
    _view("practice.report",   "r member", "v", None, "PracticeReport!"),
    _view("curriculum.publish", "r member", "v", None, "Curriculum!"),
    _view("outcome.frame",     "r member", "v", None, "OutcomeFrame!"),
    _view("outcome.release",   "r member", "v", v1.OutcomeRelease, "OutcomeTables!"),
    _view("practice.adopt",    "r member", f"t {_LIBRARY}", None, "Adoption!"),
    _view("review.publish",    "r member", f"t {_LIBRARY} practice.adopt", None, "Review!"),
    _view("comment.publish",   "r any",   "t any", None, "Comment!"),
    _view("translation.publish", "r member", "t any", None, "Translation!"),
    _view("flag.raise",        "r member", "t any", v1.FlagRaise, "Flag"),
    _kind("record.withdraw",   "r any",   "-", v1.RecordAct, "Note"),
    _kind("record.redact",     "r any",   "p", v1.RecordAct, by="moderation"),
    _view("record.redact_done", "r any",   "-", v1.RedactDone),
    _kind("record.hold",       "g sec",   "p", v1.RecordHold, by="moderation"),
    _kind("record.release",    "g sec",   "p", v1.RecordAct, by="moderation"),
)
# fmt: on

KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in _TABLE})


def kind_of(name: str) -> Kind | None:
    """Return the registry's line for `name`, the line that every unknown kind has, or None.

    An unknown kind is a view of any member, with any effect and body: kept, relayed, shown raw.
    None: the name is not in the registry, and its family is the registry's alone.
    """
    known = KINDS.get(name)
    if known is not None:
        return known
    if name.split(".", 1)[0] in RESERVED:
        return None
    return Kind(
        name=name,
        purpose=Purpose.RECORD,
        authority=Authority.MEMBER,
        decided_by=(),
        mark=Mark.OPTIONAL_TARGET,
        targets=(),
        effect=None,
        body=None,
        body_required=False,
        view=True,
        observers=False,
        known=False,
    )
