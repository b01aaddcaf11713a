"""The library: what was searched and found, and what others made of it."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "found": {
        "fr": "Trouvé : {total} (entrées vérifiées : {size}).",
        "ar": "النتائج: {total} (القيود المتحقق منها: {size}).",
        "en": "Found: {total} (in {size} verified entries).",
    },
    "found_nothing": {
        "fr": "Rien trouvé pour « {query} ». Essayez moins de mots, ou retirez un filtre.",
        "ar": "لا نتائج لـ «{query}». جربوا كلمات أقل أو احذفوا مرشحا.",
        "en": "Nothing found for “{query}”. Try fewer words, or take a filter away.",
    },
    "found_nothing_with": {
        "fr": "Rien trouvé pour « {query} » avec {filters}. Essayez moins de mots, ou retirez un "
        "filtre.",
        "ar": "لا نتائج لـ «{query}» مع {filters}. جربوا كلمات أقل أو احذفوا مرشحا.",
        "en": "Nothing found for “{query}” with {filters}. Try fewer words, or take a filter away.",
    },
    "found_no_such": {
        "fr": "Rien trouvé avec {filters}. Retirez un filtre.",
        "ar": "لا نتائج مع {filters}. احذفوا مرشحا.",
        "en": "Nothing found with {filters}. Take a filter away.",
    },
    "found_nothing_here": {
        "fr": "Il n'y a encore aucun texte sur ce nœud. Synchronisez (forsa-node sync).",
        "ar": "لا يوجد بعد أي نص في هذه العقدة. زامنوا (forsa-node sync).",
        "en": "There are no works on this node yet. Synchronise (forsa-node sync).",
    },
    "found_nothing_new": {
        "fr": "Rien de nouveau depuis la dernière fois.",
        "ar": "لا جديد منذ آخر مرة.",
        "en": "Nothing new since the last look.",
    },
    "member_unknown": {
        "fr": "--{facet} {code} : le réseau n'a pas de membre de ce nom. Ses membres : {members}",
        "ar": "--{facet} {code}: ليس في الشبكة عضو بهذا الاسم. أعضاؤها: {members}",
        "en": "--{facet} {code}: the network has no member of this name. Its members: {members}",
    },
    "machine_translated": {
        "fr": "traduction automatique",
        "ar": "ترجمة آلية",
        "en": "machine translation",
    },
    "search_saved": {
        "fr": "Recherche gardée sous le nom {name} ; la refaire : forsa-node search {folder} "
        "--saved {name} --new",
        "ar": "حُفظ البحث باسم {name}؛ لإعادته: forsa-node search {folder} --saved {name} --new",
        "en": "Search kept as {name}; to run it again: forsa-node search {folder} --saved {name} "
        "--new",
    },
    "search_replaced": {
        "fr": "Elle prend la place de la recherche gardée avant sous ce nom : {text}",
        "ar": "حل محل البحث المحفوظ من قبل بهذا الاسم: {text}",
        "en": "It takes the place of the search kept under this name before: {text}",
    },
    "search_forgotten": {
        "fr": "Recherche {name} oubliée.",
        "ar": "حُذف البحث {name}.",
        "en": "Search {name} forgotten.",
    },
    "library_rebuilt": {
        "fr": "Index refait depuis le journal ; textes : {works}, entrées : {size}.",
        "ar": "أُعيد بناء الفهرس من السجل؛ النصوص: {works}، القيود: {size}.",
        "en": "Index made again from the log: {works} works, {size} entries.",
    },
    "library_status": {
        "fr": "Entrées que l'index connaît : {size} sur {mirror} ; textes : {works}.",
        "ar": "القيود التي يعرفها الفهرس: {size} من {mirror}؛ النصوص: {works}.",
        "en": "The index knows {size} of {mirror} entries, and {works} works.",
    },
    "credit_none": {
        "fr": "Personne n'a encore dit ce qu'il en a fait.",
        "ar": "لم يذكر أحد بعد ما فعل به.",
        "en": "Nobody has told yet what came of it.",
    },
    "library_damaged": {
        "fr": "L'index de recherche était endommagé : il est refait depuis le journal.",
        "ar": "كان فهرس البحث تالفا: يعاد بناؤه من السجل.",
        "en": "The search index was damaged: it is made again from the log.",
    },
    "searches_none": {
        "fr": "Aucune recherche gardée ; pour en garder une : forsa-node search … --save NOM",
        "ar": "لا توجد أبحاث محفوظة؛ لحفظ بحث: forsa-node search … --save الاسم",
        "en": "No saved searches; to keep one: forsa-node search … --save NAME",
    },
    "search_line": {
        "fr": "{name} : {text}",
        "ar": "{name}: {text}",
        "en": "{name}: {text}",
    },
}
