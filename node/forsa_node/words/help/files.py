"""Help: attachments."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "files": {
        "fr": "Voyez les pièces jointes de tous les enregistrements, ou d'un seul : complètes, "
        "partielles, voulues, refusées.\n\n"
        "WHICH est le numéro d'un enregistrement, ou le début de son identifiant ou de celui de "
        "son objet.",
        "ar": "اطلعوا على مرفقات التسجيلات كلها أو تسجيل واحد: كاملة أو جزئية أو مطلوبة أو "
        "مرفوضة.\n\n"
        "WHICH هو رقم تسجيل، أو بداية معرّفه أو معرّف موضوعه.",
    },
    "files --fetch": {
        "fr": "Télécharger maintenant celles qui ne sont pas ici.",
        "ar": "تنزيل غير الموجودة هنا الآن.",
    },
    "get": {
        "fr": "Téléchargez les pièces jointes d'un enregistrement, et écrivez-les ; rien n'est "
        "écrasé.\n\n"
        "WHICH est le numéro d'un enregistrement, ou le début de son identifiant ou de celui de "
        "son objet. NAMES choisit parmi ses fichiers ; sans nom, tous viennent.",
        "ar": "نزّلوا مرفقات تسجيل واكتبوها؛ ولا يُستبدل أي ملف موجود.\n\n"
        "WHICH هو رقم تسجيل، أو بداية معرّفه أو معرّف موضوعه. وNAMES تختار من ملفاته؛ وبدون "
        "أسماء تأتي كلها.",
    },
    "get NAMES": {
        "fr": "Les noms des fichiers voulus.",
        "ar": "أسماء الملفات المطلوبة.",
        "en": "The names of the files that are wanted.",
    },
    "get --to": {
        "fr": "Dossier où écrire ; par défaut : celui où vous êtes.",
        "ar": "المجلد الذي تُكتب فيه؛ افتراضيا: المجلد الحالي.",
    },
}
