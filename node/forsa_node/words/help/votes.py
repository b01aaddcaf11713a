"""Help: ballots and proxies."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

from forsa_node.words.help.acting import BY

_CHOICE: Final[Mapping[Language, str]] = {
    "fr": "for (pour), against (contre), abstain (abstention) ou blank (blanc).",
    "ar": "for (مع) أو against (ضد) أو abstain (امتناع) أو blank (ورقة بيضاء).",
    "en": "for, against, abstain or blank; abstain and blank count for the quorum only.",
}
_BALLOTS: Final[Mapping[Language, str]] = {
    "fr": "Le fichier des bulletins, écrit par vote export.",
    "ar": "ملف الأوراق الذي كتبه vote export.",
    "en": "The file of ballots, written by vote export.",
}
_PROXY: Final[Mapping[Language, str]] = {
    "fr": "La procuration, écrite par proxy give.",
    "ar": "التوكيل الذي كتبه proxy give.",
    "en": "The proxy, written by proxy give.",
}

HELP: Final[HelpTable] = {
    "vote": {
        "fr": "Votez, et voyez que votre vote compte.\n\nforsa-node vote FOLDER WHICH for",
        "ar": "صوتوا، وتأكدوا من احتساب تصويتكم.\n\nforsa-node vote FOLDER WHICH for",
    },
    "vote cast": {
        "fr": "Votez sur la proposition WHICH ; ce qu'elle fait est montré d'abord, puis les mots "
        "de son auteur.\n\n"
        "Jusqu'à la clôture, un nouveau bulletin remplace le précédent.",
        "ar": "صوتوا على المقترح WHICH؛ يُعرض ما يفعله أولا، ثم كلام صاحبه.\n\n"
        "إلى غاية الإغلاق تحل ورقة جديدة محل السابقة.",
    },
    "vote cast CHOICE": _CHOICE,
    "vote cast --proxy": {
        "fr": "Voter pour le membre qui a signé ceci.",
        "ar": "التصويت عن العضو الذي وقع هذا.",
    },
    "vote cast --by": BY,
    "vote check": {
        "fr": "Voyez que le vote de cette association sur WHICH compte : par son reçu, hors ligne.",
        "ar": "تأكدوا من احتساب تصويت هذه الجمعية على WHICH: بوصله، دون المحور.",
    },
    "vote export": {
        "fr": "Écrivez dans FILE les bulletins sans reçu, pour qu'un autre membre les porte.",
        "ar": "اكتبوا في FILE الأوراق التي لا وصل لها بعد، ليحملها عضو آخر.",
    },
    "vote export FILE": {
        "fr": "Un nouveau fichier.",
        "ar": "ملف جديد.",
        "en": "A new file.",
    },
    "vote export --which": {
        "fr": "De ce vote seulement.",
        "ar": "لهذا التصويت وحده.",
    },
    "vote relay": {
        "fr": "Portez les bulletins de FILE : ils partent comme leurs auteurs les ont signés, et "
        "restent ici.",
        "ar": "احملوا أوراق FILE: تُرسل كما وقعها أصحابها، وتبقى هنا.",
    },
    "vote relay FILE": _BALLOTS,
    "proxy": {
        "fr": "Laissez un autre membre voter pour celui-ci, dans un vote.",
        "ar": "دعوا عضوا آخر يصوت عن هذه الجمعية في تصويت واحد.",
    },
    "proxy give": {
        "fr": "Signez une procuration pour le vote WHICH : un petit fichier à remettre ; sans "
        "réseau.",
        "ar": "وقعوا توكيلا للتصويت WHICH: ملف صغير تسلمونه؛ دون حاجة إلى شبكة.",
    },
    "proxy give --to": {
        "fr": "Qui peut voter à sa place.",
        "ar": "من يحق له التصويت مكانها.",
    },
    "proxy give --file": {
        "fr": "Par défaut : ici, du nom des deux membres.",
        "ar": "افتراضيا: هنا، باسم العضوين.",
    },
    "proxy give --by": BY,
    "proxy show": {
        "fr": "De qui est la procuration FILE, pour qui et pour quel vote, et si sa signature "
        "vaut.",
        "ar": "لمن التوكيل FILE، ولفائدة من، ولأي تصويت، وهل توقيعه صحيح.",
    },
    "proxy show FILE": _PROXY,
    "proxy use": {
        "fr": "Votez pour le membre qui a signé la procuration FILE, dans le vote qu'elle nomme.",
        "ar": "صوتوا عن العضو الذي وقع التوكيل FILE، في التصويت الذي يذكره.",
    },
    "proxy use FILE": _PROXY,
    "proxy use CHOICE": _CHOICE,
    "proxy use --by": BY,
}
