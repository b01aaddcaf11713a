"""Help: what this association makes of the work of others."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "adopt": {
        "fr": "Racontez comment la pratique ou le cours WHICH s'est passé chez vous.\n\n"
        "FILE commence par forsa-node template adoption.",
        "ar": "احكوا كيف جرت عندكم الممارسة أو الدرس WHICH.\n\n"
        "يبدأ FILE من forsa-node template adoption.",
    },
    "adopt FILE": {
        "fr": "Votre récit : le formulaire rempli.",
        "ar": "روايتكم: الاستمارة معبأة.",
        "en": "How it went: the form, filled in.",
    },
    "review": {
        "fr": "Donnez votre avis sur le travail WHICH d'un autre membre ; FILE commence par "
        "forsa-node template review.",
        "ar": "أبدوا رأيكم في العمل WHICH لعضو آخر؛ يبدأ FILE من forsa-node template review.",
    },
    "review FILE": {
        "fr": "Votre avis : le formulaire rempli.",
        "ar": "رأيكم: الاستمارة معبأة.",
        "en": "The review: the form, filled in.",
    },
    "comment": {
        "fr": "Posez une question, répondez, remarquez ou corrigez quelque chose à "
        "l'enregistrement ou au commentaire WHICH.",
        "ar": "اسألوا أو أجيبوا أو أبدوا ملاحظة أو تصحيحا على التسجيل أو التعليق WHICH.",
    },
    "comment --text": {
        "fr": "2 à 2 000 caractères ; inutile avec --accepts.",
        "ar": "من 2 إلى 2000 حرف؛ لا يلزم مع --accepts.",
    },
    "comment --as": {
        "fr": "question, answer (réponse), remark (remarque, par défaut) ou correction.",
        "ar": "question (سؤال) أو answer (جواب) أو remark (ملاحظة، افتراضيا) أو correction "
        "(تصحيح).",
        "en": "What it is; default: remark.",
    },
    "comment --text-lang": {
        "fr": "Langue du texte ; par défaut : celle de --lang.",
        "ar": "لغة النص؛ افتراضيا: لغة --lang.",
    },
    "comment --accepts": {
        "fr": "Pour qui a demandé : le commentaire qui répond à la question.",
        "ar": "لصاحب السؤال: التعليق الذي يجيب عنه.",
    },
    "translate": {
        "fr": "Traduisez WHICH : sans FILE, obtenez les textes à traduire ; avec FILE, publiez-les."
        "\n\n"
        "forsa-node translate DIR WHICH --to ar > ar.yaml, remplissez-le, puis forsa-node "
        "translate DIR WHICH ar.yaml",
        "ar": "ترجموا WHICH: بدون FILE تحصلون على النصوص المراد ترجمتها؛ ومع FILE تنشرونها.\n\n"
        "forsa-node translate DIR WHICH --to ar > ar.yaml، ثم املؤوه، ثم forsa-node translate "
        "DIR WHICH ar.yaml",
    },
    "translate FILE": {
        "fr": "Les textes traduits.",
        "ar": "النصوص المترجمة.",
        "en": "The texts, translated.",
    },
    "translate --to": {
        "fr": "Vers cette langue : fr, ar, zgh, …",
        "ar": "إلى هذه اللغة: fr، ar، zgh، …",
    },
    "translate --from": {
        "fr": "Depuis cette langue ; par défaut : l'original.",
        "ar": "من هذه اللغة؛ افتراضيا: الأصل.",
    },
    "translate --method": {
        "fr": "Par qui : human (une personne, par défaut), machine, machine_revised (machine, puis "
        "relue). FILE doit dire la même chose.",
        "ar": "كيف: human (شخص، افتراضيا) أو machine (آليا) أو machine_revised (آليا ثم راجعها "
        "شخص). ويجب أن يذكر FILE الشيء نفسه.",
        "en": "By whom: human (default), machine, machine_revised (read over). FILE must say the "
        "same.",
    },
    "flag": {
        "fr": "Signalez au secrétariat un problème de l'enregistrement WHICH.\n\nTous les membres "
        "du réseau lisent un signalement, le public non : n'y nommez personne.",
        "ar": "بلّغوا الكتابة بمشكل في التسجيل WHICH.\n\nيقرأ التبليغ كل أعضاء الشبكة لا العموم: لا "
        "تذكروا فيه اسم أي شخص.",
    },
    "flag --reason": {
        "fr": "identifies_person (reconnaît une personne), unsafe (dangereux), copyright (droits "
        "d'auteur), wrong_language (langue erronée), duplicate (doublon) ou other (autre).",
        "ar": "identifies_person (يكشف هوية شخص) أو unsafe (خطير) أو copyright (حقوق المؤلف) أو "
        "wrong_language (لغة غير صحيحة) أو duplicate (مكرر) أو other (غير ذلك).",
        "en": "What is wrong.",
    },
    "flag --note": {
        "fr": "Ce qu'il faut savoir ; lu par tous les membres : sans noms.",
        "ar": "ما يجب معرفته؛ يقرؤه كل الأعضاء: دون أسماء.",
    },
    "withdraw": {
        "fr": "Retirez votre enregistrement WHICH : numéro, titre et raison restent, il n'est plus "
        "proposé.",
        "ar": "اسحبوا تسجيلكم WHICH: يبقى الرقم والعنوان والسبب، ولا يُقترح بعد ذلك.",
    },
    "withdraw --reason": {
        "fr": "Pourquoi ; montré à tous à côté du titre.",
        "ar": "لماذا؛ يُعرض على الجميع بجانب العنوان.",
    },
    "credit": {
        "fr": "Voyez ce que les autres ont fait du travail de ce membre : de WHICH, ou de tout.",
        "ar": "اعرفوا ما فعله الآخرون بعمل هذا العضو: بـ WHICH أو بكل أعماله.",
    },
}
