"""Help: the recovery key on paper."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "recovery-key": {
        "fr": "Une clé de l'association sur papier : quatorze mots qui la ramènent après un vol."
        "\n\n"
        "forsa-node recovery-key FOLDER en fait une.",
        "ar": "مفتاح للجمعية على الورق: أربع عشرة كلمة تعيدها بعد سرقة.\n\n"
        "forsa-node recovery-key FOLDER ينشئ واحدا.",
    },
    "recovery-key new": {
        "fr": "Faites une clé de secours et montrez ses mots, une seule fois ; rien d'eux ne reste "
        "sur cette machine.\n\n"
        "Elle donne et retire les clés de l'association. Gardez la feuille là où est le cachet.",
        "ar": "أنشئوا مفتاح نجدة واعرضوا كلماته مرة واحدة؛ لا يبقى منها شيء على هذا الحاسوب.\n\n"
        "يمنح مفاتيح الجمعية ويسحبها. احفظوا الورقة حيث يُحفظ الطابع.",
    },
    "recovery-key new --page": {
        "fr": "Écrire aussi une page à imprimer ; supprimez-la une fois imprimée.",
        "ar": "كتابة صفحة للطباعة أيضا؛ احذفوها بعد طباعتها.",
    },
    "recovery-key new --yes": {
        "fr": "Ne pas demander deux des mots ; pour les scripts.",
        "ar": "دون سؤال عن كلمتين منها؛ للبرامج النصية.",
    },
    "recovery-key use": {
        "fr": "Revenez avec les mots : faites entrer cette machine, donnez-lui des clés, mettez "
        "fin à celles qui sont perdues.\n\n"
        "FOLDER a été fait par forsa-node init, avec l'identifiant de votre association et un "
        "nouveau nom de nœud ; TOKEN vient du secrétariat. Sans jeton, la machine est déjà entrée "
        "et reçoit les clés qui lui manquent.",
        "ar": "عودوا بالكلمات: أدخلوا هذا الحاسوب وامنحوه مفاتيح وأنهوا الضائعة.\n\n"
        "FOLDER أنشأه forsa-node init بمعرف جمعيتكم نفسه واسم عقدة جديد؛ وTOKEN من الكتابة. ودون "
        "رمز فالحاسوب داخل من قبل، ويُمنح المفاتيح التي تنقصه.",
    },
    "recovery-key use TOKEN": {
        "fr": "Le jeton donné par le secrétariat.",
        "ar": "رمز الانضمام من الكتابة.",
        "en": "The token that the secretariat gave.",
    },
    "recovery-key use --port": {
        "fr": "Le port principal du hub, s'il est atteint par un autre que celui qu'il nomme.",
        "ar": "المنفذ الرئيسي للمحور إن كان الوصول إليه بغير ما يسميه.",
        "en": "The hub's main port, if it is reached by another than the one it names itself.",
    },
    "recovery-key use --words-file": {
        "fr": "Lire les mots dans un fichier ; - est l'entrée standard.",
        "ar": "قراءة الكلمات من ملف؛ - هو الدخل القياسي.",
    },
    "recovery-key use --reason": {
        "fr": "Ce qui est dit des clés qui finissent.",
        "ar": "ما يُقال عن المفاتيح التي تنتهي.",
    },
    "recovery-key use --keep": {
        "fr": "Une de vos clés (début de l'empreinte) ou un de vos nœuds qui est en bonnes mains ; "
        "peut être donné plusieurs fois.",
        "ar": "مفتاح لكم (بداية البصمة) أو عقدة لكم في أيد أمينة؛ يمكن تكراره.",
    },
    "recovery-key use --keep-others": {
        "fr": "Ne mettre fin à aucune clé ni à aucun nœud.",
        "ar": "عدم إنهاء أي مفتاح ولا أي عقدة.",
    },
}
