"""Details: attachments, folders, databases, settings."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- attachments ---
    "no such attachment here": ("cette pièce jointe n'est pas ici", "هذا المرفق غير موجود هنا"),
    "the attachment was erased for good": (
        "la pièce jointe a été effacée pour de bon",
        "مُحي المرفق نهائيا",
    ),
    "the attachment is on hold": ("la pièce jointe est mise en attente", "المرفق معلَّق"),
    "an attachment of {size} bytes; {limit} are allowed": (
        "la pièce jointe fait {size} octets ; {limit} au plus",
        "حجم المرفق {size} بايت؛ {limit} على الأكثر",
    ),
    "{missing} of {count} attachments are not at the hub, or this node did not show their "
    "manifests: upload them first": (
        (
            "pièces jointes que le hub n'a pas, ou que ce nœud ne lui a pas montrées : {missing} "
            "sur {count} ; envoyez-les d'abord"
        ),
        "مرفقات ليست لدى المحور، أو لم تقدمها له هذه العقدة: {missing} من {count}؛ أرسلوها أولا",
    ),
    "chunk {index} of the attachment is damaged at the hub; nodes that hold the file bring it "
    "again": (
        (
            "le morceau {index} de la pièce jointe est abîmé sur le hub ; les nœuds qui ont le "
            "fichier le renvoient"
        ),
        "القطعة {index} من المرفق تالفة لدى المحور؛ والعقد التي لديها الملف تعيد إرساله",
    ),
    "record {which} has no file {names}": (
        "l'enregistrement {which} n'a pas de fichier {names}",
        "ليس للتسجيل {which} ملف باسم {names}",
    ),
    "{path} is neither a file nor a folder": (
        "{path} n'est ni un fichier ni un dossier",
        "{path} ليس ملفا ولا مجلدا",
    ),
    "record {which} has no files": (
        "l'enregistrement {which} n'a pas de fichiers",
        "التسجيل {which} بلا ملفات",
    ),
    "not at this node: {names} ({why})": (
        "pas sur ce nœud : {names} ({why})",
        "غير موجود في هذه العقدة: {names} ({why})",
    ),
    "absent": ("absent", "غير موجود"),
    "wanted": ("sera téléchargé", "سيُنزَّل لاحقا"),
    "partial": ("arrivé en partie", "وصل جزء منه"),
    "refused": ("refusé", "مرفوض"),
    "erased": ("effacé", "ممحو"),
    "held": ("mis en attente", "معلَّق"),
    "closed": ("réservé à d'autres membres", "مخصص لأعضاء آخرين"),
    "leaving": ("en cours d'envoi", "قيد الإرسال"),
    "the file {name} is not at this node": (
        "le fichier {name} n'est pas sur ce nœud",
        "الملف {name} غير موجود في هذه العقدة",
    ),
    "the file {name} was damaged or gone from this disk, and is fetched again": (
        "le fichier {name} était abîmé ou avait disparu de ce disque ; il est repris du réseau",
        "كان الملف {name} تالفا أو مفقودا على هذا القرص؛ ويُستعاد من الشبكة",
    ),
    "the file {name} is damaged on this disk, and the network does not have it: publish the "
    "original again": (
        (
            "le fichier {name} est abîmé sur ce disque, et le réseau ne l'a pas : publiez de "
            "nouveau avec l'original"
        ),
        "الملف {name} تالف على هذا القرص، وليس لدى الشبكة: أعيدوا النشر بالملف الأصلي",
    ),
    "the file {name} is damaged on this disk": (
        "le fichier {name} est abîmé sur ce disque",
        "الملف {name} تالف على هذا القرص",
    ),
    "no file was attached under this root": (
        "aucun fichier n'a été joint sous cette racine",
        "لم يُرفق أي ملف تحت هذا الجذر",
    ),
    "the file was erased by a decision in the log; attach it again if it may be used": (
        (
            "le fichier a été effacé par une décision inscrite au journal ; joignez-le de nouveau "
            "s'il peut servir"
        ),
        "مُحي الملف بقرار مسجل في السجل؛ أرفقوه من جديد إن جاز استعماله",
    ),
    "the file is neither here nor at the hub; attach it again": (
        "le fichier n'est ni ici ni sur le hub ; joignez-le de nouveau",
        "الملف غير موجود هنا ولا لدى المحور؛ أرفقوه من جديد",
    ),
    "the file changed since it was attached: {why}": (
        "le fichier a changé depuis qu'il a été joint ({why})",
        "تغيّر الملف منذ إرفاقه ({why})",
    ),
    "the disk is full: files wait until there is room": (
        "le disque est plein : les fichiers attendent qu'il y ait de la place",
        "القرص ممتلئ: تنتظر الملفات حتى تتوفر مساحة",
    ),
    "the disk does not read or write a file: {why}": (
        "le disque ne lit ou n'écrit pas un fichier ({why})",
        "تعذر على القرص قراءة ملف أو كتابته ({why})",
    ),
    "the disk gives other bytes than were written: {why}": (
        "le disque rend d'autres données que celles qui y ont été écrites ({why})",
        "يعيد القرص معطيات غير التي كُتبت فيه ({why})",
    ),
    # --- databases ---
    "the database {path} is damaged: run {command}": (
        "la base {path} est abîmée : lancez {command}",
        "قاعدة البيانات {path} تالفة: شغّلوا {command}",
    ),
    "the database {path} does not hold what its copy {copy} holds: run {command}": (
        "la base {path} ne contient pas ce que contient sa copie {copy} : lancez {command}",
        "قاعدة البيانات {path} لا تحوي ما تحويه نسختها {copy}: شغّلوا {command}",
    ),
    "{path} was written by a newer version of this program (tables {version}): update the "
    "program": (
        (
            "{path} a été écrit par une version plus récente de ce programme (tables {version}) : "
            "mettez le programme à jour"
        ),
        "كُتب {path} بنسخة أحدث من هذا البرنامج (الجداول {version}): حدِّثوا البرنامج",
    ),
    "{path} has the tables of another version of this program: delete it, and run forsa-node "
    "sync to fetch the log again; nothing of yours is in it": (
        (
            "{path} a les tables d'une autre version de ce programme : supprimez-le, puis "
            "forsa-node sync reprend le journal ; rien de ce qui est à vous n'y est"
        ),
        (
            "جداول {path} من نسخة أخرى من هذا البرنامج: احذفوه ثم يستعيد forsa-node sync السجل؛ "
            "وليس فيه شيء مما يخصكم"
        ),
    ),
    "entry {index} of the stored log is damaged: {what}": (
        "l'entrée {index} du journal gardé ici est abîmée ({what})",
        "القيد {index} من السجل المحفوظ هنا تالف ({what})",
    ),
    "the stored state cannot be used, {what}: fold the stored entries again": (
        "l'état gardé ici est inutilisable ({what}) : il faut le recalculer depuis les entrées",
        "الحالة المحفوظة هنا غير صالحة ({what}): يجب إعادة حسابها من القيود",
    ),
    "a stored right edge of size {size} has {bytes} bytes of hashes": (
        "le bord gardé de l'arbre de taille {size} a {bytes} octets d'empreintes",
        "حافة الشجرة المحفوظة بحجم {size} فيها {bytes} بايت من البصمات",
    ),
    "the row of entry {index} lacks the hash of level {level}": (
        "à l'entrée {index}, il manque l'empreinte du niveau {level}",
        "تنقص القيد {index} بصمة المستوى {level}",
    ),
    "the newest checkpoint does not belong to the log of {size} entries": (
        "le dernier point de contrôle n'est pas celui du journal de {size} entrées",
        "آخر نقطة مراقبة لا تخص السجل الذي حجمه {size}",
    ),
    "the database holds {size} entries, but a checkpoint of {released} was released: it is an "
    "old copy or another log. Put the newest database back; the missing entries are also with "
    "the members": (
        (
            "la base contient {size} entrées, mais un point de contrôle de {released} a été "
            "diffusé : c'est une ancienne copie, ou un autre journal. Remettez la base la plus "
            "récente ; les entrées qui manquent sont aussi chez les membres"
        ),
        (
            "في القاعدة {size} من القيود، وسبق نشر نقطة مراقبة حجمها {released}: هذه نسخة قديمة أو "
            "سجل آخر. أعيدوا أحدث قاعدة؛ والقيود الناقصة موجودة أيضا لدى الأعضاء"
        ),
    ),
    "the anchor {path} is damaged: take the size and root of the newest checkpoint that members "
    "hold, and write them there": (
        (
            "l'ancre {path} est abîmée : prenez la taille et la racine du dernier point de "
            "contrôle que les membres ont, et écrivez-les là"
        ),
        "المرساة {path} تالفة: خذوا حجم وجذر آخر نقطة مراقبة لدى الأعضاء واكتبوهما فيها",
    ),
    # --- what verify finds ---
    "entry {index} is missing": ("l'entrée {index} manque", "القيد {index} ناقص"),
    "entry {index}: the state after it has another digest": (
        "entrée {index} : l'état du réseau après elle n'est pas celui qui est gardé",
        "القيد {index}: حالة الشبكة بعده غير المحفوظة",
    ),
    "entry {index}: its bytes have another leaf hash": (
        "entrée {index} : ses octets ont une autre empreinte",
        "القيد {index}: لبايتاته بصمة أخرى",
    ),
    "entry {index}: its subtree hashes are others": (
        "entrée {index} : les empreintes de sa branche sont autres",
        "القيد {index}: بصمات فرعه مختلفة",
    ),
    "entry {index}: it is {now}, not {stored}": (
        "entrée {index} : les règles la disent {now}, et {stored} est gardé",
        "القيد {index}: هو {now} حسب القواعد، والمحفوظ {stored}",
    ),
    "valid": ("valable", "صالح"),
    "entry {index}: its body is not what it commits to": (
        "entrée {index} : son texte n'est pas celui qu'elle engage",
        "القيد {index}: نصه ليس هو الذي يلتزم به",
    ),
    "the head: its root is not that of the entries": (
        "tête du journal : sa racine n'est pas celle des entrées",
        "رأس السجل: جذره ليس جذر القيود",
    ),
    "the head: {what}": ("tête du journal : {what}", "رأس السجل: {what}"),
    "the attachment {root}: chunks {chunks}": (
        "pièce jointe {root} : morceaux {chunks}",
        "المرفق {root}: القطع {chunks}",
    ),
    # --- folders and keys ---
    "{folder} holds a node already; choose another folder": (
        "{folder} contient déjà un nœud ; choisissez un autre dossier",
        "في {folder} عقدة من قبل؛ اختاروا مجلدا آخر",
    ),
    "{folder} is not empty; choose a new folder": (
        "{folder} n'est pas vide ; choisissez un nouveau dossier",
        "المجلد {folder} غير فارغ؛ اختاروا مجلدا جديدا",
    ),
    "{path} is there already": ("{path} existe déjà", "{path} موجود من قبل"),
    "{path} is damaged ({why}); restore it from a backup": (
        "{path} est abîmé ({why}) ; restaurez-le depuis une sauvegarde",
        "{path} تالف ({why})؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is damaged; restore it from a backup": (
        "{path} est abîmé ; restaurez-le depuis une sauvegarde",
        "{path} تالف؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is not an Ed25519 key; restore it from a backup": (
        "{path} n'est pas une clé Ed25519 ; restaurez-le depuis une sauvegarde",
        "{path} ليس مفتاح Ed25519؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is not a P-256 key; restore it from a backup": (
        "{path} n'est pas une clé P-256 ; restaurez-le depuis une sauvegarde",
        "{path} ليس مفتاح P-256؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is not a private key in PEM; restore it from a backup": (
        "{path} n'est pas une clé privée au format PEM ; restaurez-le depuis une sauvegarde",
        "{path} ليس مفتاحا خاصا بصيغة PEM؛ استرجعوه من نسخة احتياطية",
    ),
    "{path} is damaged too": ("{path} est abîmé aussi", "{path} تالف أيضا"),
    "keys/{name}.pem is damaged": ("keys/{name}.pem est abîmé", "keys/{name}.pem تالف"),
    "the path of {path} is too long for a socket; move the folder to a shorter one": (
        "le chemin de {path} est trop long ; placez le dossier plus haut",
        "مسار {path} طويل جدا؛ انقلوا المجلد إلى مسار أقصر",
    ),
    # --- settings ---
    "there is no configuration file {file}": (
        "il n'y a pas de fichier de réglages {file}",
        "لا يوجد ملف الإعدادات {file}",
    ),
    "setting blobs = {url}: {why}": (
        "le réglage blobs = {url} ne convient pas : {why}",
        "الإعداد blobs = {url} لا يصلح: {why}",
    ),
    "there is no such bucket: make it, or name another one": (
        "ce « bucket » n'existe pas ; créez-le, ou nommez-en un autre",
        "هذا «bucket» غير موجود؛ أنشئوه أو اذكروا غيره",
    ),
    "the store does not let these credentials in: check AWS_ACCESS_KEY_ID, "
    "AWS_SECRET_ACCESS_KEY, AWS_REGION and what they may do": (
        (
            "le dépôt refuse ces identifiants ; vérifiez AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, "
            "AWS_REGION, et ce qui leur est permis"
        ),
        (
            "يرفض المخزن هذه المعرّفات؛ تحققوا من AWS_ACCESS_KEY_ID "
            "وAWS_SECRET_ACCESS_KEY وAWS_REGION ومما هو مسموح لها به"
        ),
    ),
    "{url} is no object store: {why}": (
        "{url} ne désigne aucun dépôt ({why})",
        "{url} لا يدل على أي مخزن ({why})",
    ),
    "{path} cannot be read: {why}": (
        "{path} ne peut pas être lu ({why})",
        "لا يمكن قراءة {path} ({why})",
    ),
}
