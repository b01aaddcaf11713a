"""Help: a work for people outside the network."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "library export": {
        "fr": "Écrivez un travail de ce nœud, ou draft:NUMBER, dans un fichier ou un dossier ; "
        "sans connexion.",
        "ar": "اكتبوا عملا من هذه العقدة، أو draft:NUMBER، في ملف أو مجلد؛ دون اتصال.",
    },
    "library export --as": {
        "fr": "folder : un dossier à modifier ; html : une page à imprimer ; imscc : un IMS Common "
        "Cartridge.",
        "ar": "folder: مجلد للتعديل؛ html: صفحة للطباعة؛ imscc: حزمة IMS Common Cartridge.",
    },
    "library export --to": {
        "fr": "Le nouveau fichier ou dossier ; rien n'est écrasé.",
        "ar": "الملف أو المجلد الجديد؛ ولا يُستبدل شيء موجود.",
    },
    "library export --in": {
        "fr": "Langue des textes : fr, ar, zgh, … ; par défaut : celle de --lang.",
        "ar": "لغة النصوص: fr، ar، zgh، …؛ افتراضيا: لغة --lang.",
    },
}
