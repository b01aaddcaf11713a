"""What is published: signed practice reports of about 2 KiB, each with its own words."""

import random
from collections.abc import Sequence

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import Identity
from forsa.v1.practice_pb2 import PracticeReport

from tests.support.reports import LANGUAGE, REGION, small_report

BODY_BYTES = 2048
WORDS = [
    "absences",
    "appel",
    "artisan",
    "atelier",
    "carnet",
    "centre",
    "chambre",
    "couture",
    "éducatrice",
    "électricité",
    "entretien",
    "famille",
    "fille",
    "filière",
    "garçon",
    "insertion",
    "jeune",
    "lecture",
    "matin",
    "menuiserie",
    "métier",
    "mois",
    "parcours",
    "parents",
    "pratique",
    "présence",
    "province",
    "rural",
    "semaine",
    "stage",
    "suivi",
    "transport",
    "tuteur",
    "visite",
]


def report_body(number: int, draw: random.Random, size: int = BODY_BYTES) -> bytes:
    """A report that keeps every rule, of about `size` bytes; its results are drawn words."""
    report: PracticeReport = small_report(number)
    missing = size - report.ByteSize()
    report.results[0].text += " " + " ".join(draw.choices(WORDS, k=max(1, missing // 8)))
    return report.SerializeToString(deterministic=True)


def signed_reports(identity: Identity, count: int, seed: int = 1) -> list[Signed]:
    """`count` reports signed by the node's record key."""
    draw = random.Random(seed)  # noqa: S311 (words, no secrets)
    drafts = (
        Draft("practice.report", report_body(n, draw), languages=(LANGUAGE,), region=REGION)
        for n in range(count)
    )
    return [sign_draft(draft, identity, 1) for draft in drafts]


def jobs_of(identity: Identity, signed: Sequence[Signed]) -> list[tuple[bytes, bytes, bytes]]:
    """Public key, message and signature of each: what the reference verifies."""
    public = identity.signing_key("record").public
    return [(public, one.record.signed_bytes, one.record.signature) for one in signed]
