"""People with keys of their own."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "passphrase_new": {
        "fr": "{name}, choisissez une phrase de passe (12 caractères ou plus)",
        "ar": "{name}، اختاروا عبارة سر (12 حرفا أو أكثر)",
        "en": "{name}, choose a passphrase (12 characters or more)",
    },
    "passphrase_again": {
        "fr": "Encore une fois",
        "ar": "مرة أخرى",
        "en": "Once more",
    },
    "passphrase_of": {
        "fr": "{name}, votre phrase de passe",
        "ar": "{name}، عبارة سركم",
        "en": "{name}, your passphrase",
    },
    "key_added": {
        "fr": "La clé de {name} est faite et fermée par sa phrase de passe.\n"
        "  Empreinte : {fingerprint}\n"
        "Elle sert dès que le réseau la connaît : forsa-node sync {folder}, puis "
        "forsa-node key list {folder}. Une phrase de passe oubliée ne se retrouve pas.",
        "ar": "أُنشئ مفتاح {name} وأُقفل بعبارة سره.\n"
        "  البصمة: {fingerprint}\n"
        "يُستعمل ما إن تعرفه الشبكة: forsa-node sync {folder} ثم forsa-node key list {folder}. "
        "عبارة السر المنسية لا تُسترجع.",
        "en": "The key of {name} is made and sealed under their passphrase.\n"
        "  Fingerprint: {fingerprint}\n"
        "It can be used once the network knows it: forsa-node sync {folder}, then "
        "forsa-node key list {folder}. A forgotten passphrase cannot be found.",
    },
    "key_revoking": {
        "fr": "La révocation de la clé de {name} ({fingerprint}) part au prochain envoi : "
        "forsa-node sync {folder}.",
        "ar": "إلغاء مفتاح {name} ({fingerprint}) يُرسل مع الإرسال المقبل: "
        "forsa-node sync {folder}.",
        "en": "The revocation of the key of {name} ({fingerprint}) leaves with the next sending: "
        "forsa-node sync {folder}.",
    },
    "key_line": {
        "fr": "{name} : {standing}\n    {fingerprint}  ({purposes})",
        "ar": "{name}: {standing}\n    {fingerprint}  ({purposes})",
        "en": "{name}: {standing}\n    {fingerprint}  ({purposes})",
    },
    "key_of_node": {
        "fr": "Ce nœud",
        "ar": "هذه العقدة",
        "en": "This node",
    },
    "key_elsewhere": {
        "fr": "Pas sur ce nœud",
        "ar": "ليس على هذه العقدة",
        "en": "Not on this node",
    },
    "key_unsent": {
        "fr": "pas encore parti ; la même commande (key add, même nom) continue",
        "ar": "لم يُرسل بعد؛ الأمر نفسه (key add بالاسم نفسه) يتابع",
        "en": "not sent yet; the same command (key add, same name) goes on",
    },
    "key_waiting": {
        "fr": "en route vers le réseau",
        "ar": "في طريقه إلى الشبكة",
        "en": "on its way to the network",
    },
    "key_refused": {
        "fr": "refusée ; forsa-node outbox dit pourquoi, et key add recommence",
        "ar": "مرفوض؛ يبين forsa-node outbox السبب، وkey add يعيد المحاولة",
        "en": "refused; forsa-node outbox says why, and key add tries again",
    },
    "key_usable": {
        "fr": "utilisable",
        "ar": "صالح للاستعمال",
        "en": "in use",
    },
    "key_revoked": {
        "fr": "révoquée",
        "ar": "ملغى",
        "en": "revoked",
    },
    "purpose_record": {
        "fr": "publier",
        "ar": "النشر",
        "en": "publishing",
    },
    "purpose_govern": {
        "fr": "voter et décider",
        "ar": "التصويت والقرار",
        "en": "voting and deciding",
    },
    "purpose_admin": {
        "fr": "gérer les clés",
        "ar": "تدبير المفاتيح",
        "en": "managing keys",
    },
}
