"""Help: members and delegates."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

_MEMBER: Final[Mapping[Language, str]] = {
    "fr": "L'identifiant du membre.",
    "ar": "معرف العضو.",
    "en": "The member's id.",
}
HELP: Final[HelpTable] = {
    "members": {
        "fr": "Les membres du réseau : qui en est, avec quel statut, et ce qu'il permet.",
        "ar": "أعضاء الشبكة: من ينتمي إليها، وبأي وضعية، وما تسمح به.",
    },
    "members list": {
        "fr": "Les membres, avec leur statut et depuis quand ; sans option, ceux qui ne sont pas "
        "partis.",
        "ar": "الأعضاء ووضعيتهم ومنذ متى؛ ودون خيار، من لم يغادر منهم.",
    },
    "members list --status": {
        "fr": "Ceux de ce statut ; peut être donné plusieurs fois.",
        "ar": "أصحاب هذه الوضعية؛ يمكن تكراره.",
    },
    "members show": {
        "fr": "Tout ce que le journal dit d'un membre : statut, ce qu'il peut faire et pourquoi "
        "pas, clés, nœuds, personnes déléguées.",
        "ar": "كل ما يقوله السجل عن عضو: الوضعية، وما يمكنه فعله ولماذا لا، والمفاتيح والعقد "
        "والمندوبون.",
    },
    "members show MEMBER": {
        "fr": "L'identifiant du membre ; par défaut, le vôtre.",
        "ar": "معرف العضو؛ افتراضيا جمعيتكم.",
        "en": "The member's id; default: your own.",
    },
    "members withdraw": {
        "fr": "Quittez le réseau. Pour revenir, il faut un vote des membres.",
        "ar": "غادروا الشبكة. والعودة تتطلب تصويت الأعضاء.",
    },
    "members withdraw --reason": {
        "fr": "Un code : petites lettres, chiffres et _.",
        "ar": "رمز: أحرف صغيرة وأرقام و_.",
    },
    "members activate": {
        "fr": "Rendez actif un membre provisoire, par la seule parole du secrétariat ; là où les "
        "statuts le disent (admission = secretariat).",
        "ar": "فعّلوا عضوا مؤقتا بكلمة الكتابة وحدها؛ حيث ينص القانون الأساسي على ذلك (admission "
        "= secretariat).",
    },
    "members activate MEMBER": _MEMBER,
    "members activate --reason": {
        "fr": "Un code : petites lettres, chiffres et _.",
        "ar": "رمز: أحرف صغيرة وأرقام و_.",
    },
    "delegate": {
        "fr": "Les personnes qui agissent pour l'association, avec des pouvoirs et des dates.",
        "ar": "الأشخاص الذين يتصرفون باسم الجمعية، بصلاحيات وتواريخ.",
    },
    "delegate appoint": {
        "fr": "Donnez à la personne NAME, qui a une clé ici, le pouvoir d'agir pour "
        "l'association.\n\n"
        "Au plus deux personnes peuvent voter. Redonnez la commande pour changer pouvoirs ou "
        "dates.",
        "ar": "امنحوا الشخص NAME، الذي له مفتاح هنا، صلاحية التصرف باسم الجمعية.\n\n"
        "لا يصوت أكثر من شخصين. أعيدوا الأمر لتغيير الصلاحيات أو التواريخ.",
    },
    "delegate appoint NAME": {
        "fr": "La personne, comme l'association l'appelle.",
        "ar": "الشخص كما تسميه الجمعية.",
        "en": "The person, as the association calls them.",
    },
    "delegate appoint --power": {
        "fr": "vote : voter ; sign_agreement : ratifier ; publish : publier ; approve_outcomes : "
        "approuver les résultats. Peut être donné plusieurs fois.",
        "ar": "vote: التصويت؛ sign_agreement: المصادقة؛ publish: النشر؛ approve_outcomes: اعتماد "
        "النتائج. يمكن تكراره.",
    },
    "delegate appoint --function": {
        "fr": "Sa fonction dans l'association.",
        "ar": "مهمته في الجمعية.",
    },
    "delegate appoint --from": {
        "fr": "Le premier jour (2026-09-01) ; par défaut : dès maintenant.",
        "ar": "اليوم الأول (2026-09-01)؛ افتراضيا: ابتداء من الآن.",
    },
    "delegate appoint --to": {
        "fr": "Le dernier jour (2027-08-31).",
        "ar": "اليوم الأخير (2027-08-31).",
    },
    "delegate appoint --id": {
        "fr": "L'identifiant dans le journal, visible de tous : pas de nom de personne ; par "
        "défaut : la fonction.",
        "ar": "المعرف في السجل، يراه الجميع: لا اسم شخص؛ افتراضيا: المهمة.",
    },
    "delegate appoint --minutes": {
        "fr": "Le procès-verbal qui désigne la personne : seule son empreinte est publiée.",
        "ar": "المحضر الذي يعين الشخص: لا تُنشر إلا بصمته.",
    },
    "delegate appoint --unnamed": {
        "fr": "Ne publier ni le nom ni la fonction.",
        "ar": "عدم نشر الاسم ولا المهمة.",
    },
    "delegate list": {
        "fr": "Les personnes déléguées, leurs pouvoirs, dates et clés.",
        "ar": "المندوبون وصلاحياتهم وتواريخهم ومفاتيحهم.",
    },
    "delegate list --member": {
        "fr": "Celles d'un autre membre ; par défaut, les vôtres.",
        "ar": "مندوبو عضو آخر؛ افتراضيا مندوبو جمعيتكم.",
    },
    "delegate revoke": {
        "fr": "Mettez fin au mandat d'une personne déléguée, et à sa clé.\n\n"
        "DELEGATE est son identifiant, ou le nom de la personne.",
        "ar": "أنهوا انتداب مندوب ومفتاحه.\n\nDELEGATE معرفه أو اسم الشخص.",
    },
    "delegate revoke DELEGATE": {
        "fr": "L'identifiant, ou le nom de la personne.",
        "ar": "المعرف أو اسم الشخص.",
        "en": "The id, or the person's name.",
    },
}
