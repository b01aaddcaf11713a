"""What the calendar's template explains to who edits it."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "head": (
        (
            "Ce qui est dû dans l'année. Relisez chaque ligne, changez-la ou effacez-la :\n"
            "toutes les dates sont des propositions.\n"
            "Puis : forsa-node due plan DOSSIER calendrier.yaml\n"
            "Le même fichier, corrigé plus tard, change ce qui a changé et rien d'autre."
        ),
        (
            "ما هو مطلوب في الموسم. راجعوا كل سطر وغيروه أو احذفوه: كل التواريخ اقتراحات.\n"
            "ثم: forsa-node due plan DIR calendrier.yaml\n"
            "والملف نفسه إذا صُحح لاحقا يغير ما تغير ولا شيء سواه."
        ),
        (
            "What is due in the year. Read every line over, change it or delete it: all dates\n"
            "are proposals. Then: forsa-node due plan DIR calendar.yaml\n"
            "The same file, corrected later, changes what changed and nothing else."
        ),
    ),
    "zone": (
        'Heure limite du jour dû, dans ce fuseau ; "24:00" est la fin du jour.',
        'الساعة الأخيرة من يوم الأجل بهذا التوقيت؛ و"24:00" هي نهاية اليوم.',
        'By when something is due on its day, in this zone; "24:00" is the end of it.',
    ),
    "week": (
        (
            "Une échéance qui tombe un jour chômé passe au jour ouvré suivant ; un vendredi\n"
            "aussi, si l'heure limite est après celle d'ici. Effacez une règle pour qu'elle\n"
            "ne s'applique pas."
        ),
        (
            "الأجل الذي يصادف يوم عطلة يؤجل إلى يوم العمل الموالي؛ وكذلك يوم الجمعة إذا كانت\n"
            "الساعة الأخيرة بعد الساعة المذكورة هنا. احذفوا القاعدة إن لم تريدوها."
        ),
        (
            "A date that falls on a free day moves to the next working day; one on a Friday,\n"
            "if its hour is after the one here. Delete a rule to do without it."
        ),
    ),
    "national": (
        "Les fêtes nationales à date fixe, que le programme connaît (yes ou no).",
        "الأعياد الوطنية ذات التاريخ الثابت، ويعرفها البرنامج (yes أو no).",
        "National holidays with a fixed date, which the program knows (yes or no).",
    ),
    "moon": (
        (
            "Les fêtes qui suivent la lune, et ce que le gouvernement ajoute : dès qu'elles\n"
            "sont annoncées, écrivez-les ici et planifiez à nouveau."
        ),
        (
            "الأعياد الدينية المرتبطة بالهلال وما تضيفه الحكومة: اكتبوها هنا فور الإعلان عنها\n"
            "وأعيدوا التخطيط."
        ),
        (
            "Holidays that follow the moon, and what the government adds: once they are\n"
            "announced, write them here and plan again."
        ),
    ),
    "entries": (
        (
            "members: all, ou une liste d'identifiants. evidence_kind : le genre\n"
            "d'enregistrement qui est la preuve ; vide : des fichiers joints. grace_days :\n"
            "délai de grâce, en jours. basis : l'accord sur lequel cela repose (son numéro),\n"
            "si vous voulez."
        ),
        (
            "members: all أو لائحة معرّفات. evidence_kind: نوع التسجيل الذي يُعد حجة؛ وإن كان\n"
            "فارغا فالملفات المرفقة. grace_days: مهلة إضافية بالأيام. basis: الاتفاقية التي\n"
            "يستند إليها (رقمها) إن شئتم."
        ),
        (
            "members: all, or a list of ids. evidence_kind: the kind of record that is the\n"
            "evidence; empty: attached files. grace_days: days of grace. basis: the agreement\n"
            "it rests on (its number), if you like."
        ),
    ),
    "documented": (
        "devoir trouvé dans des sources publiées ; la date est une proposition",
        "واجب وارد في مصادر منشورة؛ والتاريخ اقتراح",
        "a duty found in published sources; the date is a proposal",
    ),
    "event": (
        "devoir trouvé dans des sources publiées",
        "واجب وارد في مصادر منشورة",
        "a duty found in published sources",
    ),
    "proposed": (
        "devoir et date proposés",
        "واجب وتاريخ مقترحان",
        "duty and date are proposals",
    ),
    "files": (
        "fichiers joints",
        "ملفات مرفقة",
        "attached files",
    ),
    "events": (
        "Sans date fixe : copiez ces lignes sans les # quand l'événement arrive.",
        "دون تاريخ ثابت: انسخوا هذه الأسطر دون # عند وقوع الحدث.",
        "Without a fixed date: copy these lines without the # when it happens.",
    ),
    "bureau_change": (
        "un mois après le changement",
        "شهر بعد التغيير",
        "one month after the change",
    ),
    "data_protection": (
        "avant le premier usage des données",
        "قبل أول استعمال للمعطيات",
        "before the data are first used",
    ),
}


def say(language: Language, key: str) -> str:
    """A comment, in one or more lines."""
    return _TEXTS[key][LANGUAGES.index(language)]
