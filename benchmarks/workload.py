"""What is published: signed practice reports of about 2 KiB, each with its own words."""

import random
from collections.abc import Sequence
from datetime import date

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import Identity
from forsa.demo.samples import one_report
from forsa.kinds.loaders import load
from forsa.v1.practice_pb2 import PracticeReport

BODY_BYTES = 2048
TODAY = date(2026, 11, 24)


def report_template() -> PracticeReport:
    """A shipped sample."""
    path = one_report()
    loaded = load(path.name, {path.name: path.read_bytes()}, TODAY)
    if not isinstance(loaded.body, PracticeReport):
        raise TypeError(f"{path.name} is no practice report: {loaded.findings}")
    return loaded.body


def report_body(template: PracticeReport, draw: random.Random, size: int = BODY_BYTES) -> bytes:
    """A valid report of about `size` bytes: the template's words, drawn anew for the results."""
    report = PracticeReport()
    report.CopyFrom(template)
    words = " ".join(one.text for one in (*report.context, *report.results)).split()
    text = report.results[0]
    text.text = " ".join(draw.choices(words, k=20))
    missing = size - report.ByteSize()
    if missing > 0:
        text.text += " " + " ".join(draw.choices(words, k=missing // 7))
    return report.SerializeToString(deterministic=True)


def signed_reports(identity: Identity, count: int, seed: int = 1) -> list[Signed]:
    """`count` reports signed by the node's record key."""
    template, draw = report_template(), random.Random(seed)  # noqa: S311 (words, no secrets)
    language = template.results[0].lang
    drafts = (
        Draft(
            "practice.report",
            report_body(template, draw),
            languages=(language,),
            region=template.region,
        )
        for _ in range(count)
    )
    return [sign_draft(draft, identity, 1) for draft in drafts]


def jobs_of(identity: Identity, signed: Sequence[Signed]) -> list[tuple[bytes, bytes, bytes]]:
    """Public key, message and signature of each: what the reference verifies."""
    public = identity.signing_key("record").public
    return [(public, one.record.signed_bytes, one.record.signature) for one in signed]
