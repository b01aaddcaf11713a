"""What the trust root ceremony refuses: officers, keys, proposals and what the hub holds."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    "it is not the next version": (
        "ce n'est pas la version suivante",
        "ليست النسخة الموالية",
    ),
    "prev is another document": (
        "elle suit un autre document que celui en vigueur",
        "تتبع وثيقة غير الوثيقة السارية",
    ),
    "another origin": ("elle nomme un autre journal", "تسمّي سجلا آخر"),
    "a lower level": ("elle baisse le niveau de règles", "تخفض مستوى القواعد"),
    "log time set while a service key stays": (
        "elle change l'heure du journal en gardant une clé de service",
        "تغيّر وقت السجل مع الإبقاء على مفتاح خدمة",
    ),
    "too few keys of the version before": (
        "trop peu de clés de la version d'avant ont signé",
        "لم يوقّع ما يكفي من مفاتيح النسخة السابقة",
    ),
    "too few of its own keys": (
        "trop peu de ses propres clés ont signé",
        "لم يوقّع ما يكفي من مفاتيحها",
    ),
    "the document has {size} bytes, {most} are allowed: fewer keys": (
        "le document a {size} octets, {most} sont permis : moins de clés",
        "حجم الوثيقة {size} بايت والمسموح به {most}: قلّلوا المفاتيح",
    ),
    "version {version} asks for {threshold} signatures of its root keys, {signed} are there": (
        (
            "la version {version} demande {threshold} signatures de ses clés racines, {signed} "
            "sont là"
        ),
        "تطلب النسخة {version} التوقيع بعدد {threshold} من مفاتيحها الجذر، والموجود {signed}",
    ),
    "root key {key} is in neither version: its signature counts for nothing": (
        "la clé racine {key} n'est dans aucune des deux versions : sa signature ne compte pas",
        "المفتاح الجذر {key} ليس في أي من النسختين: فتوقيعه لا يُعتد به",
    ),
    "these are two documents: {one} and {other}": (
        "ce sont deux documents : {one} et {other}",
        "هاتان وثيقتان مختلفتان: {one} و{other}",
    ),
    "this hub holds no {kind} key that version {version} of the trust root names: draw one here "
    "with forsa-hub root draw, and have a document signed that names it": (
        (
            "ce hub n'a pas la clé {kind} que la version {version} de la racine de confiance "
            "nomme : tirez-en une ici avec forsa-hub root draw, et faites signer un document qui "
            "la nomme"
        ),
        (
            "ليس لدى هذا المحور المفتاح {kind} الذي تسمّيه النسخة {version} من جذر الثقة: أنشئوا "
            "واحدا هنا بالأمر forsa-hub root draw، واطلبوا توقيع وثيقة تسمّيه"
        ),
    ),
    "one of the keys of the trust root is published: everybody could sign with it": (
        "une des clés de la racine de confiance est publiée : tout le monde pourrait signer avec",
        "أحد مفاتيح جذر الثقة منشور: يمكن لأي أحد التوقيع به",
    ),
    "nothing would change: say what the next version is for, see forsa-hub root new --help": (
        (
            "rien ne changerait : dites à quoi sert la version suivante, voyez forsa-hub root new "
            "--help"
        ),
        "لن يتغير شيء: بيّنوا الغرض من النسخة الموالية، انظروا forsa-hub root new --help",
    ),
    "{said} is no public key: give its {digits} hexadecimal digits, or the file beside the "
    "officer's key whose name ends in .pub": (
        (
            "{said} n'est pas une clé publique : donnez ses {digits} chiffres hexadécimaux, ou le "
            "fichier à côté de la clé du responsable dont le nom finit par .pub"
        ),
        (
            "{said} ليس مفتاحا عموميا: أعطوا أرقامه الستّ عشرية وعددها {digits}، أو الملف المجاور "
            "لمفتاح المسؤول الذي ينتهي اسمه بـ .pub"
        ),
    ),
    "{said} names {count} root keys of the version in force: give at least {least} digits of one, "
    "as forsa-hub root show has them": (
        (
            "{said} désigne {count} clés racines de la version en vigueur : donnez au moins "
            "{least} chiffres d'une seule, tels que forsa-hub root show les montre"
        ),
        (
            "{said} يدل على {count} من المفاتيح الجذر للنسخة السارية: أعطوا {least} أرقام على "
            "الأقل من واحد منها كما يعرضها forsa-hub root show"
        ),
    ),
    "this key signed version {newest} already, {digest}: two documents of one version split the "
    "network. Sign version {version} with --instead only if every copy of the other is destroyed": (
        (
            "cette clé a déjà signé la version {newest}, {digest} : deux documents d'une même "
            "version coupent le réseau en deux. Ne signez la version {version} avec --instead que "
            "si toute copie de l'autre est détruite"
        ),
        (
            "سبق لهذا المفتاح أن وقّع النسخة {newest}، {digest}: وثيقتان لنسخة واحدة تشطران "
            "الشبكة. لا توقّعوا النسخة {version} بـ --instead إلا إذا أُتلفت كل نسخ الأخرى"
        ),
    ),
    "the passphrase does not open the root key {path}": (
        "la phrase de passe n'ouvre pas la clé racine {path}",
        "عبارة السر لا تفتح المفتاح الجذر {path}",
    ),
    "{path} holds no root key as this program writes them": (
        "{path} ne contient pas une clé racine telle que ce programme l'écrit",
        "لا يحمل {path} مفتاحا جذرا كما يكتبه هذا البرنامج",
    ),
    "{path} is not a proposal of a trust root as this program writes them ({what})": (
        "{path} n'est pas une proposition telle que ce programme l'écrit ({what})",
        "{path} ليس مقترحا كما يكتبه هذا البرنامج ({what})",
    ),
    "{path} is not the newest of the files 1.root, 2.root and so on, side by side as in the folder "
    "roots of a hub or node": (
        (
            "{path} n'est pas le plus récent des fichiers 1.root, 2.root, etc., côte à côte comme "
            "dans le dossier roots d'un hub ou d'un nœud"
        ),
        (
            "{path} ليس الأحدث من الملفات 1.root و2.root وما يليها، مجموعة كما في المجلد roots "
            "لمحور أو عقدة"
        ),
    ),
    "keys of the hub are drawn where the hub is: forsa-hub root draw": (
        "les clés du hub sont tirées là où est le hub : forsa-hub root draw",
        "تُنشأ مفاتيح المحور حيث يوجد المحور: forsa-hub root draw",
    ),
    "the proposal is for network {network}": (
        "la proposition est pour le réseau {network}",
        "المقترح يخص الشبكة {network}",
    ),
    "the proposal builds on version {version}, {digest}; known here is version {known}, {own}": (
        (
            "la proposition suit la version {version}, {digest} ; ici on connaît la version "
            "{known}, {own}"
        ),
        "يتبع المقترح النسخة {version}، {digest}؛ والمعروف هنا النسخة {known}، {own}",
    ),
    "version {version} expired {days} days ago: have one signed that lasts": (
        "la version {version} est expirée depuis {days} jours : faites-en signer une qui dure",
        "انتهت صلاحية النسخة {version} (عدد الأيام: {days}): اطلبوا توقيع نسخة تدوم",
    ),
    "this record publishes no trust root": (
        "cet enregistrement ne publie pas de racine de confiance",
        "هذا التسجيل لا ينشر جذر ثقة",
    ),
    "version {version} of the trust root is another document already, {digest}: prepare the "
    "version after it": (
        (
            "la version {version} de la racine de confiance est déjà un autre document, {digest} : "
            "préparez la version d'après"
        ),
        "النسخة {version} من جذر الثقة وثيقة أخرى من قبل، {digest}: حضّروا النسخة التي بعدها",
    ),
    "version {version} of the trust root is in force, and this one is not newer": (
        (
            "la version {version} de la racine de confiance est en vigueur, et celle-ci n'est pas "
            "plus récente"
        ),
        "النسخة {version} من جذر الثقة سارية، وهذه ليست أحدث منها",
    ),
    "log_time {given} repairs nothing: the log is at {log}, this machine's clock at {now}": (
        (
            "log_time {given} ne répare rien : le journal en est à {log}, l'horloge de cette "
            "machine à {now}"
        ),
        "log_time {given} لا يصلح شيئا: وقت السجل {log}، وساعة هذا الحاسوب {now}",
    ),
    "the trust root expired {days} days ago, and no node joins until the officers sign the next "
    "version": (
        (
            "la racine de confiance est expirée depuis {days} jours, et aucun nœud n'entre avant "
            "que les responsables signent la version suivante"
        ),
        (
            "انتهت صلاحية جذر الثقة (عدد الأيام: {days})، ولا تنضم أي عقدة قبل أن يوقّع المسؤولون "
            "النسخة التالية"
        ),
    ),
    "the trust root expired {days} days ago, and no other certificate authority is trusted until "
    "the officers sign the next version": (
        (
            "la racine de confiance est expirée depuis {days} jours, et aucune autre autorité de "
            "certification n'est crue avant que les responsables signent la version suivante"
        ),
        (
            "انتهت صلاحية جذر الثقة (عدد الأيام: {days})، ولا يوثق بأي سلطة شهادات أخرى قبل أن "
            "يوقّع المسؤولون النسخة التالية"
        ),
    ),
    "two documents of version {version} of the trust root are signed: {kept}, which is kept, and "
    "{other}": (
        (
            "deux documents de la version {version} de la racine de confiance sont signés : "
            "{kept}, qui est gardé, et {other}"
        ),
        "وُقّعت وثيقتان للنسخة {version} من جذر الثقة: {kept} وهي المحفوظة، و{other}",
    ),
}

_NOT_A_KEY: Final = (
    Words("Cette valeur ne désigne pas une clé.", "Corrigez-la, puis recommencez."),
    Words("هذه القيمة لا تدل على مفتاح.", "صححوها ثم أعيدوا المحاولة."),
    Words("This value names no key.", "Correct it, then try again."),
)
_NOT_THE_FILE: Final = (
    Words("Ce n'est pas le bon fichier.", "Vérifiez lequel, et qu'il a été copié en entier."),
    Words("هذا ليس الملف الصحيح.", "تحققوا من الملف المقصود وأنه نُسخ كاملا."),
    Words("This is not the right file.", "Check which it is, and that it was copied whole."),
)
_TOGETHER: Final = (
    Words(
        "Ces documents ne vont pas ensemble.",
        "Ne signez rien ; lisez les empreintes au téléphone avec les autres responsables.",
    ),
    Words(
        "هذه الوثائق لا تتوافق.",
        "لا توقّعوا شيئا؛ واقرؤوا البصمات بالهاتف مع باقي المسؤولين.",
    ),
    Words(
        "These documents do not belong together.",
        "Sign nothing; read the digests to the other officers by telephone.",
    ),
)
_OTHER_DOCUMENT: Final = (
    Words(
        "Ce document ne peut pas être celui-là.",
        "Préparez-en un autre : forsa-hub root new.",
    ),
    Words("لا يمكن أن تكون الوثيقة هكذا.", "حضّروا غيرها: forsa-hub root new."),
    Words("The document cannot be this one.", "Prepare another one: forsa-hub root new."),
)
_EXPIRED: Final = (
    Words(
        "La racine de confiance du réseau est expirée.",
        "Si l'horloge de cette machine est juste, prévenez le secrétariat : forsa-hub root new.",
    ),
    Words(
        "انتهت صلاحية جذر الثقة للشبكة.",
        "إن كانت ساعة هذا الحاسوب مضبوطة فأخبروا الكتابة: forsa-hub root new.",
    ),
    Words(
        "The network's trust root has expired.",
        "If this machine's clock is right, tell the secretariat: forsa-hub root new.",
    ),
)
_FORKED: Final = (
    Words(
        "Des clés racines ont été détournées : deux versions se contredisent.",
        "Ce nœud ne publie et ne cosigne plus. Appelez les responsables, lisez-leur les deux.",
    ),
    Words(
        "أسيء استعمال مفاتيح جذر: نسختان متعارضتان.",
        "توقفت هذه العقدة عن النشر والتوقيع بالمشاركة. اتصلوا بالمسؤولين واقرؤوا لهم النسختين.",
    ),
    Words(
        "Root keys were misused: two versions contradict each other.",
        "This node publishes and cosigns nothing more. Call the officers, read them both.",
    ),
)

_NOT_ENOUGH: Final = (
    Words(
        "Il manque des signatures.",
        "Voyez lesquelles : forsa-hub root show FICHIER ; puis forsa-hub root sign, ou root join.",
    ),
    Words(
        "تنقص توقيعات.",
        "اطلعوا عليها: forsa-hub root show FILE؛ ثم forsa-hub root sign أو root join.",
    ),
    Words(
        "Signatures are missing.",
        "See which: forsa-hub root show FILE; then forsa-hub root sign, or root join.",
    ),
)

INSTEAD: Final[Instead] = {
    "version {version} asks for {threshold} signatures of its root keys, {signed} are there": (
        _NOT_ENOUGH
    ),
    "{said} is no public key: give its {digits} hexadecimal digits, or the file beside the "
    "officer's key whose name ends in .pub": _NOT_A_KEY,
    "{said} names {count} root keys of the version in force: give at least {least} digits of one, "
    "as forsa-hub root show has them": _NOT_A_KEY,
    "one of the keys of the trust root is published: everybody could sign with it": _OTHER_DOCUMENT,
    "{path} is not a proposal of a trust root as this program writes them ({what})": _NOT_THE_FILE,
    "{path} is not the newest of the files 1.root, 2.root and so on, side by side as in the folder "
    "roots of a hub or node": _NOT_THE_FILE,
    "the proposal is for network {network}": _NOT_THE_FILE,
    "these are two documents: {one} and {other}": _TOGETHER,
    "the proposal builds on version {version}, {digest}; known here is version {known}, {own}": (
        _TOGETHER
    ),
    "this key signed version {newest} already, {digest}: two documents of one version split the "
    "network. Sign version {version} with --instead only if every copy of the other is "
    "destroyed": _TOGETHER,
    "nothing would change: say what the next version is for, see forsa-hub root new --help": (
        _OTHER_DOCUMENT
    ),
    "the document has {size} bytes, {most} are allowed: fewer keys": _OTHER_DOCUMENT,
    "this hub holds no {kind} key that version {version} of the trust root names: draw one here "
    "with forsa-hub root draw, and have a document signed that names it": _OTHER_DOCUMENT,
    "version {version} expired {days} days ago: have one signed that lasts": _OTHER_DOCUMENT,
    "version {version} of the trust root is another document already, {digest}: prepare the "
    "version after it": _OTHER_DOCUMENT,
    "version {version} of the trust root is in force, and this one is not newer": (
        Words("Rien n'est à faire.", "Voyez ce qui est en vigueur : forsa-hub root show DIR."),
        Words("لا شيء يلزم فعله.", "اطلعوا على ما هو سار: forsa-hub root show DIR."),
        Words("There is nothing to do.", "See what is in force: forsa-hub root show DIR."),
    ),
    "log_time {given} repairs nothing: the log is at {log}, this machine's clock at {now}": (
        _OTHER_DOCUMENT
    ),
    "the trust root expired {days} days ago, and no node joins until the officers sign the next "
    "version": _EXPIRED,
    "the trust root expired {days} days ago, and no other certificate authority is trusted until "
    "the officers sign the next version": _EXPIRED,
    "two documents of version {version} of the trust root are signed: {kept}, which is kept, and "
    "{other}": _FORKED,
}
