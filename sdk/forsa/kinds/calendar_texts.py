"""The words of what is found in a calendar of obligations."""

from collections.abc import Mapping
from typing import Final

CALENDAR_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "calendar.empty": (
        "ce calendrier ne demande rien ; ajoutez des lignes sous obligations.",
        "هذا التقويم لا يطلب شيئا؛ أضيفوا أسطرا تحت obligations.",
        "this calendar asks for nothing; add lines under obligations.",
    ),
    "calendar.year": (
        "« {value} » n'est pas une année scolaire de la forme 2026-2027.",
        "«{value}» ليس موسما دراسيا على شكل 2026-2027.",
        "“{value}” is not a school year of the form 2026-2027.",
    ),
    "calendar.far": (
        "le {value} est hors de l'année {year} et de celle qui suit ; corrigez la date.",
        "التاريخ {value} خارج الموسم {year} والموسم الذي يليه؛ صححوا التاريخ.",
        "{value} is outside the year {year} and the one after it; correct the date.",
    ),
    "calendar.day": (
        "« {value} » n'est pas une date de la forme 2026-10-31.",
        "«{value}» ليس تاريخا على شكل 2026-10-31.",
        "“{value}” is not a date of the form 2026-10-31.",
    ),
    "calendar.time": (
        "« {value} » n'est pas une heure de la forme 17:00 ; 24:00 est la fin du jour.",
        "«{value}» ليست ساعة على شكل 17:00؛ و24:00 هي نهاية اليوم.",
        "“{value}” is not a time of the form 17:00; 24:00 is the end of the day.",
    ),
    "calendar.weekday": (
        "« {value} » n'est pas un jour de la semaine ; écrivez-en un de : {known}.",
        "«{value}» ليس يوما من أيام الأسبوع؛ اكتبوا واحدا من: {known}.",
        "“{value}” is not a day of the week; write one of: {known}.",
    ),
    "calendar.week": (
        "avec ces règles, aucun jour n'est ouvert à l'heure {value} ; changez-les, ou l'heure.",
        "بهذه القواعد لا يوم عمل على الساعة {value}؛ غيروها أو غيروا الساعة.",
        "by these rules no day is open at {value}; change them, or the time.",
    ),
    "calendar.days": (
        "« {value} » n'est pas un nombre de jours de 0 à {limit}.",
        "«{value}» ليس عدد أيام من 0 إلى {limit}.",
        "“{value}” is not a number of days from 0 to {limit}.",
    ),
    "calendar.order": (
        "ouvre le {value}, après son échéance ({limit}) ; corrigez l'une des deux dates.",
        "يفتح يوم {value} بعد أجله ({limit})؛ صححوا أحد التاريخين.",
        "it opens on {value}, after it is due ({limit}); correct one of the two dates.",
    ),
    "calendar.twice": (
        "« {value} » est demandé deux fois aux mêmes membres ; gardez-en un.",
        "«{value}» مطلوب مرتين من نفس الأعضاء؛ احتفظوا بواحد.",
        "“{value}” is asked twice of the same members; keep one.",
    ),
    "calendar.many": (
        "{size} lignes ; au plus {limit}.",
        "عدد الأسطر {size}؛ {limit} على الأكثر.",
        "{size} lines; at most {limit}.",
    ),
    "calendar.code": (
        "« {value} » n'est pas un code : des lettres sans accent, des chiffres et _, 40 au plus.",
        "«{value}» ليس رمزا: حروف لاتينية صغيرة وأرقام و_، 40 على الأكثر.",
        "“{value}” is no code: small letters without accents, digits and _, 40 at most.",
    ),
    "calendar.member": (
        (
            "« {value} » n'est pas l'identifiant d'un membre ; écrivez all, ou une liste : "
            "forsa-node members."
        ),
        "«{value}» ليس معرّف عضو؛ اكتبوا all أو لائحة: forsa-node members.",
        "“{value}” is not the id of a member; write all, or a list: forsa-node members.",
    ),
}
