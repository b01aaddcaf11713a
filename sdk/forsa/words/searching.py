"""What is said of a search for what cannot be: a code that no list has, or signs alone."""

from typing import Final

from forsa.words.reasons import LANGUAGES, Language

Forms = tuple[str, str, str]

_UNKNOWN: Final[Forms] = (
    "--{facet} {code} : ce code n'est pas connu.",
    "--{facet} {code}: هذا الرمز غير معروف.",
    "--{facet} {code}: this code is not known.",
)
_NEAR: Final[Forms] = (
    "--{facet} {code} : ce code n'est pas connu ; vouliez-vous dire {near} ?",
    "--{facet} {code}: هذا الرمز غير معروف؛ هل تقصدون {near}؟",
    "--{facet} {code}: this code is not known; did you mean {near}?",
)
_YEAR: Final[Forms] = (
    "--{facet} {code} : une année s'écrit en quatre chiffres, comme 2024.",
    "--{facet} {code}: تُكتب السنة بأربعة أرقام، مثل 2024.",
    "--{facet} {code}: a year has four digits, such as 2024.",
)
_NO_WORD: Final[Forms] = (
    "« {query} » n'a ni lettre ni chiffre. Écrivez au moins un mot, ou rien pour tout voir.",
    "لا حرف ولا رقم في «{query}». اكتبوا كلمة على الأقل، أو لا شيء لرؤية كل النصوص.",
    "“{query}” has no letter and no digit. Write one word at least, or nothing to see everything.",
)


def say_unknown(facet: str, code: str, near: str, language: Language) -> str:
    """That no list has this code; `near` is the one that was probably meant, empty = none is.

    Both are shown as they are: who prints them cleans them.
    """
    forms = _NEAR if near else _YEAR if facet == "year" else _UNKNOWN
    return forms[LANGUAGES.index(language)].format(facet=facet, code=code, near=near)


def say_no_word(query: str, language: Language) -> str:
    """That a text has nothing to look for; `query` is shown as it is."""
    return _NO_WORD[LANGUAGES.index(language)].format(query=query)
