"""What people call the parts of a table of outcomes: its axes and codes, and states of its cells.

Codes of our own lists have their labels there; these are the words for what tables make of them.
A centre is called by its code, which comes from its association: who prints it cleans it.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from forsa import codelists
from forsa.outcomes.axes import OUTCOMES, TOTAL
from forsa.words.reasons import LANGUAGES, Language

Words = tuple[str, str, str]
"""In French, Arabic and English."""


def axis_label(axis: str, language: Language) -> str:
    """What people call an axis; an unknown one by its id."""
    return _say(_AXES.get(axis), axis, language)


def code_label(axis: str, code: str, language: Language) -> str:
    """What people call a code of an axis, or `total`; an unknown one as it is."""
    if code == TOTAL:
        return _say(_TOTAL, code, language)
    own = _CODES.get(code) if axis in OUTCOMES or axis == "age3" else None
    listed = {"age3": "age_band"}.get(axis, "outcome" if axis in OUTCOMES else axis)
    if own is None and listed in codelists.LISTS:
        return codelists.label(listed, code, language)
    return _say(own, code, language)


def state_label(state: str, language: Language) -> str:
    """What the state of a cell means, by its letter; an unknown one as it is."""
    return _say(_STATES.get(state), state, language)


def point_label(point: str, language: Language) -> str:
    """What people call an observation point."""
    return codelists.label("observation_point", point, language)


def vintage_label(vintage: str, language: Language) -> str:
    """What people call a first or a second publication."""
    return _say(_VINTAGES.get(vintage), vintage, language)


def table_label(axes: Iterable[str], language: Language) -> str:
    """What people call a table: its axes, `Sexe × Résultat`; without axes, the total."""
    named = [axis_label(axis, language) for axis in axes]
    return " × ".join(named) or _say(_TOTAL, TOTAL, language)


def _say(words: Words | None, plain: str, language: Language) -> str:
    return words[LANGUAGES.index(language)] if words else plain


_TOTAL: Final[Words] = ("Total", "المجموع", "Total")

_AXES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "sex": ("Sexe", "الجنس", "Sex"),
        "age3": ("Âge à l'entrée", "السن عند الالتحاق", "Age on entry"),
        "strand": ("Volet", "المجال", "Strand"),
        "trade": ("Métier", "الحرفة", "Trade"),
        "milieu": ("Milieu", "الوسط", "Milieu"),
        "entry_level": ("Niveau à l'entrée", "المستوى عند الالتحاق", "Level on entry"),
        "centre": ("Centre", "المركز", "Centre"),
        "region": ("Région", "الجهة", "Region"),
        "outcome7": ("Devenir (7 classes)", "المآل (7 فئات)", "Outcome (7 classes)"),
        "outcome4": ("Devenir (4 classes)", "المآل (4 فئات)", "Outcome (4 classes)"),
        "outcome2": ("Devenir (2 classes)", "المآل (فئتان)", "Outcome (2 classes)"),
    }
)
_CODES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "vocational": (
            "Formation professionnelle ou apprentissage",
            "التكوين المهني أو التدرج المهني",
            "Vocational training or apprenticeship",
        ),
        "active_life": ("Vie active", "الحياة النشيطة", "Working life"),
        "not_integrated_known": (
            "Sans solution, situation connue",
            "بدون إدماج، الوضعية معروفة",
            "Not integrated, situation known",
        ),
        "excluded": ("Non sortants", "خارج حساب المغادرين", "Not leavers"),
        "integrated": ("Insérés", "المدمجون", "Integrated"),
        "rest": ("Autres situations", "وضعيات أخرى", "Other situations"),
        "a00_15": ("Moins de 16 ans", "أقل من 16 سنة", "Under 16"),
        "a18_up": ("18 ans et plus", "18 سنة فما فوق", "18 and over"),
    }
)
_STATES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "v": ("publié", "منشور", "published"),
        "0": ("zéro réel", "صفر", "true zero"),
        "c": ("confidentiel", "سري", "confidential"),
        "x": ("non collecté", "غير متوفر", "not collected"),
        "z": ("sans objet", "غير معني", "not applicable"),
        "h": ("révision en attente", "مراجعة معلقة", "revision held"),
        "e": ("estimé avec bruit", "تقديري", "estimated with noise"),
        "b": ("encadré", "محصور", "bounded"),
    }
)
_VINTAGES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "provisional": ("provisoire", "مؤقت", "provisional"),
        "final": ("définitif", "نهائي", "final"),
    }
)
