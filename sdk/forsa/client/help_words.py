"""What the help of all three programs has in common: exit codes, and options of many commands."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import Language

HelpTable = Mapping[str, Mapping[Language, str]]
"""Texts by the words of the command line, then by language; `forsa.client.help` says how."""

EXIT_CODES_KEY: Final = "exit codes"

METAVARS: Final[Mapping[str, str]] = {
    "text": "TEXTE",
    "integer": "NOMBRE",
    "integer range": "NOMBRE",
    "float": "NOMBRE",
    "file": "FICHIER",
    "directory": "DOSSIER",
    "path": "CHEMIN",
}
"""Click's kinds of values, in French. In Arabic they stay as they are: an Arabic word beside an
option would pull the text of the next column to itself."""

SUBCOMMAND: Final = "COMMANDE [ARGUMENTS]..."

SHARED: Final[HelpTable] = {
    "--lang": {
        "fr": "Langue de ce qui est affiché ; par défaut : selon LANG.",
        "ar": "لغة ما يُعرض؛ افتراضيا: حسب LANG.",
    },
    "--json": {
        "fr": "Afficher du JSON, pour les programmes.",
        "ar": "عرض JSON، للبرامج.",
    },
    "--passphrase-file": {
        "fr": "Lire la phrase de passe sur la première ligne d'un fichier ; - est l'entrée "
        "standard.",
        "ar": "قراءة عبارة السر من السطر الأول لملف؛ - هو الدخل القياسي.",
    },
    "--version": {
        "fr": "Afficher la version, sans rien faire d'autre.",
        "ar": "عرض رقم النسخة دون القيام بأي شيء آخر.",
    },
    EXIT_CODES_KEY: {
        "fr": """
\b
Codes de sortie :
  0  fait
  1  une erreur du programme : signalez-la
  2  la ligne de commande est fausse
  3  quelque chose ne se vérifie pas : une signature, une preuve, un autre réseau
  4  un fichier ou une valeur est mal formé ou trop grand
  5  le dossier n'est pas celui qu'il faut à la commande
  6  refusé : par les règles, ou par le hub
  7  le hub est injoignable ou occupé : réessayez plus tard
  8  des données gardées sont endommagées
""",
        "ar": """
\b
رموز الخروج:
  0  تم
  1  خطأ في البرنامج: يرجى التبليغ عنه
  2  سطر الأمر غير صحيح
  3  شيء لم يثبت عند التحقق: توقيع أو إثبات أو شبكة أخرى
  4  ملف أو قيمة غير سليمة أو أكبر من اللازم
  5  المجلد ليس ما يحتاجه الأمر
  6  مرفوض: بحكم القواعد أو من المحور
  7  تعذر الاتصال بالمحور أو هو مشغول: أعيدوا المحاولة لاحقا
  8  معطيات محفوظة تالفة
""",
    },
}
