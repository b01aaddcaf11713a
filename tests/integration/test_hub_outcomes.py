"""Tables of outcomes at a real hub: what is not safe, or not as it was approved, is not logged."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from forsa.client.published import Logged, Refused
from forsa.errors import Reason
from forsa.keys import SigningKey
from forsa.outcomes.messages import digest_of, parse_release, release_message
from forsa.pool import VerifyPool
from forsa.testing.learners import draw_node
from forsa.v1 import outcomes_pb2 as v1
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import Commitment
from forsa_hub.config import Limits
from forsa_hub.core import Core
from forsa_hub.outcomes.judging import ReleaseJudge

from tests.support.accept_proofs import four_outcomes, prove
from tests.support.accepted_releases import accepted_releases
from tests.support.attachments import salted, sharing
from tests.support.blobs import spoil
from tests.support.outcome_office import PROOF, Office
from tests.support.releases import ABOUT

EXIT: Final = {"formal_education": 17, "active_life": 15, "vocational_training": 3, "unknown": 20}
M3: Final = {"formal_education": 12, "active_life": 18, "vocational_training": 2, "unknown": 23}
_R = Reason


def run(check: Callable[["Office"], Awaitable[None]], **settings: Any) -> None:
    """Run a check with amal, whose preparer has a key of her own."""

    async def inside() -> None:
        async with sharing("amal", **settings) as shared:
            office = Office(shared)
            await office.begin()
            await check(office)

    asyncio.run(inside())


class CountingPool(VerifyPool):
    """A pool whose long work waits at a gate, and is counted.

    Args:
        workers: As a pool has them.
        slow: The body of the release whose work waits; empty = of each.
    """

    def __init__(self, workers: int, slow: bytes = b"") -> None:
        super().__init__(workers)
        self.slow = slow
        self.asked = 0
        self.begun, self.gate = asyncio.Event(), asyncio.Event()
        self.gate.set()

    async def run_apart(self, work: Any, job: Any) -> Any:
        """As a pool does, once the gate is open."""
        self.asked += 1
        self.begun.set()
        if self.slow in (b"", job.body):
            await self.gate.wait()
        return await super().run_apart(work, job)


def judge_with(core: Core, pool: VerifyPool) -> ReleaseJudge:
    """A hub's judge, that has its long work done in this pool."""
    return ReleaseJudge(core.database, core.blobs, pool, core.sequencer.charge)


# --- what is changed by hand ---


def cell_of(message: v1.OutcomeTables, code: str) -> v1.Cell:
    """The cell of a category."""
    return next(cell for cell in message.tables[0].cells if list(cell.at) == [code])


def set_cell(code: str, value: int) -> Callable[[v1.OutcomeTables], None]:
    """Show this in a cell."""

    def edit(message: v1.OutcomeTables) -> None:
        cell = cell_of(message, code)
        cell.state, cell.value = v1.CELL_STATE_SHOWN, value

    return edit


def fill_both(message: v1.OutcomeTables) -> None:
    """Show everything, as it truly is."""
    set_cell("rest", 20)(message)
    set_cell("vocational", 3)(message)


def another_total(message: v1.OutcomeTables) -> None:
    """A total that does not add up, and the enrolment with it."""
    message.frame_n = 56
    set_cell("total", 56)(message)


def shifted(message: v1.OutcomeTables) -> None:
    """A lie that adds up: two learners more went back to school."""
    set_cell("formal_education", 19)(message)
    set_cell("active_life", 13)(message)


def product(name: str) -> Callable[[v1.OutcomeTables], None]:
    """Call it another set of tables."""

    def edit(message: v1.OutcomeTables) -> None:
        message.product_id = name

    return edit


def theta(**values: int) -> Callable[[v1.OutcomeTables], None]:
    """Protect less."""

    def edit(message: v1.OutcomeTables) -> None:
        message.theta.MergeFrom(v1.Theta(**values))

    return edit


def other_history(message: v1.OutcomeTables) -> None:
    """Audited with a release that is not there."""
    message.history.append(bytes(32))


def telephone(message: v1.OutcomeTables) -> None:
    """A text that names somebody's telephone."""
    message.population[0].text = "Renseignements : 06 12 34 56 78."


def two_centres(message: v1.OutcomeTables) -> None:
    """Another coverage than the published enrolment."""
    message.coverage.centres_total = 2


HAND_EDITED: Final[dict[str, tuple[Callable[[v1.OutcomeTables], None], Reason]]] = {
    "a cell changed by one": (
        set_cell("formal_education", 18),
        # a hidden cell could make up for it: the proof does not
        _R.KIND_OUTCOME_PROOF_INVALID,
    ),
    "more than there are": (set_cell("formal_education", 50), _R.KIND_OUTCOME_TABLE_INFEASIBLE),
    "a hidden cell filled": (set_cell("rest", 20), _R.KIND_OUTCOME_PROOF_INVALID),
    "a small cell filled": (set_cell("vocational", 3), _R.KIND_OUTCOME_SMALL_COUNT),
    "everything filled": (fill_both, _R.KIND_OUTCOME_SMALL_COUNT),
    "another total": (another_total, _R.KIND_OUTCOME_FRAME_MISMATCH),
    "a lie that adds up": (shifted, _R.KIND_OUTCOME_PROOF_INVALID),
    "a product of larger frames": (product("node-2"), _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED),
    "a product of other tables": (product("node-0"), _R.KIND_OUTCOME_TABLE_MALFORMED),
    "a product of the network": (product("network"), _R.KIND_OUTCOME_PRODUCT_UNKNOWN),
    "a smaller k": (theta(k=4), _R.KIND_OUTCOME_THETA_NOT_ALLOWED),
    "a smaller width": (theta(w=7), _R.KIND_OUTCOME_THETA_NOT_ALLOWED),
    "another history": (other_history, _R.KIND_OUTCOME_APPROVAL_STALE),
    "other centres": (two_centres, _R.KIND_OUTCOME_FRAME_MISMATCH),
    "a telephone number": (telephone, _R.KIND_OUTCOME_TEXT_PERSONAL_DATA),
}
"""What somebody changes in a release, and what the hub says to it."""


def test_a_release_that_was_edited_by_hand_is_refused_and_not_logged() -> None:
    """Both persons may err, or be made to sign: the hub checks what they signed, not them."""
    release = four_outcomes(EXIT)
    proof = prove([release], [EXIT])

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        told = {}
        for name, (edit, _) in HAND_EDITED.items():
            told[name], _ = await office.refuses(await office.release(release, proof, edit))

        assert told == {name: reason for name, (_, reason) in HAND_EDITED.items()}
        await office.logs(await office.release(release, proof))

    run(check)


def test_a_proof_is_there_is_the_named_one_and_proves_this_release() -> None:
    """Without it safety would be what a solver of somebody says."""
    release, other = four_outcomes(EXIT), four_outcomes(M3)
    proof, narrow = prove([release], [EXIT]), prove([release], [EXIT], moved=7)

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        missing, _ = await office.refuses(await office.release(release, proof, attached=b""))
        swapped, _ = await office.refuses(
            await office.release(release, proof, attached=prove([release], [EXIT], moved=9))
        )
        foreign, _ = await office.refuses(await office.release(release, prove([other], [M3])))
        too_narrow, told = await office.refuses(await office.release(release, narrow))
        noise, _ = await office.refuses(await office.release(release, b"[" * 100))

        assert missing is _R.KIND_OUTCOME_PROOF_MISSING
        assert swapped is foreign is too_narrow is noise is _R.KIND_OUTCOME_PROOF_INVALID
        assert (told["table"], told["at"]) == ("outcome4", "vocational")
        await office.logs(await office.release(release, proof))

    run(check)


def test_a_proof_has_to_be_at_the_hub_and_no_larger_than_its_limit() -> None:
    """The hub reads it before it takes the release; it reads no gigabyte."""
    release = four_outcomes(EXIT)
    proof = prove([release], [EXIT])
    manifest = salted(proof)
    message = release_message(release, ABOUT)
    message.proof_digest = sha256(proof).digest()
    absent = Commitment(root=manifest.root(), size=len(proof), media_type=PROOF)
    large = Commitment(root=manifest.root(), size=4 * 2**20 + 1, media_type=PROOF)
    untyped = Commitment(root=manifest.root(), size=len(proof), media_type="application/json")

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        waiting, told = await office.refuses(office.signed(message, [absent]))
        too_large, _ = await office.refuses(office.signed(message, [large]))
        other, _ = await office.refuses(office.signed(message, [untyped]))
        twice, _ = await office.refuses(office.signed(message, [absent, untyped]))

        assert (waiting, told["missing"]) == (_R.BLOB_MISSING, manifest.root().hex())
        assert too_large is _R.KIND_OUTCOME_PROOF_TOO_LARGE
        assert other is twice is _R.KIND_BODY_INVALID
        await office.member.put(proof, manifest)
        (stored,) = (office.shared.network.folder / "hub" / "blobs").glob("??/*")
        spoil(stored, 5)
        damaged, _ = await office.refuses(office.signed(message, [absent]))
        assert damaged is _R.BLOB_MISSING
        await office.member.put(proof, manifest)
        await office.logs(office.signed(message, [absent]))

    run(check)


def test_an_approval_is_of_these_tables_and_by_another_key() -> None:
    """A signature that was given for other tables is a stolen one."""
    release = four_outcomes(EXIT)
    proof = prove([release], [EXIT])
    message = release_message(release, ABOUT)
    message.proof_digest = sha256(proof).digest()

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        manifest = await office.member.put(proof)
        named = [Commitment(root=manifest.root(), size=len(proof), media_type=PROOF)]
        stolen, _ = await office.refuses(office.signed(message, named, prepared=b"other tables"))
        alone = replace(office, preparer=office.member.identity.signing_key("record"))
        same_key, _ = await office.refuses(alone.signed(message, named))

        assert stolen is same_key is _R.KIND_PRECONDITION
        await office.logs(office.signed(message, named))

    run(check)


def test_a_release_is_held_against_all_that_came_before_it() -> None:
    """Two points, each safe alone, may give a cell away together."""
    first = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        signed = await office.release(first, prove([first], [EXIT]))
        await office.logs(office.frame(), signed)
        alone = four_outcomes(M3, point="m3")
        later = four_outcomes(M3, point="m3", history=[signed.record.record_id])
        forgets, told = await office.refuses(await office.release(alone, prove([alone], [M3])))
        half_proven, _ = await office.refuses(await office.release(later, prove([later], [M3])))

        assert (forgets, told["accepted"]) == (_R.KIND_OUTCOME_APPROVAL_STALE, "1")
        assert half_proven is _R.KIND_OUTCOME_PROOF_INVALID
        proof = prove([first, later], [EXIT, M3])
        await office.logs(await office.release(later, proof))
        again = replace(later, history=(), observation_point="m6")
        twice, _ = await office.refuses(await office.release(again, proof))
        assert twice is _R.KIND_OUTCOME_APPROVAL_STALE

    run(check)


def test_two_releases_of_one_call_know_each_other() -> None:
    """A node that was away sends all it has at once; and two that do not know each other cross."""
    first = four_outcomes(EXIT)
    other = four_outcomes(M3, point="m3")

    async def check(office: Office) -> None:
        signed = await office.release(first, prove([first], [EXIT]))
        crossing = await office.release(other, prove([other], [M3]))
        later = four_outcomes(M3, point="m6", history=[signed.record.record_id])
        third = await office.release(later, prove([first, later], [EXIT, M3]))
        before = office.size
        outcomes = await office.member.publish(office.frame(), signed, crossing, third)

        kept = [isinstance(one, Logged) for one in outcomes]
        assert kept == [True, True, False, True]
        assert office.size == before + 3
        assert isinstance(outcomes[2], Refused)
        assert outcomes[2].error.reason is _R.KIND_OUTCOME_APPROVAL_STALE

    run(check)


def test_releases_that_cross_in_two_calls_cannot_both_pass() -> None:
    """Each was proven safe beside an empty log; together nobody proved them."""
    releases = [four_outcomes(EXIT), four_outcomes(M3, point="m3")]

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        signed = [
            await office.release(one, prove([one], [counts]))
            for one, counts in zip(releases, (EXIT, M3), strict=True)
        ]
        before = office.size
        calls = await asyncio.gather(*(office.member.publish(one) for one in signed))
        outcomes = [outcome for (outcome,) in calls]
        refused = [one.error.reason for one in outcomes if isinstance(one, Refused)]

        assert refused == [_R.KIND_OUTCOME_APPROVAL_STALE]
        assert office.size == before + 1

    run(check)


def test_the_enrolment_comes_first_is_one_and_stays_once_it_was_used() -> None:
    """The product follows from it, and a learner more or less is a difference."""
    release = four_outcomes(EXIT)
    proof = prove([release], [EXIT])

    async def check(office: Office) -> None:
        unknown, _ = await office.refuses(await office.release(release, proof))
        first = office.frame(n=54)
        await office.logs(first)
        mismatch, told = await office.refuses(await office.release(release, proof))
        second_object, _ = await office.refuses(office.frame(n=55))
        header = first.record.header
        fields: dict[str, Any] = {
            "object_id": header.object_id,
            "parent": first.record.record_id,
        }
        other_year, _ = await office.refuses(office.frame(year="2025-2026", **fields))
        corrected = office.frame(n=55, **fields)
        await office.logs(corrected, office.frame(year="2025-2026"))
        signed = await office.release(release, proof)
        await office.logs(signed)
        fields["parent"] = corrected.record.record_id
        late, _ = await office.refuses(office.frame(n=56, **fields))

        assert unknown is mismatch is _R.KIND_OUTCOME_FRAME_MISMATCH
        assert (told["frame_n"], told["n"]) == ("54", "55")
        assert second_object is _R.OBJECT_EXISTS
        assert other_year is late is _R.KIND_OUTCOME_FRAME_CHANGED

    run(check)


def test_an_erased_release_closes_its_year_alone() -> None:
    """Its rows can no longer be held against a new one, and copies of them are everywhere."""
    first = four_outcomes(EXIT)
    other_year = replace(first, school_year="2025-2026")
    other_year = replace(other_year, digest=digest_of(release_message(other_year, ABOUT)))

    async def check(office: Office) -> None:
        signed = await office.release(first, prove([first], [EXIT]))
        await office.logs(office.frame(), signed)
        await office.member.redact(signed.record.record_id)
        later = four_outcomes(M3, point="m3", history=[signed.record.record_id])
        listed, _ = await office.refuses(
            await office.release(later, prove([first, later], [EXIT, M3]))
        )
        unlisted = four_outcomes(M3, point="m3")
        forgets, _ = await office.refuses(await office.release(unlisted, prove([unlisted], [M3])))
        late, _ = await office.refuses(office.frame())

        assert listed is forgets is _R.KIND_OUTCOME_VINTAGE_CLOSED
        assert late is _R.KIND_OUTCOME_FRAME_CHANGED
        await office.logs(office.frame(year="2025-2026"))
        await office.logs(await office.release(other_year, prove([other_year], [EXIT])))

    run(check)


def test_where_a_correction_of_the_enrolment_is_erased_the_version_before_counts() -> None:
    """Nodes cannot tell of which year an erased one was: a hub that did would refuse theirs."""
    first = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        frame = office.frame()
        fields: dict[str, Any] = {
            "object_id": frame.record.header.object_id,
            "parent": frame.record.record_id,
        }
        corrected = office.frame(n=54, **fields)
        signed = await office.release(first, prove([first], [EXIT]))
        await office.logs(frame, corrected)
        refused, _ = await office.refuses(signed)
        await office.member.redact(corrected.record.record_id)

        assert refused is _R.KIND_OUTCOME_FRAME_MISMATCH
        await office.logs(signed)

    run(check)


def test_a_release_is_of_the_centres_that_the_roster_has_in_its_place() -> None:
    """Nodes hold it against the profile before it: they would report a hub that did right."""
    association = draw_node(3, n=180, centres=2, member="amal", region="MA-05")
    (made,) = accepted_releases(association, ["exit"])
    two, three = association.centres, (*association.centres, "zz")

    async def check(office: Office) -> None:
        manifest = await office.member.put(made.proof)
        named = [Commitment(root=manifest.root(), size=len(made.proof), media_type=PROOF)]
        signed = office.signed(v1.OutcomeTables.FromString(made.body), named)
        first = office.profile(*two)
        second = office.profile(*three, before=first)
        third = office.profile(*two, before=second)
        await office.logs(first, office.frame(180, centres=2))
        pool, core = CountingPool(0), office.shared.network.hub.core
        core.releases = judge_with(core, pool)
        pool.gate.clear()
        call = asyncio.create_task(office.member.publish(signed))
        await pool.begun.wait()
        await office.logs(second)
        pool.gate.set()
        (crossed,) = await call
        again, _ = await office.refuses(signed)
        await office.logs(third)
        fourth = office.profile(*three, before=third)
        logged, in_one_call = await office.member.publish(fourth, signed)

        assert isinstance(crossed, Refused)
        assert isinstance(in_one_call, Refused)
        assert isinstance(logged, Logged)
        assert crossed.error.reason is in_one_call.error.reason is _R.BLOB_MISSING
        assert again is _R.KIND_OUTCOME_FRAME_MISMATCH
        fifth = office.profile(*two, before=fourth)
        await office.logs(fifth)
        await office.logs(office.profile(*two, before=fifth), signed)

    run(check)


def test_what_its_own_call_changes_before_a_release_counts_too() -> None:
    """A release is judged before its call is sequenced: an erasure or a refusal comes between."""
    first, later = four_outcomes(EXIT), four_outcomes({**EXIT, "unknown": 21})

    async def check(office: Office) -> None:
        frame = office.frame()
        await office.logs(frame)
        stale = office.frame(n=56, object_id=frame.record.header.object_id)
        unheld = await office.release(later, prove([later], [{**EXIT, "unknown": 21}]))
        outcomes = await office.member.publish(stale, unheld)
        reasons = [one.error.reason for one in outcomes if isinstance(one, Refused)]
        assert reasons == [_R.PARENT_STALE, _R.KIND_OUTCOME_FRAME_MISMATCH]

        signed = await office.release(first, prove([first], [EXIT]))
        await office.logs(signed)
        erased = RecordAct(target=signed.record.record_id, reason="consent")
        redaction = office.member.sign(
            kind="record.redact", body=b"", effect=erased, audience="public"
        )
        second = four_outcomes(M3, point="m3", history=[signed.record.record_id])
        proof = prove([first, second], [EXIT, M3])
        outcomes = await office.member.publish(redaction, await office.release(second, proof))
        reasons = [one.error.reason for one in outcomes if isinstance(one, Refused)]
        assert reasons == [_R.KIND_OUTCOME_VINTAGE_CLOSED]

    run(check)


def test_a_release_that_was_logged_is_a_success_however_often_it_comes() -> None:
    """An answer that was lost must not become a refusal: the history has grown by the release."""
    first = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        signed = await office.release(first, prove([first], [EXIT]))
        before = office.size
        await office.logs(office.frame(), signed, signed)
        size = office.size
        await office.logs(signed, signed)

        assert office.size == size
        assert size == before + 2
        assert parse_release(signed.body).digest == first.digest

    run(check)


def test_who_gave_up_waiting_finds_the_answer_when_asking_again() -> None:
    """A proof that takes longer than a call may last would be checked for ever."""
    first = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        pool = CountingPool(0)
        hub = office.shared.network.hub
        hub.core.releases = judge_with(hub.core, pool)
        signed = await office.release(first, prove([first], [EXIT]))
        pool.gate.clear()
        call = asyncio.create_task(hub.core.offers([signed.item], office.member.identity.holder))
        await pool.begun.wait()
        call.cancel()
        await asyncio.wait([call])
        assert call.cancelled()
        pool.gate.set()
        await office.logs(signed)

        assert pool.asked == 1

    run(check)


def test_a_release_counts_to_its_member_before_it_is_judged_and_once() -> None:
    """A proof that is slow to judge would cost its author nothing, were it refused in the end."""
    release = four_outcomes(EXIT)
    proof, narrow = prove([release], [EXIT]), prove([release], [EXIT], moved=7)

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        pool, core = CountingPool(0), office.shared.network.hub.core
        core.releases = judge_with(core, pool)
        unsafe = await office.release(release, narrow)
        pool.gate.clear()
        before = office.published
        call = asyncio.create_task(office.member.publish(unsafe))
        await pool.begun.wait()
        while_judged = office.published
        pool.gate.set()
        (refused,) = await call

        assert isinstance(refused, Refused)
        assert while_judged.records == office.published.records == before.records + 1
        assert office.published.bytes == before.bytes + len(unsafe.body) + len(
            unsafe.record.envelope
        )
        await office.logs(await office.release(release, proof))
        assert office.published.records == before.records + 2

    run(check)


def test_a_release_of_who_published_too_much_is_not_judged() -> None:
    """The limits of a day would not limit the dearest work that there is."""
    release = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        pool, core = CountingPool(0), office.shared.network.hub.core
        core.releases = judge_with(core, pool)
        signed = await office.release(release, prove([release], [EXIT]))
        quotas = core.sequencer.quotas
        limits, quotas.limits = quotas.limits, Limits(records_per_day=office.published.records)
        too_many, _ = await office.refuses(signed)
        judged = pool.asked
        quotas.limits = limits

        assert (too_many, judged) == (_R.QUOTA_EXCEEDED, 0)
        await office.logs(signed, signed)

    run(check)


def test_a_slow_proof_of_one_member_holds_up_no_release_of_another() -> None:
    """Whoever writes proofs that take long would close the hub to everybody's tables."""
    release, other = four_outcomes(EXIT), four_outcomes(M3)

    async def inside() -> None:
        async with sharing("amal", "badr") as shared:
            amal, badr = Office(shared), Office(shared, "badr")
            for office in (amal, badr):
                await office.begin()
                await office.logs(office.frame())
            slow = await amal.release(release, prove([release], [EXIT]))
            pool, core = CountingPool(0, slow.body), shared.network.hub.core
            core.releases = judge_with(core, pool)
            pool.gate.clear()
            waits = asyncio.create_task(amal.member.publish(slow))
            await pool.begun.wait()
            await badr.logs(await badr.release(other, prove([other], [M3])))

            assert not waits.done()
            pool.gate.set()
            assert isinstance((await waits)[0], Logged)

    asyncio.run(inside())


def test_nothing_is_worked_out_for_a_key_that_nobody_has() -> None:
    """Whoever draws a key would have the hub check megabytes of whole numbers for it."""
    first = four_outcomes(EXIT)
    proof = prove([first], [EXIT])

    async def check(office: Office) -> None:
        await office.logs(office.frame())
        pool = CountingPool(0)
        hub = office.shared.network.hub
        hub.core.releases = judge_with(hub.core, pool)
        signed = await office.release(first, proof)
        message = v1.OutcomeTables.FromString(signed.body)
        named = list(signed.record.header.attachments)
        stranger = SigningKey.from_seed(bytes(31) + b"\x09")
        reason, _ = await office.refuses(office.signed(message, named, approver=stranger))

        assert (reason, pool.asked) == (_R.KEY_UNKNOWN, 0)
        await office.logs(signed)
        assert pool.asked == 1

    run(check)


def test_proofs_are_checked_in_a_worker_process() -> None:
    """A stranger's megabytes of whole numbers would stop the loop for everybody."""
    first = four_outcomes(EXIT)

    async def check(office: Office) -> None:
        signed = await office.release(first, prove([first], [EXIT]))
        await office.logs(office.frame(), signed)
        pool = office.shared.network.hub.core.pool

        assert pool._pool is not None

    run(check, verify_workers=1)
