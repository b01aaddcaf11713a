"""Help: moderation, holds, erasures, sanctions and appeals."""

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
_REASON: Final[Mapping[Language, str]] = {
    "fr": "La raison, que tous voient.",
    "ar": "السبب، ويراه الجميع.",
    "en": "The reason, which all see.",
}
HELP: Final[HelpTable] = {
    "moderation": {
        "fr": "Ce qui a été signalé, mis en attente, effacé : la liste que chacun peut contrôler.",
        "ar": "ما بُلغ عنه وما عُلق عرضه وما مُحي: القائمة التي يستطيع الجميع مراقبتها.",
    },
    "moderation list": {
        "fr": "Chaque acte, avec sa raison, et qui l'a décidé : le secrétariat, l'auteur ou un "
        "vote.",
        "ar": "كل قرار وسببه ومن قرره: الكتابة أو صاحب النص أو تصويت.",
    },
    "moderation flags": {
        "fr": "Les signalements qui attendent une réponse.",
        "ar": "التبليغات التي تنتظر جوابا.",
    },
    "moderation flags --all": {
        "fr": "Aussi ceux qui ont eu une réponse ou que leur auteur a retirés.",
        "ar": "وكذلك التي أُجيب عنها أو سحبها أصحابها.",
    },
    "hold": {
        "fr": "Mettez un enregistrement en attente quelques jours, le temps de l'examiner.\n\n"
        "forsa-node hold FOLDER WHICH --days 14 --reason unsafe",
        "ar": "علقوا عرض تسجيل بضعة أيام، ريثما يُنظر فيه.\n\n"
        "forsa-node hold FOLDER WHICH --days 14 --reason unsafe",
    },
    "hold begin": {
        "fr": "Mettez WHICH en attente : personne ne le lit avant la fin des jours.\n\n"
        "Le secrétariat ne le peut qu'une fois par enregistrement ; ensuite les membres votent.",
        "ar": "علقوا عرض WHICH: لا يقرؤه أحد حتى تنقضي الأيام.\n\n"
        "لا تستطيع الكتابة ذلك إلا مرة واحدة لكل تسجيل؛ وبعدها يصوت الأعضاء.",
    },
    "hold begin --days": {"fr": "1 à 14.", "ar": "من 1 إلى 14."},
    "hold begin --reason": _REASON,
    "hold begin --by": BY,
    "hold end": {
        "fr": "Montrez de nouveau WHICH avant la fin des jours.",
        "ar": "أعيدوا عرض WHICH قبل انقضاء الأيام.",
    },
    "hold end --reason": _REASON,
    "hold end --by": BY,
    "hold list": {
        "fr": "Ce qui est en attente, jusqu'à quand et pourquoi.",
        "ar": "ما عُلق عرضه، وإلى متى ولماذا.",
    },
    "hold list --all": {
        "fr": "Aussi ce dont l'attente a pris fin.",
        "ar": "وكذلك ما انتهى تعليقه.",
    },
    "redact": {
        "fr": "Effacez partout et pour toujours texte et fichiers d'un enregistrement ; voyez "
        "quels nœuds l'ont fait.\n\n"
        "forsa-node redact FOLDER WHICH --reason identifies_person",
        "ar": "امحوا نص تسجيل وملفاته في كل مكان وإلى الأبد؛ واطلعوا على العقد التي نفذت ذلك.\n\n"
        "forsa-node redact FOLDER WHICH --reason identifies_person",
    },
    "redact own": {
        "fr": "Effacez votre enregistrement WHICH. Celui d'un autre membre demande un vote : "
        "proposal open moderation --redact WHICH.",
        "ar": "امحوا تسجيلكم WHICH. أما تسجيل عضو آخر فيلزمه تصويت: "
        "proposal open moderation --redact WHICH.",
    },
    "redact own --reason": _REASON,
    "redact own --by": BY,
    "redact list": {
        "fr": "Ce qui a été effacé, quels nœuds l'ont confirmé et lesquels sont attendus.",
        "ar": "ما مُحي، والعقد التي أكدت ذلك، والتي ما زالت منتظرة.",
    },
    "redact list --overdue": {
        "fr": "Seulement ce que des nœuds doivent depuis trop longtemps.",
        "ar": "فقط ما تأخرت عنه العقد.",
    },
    "sanction": {
        "fr": "Procédures envers un membre : notification, entretien, vote, et la suite.",
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
        "fr": "La procédure WHICH : motifs, entretien, votes, effet, recours.",
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
        "ar": "طعن عضو في إشعار أو في توقيفه أو إقصائه.",
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
