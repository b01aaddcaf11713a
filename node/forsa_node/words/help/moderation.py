"""Help: moderation, holds and erasures."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

from forsa_node.words.help.acting import BY

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
}
