"""What the node says to its people, in French, Arabic and English."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "not_joined": {
        "fr": "Ce nœud n'a pas encore rejoint le réseau : demandez un jeton au secrétariat.",
        "ar": "لم تنضم هذه العقدة إلى الشبكة بعد: اطلبوا رمز انضمام من الكتابة.",
        "en": "This node has not joined the network yet: ask the secretariat for a token.",
    },
    "runs": {
        "fr": "Le nœud est en marche.",
        "ar": "العقدة تشتغل.",
        "en": "The node is running.",
    },
    "stopped": {
        "fr": "Le nœud est arrêté ; pour qu'il travaille : forsa-node run {folder}",
        "ar": "العقدة متوقفة؛ لتشغيلها: forsa-node run {folder}",
        "en": "The node is stopped; to make it work: forsa-node run {folder}",
    },
    "verified": {
        "fr": "{size} entrées du journal reçues et vérifiées.",
        "ar": "تم استلام {size} من إدخالات السجل والتحقق منها.",
        "en": "{size} entries of the log received and verified.",
    },
    "behind": {
        "fr": "{count} entrées restent à recevoir.",
        "ar": "بقي {count} من الإدخالات لم تُستلم بعد.",
        "en": "{count} entries are still to come.",
    },
    "all_received": {
        "fr": "Rien n'attend : le réseau a reçu vos {count} publications.",
        "ar": "لا شيء ينتظر: استلمت الشبكة منشوراتكم وعددها {count}.",
        "en": "Nothing waits: the network received your {count} publications.",
    },
    "waiting": {
        "fr": "{count} publications attendent d'être envoyées ; elles partiront d'elles-mêmes.",
        "ar": "{count} من المنشورات تنتظر الإرسال؛ وسترسل تلقائيا.",
        "en": "{count} publications wait to be sent; they will go out by themselves.",
    },
    "refused": {
        "fr": "{count} publications refusées : voyez forsa-node outbox {folder}",
        "ar": "رُفض {count} من المنشورات: انظروا forsa-node outbox {folder}",
        "en": "{count} publications refused: see forsa-node outbox {folder}",
    },
    "trouble": {
        "fr": "Dernier essai : {what} {next_step}",
        "ar": "آخر محاولة: {what} {next_step}",
        "en": "Last try: {what} {next_step}",
    },
    "alarm": {
        "fr": "ALERTE {reason} : {what} {next_step}",
        "ar": "تنبيه {reason}: {what} {next_step}",
        "en": "ALARM {reason}: {what} {next_step}",
    },
    "missing": {
        "fr": "{count} textes manquent encore ; ils sont redemandés à chaque échange.",
        "ar": "ما زال {count} من النصوص ناقصا؛ ويعاد طلبها عند كل اتصال.",
        "en": "{count} texts are still missing; they are asked for again each time.",
    },
    "state_waiting": {
        "fr": "en attente d'envoi",
        "ar": "في انتظار الإرسال",
        "en": "waiting to be sent",
    },
    "state_received": {
        "fr": "reçu par le réseau, numéro {index}",
        "ar": "استلمته الشبكة، رقم {index}",
        "en": "received by the network, number {index}",
    },
    "state_refused": {
        "fr": "refusé ({reason}) : {what} {next_step}",
        "ar": "مرفوض ({reason}): {what} {next_step}",
        "en": "refused ({reason}): {what} {next_step}",
    },
    "queued": {
        "fr": "Signé et placé dans la file d'envoi : {title}",
        "ar": "تم التوقيع والوضع في طابور الإرسال: {title}",
        "en": "Signed and put into the outbox: {title}",
    },
    "publish_question": {
        "fr": "Publier ?",
        "ar": "هل تريدون النشر؟",
        "en": "Publish?",
    },
    "not_published": {
        "fr": "Rien n'a été publié.",
        "ar": "لم يُنشر شيء.",
        "en": "Nothing was published.",
    },
    "made": {
        "fr": (
            "Les clés de {holder} sont prêtes. Donnez ce fichier au secrétariat : {request}\n"
            "Comparez avec lui au téléphone : {fingerprint}\n"
            "Il vous rendra un jeton ; puis : forsa-node join {folder} JETON"
        ),
        "ar": (
            "مفاتيح {holder} جاهزة. سلّموا هذا الملف للكتابة: {request}\n"
            "وقارنوا معها بالهاتف: {fingerprint}\n"
            "ستعطيكم رمز انضمام؛ ثم: forsa-node join {folder} TOKEN"
        ),
        "en": (
            "The keys of {holder} are ready. Give this file to the secretariat: {request}\n"
            "Compare with them by telephone: {fingerprint}\n"
            "They will give you a token; then: forsa-node join {folder} TOKEN"
        ),
    },
    "joined": {
        "fr": "{holder} a rejoint le réseau. Ensuite : forsa-node run {folder}",
        "ar": "انضمت {holder} إلى الشبكة. بعد ذلك: forsa-node run {folder}",
        "en": "{holder} has joined the network. Next: forsa-node run {folder}",
    },
    "synced": {
        "fr": "Envoyé : {received}. Reçu et vérifié : {pulled}.",
        "ar": "أُرسل: {received}. استُلم وتم التحقق منه: {pulled}.",
        "en": "Sent: {received}. Received and verified: {pulled}.",
    },
    "verifies": {
        "fr": "{checked} entrées recalculées : tout est conforme, racine {root}.",
        "ar": "أُعيد حساب {checked} من الإدخالات: كل شيء سليم، الجذر {root}.",
        "en": "{checked} entries computed again: everything verifies, root {root}.",
    },
    "damaged": {
        "fr": (
            "La copie du journal est endommagée : {what}\n"
            "Arrêtez le nœud, supprimez mirror.db, puis forsa-node sync {folder} : le journal est "
            "reçu et vérifié à nouveau. Rien de ce qui est à vous n'y est."
        ),
        "ar": (
            "نسخة السجل تالفة: {what}\n"
            "أوقفوا العقدة، واحذفوا mirror.db، ثم forsa-node sync {folder}: يُستلم السجل من جديد "
            "ويُتحقق منه. وليس فيها شيء مما يخصكم."
        ),
        "en": (
            "The copy of the log is damaged: {what}\n"
            "Stop the node, delete mirror.db, then forsa-node sync {folder}: the log is fetched "
            "and verified again. Nothing of yours is in it."
        ),
    },
}


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return SENTENCES[key][language].format(**values)
