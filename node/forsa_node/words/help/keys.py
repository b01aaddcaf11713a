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
    "key revoke": {
        "fr": "Mettez fin à la clé de la personne NAME ; ce qu'elle a signé demeure.",
        "ar": "أنهوا مفتاح الشخص NAME؛ ويبقى ما وقّعه.",
    },
    "key revoke NAME": _NAME,
    "key revoke --reason": {
        "fr": "lost : phrase de passe perdue ; stolen : quelqu'un d'autre l'a ; left : la personne "
        "a quitté l'association.",
        "ar": "lost: ضاعت عبارة السر؛ stolen: هي عند شخص آخر؛ left: غادر الشخص الجمعية.",
    },
}
