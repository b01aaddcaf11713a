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
_DASH: Final = "\\-\u2010\u2012\u2013\u2212"
"""Within a character class: hyphens and dashes, as word processors write them."""
_MONTH: Final = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre"
    r"|d[ée]cembre|janv|f[ée]vr?|avr|juil|sept|oct|nov|d[ée]c|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|يناير|فبراير|مارس|[أا]بريل|ماي|يونيو|يوليوز|غشت|شتنبر|[أا]كتوبر|نونبر|دجنبر)"
)

MASSAR: Final = re.compile(
    rf"{_LEFT}(?:[A-Za-z][ .\-]?\d{{9}}|[A-Z][ .\-]?(?:\d{{3}}[ .]){{2}}\d{{3}}"
    rf"|[A-Z]\d{{2}} \d{{2}} \d{{2}} \d{{3}}){_RIGHT}"
)
CIN: Final = re.compile(
    rf"{_LEFT}(?:[A-Za-z]{{1,2}}[ .\-]?\d{{5,7}}"
    rf"|[A-Z]{{2}}[ .\-]?(?:\d{{3}} \d{{3}}|\d{{2}} \d{{2}} \d{{2}})){_RIGHT}"
)
"""Also a passport: two letters and seven digits. Words before a count are sorted out after."""
CARD: Final = re.compile(
    r"(?:\bc\.?[ ]?[in]\.?[ ]?[ni]?\.?e?\b|carte nationale|carte d['’]identit[ée]|\bpasseport"
    r"|\bmassar|بطاق\w{1,4} الوطنية|البطاقة الوطنية|ب\.و\.ت|ب\.ت\.و|رمز مسار|\bمسار|جواز السفر)"
    rf"[^\n\d]{{0,20}}?{_LEFT}(?P<letters>[a-z]{{1,2}})[ .\-]?\d(?:[ .]?\d){{4,8}}{_RIGHT}",
    re.IGNORECASE,
)
"""After the name of the card or code any grouping of the digits is one."""
_GAP: Final = rf"[\s./_(){_DASH}]{{0,3}}"
PHONE: Final = re.compile(
    r"(?<![0-9A-Za-z+])(?<!\d[.\-])(?!\d{2}[/.\-]\d{2}[/.\-](?:19|20)\d{2}(?!\d))"
    rf"(?:(?:\(?(?:\+|00)[ ]?)?212{_GAP}0?|\(?[0Oo]){_GAP}[5-8](?:{_GAP}\d){{8}}(?!\d)"
    rf"(?:{_FEW}(?:/|\bou\b|\b[أا]و\b){_FEW}(?!0[5-8]{_GAP}\d)\d{{2}}"
    r"(?![ .\-_]{0,3}\d)){0,3}"
    r"|(?<![0-9A-Za-z+,،.])0[5-8](?:[,،]\d{2}){4}(?![,،]?\d)"
)
"""Two in « 06 12 34 56 78 / 79 ». Not a date of the form 05/09/2023 with an hour behind it, nor the
end of an ISBN."""
PHONE_ABROAD: Final = re.compile(
    r"(?<![0-9A-Za-z+:,])(?<!\d[.\-])(?!\d{15}(?!\d))"
    rf"(?:\+|00)[ ]?[1-9](?:{_GAP}\d){{9,13}}(?!\d)"
)
"""Not the fifteen digits by which an association is known to the tax office."""
PHONE_NAMED: Final = re.compile(
    r"(?:\bt[ée]l(?:[ée]phone)?\b|\bgsm\b|\bportable\b|\bmobile\b|\bwhats?app\b|هاتف\w{0,3}"
    rf"|واتساب|النقال|المحمول){_FEW}\.?{_FEW}(?:n[°o]{_FEW})?:?{_FEW}[5-8](?:{_GAP}\d){{8}}(?!\d)",
    re.IGNORECASE,
)
"""Without its zero, as spreadsheets leave it, after the word for it."""
_DOMAIN: Final = r"[\w\-]+(?:\.[\w\-]+)+"
EMAIL: Final = re.compile(
    rf"(?<![\w.+\-])[\w.+\-]+(?:@|@ )(?:{_DOMAIN})"
    r"|(?<![\w.+\-])[\w.+\-]+ @ ?(?:gmail|hotmail|yahoo|outlook|live|icloud|menara)\.[\w\-]+"
)
EMAIL_SPELT: Final = re.compile(
    r"(?<![\w.+\-])[\w.+\-]+(?: ?[\[({] ?(?:at|arobase|à|@) ?[\])}] ?| arobase )"
    r"[\w\-]+(?:(?:\.| ?[\[({] ?(?:dot|point) ?[\])}] ?| point )[\w\-]+)+"
    r"|(?<![\w.+\-])[\w.+\-]+ (?:at|chez) (?:gmail|hotmail|yahoo|outlook|live|icloud|menara)"
    r"(?: ?\. ?| dot | point )\w+",
    re.IGNORECASE,
)
"""With its sign in words, which is how people mean to hide one from programs."""
RIB: Final = re.compile(
    rf"{_LEFT}(?:MA[ ]?\d{{2}}[ \-]?)?(?:\d[ .\-]?){{23}}\d{_RIGHT}", re.IGNORECASE
)
_POINT: Final = r"\d{1,3}[.,]\d{4,}"
_ARC: Final = r"\d{1,3} ?° ?\d{1,2} ?['’\u2032] ?\d{1,2}(?:[.,]\d{1,4})? ?(?:[\"”]|['’\u2032]{2})?"
GPS: Final = re.compile(
    rf"(?<!\d)-?\d{{1,2}}[.,]\d{{4,}}{_FEW}°?{_FEW}[NS]?{_FEW}[,;]{_FEW}-?{_POINT}"
    rf"|(?<!\d)(?:2\d|3[0-6])[.,]\d{{4,}}{_FEW}°?{_FEW}N?(?:{_SPACE}|{_FEW}/{_FEW})[WO]?{_FEW}-?{_POINT}"
    rf"|lat(?:itude)?\W{{0,3}}-?\d{{1,2}}[.,]\d{{3,}}.{{0,12}}?\blon[a-z]{{0,6}}\W{{0,3}}-?{_POINT}"
    rf"|{_ARC}[ ]?[NS]?[ ,;]{{0,3}}{_ARC}"
    r"|\d{1,2} ?° ?\d{1,2} ?['’\u2032] ?[NS][ ,;]{0,3}\d{1,3} ?° ?\d{1,2} ?['’\u2032] ?[WO]",
    re.IGNORECASE,
)
_DATE: Final = (
    rf"(?:\d{{1,4}}[/\-. ]{{1,3}}\d{{1,2}}[/\-. ]{{1,3}}\d{{1,4}}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th)?[ \-]{{1,3}}{_MONTH}[ .,\-]{{1,3}}\d{{4}}"
    rf"|{_MONTH}{_SPACE}\d{{1,2}}(?:st|nd|rd|th)?,?{_SPACE}\d{{4}}"
    rf"|\d{{4}}[^\n\d]{{0,6}}\d{{1,2}}{_SPACE}{_MONTH})"
)
BIRTH_DATE: Final = re.compile(
    rf"(?:\bn[ée]\(?e?\)?s?{_SPACE}(?:(?:à|au|en){_SPACE}[\w\-]{{1,30}},?{_SPACE})?(?:le|un)|\bn[ée]{_SPACE}?(?=:)"
    rf"|\bnaiss(?:ance\b|\.)(?:{_SPACE}le)?|\bddn|\bd\.[ ]?d\.[ ]?n\b\.?|\bborn(?:{_SPACE}on)?"
    r"|\bdate of birth|\bdob)"
    rf"{_FEW}:?{_FEW}{_DATE}"
    r"|(?:مزداد[ةه]?|\b[وف]?[اإ]زدادت?|مولود[ةه]?|\b[وف]?ولدت?|تاريخ (?:ال)?[اإ]زدياد\w{0,3}"
    r"|تاريخ (?:ال)?(?:ميلاد|ولادة)\w{0,3}|مواليد)"
    rf"[^\n\d.،؛]{{0,15}}{_DATE}",
    re.IGNORECASE,
)
_BIRTH_AR: Final = (
    "مزداد مزدادة مزداده ازداد ازدادت إزداد إزدادت مولود مولودة مولوده ولد ولدت مواليد"
    " ازدياد ازدياده ازديادها إزدياد إزدياده إزديادها ميلاد ميلاده ميلادها ولادة ولادته ولادتها"
)
_BIRTH: Final = "né née nés nées ne nee naissance naiss ddn born birth dob"


def cue_words(latin: str, arabic: str, before: str) -> frozenset[str]:
    """Words in small letters, those in Arabic also behind one of these letters and the article."""
    return frozenset(latin.split()) | frozenset(
        letter + article + word
        for word in arabic.split()
        for letter in ("", *before)
        for article in ("", "ال")
    )


BIRTH_WORDS: Final = cue_words(_BIRTH, _BIRTH_AR, "وفب")
"""In small letters: every date of birth stands behind one of them."""
SMALL: Final = re.compile(
    rf"(?<!-)\b(?:une?|deux|trois|quatre|[1-4]){_SPACE}(?:seule?s?{_SPACE})?(?:[ée]l[èe]ves?"
    rf"|apprenante?s?|jeunes?|filles?|gar[çc]ons?|b[ée]n[ée]ficiaires?)\b"
    rf"|(?:تلميذ(?:ة|ان|تان)?|متعلم(?:ة|ان|تان)?|فتاة|فتاتان|شاب|شابة){_SPACE}واحدة?",
    re.IGNORECASE,
)

WORD: Final = re.compile(r"[^\W\d_]+")
DIGIT: Final = re.compile(r"\d")
SENTENCE_END: Final = re.compile(r"[.!?؟\n](?=\s|$)|\n")
AGE: Final = re.compile(
    rf"\b(?:\d{{1,2}}|treize|quatorze|quinze|seize|dix-(?:sept|huit|neuf)){_SPACE}ans\b"
    rf"|\b(?:عمره[ا]?|من العمر)\b|\b\d{{1,2}}{_SPACE}(?:سنة|سنوات|عاما|ربيعا)\b"
    rf"|\b\d{{1,2}}[ \-]years?[ \-]old\b",
    re.IGNORECASE,
)
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
_COUNTED: Final = (
    "A À AN AU BY CA CE CM DE DH DU EN ET GO IL IN IS JE KG KM LA LE LU MA ME MM MO NE NI NO ON OF"
    " OR OU OÙ PK SA SE SI SU TA TE TO TU UN Y"
)
COUNTED: Final = frozenset(_COUNTED.split())
"""Short words and units that stand beside a count, as in « de 12000 »."""
NUMBERED: Final = frozenset(["BO", "EN", "HP", "IF", "IP", "NF", "PC", "TP"])
"""Standards, machines, the tax numbers of an association: no series of cards is called so."""
