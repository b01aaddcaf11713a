"""Help: sanctions and appeals."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

from forsa_node.words.help.acting import BY

_MEMBER: Final[Mapping[Language, str]] = {
    "fr": "L'identifiant du membre.",
    "ar": "معرف العضو.",
    "en": "The member's id.",
}
_CODE: Final[Mapping[Language, str]] = {
    "fr": "reminder : rappel ; warning : avertissement ; suspension, exclusion : par un vote.",
    "ar": "reminder: تذكير؛ warning: إنذار؛ أما suspension وexclusion فيلزمهما تصويت.",
    "en": "reminder, warning; suspension and exclusion take a vote.",
}
HELP: Final[HelpTable] = {
    "sanction": {
        "fr": "Procédures envers un membre : notification, audition, vote, et la suite.",
        "ar": "المساطر تجاه عضو: الإشعار وجلسة الاستماع والتصويت وما تلاها.",
    },
    "sanction notice": {
        "fr": "Informez MEMBER d'une procédure. Elle ne retire aucun droit : il faut un vote.",
        "ar": "أخبروا MEMBER بمسطرة. لا تنزع أي حق: يلزم لذلك تصويت.",
    },
    "sanction notice MEMBER": _MEMBER,
    "sanction notice CODE": _CODE,
    "sanction notice --file": {
        "fr": "Les motifs, dans un fichier du genre sanction.notice.",
        "ar": "الأسباب، في ملف من نوع sanction.notice.",
    },
    "sanction notice --text": {
        "fr": "Les motifs, 20 caractères ou plus, à la place d'un fichier.",
        "ar": "الأسباب، 20 حرفا أو أكثر، بدل الملف.",
    },
    "sanction notice --hearing": {
        "fr": "Quand le membre est entendu : 2026-09-30T18:00.",
        "ar": "متى يُستمع إلى العضو: 2026-09-30T18:00.",
    },
    "sanction notice --where": {
        "fr": "Où et comment le membre est entendu.",
        "ar": "أين وكيف يُستمع إلى العضو.",
    },
    "sanction notice --by": BY,
    "sanction list": {
        "fr": "Les procédures, et où en est chacune.",
        "ar": "المساطر، وأين وصلت كل واحدة.",
    },
    "sanction list --member": {
        "fr": "Celles envers ce membre.",
        "ar": "التي تخص هذا العضو.",
    },
    "sanction show": {
        "fr": "La procédure WHICH : motifs, audition, votes, effet, recours.",
        "ar": "المسطرة WHICH: الأسباب وجلسة الاستماع والتصويتات والأثر والطعون.",
    },
    "sanction withdraw": {
        "fr": "Retirez la notification WHICH.",
        "ar": "اسحبوا الإشعار WHICH.",
    },
    "sanction withdraw --reason": {
        "fr": "Pourquoi ; lu par tous ceux qui lisent la notification.",
        "ar": "لماذا؛ يقرؤه كل من يقرأ الإشعار.",
    },
    "sanction withdraw --by": BY,
    "appeal": {
        "fr": "Recours d'un membre contre une notification, sa suspension ou son exclusion.",
        "ar": "طعن عضو في إشعار أو في تعليق عضويته أو إقصائه.",
    },
    "appeal open": {
        "fr": "Faites un recours contre WHICH, qui concerne cette association.",
        "ar": "اطعنوا في WHICH الذي يخص هذه الجمعية.",
    },
    "appeal open --file": {
        "fr": "Les motifs, dans un fichier du genre appeal.open.",
        "ar": "الأسباب، في ملف من نوع appeal.open.",
    },
    "appeal open --text": {
        "fr": "Les motifs, 20 caractères ou plus, à la place d'un fichier.",
        "ar": "الأسباب، 20 حرفا أو أكثر، بدل الملف.",
    },
    "appeal open --by": BY,
    "appeal list": {
        "fr": "Les recours, si chacun était dans les délais, et ce qui lui a répondu.",
        "ar": "الطعون، وهل كان كل منها داخل الأجل، وما أجاب عنه.",
    },
}
