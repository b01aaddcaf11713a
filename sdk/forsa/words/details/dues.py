"""What is said of obligations, of what is handed in for them, and of calendars."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    "{count} places of the calendar {file} must be mended": (
        "endroits du calendrier {file} à corriger : {count}",
        "عدد المواضع التي يجب تصحيحها في التقويم {file}: {count}",
    ),
    "this machine knows no time zone {name}": (
        "cette machine ne connaît pas de fuseau horaire {name}",
        "هذا الحاسوب لا يعرف منطقة زمنية باسم {name}",
    ),
    "the calendar names {member} for {code}; there is: {known}": (
        "le calendrier nomme {member} pour {code} ; il y a : {known}",
        "التقويم يذكر {member} لـ{code}؛ يوجد: {known}",
    ),
    "{which} is a {kind}, no obligation": (
        "{which} est un enregistrement « {kind} », et non une obligation",
        "{which} تسجيل من نوع «{kind}»، وليس التزاما",
    ),
    "{which} is a {kind}, no submission": (
        "{which} est un enregistrement « {kind} », et non une remise",
        "{which} تسجيل من نوع «{kind}»، وليس تقديما",
    ),
    "obligation {which} is not in the log yet": (
        "l'obligation {which} n'est pas encore dans le journal",
        "الالتزام {which} ليس في السجل بعد",
    ),
    "{which} does not concern {member}": (
        "{which} n'est pas demandé à {member}",
        "{which} غير مطلوب من {member}",
    ),
    "{which} was taken back by the office": (
        "{which} a été retiré par le secrétariat",
        "{which} سحبته الكتابة",
    ),
    "this submission is not in the log yet": (
        "cette remise n'est pas encore dans le journal",
        "هذا التقديم ليس في السجل بعد",
    ),
    "{count} records are shown; one {kind} is asked for": (
        "{count} enregistrements sont donnés ; un seul est demandé : {kind}",
        "عدد التسجيلات المعطاة {count}؛ والمطلوب واحد: {kind}",
    ),
    "{which} is a {kind}; a {asked} is asked for": (
        "{which} est un enregistrement « {kind} » ; il est demandé : « {asked} »",
        "{which} تسجيل من نوع «{kind}»؛ والمطلوب: «{asked}»",
    ),
    "{count} files are shown; at most {limit}, each with a name of its own": (
        "{count} fichiers sont donnés ; au plus {limit}, chacun avec un nom à lui",
        "عدد الملفات المعطاة {count}؛ {limit} على الأكثر، ولكل منها اسم خاص",
    ),
    "the name {name} ends in neither .csv nor .xlsx": (
        "le nom {name} ne finit ni par .csv ni par .xlsx",
        "الاسم {name} لا ينتهي بـ .csv ولا بـ .xlsx",
    ),
    "nothing is due in {year} by this log; there is: {known}": (
        "rien n'est demandé pour {year} dans ce journal ; il y a : {known}",
        "لا شيء مطلوب لموسم {year} في هذا السجل؛ يوجد: {known}",
    ),
}
