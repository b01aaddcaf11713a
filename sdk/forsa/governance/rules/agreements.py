"""agreement.*: texts that parties ratify, and when they come into force."""

from dataclasses import replace
from typing import Final

from forsa.governance.case import Case
from forsa.governance.lookup import Logged
from forsa.governance.state import Act, Agreement, Rights
from forsa.governance.tally import roll_of
from forsa.governance.verdict import Refused, not_allowed, precondition
from forsa.v1 import effects_pb2 as v1

VOTED_TYPES: Final = frozenset({"network_convention", "charter", "internal_rules"})
MAX_OPEN_AGREEMENTS: Final = 64


def publish(case: Case, effect: v1.AgreementPublish) -> Rights | Refused:
    """Open a version of an agreement for ratification."""
    if (effect.type in VOTED_TYPES) != (case.decision is not None):
        how = "takes an adopted proposal" if case.decision is None else "is never voted on"
        return not_allowed(f"an agreement of type {effect.type} {how}")
    refused = _check_version(case, effect) or _check_text(case)
    if refused is not None:
        return refused
    rights = case.rights
    parties = tuple(effect.parties) or roll_of(rights)
    if effect.needed > len(parties):
        return precondition(f"{effect.needed} ratifications needed of {len(parties)} parties")
    own = (a for a in rights.agreements.values() if a.author == case.author.id)
    if sum(not agreement.in_force for agreement in own) >= MAX_OPEN_AGREEMENTS:
        return precondition(f"{case.author.id} has {MAX_OPEN_AGREEMENTS} open agreements")
    agreement = Agreement(
        object_id=case.object_id,
        record_id=case.record_id,
        author=case.author.id,
        version=effect.version,
        needed=effect.needed,
        parties=parties,
        ratify_by_ms=effect.ratify_by_ms,
    )
    return replace(rights, agreements=rights.agreements.set(case.record_id, agreement))


def _newest(case: Case) -> Logged | None:
    versions = case.earlier.objects.get(case.object_id)
    return None if versions is None else case.earlier.records.get(versions.newest)


def _check_version(case: Case, effect: v1.AgreementPublish) -> Refused | None:
    newest = _newest(case)
    if newest is None:
        if effect.version != 1:
            return precondition(f"the first version is {effect.version}, not 1")
        return None
    former = v1.AgreementPublish.FromString(newest.effect)
    if former.type != effect.type:
        return precondition(f"the type was {former.type}, {effect.type} is another agreement")
    if effect.version != former.version + 1:
        return precondition(f"version {effect.version} does not follow {former.version}")
    if case.decision is None and newest.member != case.author.id:
        return precondition(f"the agreement is {newest.member}'s")
    return None


def _check_text(case: Case) -> Refused | None:
    """What a decision publishes is, byte for byte, what was voted on, and readable by all."""
    if case.decision is None:
        return None
    if case.header.audience not in ("public", "network"):
        return precondition("an agreement made by decision has audience public or network")
    body = case.header.body
    if case.decision.text != (body.root, body.size):
        return precondition("the body is not the text that was voted on")
    return None


def ratify(case: Case, effect: v1.AgreementRatify) -> Rights | Refused:
    """Take the act of a party; enough ratifications bring the agreement into force."""
    if not case.is_first_version:
        return precondition("an act on an agreement is a new object, not a new version")
    rights, target, party = case.rights, case.target(), case.author.id
    agreement = None if target is None else rights.agreements.get(target.record_id)
    if agreement is None:
        return precondition("the agreement is neither open nor in force")
    if party not in agreement.parties:
        return not_allowed(f"{party} is not a party of the agreement")
    late = 0 < agreement.ratify_by_ms < case.log_time_ms
    if late and effect.act != "withdraw":
        return precondition(f"the time to ratify ended at {agreement.ratify_by_ms}")
    earlier = agreement.acts.get(party)
    if earlier is not None and case.observed_size <= earlier.index:
        return precondition(
            f"{party} acted at index {earlier.index}, which this author had not seen"
        )
    act = Act(effect.act in ("ratify", "ratify_with_reservation"), case.index)
    return _acted(rights, replace(agreement, acts=agreement.acts.set(party, act)))


def _acted(rights: Rights, agreement: Agreement) -> Rights:
    agreements = rights.agreements
    if not agreement.in_force and len(agreement.ratified_by) >= agreement.needed:
        agreement = replace(agreement, in_force=True)
        with agreements.mutate() as left:
            for record_id, other in agreements.items():
                if other.object_id == agreement.object_id and other.version < agreement.version:
                    del left[record_id]
            agreements = left.finish()
    return replace(rights, agreements=agreements.set(agreement.record_id, agreement))
