"""Help: from files to signed records."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "publish": {
        "fr": "Signez FILES et mettez-les dans la file d'envoi : fiches de pratique (.md), "
        "curriculums (dossiers), .yaml, .json.\n\n"
        "Ce qui doit d'abord être corrigé reste en brouillon : forsa-node draft list.",
        "ar": "وقّعوا FILES وضعوها في طابور الإرسال: جذاذات ممارسات (.md) ومناهج (مجلدات) و.yaml "
        "و.json.\n\n"
        "وما يلزم تصحيحه أولا يبقى مسودة: forsa-node draft list.",
    },
    "publish FILES": {
        "fr": "Les fichiers ou dossiers à publier.",
        "ar": "الملفات أو المجلدات المراد نشرها.",
        "en": "The files or folders to publish.",
    },
    "publish --audience": {
        "fr": "Qui pourra lire : network (le réseau, si rien n'est dit), public (tout le monde) ou "
        "un groupe.",
        "ar": "من سيقرأ: network (الشبكة، إن لم يُذكر شيء) أو public (الجميع) أو مجموعة.",
    },
    "publish --consent": {
        "fr": "Ce qui vaut pour toutes les images et tous les enregistrements : personne n'y est "
        "reconnaissable (nobody), ou tous ont donné leur accord (agreed).",
        "ar": "ما يصح في كل الصور والتسجيلات: لا يمكن التعرف على أحد (nobody)، أو وافق الجميع "
        "(agreed).",
    },
    "template": {
        "fr": "Obtenez les fichiers commentés qui servent à commencer un texte.\n\n"
        "Sans --to, ils sont affichés.",
        "ar": "احصلوا على ملفات مشروحة تبدؤون منها نصا.\n\nبدون --to تُعرض على الشاشة.",
    },
    "template WHAT": {
        "fr": "Le genre de texte.",
        "ar": "نوع النص.",
        "en": "The kind of text.",
    },
    "template --to": {
        "fr": "Un nouveau dossier.",
        "ar": "مجلد جديد.",
    },
    "outbox": {
        "fr": "Voyez ce qu'est devenu tout ce que ce nœud a signé.",
        "ar": "اعرفوا مصير كل ما وقّعته هذه العقدة.",
    },
    "outbox --drop": {
        "fr": "Renoncer à cet enregistrement qui n'est pas parti (son identifiant, ou son début).",
        "ar": "التخلي عن هذا التسجيل الذي لم يُرسل بعد (معرّفه أو بدايته).",
    },
    "outbox --confirm": {
        "fr": "Envoyer malgré tout cet enregistrement retenu (son identifiant).",
        "ar": "إرسال هذا التسجيل المحتجز رغم ذلك (معرّفه).",
    },
}
