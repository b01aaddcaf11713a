"""The library: what was searched and found, and what others made of it."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "found": {
        "fr": "Trouvé : {total} (sur {size} entrées vérifiées).",
        "ar": "النتائج: {total} (من بين {size} إدخالات متحقق منها).",
        "en": "Found: {total} (in {size} verified entries).",
    },
    "found_nothing": {
        "fr": "Rien trouvé pour « {query} ». Essayez moins de mots, ou retirez un filtre.",
        "ar": "لا نتائج لـ «{query}». جربوا كلمات أقل أو احذفوا مرشحا.",
        "en": "Nothing found for “{query}”. Try fewer words, or take a filter away.",
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
    "search_forgotten": {
        "fr": "Recherche {name} oubliée.",
        "ar": "حُذف البحث {name}.",
        "en": "Search {name} forgotten.",
    },
    "library_rebuilt": {
        "fr": "Index refait depuis le journal : {works} textes, {size} entrées.",
        "ar": "أعيد بناء الفهرس من السجل: {works} نصوص، {size} إدخالات.",
        "en": "Index made again from the log: {works} works, {size} entries.",
    },
    "library_status": {
        "fr": "L'index connaît {size} entrées sur {mirror}, et {works} textes.",
        "ar": "يعرف الفهرس {size} إدخالات من {mirror}، و{works} نصوص.",
        "en": "The index knows {size} of {mirror} entries, and {works} works.",
    },
    "credit_none": {
        "fr": "Personne n'a encore dit ce qu'il en a fait.",
        "ar": "لم يذكر أحد بعد ما فعل به.",
        "en": "Nobody has told yet what came of it.",
    },
    "credit_work": {
        "fr": "{title} (n° {index}) : {maturity}",
        "ar": "{title} (رقم {index}): {maturity}",
        "en": "{title} (no. {index}): {maturity}",
    },
    "credit_adoption": {
        "fr": "  mis en œuvre par {member}, {region}, {fidelity} : {verdict}{note}",
        "ar": "  نزّله {member}، {region}، {fidelity}: {verdict}{note}",
        "en": "  used by {member}, {region}, {fidelity}: {verdict}{note}",
    },
    "credit_review": {
        "fr": "  avis de {member} : {recommendation}{note}",
        "ar": "  رأي {member}: {recommendation}{note}",
        "en": "  review by {member}: {recommendation}{note}",
    },
    "credit_mean": {
        "fr": "  {criterion} : {mean} sur 4 ({count} avis)",
        "ar": "  {criterion}: {mean} من 4 ({count} آراء)",
        "en": "  {criterion}: {mean} of 4 ({count} reviews)",
    },
    "credit_translation": {
        "fr": "  traduit en {language} par {member}{note}",
        "ar": "  ترجمه إلى {language} {member}{note}",
        "en": "  translated into {language} by {member}{note}",
    },
    "credit_comments": {
        "fr": "  questions et remarques : {count}",
        "ar": "  أسئلة وملاحظات: {count}",
        "en": "  questions and remarks: {count}",
    },
    "note_withdrawn": {
        "fr": " (retiré)",
        "ar": " (مسحوب)",
        "en": " (withdrawn)",
    },
    "note_hidden": {
        "fr": " (non montré)",
        "ar": " (غير معروض)",
        "en": " (not shown)",
    },
    "note_conflict": {
        "fr": " (lien déclaré : non compté)",
        "ar": " (صلة مصرح بها: غير محتسب)",
        "en": " (declared a tie: not counted)",
    },
    "note_late": {
        "fr": " (après le retrait)",
        "ar": " (بعد السحب)",
        "en": " (after the withdrawal)",
    },
    "note_outdated": {
        "fr": " (d'une version plus ancienne)",
        "ar": " (لنسخة أقدم)",
        "en": " (of an older version)",
    },
    "note_machine": {
        "fr": " (traduction automatique)",
        "ar": " (ترجمة آلية)",
        "en": " (machine translation)",
    },
    "shown_withdrawn": {
        "fr": "RETIRÉ par son auteur : {reason}",
        "ar": "سحبه صاحبه: {reason}",
        "en": "WITHDRAWN by its author: {reason}",
    },
    "shown_superseded": {
        "fr": "Une version plus récente existe : n° {index}",
        "ar": "توجد نسخة أحدث: رقم {index}",
        "en": "There is a newer version: no. {index}",
    },
    "shown_maturity": {
        "fr": "Maturité : {maturity}",
        "ar": "النضج: {maturity}",
        "en": "Maturity: {maturity}",
    },
    "shown_translation": {
        "fr": "Traduit par {member}{note} :",
        "ar": "ترجمة {member}{note}:",
        "en": "Translated by {member}{note}:",
    },
    "shown_comment": {
        "fr": "{indent}{member}, {kind}{accepted} : {text}",
        "ar": "{indent}{member}، {kind}{accepted}: {text}",
        "en": "{indent}{member}, {kind}{accepted}: {text}",
    },
    "comment_accepted": {
        "fr": " (réponse retenue)",
        "ar": " (الجواب المعتمد)",
        "en": " (accepted answer)",
    },
}
