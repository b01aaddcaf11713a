"""What identifies a person in running text, French and Arabic, as regular expressions.

They read normalised text (see `normalising`). Every repetition is bounded or anchored, so that no
text takes more than linear time: what is scanned at a hub was written by others.
"""

import re
from typing import Final

_LEFT: Final = r"(?<![0-9A-Za-z])"
_RIGHT: Final = r"(?![0-9A-Za-z])"
_FEW: Final = r"\s{0,3}"
_SPACE: Final = r"\s{1,3}"
_STREET: Final = (
    r"(?:rue|avenue|av\.|bd\.?|boulevard|hay|lot\.?|lotissement|derb|douar|r[ée]sidence"
    r"|imm\.?|immeuble|appt\.?)"
)
_STREET_AR: Final = r"(?:حي|زنقة|شارع|درب|دوار|إقامة)"
_STREET_NAME: Final = rf"(?:{_SPACE}[\w'’\-]+){{0,2}}"
_MONTH: Final = (
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
    r"|يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر"
)
_CAPITAL: Final = r"[A-ZÉÈÀÂÎÔÛÇ]"

MASSAR: Final = re.compile(rf"{_LEFT}[A-Za-z][ .\-]?\d{{9}}{_RIGHT}")
CIN: Final = re.compile(rf"{_LEFT}[A-Za-z]{{1,2}}[ .\-]?\d{{5,7}}{_RIGHT}")
"""Also a passport: two letters and seven digits. Words before a count are sorted out after."""
PHONE: Final = re.compile(
    r"(?<![0-9A-Za-z+])(?<!\d[.\-])(?!\d{2}[/.\-]\d{2}[/.\-](?:19|20)\d{2}(?!\d))"
    r"(?:(?:\+|00)212[ .\-]?(?:\(0\))?|0)[ .\-]?[5-8](?:[ .\-/]{0,3}\d){8}(?!\d)"
)
"""Not a date of the form 05/09/2023 with an hour behind it, nor the end of an ISBN."""
EMAIL: Final = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
RIB: Final = re.compile(rf"{_LEFT}(?:\d[ \-]?){{23}}\d{_RIGHT}")
GPS: Final = re.compile(rf"(?<!\d)-?\d{{1,2}}[.,]\d{{4,}}{_FEW}[,;]{_FEW}-?\d{{1,2}}[.,]\d{{4,}}")
BIRTH_DATE: Final = re.compile(
    rf"(?:\bn[ée]\(?e?\)?s?{_SPACE}le|date de naissance|مزداد[ةه]?|تاريخ الازدياد|تاريخ الميلاد)"
    rf"{_FEW}:?{_FEW}(?:ب?تاريخ{_FEW})?"
    rf"\d{{1,4}}(?:er)?(?:[/\-. ]\d{{1,2}}[/\-. ]|{_SPACE}(?:{_MONTH}){_SPACE})\d{{1,4}}",
    re.IGNORECASE,
)
ADDRESS: Final = re.compile(
    rf"\b{_STREET}(?!\w)[^\n]{{0,40}}?\bn[°o]?{_FEW}\d+"
    rf"|\bn[°o]{_FEW}\d+[^\n]{{0,25}}?\b(?:rue|avenue|av\.|boulevard|hay|derb|lot)\b{_STREET_NAME}"
    rf"|\b\d{{1,4}}{_FEW},?{_FEW}(?:bis|ter)?,?{_FEW}(?:rue|avenue|boulevard|derb)\b{_STREET_NAME}"
    rf"|\b{_STREET_AR}{_SPACE}[^\n]{{0,30}}?رقم{_FEW}\d+"
    rf"|رقم{_FEW}\d+{_FEW}،?{_FEW}{_STREET_AR}\b",
    re.IGNORECASE,
)
NAME: Final = re.compile(
    rf"\b(?:M\.|Mme|Mlle|[ÉéEe]l[èe]ve|[Aa]pprenante?|[Bb][ée]n[ée]ficiaire|[Ss]tagiaire){_SPACE}"
    rf"{_CAPITAL}[\w'’\-]+(?:{_SPACE}{_CAPITAL}[\w'’\-]+){{0,3}}"
    rf"|\b(?:السيدة?|الآنسة|التلميذة?|المتعلمة?|المستفيدة?|المسماة?|المسمى){_SPACE}"
    rf"[\u0621-\u064a]{{2,}}{_SPACE}[\u0621-\u064a]{{2,}}"
)
SMALL: Final = re.compile(
    rf"\b(?:une?|deux|trois|quatre|[1-4]){_SPACE}(?:seule?s?{_SPACE})?(?:[ée]l[èe]ves?"
    rf"|apprenante?s?|jeunes?|filles?|gar[çc]ons?|b[ée]n[ée]ficiaires?)\b"
    rf"|(?:تلميذ(?:ة|ان|تان)?|متعلم(?:ة|ان|تان)?|فتاة|فتاتان|شاب|شابة){_SPACE}واحدة?",
    re.IGNORECASE,
)

WORD: Final = re.compile(r"\w+")
SENTENCE_END: Final = re.compile(r"[.!?؟\n](?=\s|$)|\n")
AGE: Final = re.compile(
    rf"\b\d{{1,2}}{_SPACE}ans\b|\bعمره[ا]?\b|\b\d{{1,2}}{_SPACE}(?:سنة|سنوات)", re.IGNORECASE
)
AGE_AT_ONCE: Final = re.compile(
    rf"{_FEW}[,(،]?{_FEW}(?:[âa]g[ée]e?{_SPACE}de{_SPACE}|a{_SPACE})?\d{{1,2}}{_SPACE}ans\b"
    rf"|{_FEW}[,(،]?{_FEW}(?:عمره[ا]?{_SPACE}|البالغة?{_SPACE}(?:من العمر{_SPACE})?)?"
    rf"\d{{1,2}}{_SPACE}(?:سنة|سنوات)",
    re.IGNORECASE,
)
"""An age right behind a given name."""
OUTCOME: Final = re.compile(
    r"\b(?:abandonn\w{1,6}|d[ée]croch\w{1,6}|redoubl\w{1,6}|exclue?|renvoy[ée]e?|[ée]chou\w{1,5})\b"
    r"|\b(?:انقطعت?|رسبت?|غادرت?|طردت?)\b",
    re.IGNORECASE,
)
PERSON: Final = re.compile(
    r"\b(?:[ée]l[èe]ves?|apprenante?s?|jeunes?|filles?|gar[çc]ons?|b[ée]n[ée]ficiaires?|stagiaires?"
    r"|elle|il|m[èe]re|p[èe]re)\b"
    r"|\b(?:ال)?(?:تلميذة?|متعلمة?|فتاة|شابة?|مستفيدة?|بنت|طفلة?)\b",
    re.IGNORECASE,
)
COUNTED: Final = frozenset(
    [
        "A",
        "À",
        "AU",
        "BY",
        "DE",
        "DH",
        "DU",
        "EN",
        "ET",
        "IL",
        "IN",
        "LA",
        "LE",
        "NO",
        "OF",
        "ON",
        "OR",
        "OU",
        "SI",
        "TO",
        "UN",
        "Y",
    ]
)
"""Short words that stand before a count, as in « de 12000 »."""
