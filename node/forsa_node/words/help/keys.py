"""Help: keys of people."""

from collections.abc import Mapping
from typing import Final

from forsa.client.help_words import HelpTable
from forsa.words.reasons import Language

_NAME: Final[Mapping[Language, str]] = {
    "fr": "La personne, comme l'association l'appelle.",
    "ar": "الشخص كما تسميه الجمعية.",
    "en": "The person, as the association calls them.",
}

HELP: Final[HelpTable] = {
    "key": {
        "fr": "Les clés des personnes : ce que deux personnes signent, une seule ne le peut pas.",
        "ar": "مفاتيح الأشخاص: ما يوقعه شخصان لا يوقعه واحد وحده.",
    },
    "key add": {
        "fr": "Créez une clé pour la personne NAME, fermée par une phrase de passe qu'elle seule "
        "connaît.\n\n"
        "Le nom reste sur cette machine. Personne ne retrouve une phrase de passe oubliée.",
        "ar": "أنشئوا مفتاحا للشخص NAME، يُقفل بعبارة سر لا يعرفها غيره.\n\n"
        "يبقى الاسم على هذا الحاسوب. ولا أحد يسترجع عبارة سر منسية.",
    },
    "key add NAME": _NAME,
    "key list": {
        "fr": "Toutes les clés de l'association : à qui, pour quoi, et où elles en sont.",
        "ar": "كل مفاتيح الجمعية: لمن هي، ولماذا، وما وضعها.",
    },
    "key add --purpose": {
        "fr": "record : publier (par défaut) ; govern : voter, ratifier ; admin : ajouter des "
        "clés et y mettre fin.",
        "ar": "record: النشر (افتراضيا)؛ govern: التصويت والمصادقة؛ admin: إضافة المفاتيح "
        "وإنهاؤها.",
    },
    "--compromised-from": {
        "fr": "Depuis ce numéro du journal, ou ce jour (2026-09-30), quelqu'un d'autre a pu "
        "l'avoir : ce qu'elle a signé depuis est marqué.",
        "ar": "منذ هذا الرقم في السجل، أو هذا اليوم (2026-09-30)، قد يكون عند شخص آخر: يُعلَّم ما "
        "وقّعه منذ ذلك الحين.",
    },
    "key revoke": {
        "fr": "Mettez fin à une clé de l'association ; ce qu'elle a signé demeure.\n\n"
        "WHOSE est le nom d'une personne qui a une clé ici, ou le début de l'empreinte d'une clé.",
        "ar": "أنهوا مفتاحا للجمعية؛ ويبقى ما وقّعه.\n\n"
        "WHOSE اسم شخص له مفتاح هنا، أو بداية بصمة مفتاح.",
    },
    "key revoke WHOSE": {
        "fr": "Le nom de la personne, ou le début de l'empreinte.",
        "ar": "اسم الشخص، أو بداية البصمة.",
        "en": "The person's name, or the beginning of the fingerprint.",
    },
    "key revoke --reason": {
        "fr": "lost : phrase de passe perdue ; stolen : quelqu'un d'autre l'a ; left : la personne "
        "a quitté l'association.",
        "ar": "lost: ضاعت عبارة السر؛ stolen: هي عند شخص آخر؛ left: غادر الشخص الجمعية.",
    },
    "key rotate": {
        "fr": "Donnez à ce nœud de nouvelles clés à lui, et mettez fin aux anciennes.\n\n"
        "Redonnez la commande après chaque synchronisation : elle fait l'étape suivante et dit "
        "quand tout est fini. Les options comptent au premier appel.",
        "ar": "امنحوا هذه العقدة مفاتيح جديدة خاصة بها وأنهوا القديمة.\n\n"
        "أعيدوا الأمر بعد كل مزامنة: ينجز الخطوة التالية ويبين متى ينتهي كل شيء. تُحتسب "
        "الخيارات عند أول نداء.",
    },
    "key rotate --purpose": {
        "fr": "Pour cet usage seulement ; par défaut : les trois.",
        "ar": "لهذا الغرض وحده؛ افتراضيا: الثلاثة.",
    },
    "key rotate --reason": {
        "fr": "Ce qui est dit des clés qui finissent.",
        "ar": "ما يُقال عن المفاتيح التي تنتهي.",
    },
    "key recover": {
        "fr": "Les membres qui reçoivent de nouvelles clés par décision : ce qui attend, jusqu'à "
        "quand, et qui peut l'arrêter.",
        "ar": "الأعضاء الذين تُمنح لهم مفاتيح جديدة بقرار: ما ينتظر، وإلى متى، ومن يستطيع إيقافه.",
    },
    "key recover --request": {
        "fr": "Le fichier que forsa-node init a écrit pour le membre qui a perdu ses clés : le "
        "vérifier.",
        "ar": "الملف الذي كتبه forsa-node init للعضو الذي فقد مفاتيحه: تحققوا منه.",
    },
    "key veto": {
        "fr": "Arrêtez une récupération des clés de votre propre association, tant que durent ses "
        "sept jours.",
        "ar": "أوقفوا استرجاع مفاتيح جمعيتكم ما دامت أيامه السبعة.",
    },
}
