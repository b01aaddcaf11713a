"""Agreements: texts that parties ratify."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "agreement_file": {
        "fr": "Texte : « {title} » ({type}), version {version}, {clauses} clauses\n"
        "  Empreinte SHA-256 : {digest}",
        "ar": "النص: «{title}» ({type})، النسخة {version}، عدد البنود {clauses}\n"
        "  البصمة SHA-256: {digest}",
        "en": "Text: “{title}” ({type}), version {version}, {clauses} clauses\n  SHA-256: {digest}",
    },
    "agreement_file_needed": {
        "fr": "Il entre en vigueur à {needed} ratifications sur {parties} parties : {names}",
        "ar": "تدخل حيز التنفيذ عند {needed} من المصادقات، وعدد الأطراف {parties}: {names}",
        "en": "It is in force at {needed} ratifications of {parties} parties: {names}",
    },
    "agreement_ratify_by": {
        "fr": "Dernier jour pour ratifier : {day}",
        "ar": "آخر يوم للمصادقة: {day}",
        "en": "Last day to ratify: {day}",
    },
    "agreement_file_differs": {
        "fr": "Changements par rapport à la version {version} : {count}",
        "ar": "عدد التغييرات مقارنة بالنسخة {version}: {count}",
        "en": "Changes against version {version}: {count}",
    },
    "agreement_file_sibling": {
        "fr": "! Le numéro {number} est déjà un accord de ce type. Si ce texte le remplace, "
        "dites-le avec --replaces {number}.",
        "ar": "! الرقم {number} اتفاقية من هذا النوع. إن كان هذا النص يعوضها فاستعملوا "
        "--replaces {number}.",
        "en": "! Number {number} is an agreement of this type already. If this text replaces it, "
        "say --replaces {number}.",
    },
    "agreement_vote_title": {
        "fr": "Adoption : {title} (version {version})",
        "ar": "اعتماد: {title} (النسخة {version})",
        "en": "Adoption: {title} (version {version})",
    },
    "agreement_vote_text": {
        "fr": "Le texte joint, version {version}, est mis aux voix tel quel ({type}). S'il est "
        "adopté, il est publié mot pour mot et ouvert à la ratification ; {needed} ratifications "
        "le mettent en vigueur.",
        "ar": "يُعرض النص المرفق، النسخة {version}، على التصويت كما هو ({type}). وإذا اعتُمد نُشر "
        "حرفيا وفُتح للمصادقة، ويدخل حيز التنفيذ عند {needed} من المصادقات.",
        "en": "The attached text, version {version}, is put to the vote as it is ({type}). If it "
        "is adopted, it is published word for word and open for ratification; {needed} "
        "ratifications bring it into force.",
    },
}
