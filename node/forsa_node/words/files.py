"""Attachments: how they stand, and what became of a transfer."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "file_absent": {
        "fr": "pas ici ; pour l'avoir : forsa-node get",
        "ar": "غير موجود هنا؛ للحصول عليه: forsa-node get",
        "en": "not here; to have it: forsa-node get",
    },
    "file_wanted": {
        "fr": "sera téléchargé",
        "ar": "سيُنزَّل لاحقا",
        "en": "will be downloaded",
    },
    "file_partial": {
        "fr": "{done} sur {size} octets sont ici ; la suite viendra",
        "ar": "وصل {done} من {size} بايت؛ والبقية آتية",
        "en": "{done} of {size} bytes are here; the rest will come",
    },
    "file_complete": {"fr": "complet", "ar": "كامل", "en": "complete"},
    "file_refused": {
        "fr": "refusé ({reason}) : {what} {next_step}",
        "ar": "مرفوض ({reason}): {what} {next_step}",
        "en": "refused ({reason}): {what} {next_step}",
    },
    "file_erased": {
        "fr": "effacé par décision publiée au journal",
        "ar": "محذوف بقرار منشور في السجل",
        "en": "erased by a decision published in the log",
    },
    "file_held": {
        "fr": "suspendu : rien n'en est montré avant la fin de la suspension",
        "ar": "معلَّق: لا يُعرض منه شيء حتى انتهاء التعليق",
        "en": "on hold: nothing of it is shown until the hold ends",
    },
    "file_closed": {
        "fr": "réservé à d'autres membres",
        "ar": "مخصص لأعضاء آخرين",
        "en": "for other members only",
    },
    "file_leaving": {
        "fr": "part vers le réseau avant sa publication",
        "ar": "في طريقه إلى الشبكة قبل منشوره",
        "en": "on its way to the network, before its record",
    },
    "file_saved": {
        "fr": "écrit : {path}",
        "ar": "كُتب: {path}",
        "en": "written: {path}",
    },
    "files_none": {
        "fr": "Aucun fichier.",
        "ar": "لا توجد ملفات.",
        "en": "No files.",
    },
    "file_up": {
        "fr": "envoi {name} : {done} sur {size} octets",
        "ar": "إرسال {name}: {done} من {size} بايت",
        "en": "sending {name}: {done} of {size} bytes",
    },
    "file_down": {
        "fr": "réception {name} : {done} sur {size} octets",
        "ar": "استلام {name}: {done} من {size} بايت",
        "en": "receiving {name}: {done} of {size} bytes",
    },
    "files_stopped": {
        "fr": "Les fichiers s'arrêtent là pour l'instant ({reason}) : {what} {next_step}",
        "ar": "تتوقف الملفات هنا الآن ({reason}): {what} {next_step}",
        "en": "Files stop here for now ({reason}): {what} {next_step}",
    },
}
