"""Help: releases of outcomes, by two persons."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

_POINT: Final[Mapping[Language, str]] = {
    "fr": "Quand on a regardé : exit (à la sortie), m3, m6 ou m12 (mois après).",
    "ar": "وقت المعاينة: exit (عند المغادرة) أو m3 أو m6 أو m12 (بعدد الأشهر بعدها).",
    "en": "When people were asked: exit, m3, m6 or m12 (months after).",
}
_BY: Final[Mapping[Language, str]] = {
    "fr": "Qui signe : une personne qui a une clé ici (key add).",
    "ar": "من يوقع: شخص له مفتاح هنا (key add).",
}
_YES: Final[Mapping[Language, str]] = {
    "fr": "Ne rien demander ; pour les scripts.",
    "ar": "دون أسئلة؛ للبرامج النصية.",
}

HELP: Final[HelpTable] = {
    "outcomes prepare": {
        "fr": "Comptez, protégez et contrôlez les devenirs de YEAR à POINT, et signez-les le "
        "premier.\n\n"
        "Rien ne part : ce qui est montré attend une seconde personne. Un texte peut dire sa "
        "langue : ar: ...",
        "ar": "احسبوا مآلات YEAR عند POINT واحموها وراقبوها ووقعوها أولا.\n\n"
        "لا يُرسل شيء: ما يُعرض ينتظر شخصا ثانيا. ويمكن لكل نص أن يذكر لغته: ar: ...",
    },
    "outcomes prepare POINT": _POINT,
    "outcomes prepare --final": {
        "fr": "La seconde et dernière publication de ce moment.",
        "ar": "المنشور الثاني والأخير لهذا الوقت.",
    },
    "outcomes prepare --reason": {
        "fr": "Pourquoi des chiffres ont changé ; demandé avec --final.",
        "ar": "سبب تغير الأرقام؛ مطلوب مع --final.",
    },
    "outcomes prepare --population": {
        "fr": "Qui est compté.",
        "ar": "من شمله العد.",
    },
    "outcomes prepare --limits": {
        "fr": "Ce que les chiffres ne peuvent pas dire.",
        "ar": "ما لا تستطيع الأرقام قوله.",
    },
    "outcomes prepare --product": {
        "fr": "Un produit plus petit que l'effectif ne le permet : node-2.",
        "ar": "منتج أصغر مما يسمح به العدد: node-2.",
    },
    "outcomes prepare --variant": {
        "fr": "L'axe à côté du sexe, de l'âge et du centre ; un seul pour toutes les publications "
        "d'une année scolaire.",
        "ar": "المحور إلى جانب الجنس والسن والمركز؛ واحد لكل منشورات الموسم الدراسي.",
    },
    "outcomes prepare --optimal": {
        "fr": "Cacher le moins possible ; petits tableaux seulement.",
        "ar": "إخفاء أقل ما يمكن؛ للجداول الصغيرة فقط.",
    },
    "outcomes prepare --audience": {
        "fr": "Qui peut le lire : public (tous) ou network (le réseau).",
        "ar": "من يمكنه القراءة: public (الجميع) أو network (الشبكة).",
    },
    "outcomes prepare --date": {
        "fr": "Le jour que décrivent les chiffres, comme 2025-07-31.",
        "ar": "اليوم الذي تصفه الأرقام، مثل 2025-07-31.",
    },
    "outcomes prepare --legal-basis": {
        "fr": "Numéro du récépissé de la CNDP ; gardé une fois donné.",
        "ar": "رقم وصل CNDP (اللجنة الوطنية)؛ يُحفظ بعد إعطائه.",
    },
    "outcomes prepare --by": _BY,
    "outcomes preview": {
        "fr": "Ce que tous verront d'une publication préparée, à côté de ce qui reste caché ; ici "
        "seulement.",
        "ar": "ما سيراه الجميع من منشور مُعد، إلى جانب ما يبقى مخفيا؛ هنا فقط.",
    },
    "outcomes preview POINT": _POINT,
    "outcomes approve": {
        "fr": "Regardez une publication préparée, en seconde personne, et signez-la exactement "
        "comme elle est montrée.",
        "ar": "انظروا في منشور مُعد بصفتكم الشخص الثاني، ووقعوه كما عُرض تماما.",
    },
    "outcomes approve POINT": _POINT,
    "outcomes approve --by": _BY,
    "outcomes approve --yes": _YES,
    "outcomes release": {
        "fr": "Mettez une publication approuvée dans la file d'envoi, avec sa preuve ; sans réseau "
        "aussi.\n\n"
        "Elle ne se rappelle pas : ce qui est parti reste dans les copies.",
        "ar": "ضعوا منشورا تمت الموافقة عليه في طابور الإرسال مع إثباته؛ ولو دون شبكة.\n\n"
        "لا يُسترجع: ما أُرسل يبقى في النسخ.",
    },
    "outcomes release POINT": _POINT,
    "outcomes report": {
        "fr": "Écrivez une publication, de n'importe quel membre, dans un fichier qu'une personne "
        "de l'extérieur contrôle sans réseau.\n\n"
        "Il contient les tableaux, ceux avec lesquels ils ont été contrôlés, et la preuve : "
        "forsa outcomes verify.",
        "ar": "اكتبوا منشورا لأي عضو في ملف واحد يراقبه من هو خارج الشبكة دون اتصال.\n\n"
        "فيه الجداول وما رُوقبت معه والإثبات: forsa outcomes verify.",
    },
    "outcomes report --to": {
        "fr": "Le nouveau fichier ; rien n'est remplacé.",
        "ar": "الملف الجديد؛ لا يُستبدل شيء.",
    },
}
