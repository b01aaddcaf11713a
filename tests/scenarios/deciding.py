"""What a line of a story does: people and time, proposals, ballots, carrying decisions out."""

from typing import Final

from forsa.keys import SigningKey
from forsa.v1 import effects_pb2 as v1

from tests.scenarios.asking import action_of, asked, text_of
from tests.scenarios.story import Stage, unit_of
from tests.support.folded_log import DAY_MS, OFFICE, key_named
from tests.support.next_roots import set_back


def people(_stage: Stage, *_: str) -> str:
    """Everybody is there from the start: `Stage` read the line."""
    return "accepted"


def wait(stage: Stage, time: str) -> str:
    """Time passes, and an entry that gives nobody a right notices it."""
    stage.log.now_ms += unit_of(time)
    return stage.publish(OFFICE, "member.profile")


def silence(stage: Stage, time: str) -> str:
    """Time passes, and no entry notices it."""
    stage.log.now_ms += unit_of(time)
    return "accepted"


def arrive(stage: Stage, name: str) -> str:
    """What was signed and kept reaches the hub."""
    return stage.send(stage.made[name], name)


def clock_back(stage: Stage, time: str, who: str) -> str:
    """The officers of the trust root repair log time after a leap."""
    stage.log.now_ms -= unit_of(time)
    return stage.publish(who, "root.publish", set_back(stage.log, stage.log.now_ms))


def admit(
    stage: Stage,
    member: str,
    role: str | None,
    key: str | None,
    who: str | None,
    purposes: str | None,
) -> str:
    """The office, or who tries to be it, takes a provisional member with one key."""
    named = (purposes or "admin govern record").split()
    keys = [stage.log.new_key(member, key or member, named)]
    effect = v1.MemberAdmit(member=member, role=role or "member", keys=keys)
    return stage.publish(who or OFFICE, "member.admit", effect)


def act(stage: Stage, who: str, verb: str, member: str) -> str:
    """Change how a member stands without a proposal."""
    effect = v1.MemberAct(member=member, reason="told")
    return stage.publish(who, f"member.{verb}", effect)


def open_(
    stage: Stage, name: str, who: str, audience: str | None, words: str, time: str | None
) -> str:
    """Open a proposal, for ten days unless a time is told."""
    proposal_type, actions = asked(stage, words.removesuffix(NO_TEXT))
    effect = v1.ProposalOpen(
        type=proposal_type,
        actions=actions,
        closes_ms=stage.log.now_ms + unit_of(time or "10 days"),
        call=1,
    )
    with_text = not words.endswith(NO_TEXT)
    return publish_proposal(stage, name, who, effect, audience or "public", with_text=with_text)


NO_TEXT: Final = " without its text"


def publish_proposal(
    stage: Stage,
    name: str,
    who: str,
    effect: v1.ProposalOpen,
    audience: str = "public",
    *,
    with_text: bool = True,
) -> str:
    """Publish a proposal, and keep it as it was when it opened."""
    has_text = effect.type == "agreement" and with_text
    text = (text_of("agreed text", "text/plain"),) if has_text else ()
    outcome = stage.publish(
        who, "proposal.open", effect, name=name, attachments=text, audience=audience
    )
    if outcome == "accepted":
        stage.proposals[name] = stage.log.rights.proposals[stage.records[name]]
    return outcome


def second_call(stage: Stage, first: str, name: str, who: str, words: str | None) -> str:
    """Call a proposal again, or another one in its place."""
    former = stage.proposals[first]
    actions = [v1.Action(kind=kind, effect=data) for kind, data in former.actions]
    proposal_type = former.type
    if words is not None:
        proposal_type, actions = asked(stage, words)
    effect = v1.ProposalOpen(
        type=proposal_type,
        actions=actions,
        closes_ms=stage.log.now_ms + 10 * DAY_MS,
        call=2,
        first_call=former.record_id,
    )
    return publish_proposal(stage, name, who, effect)


def ballot(
    stage: Stage,
    name: str,
    who: str,
    absent: str | None,
    choice: str,
    given: str | None,
    blind: str | None,
) -> str:
    """Vote, for oneself or by a proxy; `given`: by one for another proposal or voter."""
    effect = v1.BallotCast(choice=choice)
    if absent is not None:
        member, _, key = absent.partition("/")
        voter, proposal = who.partition("/")[0], name
        match (given or "").rsplit(" ", 1):
            case ["for", other]:
                proposal = other
            case ["given to", other]:
                voter = other
        signer: SigningKey | None = key_named(key) if key else None
        effect = stage.log.proxy(choice, member, voter, stage.records[proposal], signer)
    return stage.publish(who, "ballot.cast", effect, target=name, blind=blind is not None)


def close(stage: Stage, name: str) -> str:
    """Let time pass to just after the last millisecond that counts."""
    stage.log.now_ms = stage.proposals[name].closes_ms + 1
    return stage.publish(OFFICE, "member.profile")


def execute(
    stage: Stage,
    name: str,
    who: str,
    number: str | None,
    other: str | None,
    called: str | None,
    extra: str | None,
) -> str:
    """Publish the next action of a proposal, or the one with this number, or another one."""
    proposal = stage.proposals[name]
    index = int(number) if number is not None else (proposal.pending or (0,))[0]
    kind, effect = proposal.actions[index]
    if other is not None:
        _, kind, message = action_of(stage, other)
        effect = message.SerializeToString()
    body = text_of("agreed text") if kind == "agreement.publish" else None
    if extra == "with another text":
        body = text_of("another text")
    files = (text_of("a file", "text/plain"),) if extra == "with a file" else ()
    return stage.publish(
        who,
        kind,
        effect,
        name=called or "",
        target=name,
        body=body,
        attachments=files,
        audience="data" if extra == "in data" else "public",
    )
