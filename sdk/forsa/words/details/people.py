"""Details: people with keys of their own, and what two of them sign."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    "the name of a person has 1 to {limit} characters that can be printed": (
        "le nom d'une personne a de 1 à {limit} caractères imprimables",
        "اسم الشخص من حرف إلى {limit} حرفا قابلا للطباعة",
    ),
    "a passphrase has {least} to {most} characters, this one has {count}": (
        "une phrase de passe a de {least} à {most} caractères, celle-ci en a {count}",
        "عبارة السر من {least} إلى {most} حرفا، وهذه من {count}",
    ),
    "the file with the passphrase is not UTF-8 text": (
        "le fichier de la phrase de passe n'est pas un texte UTF-8",
        "ملف عبارة السر ليس نصا بترميز UTF-8",
    ),
    "nobody is called {name} among the keys here": (
        "aucune clé d'ici n'est celle de {name}",
        "لا مفتاح هنا باسم {name}",
    ),
    "{name} has a key at this node already": (
        "{name} a déjà une clé sur ce nœud",
        "لدى {name} مفتاح على هذه العقدة",
    ),
    "the key of {name} is not in use: nothing is to be revoked": (
        "la clé de {name} ne sert pas : il n'y a rien à révoquer",
        "مفتاح {name} غير مستعمل: لا شيء يُلغى",
    ),
    "the key of {name} has the purposes {purposes}, and a {kind} takes {purpose}": (
        "la clé de {name} sert à {purposes} ; pour {kind} il faut {purpose}",
        "مفتاح {name} مخصص لـ {purposes}؛ ويتطلب {kind} الغرض {purpose}",
    ),
    "the key of {name} is that of the delegate {delegate}, with the powers {powers}: none is for "
    "a {kind}": (
        (
            "la clé de {name} est celle de la personne déléguée {delegate}, avec les pouvoirs "
            "{powers} : aucun ne vaut pour {kind}"
        ),
        "مفتاح {name} للمندوب {delegate} وصلاحياته {powers}: لا تشمل أي منها {kind}",
    ),
    "the key of {name} is that of the delegate {delegate}, whose time has not begun or is over": (
        (
            "la clé de {name} est celle de la personne déléguée {delegate}, dont le mandat n'a pas "
            "commencé ou est terminé"
        ),
        "مفتاح {name} للمندوب {delegate} الذي لم يبدأ انتدابه بعد أو انتهى",
    ),
    "the passphrase does not open the key of {name}": (
        "la phrase de passe n'ouvre pas la clé de {name}",
        "عبارة السر لا تفتح مفتاح {name}",
    ),
    "{path} holds no person's key as this program writes them ({what})": (
        "{path} ne contient pas la clé d'une personne telle que ce programme l'écrit ({what})",
        "لا يحمل {path} مفتاح شخص كما يكتبه هذا البرنامج ({what})",
    ),
}

_NO_PASSPHRASE: Final = (
    Words("Cette phrase de passe ne convient pas.", "Choisissez quatre mots, ou une phrase."),
    Words("عبارة السر هذه لا تصلح.", "اختاروا أربع كلمات أو جملة."),
    Words("This passphrase will not do.", "Choose four words, or a sentence."),
)

INSTEAD: Final[Instead] = {
    "the name of a person has 1 to {limit} characters that can be printed": (
        Words("Ce nom ne convient pas.", "Donnez un prénom et un nom, ou un rôle."),
        Words("هذا الاسم لا يصلح.", "أعطوا اسما شخصيا وعائليا، أو مهمة."),
        Words("This name will not do.", "Give a first and a last name, or an office."),
    ),
    "a passphrase has {least} to {most} characters, this one has {count}": _NO_PASSPHRASE,
    "the file with the passphrase is not UTF-8 text": _NO_PASSPHRASE,
    "nobody is called {name} among the keys here": (
        Words(
            "Cette personne n'a pas de clé sur ce nœud.",
            "Voyez les noms : forsa-node key list ; pour une nouvelle : forsa-node key add.",
        ),
        Words(
            "ليس لهذا الشخص مفتاح على هذه العقدة.",
            "اطلعوا على الأسماء: forsa-node key list؛ ولمفتاح جديد: forsa-node key add.",
        ),
        Words(
            "This person has no key at this node.",
            "See the names: forsa-node key list; for a new one: forsa-node key add.",
        ),
    ),
    "{name} has a key at this node already": (
        Words(
            "Cette personne a déjà une clé.",
            "Voyez-la : forsa-node key list ; pour en changer : key revoke, puis key add.",
        ),
        Words(
            "لهذا الشخص مفتاح من قبل.",
            "اطلعوا عليه: forsa-node key list؛ ولتغييره: key revoke ثم key add.",
        ),
        Words(
            "This person has a key already.",
            "See it: forsa-node key list; to change it: key revoke, then key add.",
        ),
    ),
    "the key of {name} is not in use: nothing is to be revoked": (
        Words("Cette clé ne sert pas.", "Voyez où elle en est : forsa-node key list."),
        Words("هذا المفتاح غير مستعمل.", "اطلعوا على وضعه: forsa-node key list."),
        Words("This key is not in use.", "See how it stands: forsa-node key list."),
    ),
}
