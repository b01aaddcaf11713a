"""Attachments: how they stand, and what became of a transfer."""

from typing import Final

from forsa.errors import Reason
from forsa.rpc.details import clean
from forsa.words.details import words_instead
from forsa.words.reasons import Language, Words, explain

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
        "ar": "ممحو بقرار منشور في السجل",
        "en": "erased by a decision published in the log",
    },
    "file_held": {
        "fr": "mis en attente : rien n'en est montré tant que cela dure",
        "ar": "معلَّق: لا يُعرض منه شيء حتى انتهاء التعليق",
        "en": "on hold: nothing of it is shown until the hold ends",
    },
    "file_closed": {
        "fr": "réservé à d'autres membres",
        "ar": "مخصص لأعضاء آخرين",
        "en": "for other members only",
    },
    "file_leaving": {
        "fr": "attend d'être envoyé, avant sa publication ; rien n'en est encore au hub",
        "ar": "ينتظر الإرسال قبل التسجيل الذي أُرفق به؛ لا شيء منه لدى المحور بعد",
        "en": "waits to be sent, before its record; nothing of it is at the hub yet",
    },
    "file_leaving_partly": {
        "fr": "{done} sur {size} octets sont au hub ; la suite part avant sa publication",
        "ar": "لدى المحور {done} من {size} بايت؛ وتُرسل البقية قبل التسجيل الذي أُرفق به",
        "en": "{done} of {size} bytes are at the hub; the rest goes before its record",
    },
    "file_leaving_whole": {
        "fr": "au hub en entier ; il ne manque que sa publication",
        "ar": "لدى المحور كاملا؛ ولم يبق إلا التسجيل الذي أُرفق به",
        "en": "all of it is at the hub; only its record is to go",
    },
    "file_of_withdrawn": {
        "fr": "son auteur a retiré l'enregistrement ; {standing}",
        "ar": "سحب صاحبه التسجيل؛ {standing}",
        "en": "its author withdrew the record; {standing}",
    },
    "file_withdrawn": {
        "fr": "rien de ce fichier n'est ici, et rien n'en viendra",
        "ar": "لا شيء من هذا الملف هنا، ولن يأتي منه شيء",
        "en": "nothing of this file is here, and nothing will come",
    },
    "file_withdrawn_kept": {
        "fr": (
            "{done} sur {size} octets restent sur ce disque, et ne sont donnés à personne ; seul "
            "un effacement que le réseau décide les supprime"
        ),
        "ar": (
            "يبقى {done} من {size} بايت على هذا القرص ولا يُعطى لأحد؛ ولا يُزال إلا بمحو تقرره الشبكة"
        ),
        "en": (
            "{done} of {size} bytes stay on this disk and are given to nobody; only an erasure "
            "that the network decides removes them"
        ),
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
    "file_at_hub": {
        "fr": "{name} : déjà au hub, rien à envoyer",
        "ar": "{name}: لدى المحور من قبل، لا شيء يُرسل",
        "en": "{name}: at the hub already, nothing to send",
    },
    "file_down": {
        "fr": "réception {name} : {done} sur {size} octets",
        "ar": "استلام {name}: {done} من {size} بايت",
        "en": "receiving {name}: {done} of {size} bytes",
    },
    "files_stopped": {
        "fr": (
            "Les fichiers s'arrêtent là pour l'instant ({reason}) : {what} {next_step} ({detail})"
        ),
        "ar": "تتوقف الملفات هنا الآن ({reason}): {what} {next_step} ({detail})",
        "en": "Files stop here for now ({reason}): {what} {next_step} ({detail})",
    },
}

_REASONS: Final[dict[tuple[Reason, bool], dict[Language, Words]]] = {
    (Reason.COMMITMENT_MISMATCH, False): {
        "fr": Words(
            "le hub a envoyé d'autres données que celles que l'auteur a signées.",
            "Rien n'en a été gardé ; le nœud les redemandera dans une heure. Prévenez le "
            "secrétariat si cela se répète.",
        ),
        "ar": Words(
            "أرسل المحور معطيات غير التي وقّع عليها صاحبها.",
            "لم يُحتفظ بشيء منها؛ وستعيد العقدة طلبها بعد ساعة. أخبروا الكتابة إن تكرر ذلك.",
        ),
        "en": Words(
            "the hub sent other data than those its author signed.",
            "Nothing of them was kept; the node asks again in an hour. Tell the secretariat if it "
            "happens again.",
        ),
    },
    (Reason.OUTCOME_UNKNOWN, False): {
        "fr": Words(
            "le hub a échoué sur ce fichier, par une erreur qui est la sienne.",
            "Les autres fichiers continuent ; le nœud redemandera celui-ci dans une heure. "
            "Prévenez le secrétariat si cela se répète.",
        ),
        "ar": Words(
            "فشل المحور في هذا الملف بسبب خطأ فيه هو.",
            "تستمر الملفات الأخرى؛ وستعيد العقدة طلب هذا الملف بعد ساعة. أخبروا الكتابة إن تكرر "
            "ذلك.",
        ),
        "en": Words(
            "the hub failed at this file, by an error of its own.",
            "Other files go on; the node asks for this one again in an hour. Tell the secretariat "
            "if it happens again.",
        ),
    },
    (Reason.STORED_DATA_CORRUPT, True): {
        "fr": Words(
            "le fichier est abîmé sur ce disque, et le réseau ne l'a pas encore.",
            "Publiez de nouveau avec l'original ; copiez ce dossier sur un autre disque si cela "
            "se répète.",
        ),
        "ar": Words(
            "الملف تالف على هذا القرص، وليس لدى الشبكة بعد.",
            "أعيدوا النشر بالملف الأصلي؛ وانسخوا هذا المجلد إلى قرص آخر إن تكرر ذلك.",
        ),
        "en": Words(
            "the file is damaged on this disk, and the network does not have it yet.",
            "Publish again with the original; copy this folder to another disk if it happens "
            "again.",
        ),
    },
    (Reason.STORED_DATA_CORRUPT, False): {
        "fr": Words(
            "le fichier était abîmé ou absent sur ce disque.",
            "Rien à faire : il est repris du réseau. Si cela se répète, copiez ce dossier sur un "
            "autre disque.",
        ),
        "ar": Words(
            "كان الملف تالفا أو مفقودا على هذا القرص.",
            "لا شيء عليكم: يُستعاد من الشبكة. وإن تكرر ذلك فانسخوا هذا المجلد إلى قرص آخر.",
        ),
        "en": Words(
            "the file was damaged on this disk, or gone from it.",
            "Nothing to do: it is fetched from the network again. If it happens again, copy this "
            "folder to another disk.",
        ),
    },
    (Reason.BLOB_MISSING, True): {
        "fr": Words(
            "le hub dit tantôt qu'il a le fichier, tantôt qu'il ne l'a pas.",
            "Le nœud le renvoie, de moins en moins souvent ; prévenez le secrétariat.",
        ),
        "ar": Words(
            "يقول المحور تارة إن الملف لديه وتارة إنه ليس لديه.",
            "تعيد العقدة إرساله على فترات متباعدة؛ أخبروا الكتابة.",
        ),
        "en": Words(
            "the hub says that it has the file, and then that it has not.",
            "The node sends it again, less and less often; tell the secretariat.",
        ),
    },
    (Reason.BODY_REDACTED, True): {
        "fr": Words(
            "ce fichier a été effacé par une décision publiée au journal.",
            "Joignez-le de nouveau s'il peut servir : il recevra un autre engagement.",
        ),
        "ar": Words(
            "حُذف هذا الملف بقرار منشور في السجل.",
            "أرفقوه من جديد إن جاز استعماله: سيُعطى التزاما آخر.",
        ),
        "en": Words(
            "this file was erased by a decision published in the log.",
            "Attach it again if it may be used: it gets another commitment.",
        ),
    },
    (Reason.LIMIT_EXCEEDED, True): {
        "fr": Words(
            "le fichier est plus grand que le hub ne l'accepte.",
            "Partagez-le en plusieurs fichiers ou réduisez-le, puis publiez de nouveau.",
        ),
        "ar": Words(
            "الملف أكبر مما يقبله المحور.",
            "قسّموه إلى عدة ملفات أو صغّروه ثم أعيدوا النشر.",
        ),
        "en": Words(
            "the file is larger than the hub takes.",
            "Split it into several files or make it smaller, then publish again.",
        ),
    },
}
"""Where a reason means something else for a file; by its way: True = to the hub."""


def explain_file(reason: Reason, up: bool, language: Language, message: str = "") -> Words:
    """What happened to an attachment on its way, and what to do next; `message` may say it best."""
    special = _REASONS.get((reason, up))
    usual = special[language] if special else explain(reason, language)
    return words_instead(clean(message), language) or usual
