"""The file to begin an agreement from: French and Arabic side by side, explained as it is written.

A new one loads, and its findings are its blanks.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from forsa.kinds.loaders.agreement import AGREEMENT
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.words.agreements import TYPES
from forsa.words.reasons import LANGUAGES, Language

_Words = tuple[str, str, str]

_NAMES: Final[_Words] = ("accord", "ittifaqiya", "agreement")
_HEAD: Final[Mapping[str, _Words]] = {
    "intro": (
        (
            "Accord, français et arabe côte à côte. Remplissez ce qui est vide.\n"
            "Les lignes qui commencent par # sont des explications : elles ne sont pas publiées."
        ),
        (
            "اتفاقية بالفرنسية والعربية جنبا إلى جنب. املؤوا الفراغات.\n"
            "الأسطر التي تبدأ بـ # شروح ولا تنشر."
        ),
        (
            "An agreement, French and Arabic side by side. Fill in what is empty.\n"
            "Lines that begin with # are explanations: they are not published."
        ),
    ),
    "type": (
        (
            "Le type ; les trois premiers se votent (forsa-node proposal open DIR agreement "
            "--agreement FICHIER), les autres se publient entre leurs parties (forsa-node "
            "agreement publish)."
        ),
        (
            "النوع؛ الأنواع الثلاثة الأولى يُصوت عليها (forsa-node proposal open DIR agreement "
            "--agreement FILE)، والأخرى تُنشر بين أطرافها (forsa-node agreement publish)."
        ),
        (
            "The type; the first three are voted on (forsa-node proposal open DIR agreement "
            "--agreement FILE), the others are published between their parties (forsa-node "
            "agreement publish)."
        ),
    ),
    "title": (
        "Le titre, de 5 à 200 caractères dans chaque langue.",
        "العنوان، من 5 إلى 200 حرف بكل لغة.",
        "The title, 5 to 200 characters in each language.",
    ),
    "dates": (
        (
            "Premier et dernier jour selon le texte (2027-01-01), ou vide. L'entrée en vigueur se "
            "compte aux ratifications."
        ),
        "أول يوم وآخر يوم حسب النص (2027-01-01) أو فارغ. أما السريان فيُحسب بالمصادقات.",
        (
            "First and last day by the text (2027-01-01), or empty. Whether it is in force is "
            "counted from ratifications."
        ),
    ),
    "renewals": (
        "Combien de fois il peut être renouvelé, 0 à 20.",
        "كم مرة يمكن تجديدها، من 0 إلى 20.",
        "How often it may be renewed, 0 to 20.",
    ),
    "parties": (
        "Les parties, par identifiant : [amal, badr] ; vide : tous ceux qui votent.",
        "الأطراف بمعرفاتها: [amal, badr]؛ فارغ: كل من له حق التصويت.",
        "The parties, by id: [amal, badr]; empty: everybody who votes.",
    ),
    "needed": (
        "Combien de ratifications le mettent en vigueur : un nombre, ou all (toutes).",
        "عدد المصادقات اللازمة للسريان: رقم، أو all (كلها).",
        "How many ratifications bring it into force: a number, or all.",
    ),
    "ratify_by": (
        "Dernier jour pour ratifier (2027-03-31), ou vide.",
        "آخر يوم للمصادقة (2027-03-31) أو فارغ.",
        "Last day to ratify (2027-03-31), or empty.",
    ),
}
_CLAUSES: Final[_Words] = (
    (
        "Chaque clause commence par ## et son numéro, avec un titre si l'on veut. Ensuite le\n"
        "texte français et le texte arabe, séparés par une ligne vide. Les lettres disent la\n"
        "langue ; [fr] ou [ar], seul sur une ligne, la dit aussi. Ce qui précède la première\n"
        "clause est le préambule."
    ),
    (
        "يبدأ كل بند بـ ## ورقمه، ومعه عنوان لمن أراد. ثم النص الفرنسي والنص العربي، يفصل\n"
        "بينهما سطر فارغ. الحروف تدل على اللغة؛ وكذلك [fr] أو [ar] وحدها في سطر. وما قبل البند\n"
        "الأول هو الديباجة."
    ),
    (
        "Each clause begins with ## and its number, and a title if you like. Then the French and\n"
        "the Arabic text, with an empty line between them. Letters tell the language; [fr] or\n"
        "[ar], alone on a line, tells it too. What stands before the first clause is the preamble."
    ),
)


def agreement_template(language: Language) -> Mapping[str, str]:
    """The file: its name to its text, explained in the language."""
    place = LANGUAGES.index(language)
    return {f"{_NAMES[place]}.md": "\n".join(_lines(place)) + "\n"}


def _lines(place: int) -> Iterator[str]:
    yield "---"
    yield from _said("intro", place)
    yield f"kind: {AGREEMENT}"
    yield from _said("type", place)
    yield from (f"#   {code}: {names[place]}" for code, names in TYPES.items())
    yield "type:"
    yield from _said("title", place)
    yield from ("title:", "  fr:", "  ar:")
    yield "original_language: fr"
    yield f"licence: {DEFAULT_LICENCE}"
    yield from _said("dates", place)
    yield from ("valid_from:", "valid_to:")
    yield from _said("renewals", place)
    yield "renewals_max: 0"
    yield from _said("parties", place)
    yield "parties: []"
    yield from _said("needed", place)
    yield "needed:"
    yield from _said("ratify_by", place)
    yield from ("ratify_by:", "---", "", "<!--", *_CLAUSES[place].split("\n"), "-->", "")
    yield from ("## 1 Objet / الموضوع", "", "[fr]", "", "[ar]", "")


def _said(name: str, place: int) -> Iterator[str]:
    yield from (f"# {line}" for line in _HEAD[name][place].split("\n"))
