"""A small practice report that keeps every rule, for tests that need many of them."""

from forsa.v1.common_pb2 import Common, LocalItem, LocalText
from forsa.v1.practice_pb2 import (
    PracticeActor,
    PracticeReplication,
    PracticeReport,
    PracticeStep,
)

LANGUAGE = "fr"
REGION = "MA-05"


def _text(words: str, at_least: int) -> list[LocalText]:
    """`words`, repeated until they are long enough."""
    return [LocalText(lang=LANGUAGE, text=" ".join([words] * (at_least // len(words) + 1)))]


def _item(words: str) -> LocalItem:
    return LocalItem(text=_text(words, 10))


def small_report(number: int) -> PracticeReport:
    """The report of this number; the number is in its title."""
    return PracticeReport(
        common=Common(original_language=LANGUAGE, licence="CC-BY-SA-4.0"),
        title=[LocalText(lang=LANGUAGE, text=f"Rapport numéro {number}")],
        summary=_text("Ce que le centre a essayé.", 40),
        themes=["attendance_retention"],
        strands=["centre_life"],
        region=REGION,
        milieu="rural",
        period_start="2024-01-08",
        maturity="trial",
        evidence_level="monitoring",
        context=_text("Les absences se voyaient trop tard.", 150),
        objective=_text("Savoir le matin même qui manque.", 40),
        steps=[PracticeStep(title=_text("Relever", 3), text=_text("Noter les absents.", 20))],
        actors=[PracticeActor(role="family")],
        results=_text("Les longues absences sont rares.", 80),
        success_factors=[_item("La même personne à l'accueil.")],
        constraints=[_item("Les numéros changent souvent.")],
        lessons=[_item("Demander deux numéros.")],
        replication=PracticeReplication(conditions=[_item("Un téléphone du centre.")]),
        safeguarding_declaration=True,
    )
