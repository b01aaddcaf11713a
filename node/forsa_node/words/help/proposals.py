"""Help: proposals, from their opening to their execution."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

from forsa_node.words.help.acting import BY

_REASON: Final[Mapping[Language, str]] = {
    "fr": "Pourquoi ; montré à tous à côté du titre.",
    "ar": "السبب؛ يُعرض للجميع بجانب العنوان.",
}

HELP: Final[HelpTable] = {
    "proposal": {
        "fr": "Mettez une question au vote des membres, suivez-la, exécutez la décision.",
        "ar": "اطرحوا مسألة لتصويت الأعضاء، وتتبعوها، ونفذوا قرارها.",
    },
    "proposal open": {
        "fr": "Ouvrez un vote de type TYPE avec les mots de FILE (template proposal) et ces "
        "actions.\n\n"
        "Ce que ferait la décision est montré avant que quiconque signe.",
        "ar": "افتحوا تصويتا من نوع TYPE بكلام FILE (template proposal) وبهذه الإجراءات.\n\n"
        "يُعرض ما سيفعله القرار قبل أن يوقع أحد.",
    },
    "proposal open TYPE": {
        "fr": "De quoi il s'agit : le type fixe les actions possibles et la règle du vote.",
        "ar": "موضوع التصويت: النوع يحدد الإجراءات الممكنة وقاعدة التصويت.",
        "en": "What it is about: the type fixes the actions it may carry and the rule of the vote.",
    },
    "proposal open FILE": {
        "fr": "Les mots de l'auteur : un fichier qui commence comme template proposal.",
        "ar": "كلام صاحب المقترح: ملف يبدأ كما في template proposal.",
        "en": "The proposer's words: a file that begins as template proposal.",
    },
    "proposal open --title": {
        "fr": "Au lieu de FILE : 5 à 200 caractères.",
        "ar": "بدل FILE: من 5 إلى 200 حرف.",
    },
    "proposal open --text": {
        "fr": "Au lieu de FILE : 20 à 20 000 caractères.",
        "ar": "بدل FILE: من 20 إلى 20000 حرف.",
    },
    "proposal open --closes": {
        "fr": "Le dernier jour du vote (2026-09-30), sa dernière minute (2026-09-30T18:00) ou un "
        "nombre de jours. Par défaut : la durée la plus courte que les statuts permettent, jusqu'à "
        "la fin de ce jour.",
        "ar": "آخر يوم للتصويت (2026-09-30)، أو آخر دقيقة له (2026-09-30T18:00)، أو عدد أيام. "
        "افتراضيا: أقصر مدة يسمح بها القانون الأساسي، إلى نهاية ذلك اليوم.",
    },
    "proposal open --activate": {
        "fr": "admission : MEMBER devient actif.",
        "ar": "admission: تصبح MEMBER عضوا نشيطا.",
    },
    "proposal open --suspend": {
        "fr": "suspension : MEMBER lit, et ne vote plus.",
        "ar": "suspension: تقرأ MEMBER ولا تصوت.",
    },
    "proposal open --expel": {
        "fr": "exclusion : MEMBER quitte le réseau.",
        "ar": "exclusion: تغادر MEMBER الشبكة.",
    },
    "proposal open --reinstate": {
        "fr": "reinstatement : MEMBER redevient actif.",
        "ar": "reinstatement: تعود MEMBER عضوا نشيطا.",
    },
    "proposal open --role": {
        "fr": "statute_change : secretariat, member ou observer.",
        "ar": "statute_change: إما secretariat أو member أو observer.",
    },
    "proposal open --set": {
        "fr": "statute_change : un réglage du réseau.",
        "ar": "statute_change: إعداد من إعدادات الشبكة.",
    },
    "proposal open --group": {
        "fr": "committee : les membres d'un groupe.",
        "ar": "committee: أعضاء مجموعة.",
    },
    "proposal open --redact": {
        "fr": "moderation : effacer un enregistrement partout.",
        "ar": "moderation: محو تسجيل في كل مكان.",
    },
    "proposal open --hold": {
        "fr": "moderation : ne pas montrer un enregistrement pendant tant de jours.",
        "ar": "moderation: عدم عرض تسجيل لعدد من الأيام.",
    },
    "proposal open --release": {
        "fr": "moderation : montrer de nouveau un enregistrement.",
        "ar": "moderation: عرض تسجيل من جديد.",
    },
    "proposal open --revoke-key": {
        "fr": "keys : mettre fin à une clé, de n'importe quel membre.",
        "ar": "keys: إنهاء مفتاح لأي عضو.",
    },
    "proposal open --compromised-from": {
        "fr": "Avec --revoke-key : ce qu'elle a signé à partir de ce numéro est marqué.",
        "ar": "مع --revoke-key: يُعلَّم ما وقّعه ابتداء من هذا الرقم.",
    },
    "proposal open --recover": {
        "fr": "keys : de nouvelles clés pour un membre, d'après la demande de son nouveau nœud "
        "(init).",
        "ar": "keys: مفاتيح جديدة لعضو، من طلب عقدته الجديدة (init).",
    },
    "proposal open --reason": {
        "fr": "Le code que portent les actions.",
        "ar": "الرمز الذي تحمله الإجراءات.",
    },
    "proposal open --agreement": {
        "fr": "agreement : le texte à ratifier (template agreement).",
        "ar": "agreement: النص المعروض للمصادقة (template agreement).",
    },
    "proposal open --replaces": {
        "fr": "Avec --agreement : sa version actuelle.",
        "ar": "مع --agreement: نسخته الحالية.",
    },
    "proposal open --assembly": {
        "fr": "L'assemblée à laquelle elle est destinée.",
        "ar": "الجمع الذي يُطرح عليه.",
    },
    "proposal open --seconder": {
        "fr": "Qui la soutient ; d'une adhésion, un parrain.",
        "ar": "من يسانده؛ وفي الانخراط: من يزكيه.",
    },
    "proposal open --subject": {
        "fr": "Un enregistrement dont elle parle : le rapport, les comptes.",
        "ar": "تسجيل يتعلق به: التقرير، الحسابات.",
    },
    "proposal open --amends": {
        "fr": "La proposition qu'elle amende.",
        "ar": "المقترح الذي يعدله.",
    },
    "proposal open --second-call-of": {
        "fr": "Un vote resté sans quorum : la même question de nouveau, avec ses actions et ses "
        "mots.",
        "ar": "تصويت لم يكتمل نصابه: المسألة نفسها من جديد، بإجراءاتها وكلامها.",
    },
    "proposal open --audience": {
        "fr": "Qui peut la lire.",
        "ar": "من يحق له قراءته.",
    },
    "proposal open --by": BY,
    "proposal list": {
        "fr": "Les votes ouverts et les décisions qui attendent : temps restant, quorum jusqu'ici, "
        "votre vote.",
        "ar": "التصويتات المفتوحة والقرارات المنتظرة: الوقت الباقي، والنصاب إلى الآن، وتصويتكم.",
    },
    "proposal list --all": {
        "fr": "Aussi celles dont plus rien ne suit.",
        "ar": "حتى ما لم يعد يتبعه شيء.",
    },
    "proposal rules": {
        "fr": "Les statuts en vigueur : durée des votes, majorité et quorum de chaque type, "
        "groupes.",
        "ar": "القواعد السارية: مدة التصويت، وأغلبية كل نوع ونصابه، والمجموعات.",
    },
    "proposal show": {
        "fr": "Le vote WHICH avec son calcul, chaque bulletin et procuration, et le vôtre vérifié.",
        "ar": "التصويت WHICH بحسابه، وكل ورقة وتوكيل، مع التحقق من تصويتكم.",
    },
    "proposal execute": {
        "fr": "Exécutez l'action suivante de la proposition adoptée WHICH, ou celle de NUMBER.\n\n"
        "Elle est publiée octet pour octet comme elle a été votée ; tout membre qui vote peut le "
        "faire.",
        "ar": "نفذوا الإجراء الموالي للمقترح المعتمد WHICH، أو الإجراء NUMBER.\n\n"
        "يُنشر كما صُوت عليه بايتا بايتا؛ ويمكن ذلك لكل عضو له حق التصويت.",
    },
    "proposal execute NUMBER": {
        "fr": "Le numéro de l'action, à partir de 0.",
        "ar": "رقم الإجراء، ابتداء من 0.",
        "en": "Number of the action, from 0.",
    },
    "proposal execute --by": BY,
    "proposal withdraw": {
        "fr": "Retirez votre proposition WHICH tant qu'elle est ouverte : plus personne ne vote.",
        "ar": "اسحبوا مقترحكم WHICH ما دام مفتوحا: لا يصوت عليه أحد بعد ذلك.",
    },
    "proposal withdraw --reason": _REASON,
    "proposal withdraw --by": BY,
}
