"""Minutes as plain text, for a letter or a terminal."""

from datetime import UTC, tzinfo

from forsa.exports.governance.assembly_minutes import minutes_of_assembly
from forsa.exports.governance.minutes import Named, minutes_of_decision
from forsa.exports.governance.text import text_of
from forsa.governance.views.assemblies import Assembly
from forsa.governance.views.decision import Decision
from forsa.words.reasons import Language


def text_of_decision(
    decision: Decision, language: Language, zone: tzinfo = UTC, named: Named = str
) -> str:
    """The minutes of a decision, as `minutes_of_decision`."""
    return text_of(minutes_of_decision(decision, language, zone, named))


def text_of_assembly(
    assembly: Assembly, language: Language, zone: tzinfo = UTC, named: Named = str
) -> str:
    """The minutes of an assembly, as `minutes_of_assembly`."""
    return text_of(minutes_of_assembly(assembly, language, zone, named))
