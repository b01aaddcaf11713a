"""Details: the learner register of a node."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

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
        "aucun apprenant de {year} n'était entré le {day}",
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

INSTEAD: Final[Instead] = {
    "{name} is no school year; write it as 2024-2025": (
        Words("L'année n'est pas écrite comme il faut.", "Écrivez les deux années : 2024-2025."),
        Words("السنة غير مكتوبة كما ينبغي.", "اكتبوا السنتين معا: 2024-2025."),
        Words("The year is not written as it should be.", "Write both years: 2024-2025."),
    ),
    "there is no register of {year}; import it first": (
        Words(
            "Le registre de cette année n'est pas sur cette machine.",
            "Importez-le : forsa-node outcomes import DIR FICHIER --mapping CORRESPONDANCE.",
        ),
        Words(
            "سجل هذه السنة ليس على هذا الحاسوب.",
            "استوردوه: forsa-node outcomes import DIR ملف --mapping المطابقة.",
        ),
        Words(
            "The register of this year is not on this machine.",
            "Import it: forsa-node outcomes import DIR FILE --mapping MAPPING.",
        ),
    ),
    "no learner of the register has this key; look at it with outcomes export-local": (
        Words(
            "Cet apprenant n'est pas dans le registre : rien n'a été effacé.",
            "Vérifiez la clé, ou l'année (--year) ; s'il est oublié déjà, rien n'est à faire.",
        ),
        Words(
            "هذا المتعلم ليس في السجل: لم يُمح شيء.",
            "تحققوا من المفتاح أو من السنة (--year)؛ وإن سبق محوه فلا حاجة إلى شيء.",
        ),
        Words(
            "This learner is not in the register: nothing was erased.",
            "Check the key, or the year (--year); if it is forgotten already, nothing is to do.",
        ),
    ),
    "the register of {year} has {register} learners on {day}, the enrolment return {expected}": (
        Words(
            "Le registre et votre relevé n'ont pas le même nombre : rien n'est publié.",
            "Cherchez qui manque ou est en trop, corrigez le fichier ou le relevé, et recommencez.",
        ),
        Words(
            "عدد السجل غير عدد إحصائكم: لم يُنشر شيء.",
            "ابحثوا عمن ينقص أو يزيد، وصححوا الملف أو الإحصاء، ثم أعيدوا المحاولة.",
        ),
        Words(
            "The register and your return have not the same number: nothing is published.",
            "Look for who is missing or too many, correct the file or the return, and try again.",
        ),
    ),
}
