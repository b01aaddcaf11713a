"""The help of `forsa` in French and Arabic; `forsa.client.help` says how a table is keyed."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "": {
        "fr": "Vérifiez ce qu'un réseau d'écoles de la deuxième chance a publié, sans rien "
        "demander à personne.",
        "ar": "تحققوا مما نشرته شبكة مدارس الفرصة الثانية دون أن تسألوا أحدا.",
    },
    "verify": {
        "fr": "Vérifiez un reçu ou un paquet sans aucun réseau.\n\n"
        "Un reçu se vérifie avec une racine de confiance : celle du dossier d'un nœud (--node "
        "DIR), ou des fichiers que l'identifiant du réseau authentifie (--network ID --root "
        "FILE). Un paquet apporte sa propre racine de confiance ; --network dit de quel réseau "
        "il doit être.",
        "ar": "تحققوا من وصل أو حزمة دون أي شبكة.\n\n"
        "يُتحقق من الوصل بجذر ثقة: جذر مجلد عقدة (--node DIR)، أو ملفات يثبتها معرّف الشبكة "
        "(--network ID --root FILE). أما الحزمة فتحمل جذر الثقة الخاص بها؛ ويحدد --network "
        "الشبكة التي يجب أن تكون منها.",
    },
    "verify FILE": {
        "fr": "Le reçu ou le paquet.",
        "ar": "الوصل أو الحزمة.",
        "en": "The receipt or the bundle.",
    },
    "--node": {
        "fr": "Le dossier d'un nœud : se fier à ce à quoi il se fie.",
        "ar": "مجلد عقدة: الثقة بما تثق به.",
    },
    "--network": {
        "fr": "L'identifiant du réseau : 64 chiffres hexadécimaux.",
        "ar": "معرّف الشبكة: 64 رقما ست عشريا.",
    },
    "--root": {
        "fr": "Un fichier de racine de confiance, une fois par version, la 1 d'abord "
        "(roots/1.root dans le dossier de tout nœud).",
        "ar": "ملف جذر الثقة، مرة لكل نسخة بدءا بالأولى (roots/1.root في مجلد أي عقدة).",
    },
    "verify --author-key": {
        "fr": "La clé publique de l'auteur, pour contrôler un reçu.",
        "ar": "المفتاح العمومي للمؤلف، لفحص وصل.",
    },
    "inspect": {
        "fr": "Voyez ce que dit un fichier : reçu, paquet, enveloppe, entrée, point de contrôle, "
        "avis, document racine ou jeton (son secret reste caché). `-` lit l'entrée standard.\n\n"
        "Rien n'est vérifié.",
        "ar": "اطلعوا على ما يقوله ملف: وصل أو حزمة أو مظروف أو إدخال أو نقطة مراقبة أو إشعار أو "
        "وثيقة جذر أو رمز انضمام (يبقى سره مخفيا). `-` يقرأ من الدخل القياسي.\n\n"
        "لا يُتحقق من أي شيء.",
    },
    "inspect FILE": {
        "fr": "Le fichier à montrer.",
        "ar": "الملف المراد عرضه.",
        "en": "The file to show.",
    },
    "demo": {
        "fr": "Lancez un serveur et trois nœuds d'associations, et voyez ce qu'ils font.\n\n"
        "\b\n"
        "Codes de sortie :\n"
        "  0  chaque partie a montré ce qu'elle devait\n"
        "  1  une partie a échoué : laquelle, pourquoi, et où sont les journaux",
        "ar": "شغّلوا خادما وثلاث عقد لجمعيات، وشاهدوا ما تقوم به.\n\n"
        "\b\n"
        "رموز الخروج:\n"
        "  0  عرض كل جزء ما كان عليه أن يعرضه\n"
        "  1  فشل أحد الأجزاء: أيها ولماذا وأين توجد السجلات",
    },
    "demo --part": {
        "fr": "Une seule partie, avec ce qu'il lui faut.",
        "ar": "جزء واحد، مع ما يحتاجه.",
    },
    "demo --keep": {
        "fr": "Laisser le réseau en marche, et dire comment s'en servir.",
        "ar": "ترك الشبكة تعمل، مع بيان طريقة استعمالها.",
    },
    "demo --json": {
        "fr": "Afficher le résultat en JSON, rien d'autre.",
        "ar": "عرض النتيجة بصيغة JSON، ولا شيء غيرها.",
    },
}
