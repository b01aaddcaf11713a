"""The sentences of `forsa query` and `forsa export`, in French, Arabic and English."""

from typing import Final

from forsa.words.reasons import LANGUAGES, Language


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return SENTENCES[key][LANGUAGES.index(language)].format(**values)


SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "found": (
        "Trouvé : {total} (entrées que le hub connaît : {size}).",
        "النتائج: {total} (القيود التي يعرفها المحور: {size}).",
        "Found: {total} (the hub knows {size} entries).",
    ),
    "found_nothing": (
        (
            "Rien trouvé (entrées que le hub connaît : {size}). Essayez moins de mots, ou retirez "
            "un filtre."
        ),
        "لا نتائج (القيود التي يعرفها المحور: {size}). جربوا كلمات أقل أو احذفوا مرشحا.",
        "Nothing found in {size} entries. Try fewer words, or take a filter away.",
    ),
    "place": (
        "n° {index} du journal, enregistrement {record}",
        "رقم {index} في السجل، التسجيل {record}",
        "no. {index} of the log, record {record}",
    ),
    "machine": ("traduction automatique", "ترجمة آلية", "machine translation"),
    "hubs_word": (
        "L'ordre, et que rien ne manque, sont la parole du hub ; un reçu prouve chaque texte.",
        "الترتيب واكتمال النتائج من قول المحور وحده؛ أما كل نص فيثبته وصله.",
        "The order, and that nothing is missing, are the hub's word; a receipt proves each text.",
    ),
    "exported": (
        "Enregistrements vérifiés, écrits dans {file} : {items} ({bytes} octets).",
        "تسجيلات متحقق منها كُتبت في {file}: {items} ({bytes} بايت).",
        "{items} verified records in {file} ({bytes} bytes).",
    ),
    "no_folder": (
        "{file} ne peut pas être écrit : vérifiez le dossier et l'espace libre.",
        "تعذرت كتابة {file}: تحققوا من المجلد ومن المساحة الحرة.",
        "{file} cannot be written: check the folder and the free space.",
    ),
    "not_of_outcomes": (
        "{options} : sans objet pour outcomes. Ses filtres sont --member et --region.",
        "{options}: لا معنى له مع outcomes. مرشحاه هما --member و--region.",
        "{options}: says nothing of outcomes. Their filters are --member and --region.",
    ),
    "needs_outcomes": (
        "L'archive demande openpyxl : pip install 'forsa[outcomes]', ou --format csv.",
        "الأرشيف يحتاج openpyxl: pip install 'forsa[outcomes]' أو --format csv.",
        "The archive needs openpyxl: pip install 'forsa[outcomes]', or --format csv.",
    ),
    "needs_polars": (
        "Parquet demande polars : pip install 'forsa[frames]', ou --format csv.",
        "صيغة Parquet تحتاج polars: pip install 'forsa[frames]' أو --format csv.",
        "Parquet needs polars: pip install 'forsa[frames]', or --format csv.",
    ),
    "feed_title": (
        "Nouveautés du réseau {network}",
        "مستجدات الشبكة {network}",
        "New in network {network}",
    ),
    "working": ("Lecture du journal", "قراءة السجل", "Reading the log"),
}
