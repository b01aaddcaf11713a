"""Details: the learner register of a node."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- its files ---
    "{path} is no key of a register; restore it from a backup": (
        "{path} n'est pas la clé d'un registre ; restaurez-la depuis une sauvegarde",
        "{path} ليس مفتاح سجل؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is damaged; put it back from a backup, or import the register again": (
        "{path} est endommagé ; remettez-le depuis une sauvegarde, ou réimportez le registre",
        "الملف {path} تالف؛ استرجعوه من نسخة احتياطية أو أعيدوا استيراد السجل",
    ),
    "the register is of format {found}, this version reads {known}": (
        "le registre est au format {found}, cette version lit le format {known}",
        "السجل من الصيغة {found}، وهذه النسخة تقرأ الصيغة {known}",
    ),
    "{size} bytes of register; at most {limit}": (
        "le registre occupe {size} octets ; {limit} au plus",
        "حجم السجل {size} بايت؛ والحد الأقصى {limit}",
    ),
    # --- its school years ---
    "{name} is no school year; write it as 2024-2025": (
        "{name} n'est pas une année scolaire ; écrivez-la comme 2024-2025",
        "{name} ليس موسما دراسيا؛ اكتبوه هكذا 2024-2025",
    ),
    "there is no register of {year}; import it first": (
        "il n'y a pas de registre de {year} ; importez-le d'abord",
        "لا يوجد سجل للموسم {year}؛ استوردوه أولا",
    ),
}
