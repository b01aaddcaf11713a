"""Help: assemblies."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

from forsa_node.words.help.acting import BY

_HTML: Final[Mapping[Language, str]] = {
    "fr": "En HTML (par défaut).",
    "ar": "بصيغة HTML (افتراضيا).",
}
_TEXT: Final[Mapping[Language, str]] = {"fr": "En texte simple.", "ar": "نصا عاديا."}
_TO: Final[Mapping[Language, str]] = {
    "fr": "Un nouveau fichier ; sans cela, la page est affichée.",
    "ar": "ملف جديد؛ وبدونه تُعرض الصفحة.",
}

HELP: Final[HelpTable] = {
    "assembly": {
        "fr": "Les assemblées : qui est convoqué, qui était là, ce qui fut décidé.",
        "ar": "الجموع: من يُستدعى، ومن حضر، وما تقرر.",
    },
    "assembly call": {
        "fr": "Convoquez une assemblée avec le lieu et l'ordre du jour de FILE (template assembly) "
        "; le secrétariat seul.\n\n"
        "Qui a droit de vote est montré, et un délai de moins de quinze jours.",
        "ar": "ادعوا إلى جمع بمكان FILE وجدول أعماله (template assembly)؛ للكتابة وحدها.\n\n"
        "يُعرض من له حق التصويت، وكل أجل أقل من خمسة عشر يوما.",
    },
    "assembly call FILE": {
        "fr": "Lieu et ordre du jour : un fichier qui commence comme template assembly.",
        "ar": "المكان وجدول الأعمال: ملف يبدأ كما في template assembly.",
        "en": "Place and agenda: a file that begins as template assembly.",
    },
    "assembly call --type": {
        "fr": "ordinary (assemblée générale ordinaire), extraordinary (extraordinaire), bureau, "
        "committee (comité).",
        "ar": "ordinary (جمع عام عادي)، extraordinary (استثنائي)، bureau (المكتب المسير)، "
        "committee (لجنة).",
        "en": "ordinary or extraordinary general assembly, bureau, committee.",
    },
    "assembly call --starts": {
        "fr": "Quand elle commence : 2026-09-30T10:00, ou un jour.",
        "ar": "متى يبدأ: 2026-09-30T10:00، أو يوم.",
    },
    "assembly call --call": {
        "fr": "1 ou 2 : première ou deuxième convocation.",
        "ar": "1 أو 2: الاستدعاء الأول أو الثاني.",
    },
    "assembly call --replaces": {
        "fr": "La convocation que celle-ci modifie.",
        "ar": "الاستدعاء الذي يعدله هذا.",
    },
    "assembly call --audience": {"fr": "Qui peut la lire.", "ar": "من يحق له قراءته."},
    "assembly call --by": BY,
    "assembly minutes": {
        "fr": "Publiez le procès-verbal de FILE (template minutes) de l'assemblée WHICH ; le "
        "secrétariat seul.\n\n"
        "Qui y est nommé présent ou représenté est cherché sur la liste des votants.",
        "ar": "انشروا محضر FILE (template minutes) للجمع WHICH؛ للكتابة وحدها.\n\n"
        "ويُبحث عمن ذُكر حاضرا أو ممثلا في لائحة المصوتين.",
    },
    "assembly minutes FILE": {
        "fr": "Le procès-verbal : un fichier qui commence comme template minutes.",
        "ar": "المحضر: ملف يبدأ كما في template minutes.",
        "en": "The minutes: a file that begins as template minutes.",
    },
    "assembly minutes --by": BY,
    "assembly list": {
        "fr": "Toutes les assemblées qui ont été convoquées.",
        "ar": "كل الجموع التي دُعي إليها.",
    },
    "assembly show": {
        "fr": "Une assemblée : délai, ordre du jour, votants, présents, décisions.",
        "ar": "جمع واحد: الأجل، وجدول الأعمال، والمصوتون، والحاضرون، والقرارات.",
    },
    "assembly export": {
        "fr": "Le procès-verbal de l'assemblée WHICH en page à imprimer, avec chaque décision et "
        "bulletin.",
        "ar": "محضر الجمع WHICH في صفحة للطباعة، مع كل قرار وكل ورقة تصويت.",
    },
    "assembly export --html": _HTML,
    "assembly export --text": _TEXT,
    "assembly export --to": _TO,
    "proposal export": {
        "fr": "Le procès-verbal du vote WHICH en page à imprimer, avec chaque bulletin.",
        "ar": "محضر التصويت WHICH في صفحة للطباعة، مع كل ورقة.",
    },
    "proposal export --html": _HTML,
    "proposal export --text": _TEXT,
    "proposal export --to": _TO,
}
