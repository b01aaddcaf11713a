"""Details: members, their keys and delegates; a key on paper."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    # --- a key on paper ---
    "{count} words: a recovery key has {most}": (
        "{count} mots : une clé de secours en a {most}",
        "عدد الكلمات {count}: ولمفتاح النجدة {most}",
    ),
    "no list has the words at these places: {places}": (
        "aucune liste n'a les mots à ces places : {places}",
        "لا توجد في أي قائمة الكلمات في هذه المواضع: {places}",
    ),
    "the words do not fit together: look at number {place} first": (
        "les mots ne vont pas ensemble : regardez d'abord le numéro {place}",
        "الكلمات لا تتوافق: انظروا أولا إلى الرقم {place}",
    ),
    "the words do not fit together: some are wrong, or in another order": (
        "les mots ne vont pas ensemble : il y en a de faux, ou leur ordre est autre",
        "الكلمات لا تتوافق: بعضها خاطئ أو ترتيبها مختلف",
    ),
    "the words are of a form that this version does not know": (
        "les mots sont d'une forme que cette version ne connaît pas",
        "الكلمات على شكل لا تعرفه هذه النسخة",
    ),
    "these words are no recovery key of {member}": (
        "ces mots ne sont pas une clé de secours de {member}",
        "هذه الكلمات ليست مفتاح نجدة لـ {member}",
    ),
    "the recovery key was revoked at number {index}": (
        "la clé de secours a été révoquée au numéro {index}",
        "أُلغي مفتاح النجدة عند الرقم {index}",
    ),
    "{path} holds no paper key as this program writes them": (
        "{path} ne contient pas une clé sur papier telle que ce programme l'écrit",
        "لا يحمل {path} مفتاحا ورقيا كما يكتبه هذا البرنامج",
    ),
    "{path} holds no rotation of keys as this program writes them": (
        "{path} ne contient pas un renouvellement de clés tel que ce programme l'écrit",
        "لا يحمل {path} تجديد مفاتيح كما يكتبه هذا البرنامج",
    ),
    # --- keys ---
    "{text} is neither a number of the log nor a day such as 2026-09-30": (
        "{text} n'est ni un numéro du journal ni un jour tel que 2026-09-30",
        "{text} ليس رقما من السجل ولا يوما مثل 2026-09-30",
    ),
    "{count} keys begin with {digits}: give more digits": (
        "{count} clés commencent par {digits} : donnez plus de chiffres",
        "عدد المفاتيح التي تبدأ بـ {digits} هو {count}: أعطوا أرقاما أكثر",
    ),
    "{text} names no node of {member}, and {count} of its keys begin so: give at least {least} "
    "digits": (
        (
            "{text} ne nomme aucun nœud de {member}, et {count} de ses clés commencent ainsi : "
            "donnez au moins {least} chiffres"
        ),
        (
            "لا تسمي {text} أي عقدة للعضو {member}، وعدد مفاتيحه التي تبدأ هكذا هو {count}: أعطوا "
            "{least} أرقام على الأقل"
        ),
    ),
    "no recovery of {member} is pending": (
        "aucune récupération des clés de {member} n'est en attente",
        "لا استرجاع لمفاتيح {member} في الانتظار",
    ),
    "{member} has {count} unrevoked keys; with {more} more it would have more than {most}, the "
    "most there may be": (
        (
            "{member} a {count} clés non révoquées ; avec {more} de plus il en aurait plus de "
            "{most}, le maximum"
        ),
        (
            "لدى {member} {count} من المفاتيح غير الملغاة؛ ومع {more} أخرى تتجاوز {most}، وهو الحد "
            "الأقصى"
        ),
    ),
    "{member} has {count} unrevoked keys, the most there may be": (
        "{member} a {count} clés non révoquées, le maximum",
        "لدى {member} {count} من المفاتيح غير الملغاة، وهو الحد الأقصى",
    ),
    "{member} has had {count} keys, the most there may ever be": (
        "{member} a eu {count} clés, le maximum en tout",
        "كانت لدى {member} {count} من المفاتيح، وهو الحد الأقصى في المجموع",
    ),
    "no member has a key {key}": (
        "aucun membre n'a de clé {key}",
        "لا عضو لديه المفتاح {key}",
    ),
    "{member} cannot revoke a key of {other}": (
        "{member} ne peut pas révoquer une clé de {other}",
        "لا يستطيع {member} إلغاء مفتاح لـ {other}",
    ),
    "key {key} was revoked at index {index}": (
        "la clé {key} a été révoquée au numéro {index}",
        "أُلغي المفتاح {key} عند الرقم {index}",
    ),
    "a recovery of {member} is pending already": (
        "une récupération des clés de {member} est déjà en attente",
        "استرجاع لمفاتيح {member} في الانتظار من قبل",
    ),
    "the recovery is not logged": (
        "la récupération n'est pas dans le journal",
        "الاسترجاع ليس في السجل",
    ),
    "{member} cannot veto a recovery of {other}": (
        "{member} ne peut pas opposer son veto à une récupération de {other}",
        "لا يستطيع {member} نقض استرجاع لـ {other}",
    ),
    "this recovery is no longer pending": (
        "cette récupération n'est plus en attente",
        "لم يعد هذا الاسترجاع في الانتظار",
    ),
    "the new key of {holder} cannot be admitted: {why}": (
        "la nouvelle clé de {holder} ne peut pas être admise : {why}",
        "لا يمكن قبول المفتاح الجديد لـ {holder}: {why}",
    ),
    "key {key} has another use already": (
        "la clé {key} a déjà un autre usage",
        "للمفتاح {key} استعمال آخر من قبل",
    ),
    "the proof of possession is not that of {holder} by the new key": (
        "la preuve de possession n'est pas celle de {holder} par la nouvelle clé",
        "إثبات الحيازة ليس إثبات {holder} بالمفتاح الجديد",
    ),
    "{count} keys, at most {most} can be admitted": (
        "{count} clés ; au plus {most} peuvent être admises",
        "عدد المفاتيح {count}؛ والحد الأقصى {most}",
    ),
    "no key has the purpose admin": (
        "aucune clé ne sert à gérer les clés (admin)",
        "لا مفتاح مخصص لتدبير المفاتيح (admin)",
    ),
    "{node} changed at index {index}, which its author had not seen": (
        "{node} a changé au numéro {index}, que son auteur n'avait pas vu",
        "تغيرت {node} عند الرقم {index} الذي لم يطلع عليه صاحبه",
    ),
    "{member} has had {count} nodes, the most there may ever be": (
        "{member} a eu {count} nœuds, le maximum en tout",
        "كانت لدى {member} {count} من العقد، وهو الحد الأقصى في المجموع",
    ),
    # --- members ---
    "the id {member} is taken": (
        "l'identifiant {member} est pris",
        "المعرف {member} مستعمل",
    ),
    "the setting admission asks for a proposal to activate a member": (
        "le réglage admission demande une proposition pour activer un membre",
        "يتطلب إعداد admission مقترحا لتفعيل عضوية",
    ),
    "{member} is not provisional: this takes a proposal": (
        "{member} n'est pas membre provisoire : il faut une proposition",
        "{member} ليس عضوا مؤقتا: يتطلب ذلك مقترحا",
    ),
    "{member} cannot withdraw {other}": (
        "{member} ne peut pas démissionner pour {other}",
        "لا يستطيع {member} الانسحاب نيابة عن {other}",
    ),
    "{member} is {status}, so {kind} does not apply": (
        "{member} a le statut {status} : {kind} ne s'y applique pas",
        "وضعية {member} هي {status}: لا ينطبق عليها {kind}",
    ),
    "no active secretariat would remain": (
        "il ne resterait aucun secrétariat actif",
        "لن تبقى أي كتابة نشيطة",
    ),
    "no member is called {member}; did you mean {near}?": (
        "aucun membre ne s'appelle {member} ; est-ce {near} ?",
        "لا عضو يسمى {member}؛ هل هو {near}؟",
    ),
    "the members vote on admissions (setting admission = proposal): open a vote on {member}": (
        (
            "les membres votent les adhésions (réglage admission = proposal) : ouvrez un vote sur "
            "{member}"
        ),
        "يصوت الأعضاء على الانخراط (الإعداد admission = proposal): افتحوا تصويتا على {member}",
    ),
    "{member} is no provisional member ({status}): this takes a vote": (
        "{member} n'est pas membre provisoire ({status}) : il faut un vote",
        "{member} ليس عضوا مؤقتا ({status}): يتطلب ذلك تصويتا",
    ),
    # --- delegates ---
    "the power {power} takes a key for {purpose}; that of {name} has the purposes {purposes}": (
        "le pouvoir {power} demande une clé pour {purpose} ; celle de {name} sert à {purposes}",
        "تتطلب الصلاحية {power} مفتاحا لـ {purpose}؛ ومفتاح {name} مخصص لـ {purposes}",
    ),
    "no delegate is called {name}; there are: {names}": (
        "aucune personne déléguée ne s'appelle {name} ; il y a : {names}",
        "لا مندوب يسمى {name}؛ والمندوبون هم: {names}",
    ),
    "another object appoints {delegate}": (
        "un autre mandat désigne déjà {delegate}",
        "انتداب آخر يعين {delegate} من قبل",
    ),
    "{member} has {count} delegates already": (
        "{member} a déjà {count} personnes déléguées",
        "لدى {member} {count} من المندوبين",
    ),
    "{count} delegates could vote, at most {most} may": (
        "{count} personnes déléguées pourraient voter ; au plus {most} le peuvent",
        "عدد المندوبين المخول لهم التصويت {count}؛ والحد الأقصى {most}",
    ),
    "{key} is no key of {member}": (
        "{key} n'est pas une clé de {member}",
        "{key} ليس مفتاحا لـ {member}",
    ),
    "key {key} is held by the delegate {delegate}": (
        "la clé {key} est celle de la personne déléguée {delegate}",
        "المفتاح {key} عند المندوب {delegate}",
    ),
    "the key that signs an appointment cannot be the delegate's": (
        "la clé qui signe une désignation ne peut pas être celle de la personne déléguée",
        "المفتاح الذي يوقع التعيين لا يمكن أن يكون مفتاح المندوب",
    ),
}

_WORDS: Final = (
    Words(
        "Ces mots ne sont pas une clé de secours.",
        "Relisez la feuille : quatorze mots, dans l'ordre de leurs numéros.",
    ),
    Words(
        "هذه الكلمات ليست مفتاح نجدة.",
        "أعيدوا قراءة الورقة: أربع عشرة كلمة بترتيب أرقامها.",
    ),
    Words(
        "These words are no recovery key.",
        "Read the sheet again: fourteen words, in the order of their numbers.",
    ),
)
_ANOTHER_SHEET: Final = (
    Words(
        "Ces mots sont justes, mais pas pour cette association.",
        "Voyez le nom sur la feuille, ou demandez au secrétariat (forsa-node key recover).",
    ),
    Words(
        "هذه الكلمات صحيحة لكنها ليست لهذه الجمعية.",
        "انظروا إلى الاسم على الورقة، أو اسألوا الكتابة (forsa-node key recover).",
    ),
    Words(
        "These words are right, but not for this association.",
        "See the name on the sheet, or ask the secretariat (forsa-node key recover).",
    ),
)

_NOBODY: Final = (
    Words("Ce membre n'existe pas.", "Voyez les identifiants : forsa-node members list."),
    Words("هذا العضو غير موجود.", "اطلعوا على المعرفات: forsa-node members list."),
    Words("There is no such member.", "See the ids: forsa-node members list."),
)

INSTEAD: Final[Instead] = {
    "{count} words: a recovery key has {most}": _WORDS,
    "no list has the words at these places: {places}": _WORDS,
    "the words do not fit together: look at number {place} first": _WORDS,
    "the words do not fit together: some are wrong, or in another order": _WORDS,
    "the words are of a form that this version does not know": _WORDS,
    "these words are no recovery key of {member}": _ANOTHER_SHEET,
    "{text} is neither a number of the log nor a day such as 2026-09-30": (
        Words("Ce début ne se lit pas.", "Donnez un numéro du journal, ou un jour : 2026-09-30."),
        Words("هذه البداية لا تُقرأ.", "أعطوا رقما من السجل أو يوما: 2026-09-30."),
        Words("This beginning cannot be read.", "Give a number of the log, or a day: 2026-09-30."),
    ),
    "{count} keys begin with {digits}: give more digits": (
        Words("Plusieurs clés commencent ainsi.", "Voyez les empreintes : forsa-node key list."),
        Words("عدة مفاتيح تبدأ هكذا.", "اطلعوا على البصمات: forsa-node key list."),
        Words("Several keys begin so.", "See the fingerprints: forsa-node key list."),
    ),
    "no member is called {member}; did you mean {near}?": _NOBODY,
    "the members vote on admissions (setting admission = proposal): open a vote on {member}": (
        Words(
            "Le secrétariat ne l'active pas seul.",
            "Ouvrez un vote : forsa-node proposal open DIR admission --activate {member}.",
        ),
        Words(
            "لا تفعّله الكتابة وحدها.",
            "افتحوا تصويتا: forsa-node proposal open DIR admission --activate {member}.",
        ),
        Words(
            "The secretariat does not activate it alone.",
            "Open a vote: forsa-node proposal open DIR admission --activate {member}.",
        ),
    ),
    "the power {power} takes a key for {purpose}; that of {name} has the purposes {purposes}": (
        Words(
            "Sa clé ne sert pas à cela.",
            "Faites-lui une autre clé : key revoke, puis key add avec --purpose {purpose}.",
        ),
        Words(
            "مفتاحه غير مخصص لذلك.",
            "أنشئوا له مفتاحا آخر: key revoke ثم key add مع --purpose {purpose}.",
        ),
        Words(
            "The key is not for that.",
            "Make another key for them: key revoke, then key add with --purpose {purpose}.",
        ),
    ),
    "no delegate is called {name}; there are: {names}": (
        Words("Personne n'a ce mandat.", "Voyez les mandats : forsa-node delegate list."),
        Words("لا أحد له هذا الانتداب.", "اطلعوا على الانتدابات: forsa-node delegate list."),
        Words("Nobody has this mandate.", "See the mandates: forsa-node delegate list."),
    ),
    "no recovery of {member} is pending": (
        Words("Il n'y a rien à arrêter.", "Voyez ce qui attend : forsa-node key recover."),
        Words("لا شيء يُوقَف.", "اطلعوا على ما ينتظر: forsa-node key recover."),
        Words("There is nothing to stop.", "See what waits: forsa-node key recover."),
    ),
}
