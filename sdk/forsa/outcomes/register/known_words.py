"""How people name the columns and values of a register, in French, Arabic, English and Portuguese.

Words are folded (`fold`): small letters, no accents or vowel signs, one blank between them.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from forsa.codelists import LISTS, rows
from forsa.normal_form import normalize

_ARABIC_FORMS: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_NOT_WORDS: Final = re.compile(r"[\W_]+")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "learner_key": (
            *("id", "n", "no", "num", "numero", "code", "matricule", "reference", "key", "number"),
            *("numero d ordre", "n d ordre", "identifiant", "code apprenant", "learner key"),
            *("learner id", "student id", "رقم", "الرقم", "الرقم الترتيبي", "رقم التسجيل", "الرمز"),
            *("الرقم التسلسلي", "codigo", "numero de inscricao"),
        ),
        "school_year": (
            *("annee scolaire", "annee", "saison", "school year", "cohort", "cohorte", "promotion"),
            *("السنه الدراسيه", "الموسم الدراسي", "السنه", "ano letivo", "ano escolar"),
        ),
        "centre": (
            *("centre", "etablissement", "ecole", "site", "center", "school", "e2c", "e2cng"),
            *("المركز", "مركز", "الموسسه", "المدرسه", "escola", "centro"),
        ),
        "sex": ("sexe", "genre", "sex", "gender", "الجنس", "النوع", "sexo", "genero"),
        "birth_year": (
            *("annee de naissance", "date de naissance", "naissance", "ne le", "nee le", "ddn"),
            *("birth year", "year of birth", "birth date", "date of birth", "dob", "birthdate"),
            *("سنه الازدياد", "تاريخ الازدياد", "تاريخ الميلاد", "سنه الميلاد", "تاريخ الولاده"),
            *("data de nascimento", "ano de nascimento", "nascimento"),
        ),
        "age": (
            *("age", "age a l entree", "age at entry", "age at enrollment", "age at enrolment"),
            *("السن", "العمر", "idade"),
        ),
        "milieu": (
            *("milieu", "milieu de residence", "zone", "residence", "area", "urban rural"),
            *("الوسط", "الوسط السكني", "وسط الاقامه", "zona", "meio"),
        ),
        "region": ("region", "aref", "الجهه", "الاكاديميه", "regiao"),
        "entry_level": (
            *("niveau", "niveau scolaire", "niveau d entree", "niveau d etudes", "entry level"),
            *("dernier niveau", "level", "education level", "previous qualification"),
            *("المستوي", "المستوي الدراسي", "اخر مستوي دراسي", "المستوي التعليمي", "nivel"),
        ),
        "strand": (
            *("filiere", "volet", "parcours", "strand", "programme", "program", "axe"),
            *("المسار", "المسلك", "الشعبه", "البرنامج", "percurso"),
        ),
        "trade": (
            *("metier", "specialite", "atelier", "formation", "trade", "workshop", "vocation"),
            *("المهنه", "الحرفه", "التخصص", "الورشه", "oficio", "curso"),
        ),
        "entry_date": (
            *("date d entree", "date d inscription", "entree", "inscription", "entry date"),
            *("enrolment date", "enrollment date", "start date", "date de debut"),
            *("تاريخ الالتحاق", "تاريخ التسجيل", "تاريخ الدخول", "data de entrada"),
        ),
        "exit_date": (
            *("date de sortie", "sortie", "date de fin", "exit date", "end date", "leaving date"),
            *("تاريخ المغادره", "تاريخ الخروج", "تاريخ الانتهاء", "data de saida"),
        ),
        "outcome": (
            *("devenir", "insertion", "situation", "resultat", "outcome", "destination", "status"),
            *("situation a la sortie", "type d insertion", "integration", "target", "debouche"),
            *("الوضعيه", "المال", "الادماج", "نوع الادماج", "وضعيه الادماج", "situacao"),
        ),
        "observed": (
            *(
                "date d observation",
                "date de suivi",
                "date de contact",
                "observed",
                "follow up date",
            ),
            *("تاريخ التتبع", "تاريخ الاتصال", "تاريخ الملاحظه"),
        ),
        "source": (
            *("source", "source de l information", "preuve", "evidence", "المصدر", "مصدر المعلومه"),
        ),
    }
)
"""Field, or the beginning of the fields of the observation points, to names of columns."""

NUMBERS: Final = (
    *("massar", "code massar", "cne", "cin", "cnie", "n cin", "numero cin", "carte nationale"),
    *("مسار", "رمز مسار", "رقم مسار", "البطاقه الوطنيه", "رقم البطاقه الوطنيه", "رقم البطاقه"),
    *("national id", "identity card", "n massar", "numero massar"),
)
"""Columns with a number of the state: an input of a digest, and dropped."""

SENSITIVE: Final = (
    *("nom", "prenom", "nom et prenom", "nom complet", "name", "first name", "last name"),
    *("full name", "surname", "nom en arabe", "prenom en arabe", "nome", "apelido"),
    *("الاسم", "النسب", "الاسم الكامل", "الاسم الشخصي", "الاسم العايلي", "اسم", "نسب"),
    *("telephone", "tel", "gsm", "portable", "phone", "mobile", "whatsapp", "email", "e mail"),
    *("mail", "الهاتف", "رقم الهاتف", "البريد الالكتروني", "adresse", "address", "العنوان"),
    *("lieu de naissance", "place of birth", "مكان الازدياد", "douar", "quartier", "الحي"),
    *("pere", "mere", "tuteur", "tutrice", "nom du pere", "nom de la mere", "father", "mother"),
    *("guardian", "parents", "الاب", "الام", "الولي", "ولي الامر", "اسم الاب", "اسم الام"),
    *("handicap", "type de handicap", "sante", "maladie", "health", "disability", "special needs"),
    *("educational special needs", "الاعاقه", "الصحه", "نوع الاعاقه", "المرض", "enceinte", "حامل"),
    *("religion", "catholic", "الدين", "nationalite", "nationality", "nacionality", "origine"),
    *("origin", "الجنسيه", "الاصل", "international", "langue maternelle", "mother tongue"),
    *(
        "situation familiale",
        "etat civil",
        "marital status",
        "الحاله العايليه",
        "famille",
        "family",
    ),
    *("situation judiciaire", "justice", "judiciaire", "protection", "orphelin", "يتيم", "القضاء"),
    *("note", "notes", "moyenne", "mark", "marks", "grade", "النقطه", "المعدل", "observations"),
    *("observation", "remarque", "remarques", "commentaire", "comment", "notes libres", "ملاحظات"),
    *("pstatus", "medu", "fedu", "mjob", "fjob", "romantic", "famrel", "dalc", "walc", "famsize"),
    *("funemp", "fmpr", "livboth", "debtor", "scholarship holder", "rib", "photo"),
)
"""Columns that say more of a person than a register may keep."""

_VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "sex": {
            "f": ("f", "fille", "femme", "feminin", "female", "girl", "انثي", "بنت", "فتاه", "انث"),
            "m": ("m", "h", "g", "garcon", "homme", "masculin", "male", "boy", "ذكر", "ولد"),
            "u": ("", "inconnu", "unknown"),
        },
        "milieu": {
            "urban": ("u", "urbain", "urban", "ville", "حضري", "مدينه"),
            "peri_urban": ("periurbain", "peri urbain", "شبه حضري"),
            "rural": ("r", "rural", "campagne", "douar", "قروي", "باديه"),
        },
        "outcome": {
            "formal_education": (
                "ecole",
                "formel",
                "retour a l ecole",
                "scolarise",
                "graduate",
                "school",
            ),
            "vocational_training": ("ofppt", "formation", "cfa", "fp", "training", "التكوين"),
            "apprenticeship": ("apprentissage", "contrat d apprentissage", "التدرج"),
            "employed": ("emploi", "salarie", "travail", "cdi", "cdd", "employment", "شغل", "عمل"),
            "self_employed": ("auto emploi", "agr", "cooperative", "independant", "تشغيل ذاتي"),
            "internship": ("stage", "stagiaire", "تدريب"),
            "seeking": ("recherche", "sans solution", "chomage", "joblessness", "بدون حل", "عاطل"),
            "inactive": ("inactif", "inactive", "foyer", "au foyer"),
            "dropped_out": ("abandon", "dropout", "decrochage", "انقطاع", "منقطع"),
            "continuing": ("poursuit", "en cours", "enrolled", "continue", "يتابع"),
            "transferred": ("transfere", "transfert", "محول"),
            "neutral_exit": ("deces", "demenagement", "maladie"),
            "unknown": ("inconnu", "non joint", "injoignable", "unknown", "غير معروف"),
        },
        "source": {
            "verified": ("verifie", "verified", "attestation", "contrat", "موكد"),
            "declared": ("declare", "declared", "telephone", "مصرح به"),
            "none": ("aucune", "none", "sans", "لا شيء"),
        },
    }
)

_POINTS: Final = (
    (
        "m12",
        re.compile(r"\b(?:12 ?(?:mois|months|meses|شهرا?)|[mt] ?12|1 an|un an|one year|سنه)\b"),
    ),
    ("m6", re.compile(r"\b(?:6 ?(?:mois|months|meses|اشهر)|m ?6|t ?6|سته اشهر)\b")),
    ("m3", re.compile(r"\b(?:3 ?(?:mois|months|meses|اشهر)|m ?3|t ?3|ثلاثه اشهر)\b")),
    ("exit", re.compile(r"\b(?:a la sortie|sortie|exit|at exit|عند المغادره|saida)\b")),
)


def fold(text: str) -> str:
    """A name as it is compared."""
    plain = unicodedata.normalize("NFKD", normalize("NFKC", text[:200]).lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_WORDS.sub(" ", plain.translate(_ARABIC_FORMS)).strip()


def point_of(folded: str) -> tuple[str, str]:
    """The observation point a name speaks of, and the name without it; empty if of none."""
    for point, pattern in _POINTS:
        if pattern.search(folded):
            rest = pattern.sub(" ", folded)
            return point, " ".join(rest.split())
    return "", folded


@cache
def values_of(name: str) -> Mapping[str, str]:
    """Folded value to code, of a code list or `source`: codes, labels and what people say."""
    found: dict[str, str] = {}
    listed = rows(name) if name in LISTS else {}
    for code, row in listed.items():
        for word in (code, *(row.get(language, "") for language in ("fr", "ar", "en"))):
            if fold(word):
                found.setdefault(fold(word), code)
    for code, words in _VALUES.get(name, {}).items():
        for word in words:
            found.setdefault(word, code)
    return MappingProxyType(found)
