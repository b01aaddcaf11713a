"""Assemblies: called, held, written down."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "assembly_calling": {
        "fr": "Convocation : {type}, convocation n° {call}, le {time}",
        "ar": "دعوة: {type}، الاستدعاء رقم {call}، في {time}",
        "en": "Call: {type}, call {call}, on {time}",
    },
    "assembly_short_notice": {
        "fr": (
            "! Délai de convocation : {left} ; l'usage est de {days}. Le programme "
            "n'empêche rien : voyez vos statuts."
        ),
        "ar": (
            "! أجل الاستدعاء: {left}؛ والمعمول به {days}. لا يمنع البرنامج شيئا: راجعوا "
            "قانونكم الأساسي."
        ),
        "en": (
            "! Notice: {left}; {days} are usual. The program forbids nothing: see your statutes."
        ),
    },
    "assembly_roll": {
        "fr": "Ont droit de vote ({count}) : {members}",
        "ar": "لهم حق التصويت ({count}): {members}",
        "en": "Entitled to vote ({count}): {members}",
    },
    "assembly_line": {
        "fr": "N° {index} · {type}, convocation n° {call}, le {time}, {place}",
        "ar": "رقم {index} · {type}، الاستدعاء رقم {call}، في {time}، {place}",
        "en": "No. {index} · {type}, call {call}, on {time}, {place}",
    },
    "assembly_no_place": {
        "fr": "lieu non montré",
        "ar": "المكان غير معروض",
        "en": "place not shown",
    },
    "assembly_withdrawn": {
        "fr": "(convocation retirée)",
        "ar": "(سُحب الاستدعاء)",
        "en": "(call withdrawn)",
    },
    "assembly_notice": {
        "fr": "Convoquée par {member}, {days} avant.",
        "ar": "دعت إليه {member}، قبل {days}.",
        "en": "Called by {member}, {days} before.",
    },
    "assembly_notice_short": {
        "fr": "! Convoquée par {member}, {days} avant ; l'usage est de {usual}.",
        "ar": "! دعت إليه {member}، قبل {days}؛ والمعمول به {usual}.",
        "en": "! Called by {member}, {days} before; {usual} are usual.",
    },
    "assembly_no_minutes": {
        "fr": "Pas encore de procès-verbal.",
        "ar": "لا محضر بعد.",
        "en": "No minutes yet.",
    },
    "assembly_minutes": {
        "fr": "Procès-verbal n° {index}. Présents : {present} ; représentés : {represented}",
        "ar": "المحضر رقم {index}. الحاضرون: {present}؛ الممثلون: {represented}",
        "en": "Minutes no. {index}. Present: {present}; represented: {represented}",
    },
    "assembly_decision": {
        "fr": "  n° {index} · {title} : {result}",
        "ar": "  رقم {index} · {title}: {result}",
        "en": "  no. {index} · {title}: {result}",
    },
    "assemblies_none": {
        "fr": "Aucune assemblée n'a été convoquée.",
        "ar": "لم يُدع إلى أي جمع.",
        "en": "No assembly was called.",
    },
    "minutes_there": {
        "fr": (
            "Présents {present}, représentés {represented} : {there} sur {roll} ayant droit de "
            "vote ; il en faut {needed}."
        ),
        "ar": (
            "الحاضرون {present}، الممثلون {represented}: {there} من {roll} لهم حق التصويت؛ "
            "والمطلوب {needed}."
        ),
        "en": (
            "Present {present}, represented {represented}: {there} of {roll} entitled to vote; "
            "{needed} are needed."
        ),
    },
    "minutes_no_quorum": {
        "fr": "! Quorum non atteint ({needed} sur {roll}) : dites-le dans le procès-verbal.",
        "ar": "! لم يكتمل النصاب ({needed} من {roll}): اذكروا ذلك في المحضر.",
        "en": "! No quorum ({needed} of {roll}): say so in the minutes.",
    },
    "minutes_not_on_roll": {
        "fr": "! Nommés, mais sans droit de vote à la convocation : {members}",
        "ar": "! مذكورون، لكن دون حق التصويت عند الاستدعاء: {members}",
        "en": "! Named, but without a vote at the call: {members}",
    },
    "minutes_replace": {
        "fr": "Ce procès-verbal remplace le n° {index} ; l'ancien reste dans le journal.",
        "ar": "يحل هذا المحضر محل الرقم {index}؛ ويبقى القديم في السجل.",
        "en": "These minutes replace no. {index}; the former ones stay in the log.",
    },
    "exported_to": {
        "fr": "Écrit dans {file}.",
        "ar": "كُتب في {file}.",
        "en": "Written to {file}.",
    },
}
