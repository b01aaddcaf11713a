"""Minutes as one HTML file: printable, right to left in Arabic, everything in it escaped."""

from datetime import UTC, tzinfo

from forsa.exports.governance.assembly_minutes import minutes_of_assembly
from forsa.exports.governance.minutes import Named, minutes_of_decision
from forsa.exports.governance.page import page_of
from forsa.governance.views.assemblies import Assembly
from forsa.governance.views.decision import Decision
from forsa.words.reasons import Language


def page_of_decision(
    decision: Decision, language: Language, zone: tzinfo = UTC, named: Named = str
) -> str:
    """The minutes of a decision, as `minutes_of_decision`."""
    return page_of(minutes_of_decision(decision, language, zone, named))


def page_of_assembly(
    assembly: Assembly, language: Language, zone: tzinfo = UTC, named: Named = str
) -> str:
    """The minutes of an assembly, as `minutes_of_assembly`."""
    return page_of(minutes_of_assembly(assembly, language, zone, named))
