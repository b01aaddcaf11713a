"""What a proposed mapping says in its comments."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language


def remark(key: str, language: Language, values: Mapping[str, str | int]) -> str:
    """A comment, without its sign."""
    return GUESS_TEXTS[key][LANGUAGES.index(language)].format_map(values)


GUESS_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "head": (
        "Proposition : relisez chaque ligne, puis importez avec ce fichier.",
        "اقتراح: راجعوا كل سطر ثم استوردوا بهذا الملف.",
        "A proposal: read every line, then import with this file.",
    ),
    "check": ("à vérifier", "للتحقق", "check this"),
    "absent": (
        "aucune colonne trouvée ; à compléter",
        "لم يُعثر على عمود؛ أكملوه",
        "no column was found; complete this",
    ),
    "row_number": (
        "ne reconnaît personne d'un fichier à l'autre : une colonne avec un numéro vaut mieux",
        "لا يتعرف على أحد بين ملف وآخر: الأفضل عمود فيه رقم",
        "recognises nobody from one file to the next: a column with a number is better",
    ),
    "centre": (
        "à vérifier ; vos centres : {known}",
        "للتحقق؛ مراكزكم: {known}",
        "check this; your centres: {known}",
    ),
    "no_centre": (
        "à remplacer : le réseau ne connaît pas encore vos centres ; publiez d'abord votre profil",
        "للاستبدال: لا تعرف الشبكة مراكزكم بعد؛ انشروا أولا بطاقتكم",
        "to be replaced: the network does not know your centres yet; publish your profile first",
    ),
    "centre_values": (
        "écrivez quel nom est quel centre, à la place de la ligne suivante",
        "اكتبوا أي اسم هو أي مركز، بدل السطر التالي",
        "write which name is which centre, instead of the next line",
    ),
    "date": (
        "format de date non reconnu : ajoutez date_format",
        "شكل التاريخ غير معروف: أضيفوا date_format",
        "the dates could not be read: add date_format",
    ),
    "many": (
        "{size} valeurs différentes : ce n'est pas une liste de codes",
        "{size} قيمة مختلفة: ليست لائحة رموز",
        "{size} different values: this is no list of codes",
    ),
    "no_value": (
        "aucune valeur reconnue : écrivez « valeur: code »",
        "لم تُعرف أي قيمة: اكتبوا «القيمة: الرمز»",
        "no value was recognised: write “value: code”",
    ),
    "values": (
        "autres valeurs, encore sans code : {size} ; admis : {known}",
        "قيم أخرى ما زالت بلا رمز: {size}؛ المقبول: {known}",
        "other values, without a code yet: {size}; allowed: {known}",
    ),
    "no_header": (
        "aucun nom de colonne reconnu : la première ligne est-elle l'en-tête (header_row) ?",
        "لم يُعرف أي اسم عمود: هل السطر الأول هو الرأس (header_row)؟",
        "no name of a column was recognised: is the first line the header (header_row)?",
    ),
    "others": (
        "Colonnes non reconnues, qui ne seront pas lues : {known}",
        "أعمدة غير معروفة لن تُقرأ: {known}",
        "Columns that were not recognised and will not be read: {known}",
    ),
}
