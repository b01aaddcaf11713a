"""Help: drafts of what is there already: revised, merged, begun again, recovered."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "draft export": {
        "fr": "Écrivez les textes et fichiers du brouillon NUMBER dans un nouveau dossier.",
        "ar": "اكتبوا نصوص المسودة NUMBER وملفاتها في مجلد جديد.",
    },
    "draft export --to": {
        "fr": "Un nouveau dossier.",
        "ar": "مجلد جديد.",
    },
    "draft revise": {
        "fr": "Commencez une nouvelle version de votre enregistrement WHICH, à partir de son texte "
        "publié.",
        "ar": "ابدؤوا نسخة جديدة من تسجيلكم WHICH، انطلاقا من نصه المنشور.",
    },
    "draft again": {
        "fr": "Commencez un brouillon avec ce que contenait le brouillon NUMBER, publié, refusé ou "
        "abandonné.",
        "ar": "ابدؤوا مسودة بما كانت تحتويه المسودة NUMBER، المنشورة أو المرفوضة أو المتخلى عنها.",
    },
    "draft recover": {
        "fr": "Mettez la copie des brouillons à la place d'un desk.db abîmé, qui est gardé à côté.",
        "ar": "ضعوا نسخة المسودات مكان desk.db التالف، الذي يُحفظ جانبا.",
    },
    "draft merge": {
        "fr": "Réunissez la version refusée WHICH et celle qui a été publiée entre-temps.\n\n"
        "Là où les deux ont changé le même passage, dites quel texte reste : --mine ou --theirs "
        "avec son chemin, ou celui d'un champ pour tout ce qu'il contient. Ce qui a été décidé "
        "avant le reste. Si les deux sont pour des groupes différents, dites avec --audience qui "
        "pourra lire le texte réuni.",
        "ar": "اجمعوا بين النسخة المرفوضة WHICH والنسخة التي نُشرت في هذه الأثناء.\n\n"
        "إذا غيّرت النسختان المقطع نفسه فبينوا أي نص يبقى: --mine أو --theirs مع مساره، أو مسار "
        "حقل لكل ما فيه. وما حُسم من قبل يبقى محسوما. وإذا كانت النسختان لمجموعتين مختلفتين فبينوا "
        "بـ --audience من سيقرأ النص المجموع.",
    },
    "draft merge --audience": {
        "fr": "Qui pourra lire, si ce ne sont pas ceux qui lisent les deux.",
        "ar": "من سيقرأ، إن لم يكن من يقرأ النسختين معا.",
    },
    "draft merge --mine": {
        "fr": "Prendre votre texte à ce chemin ; peut être répété.",
        "ar": "أخذ نصكم في هذا المسار؛ ويمكن تكراره.",
    },
    "draft merge --theirs": {
        "fr": "Garder le texte publié à ce chemin ; peut être répété.",
        "ar": "إبقاء النص المنشور في هذا المسار؛ ويمكن تكراره.",
    },
}
