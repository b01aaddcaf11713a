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
    "{name} has more than {limit} bytes; give the register in parts": (
        "{name} a plus de {limit} octets ; donnez le registre en plusieurs parties",
        "حجم {name} أكبر من {limit} بايت؛ قدموا السجل على أجزاء",
    ),
    "another command changed the register of {year} meanwhile; import again": (
        "une autre commande a changé le registre de {year} entre-temps ; réimportez",
        "غيّر أمر آخر سجل {year} في هذه الأثناء؛ أعيدوا الاستيراد",
    ),
    "another command changed the register of {year} meanwhile; look again": (
        "une autre commande a changé le registre de {year} entre-temps ; regardez à nouveau",
        "غيّر أمر آخر سجل {year} في هذه الأثناء؛ أعيدوا النظر",
    ),
    "no learner of the register has this key; look at it with outcomes export-local": (
        "aucun apprenant du registre n'a cette clé ; voyez avec outcomes export-local",
        "لا يوجد في السجل متعلم بهذا المفتاح؛ راجعوه بالأمر outcomes export-local",
    ),
    # --- its frame ---
    "this member has no centres on the roster yet; publish its profile with them first": (
        "ce membre n'a pas encore de centres dans l'annuaire ; publiez d'abord son profil avec eux",
        "ليس لهذا العضو مراكز في الدليل بعد؛ انشروا أولا بطاقته مع مراكزه",
    ),
    "tables of {year} were released; its enrolment can no longer be corrected": (
        "des tableaux de {year} sont publiés ; son effectif ne se corrige plus",
        "نُشرت جداول {year}؛ لم يعد تصحيح العدد ممكنا",
    ),
    "no learner of {year} entered by {day}": (
        "aucun apprenant de {year} n'est entré avant le {day}",
        "لم يلتحق أي متعلم من {year} قبل {day}",
    ),
    "the register of {year} has {register} learners on {day}, the enrolment return {expected}": (
        "le registre de {year} a {register} apprenants au {day}, le relevé {expected}",
        "عدد المتعلمين في سجل {year} بتاريخ {day} هو {register}، وفي إحصاء المسجلين {expected}",
    ),
    "{day} is still to come; an enrolment is frozen on its day or later": (
        "le {day} n'est pas encore venu ; un effectif s'arrête ce jour-là ou après",
        "لم يحن {day} بعد؛ يُحصر العدد في يومه أو بعده",
    ),
    "{day} is no day of the school year {year}": (
        "le {day} n'est pas un jour de l'année scolaire {year}",
        "{day} ليس يوما من الموسم الدراسي {year}",
    ),
}
