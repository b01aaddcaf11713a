"""Details: drafts, the texts and files that people write."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- a draft ---
    "there is no draft {number}": (
        "il n'y a pas de brouillon {number}",
        "لا توجد مسودة رقمها {number}",
    ),
    "{number} is no number of a draft": (
        "{number} n'est pas le numéro d'un brouillon",
        "{number} ليس رقم مسودة",
    ),
    "draft {number} is open still": (
        "le brouillon {number} est encore ouvert",
        "المسودة {number} ما زالت مفتوحة",
    ),
    "draft {number} is published": (
        "le brouillon {number} est déjà publié",
        "المسودة {number} منشورة",
    ),
    "draft {number} is discarded": (
        "le brouillon {number} est abandonné",
        "المسودة {number} متخلى عنها",
    ),
    "draft {number} is {state}": (
        "l'état du brouillon {number} ne le permet pas ({state})",
        "حالة المسودة {number} لا تسمح بذلك ({state})",
    ),
    "draft {number} was erased with its record": (
        "le brouillon {number} a été effacé avec son enregistrement",
        "مُحيت المسودة {number} مع تسجيلها",
    ),
    "draft {number} cannot be read yet": (
        "le brouillon {number} ne se lit pas encore : corrigez-le d'abord",
        "لا يمكن قراءة المسودة {number} بعد: صححوها أولا",
    ),
    "draft {number} was changed by another command meanwhile; look at it again": (
        "une autre commande a changé le brouillon {number} entre-temps ; relisez-le",
        "غيّر أمر آخر المسودة {number} في هذه الأثناء؛ أعيدوا قراءتها",
    ),
    "draft {number} has {count} warnings that nobody confirmed": (
        "avertissements du brouillon {number} que personne n'a confirmés : {count}",
        "تنبيهات المسودة {number} التي لم يؤكدها أحد: {count}",
    ),
    "draft {number} needs the approval of a second person": (
        "le brouillon {number} demande l'accord d'une deuxième personne",
        "المسودة {number} تحتاج إلى موافقة شخص ثان",
    ),
    "draft {number} has {errors} findings of the rules and {blocking} of the scan to mend, and "
    "{unasked} pictures or recordings to say something about": (
        (
            "brouillon {number}, à corriger : règles {errors}, données personnelles {blocking} ; "
            "images ou enregistrements dont il faut dire qui y est reconnaissable : {unasked}"
        ),
        (
            "المسودة {number}، للتصحيح: قواعد {errors}، معطيات شخصية {blocking}؛ صور أو تسجيلات "
            "يجب بيان من يمكن التعرف عليه فيها: {unasked}"
        ),
    ),
    "a reason of {count} characters; at least {least}": (
        "la raison a {count} caractères ; il en faut {least} au moins",
        "السبب من {count} حرفا؛ والمطلوب {least} على الأقل",
    ),
    "{count} blocking findings of draft {number} begin with {finding}": (
        (
            "blocages du brouillon {number} dont l'identifiant commence par {finding} : {count} ; "
            "il en faut un seul"
        ),
        "ما يمنع النشر في المسودة {number} ويبدأ معرّفه بـ {finding}: {count}؛ والمطلوب واحد",
    ),
    "no passage to decide is at {path}; there are: {known}": (
        "aucun passage à décider n'est à l'endroit {path} ; il y a : {known}",
        "لا مقطع للحسم في الموضع {path}؛ الموجود: {known}",
    ),
    "{place} is named both for the own and for the published text": (
        "{place} est nommé à la fois pour votre texte et pour le texte publié",
        "ذُكر {place} لنصكم وللنص المنشور معا",
    ),
    "{audience} is no audience; there are: {known}": (
        "« {audience} » ne nomme pas de lecteurs ; il y a : {known}",
        "«{audience}» لا يدل على قراء؛ المتاح: {known}",
    ),
    "it answers what is for different groups: {groups}": (
        "il répond à ce qui est réservé à des groupes différents : {groups}",
        "يجيب على ما هو مخصص لمجموعات مختلفة: {groups}",
    ),
    "an answer would be for {audience}, and tell of what is for {other}: answer the newest "
    "version, {newest}": (
        (
            "une réponse serait lue par {audience} et parlerait de ce qui est réservé à {other} : "
            "répondez à la version la plus récente, {newest}"
        ),
        "سيقرأ الجواب {audience} وهو يتحدث عما هو مخصص لـ {other}: أجيبوا على أحدث نسخة، {newest}",
    ),
    "the own version is for {own}, the published one for {published}: name who may read the "
    "joined text": (
        (
            "votre version est réservée à {own}, la version publiée à {published} : dites qui "
            "pourra lire le texte réuni"
        ),
        "نسختكم مخصصة لـ {own} والنسخة المنشورة لـ {published}: بينوا من سيقرأ النص المجموع",
    ),
    "it answers what is for {limit}, and would be for {audience}": (
        (
            "il répond à ce qui est réservé à {limit}, et serait lu par {audience} : --audience "
            "{limit}"
        ),
        "يجيب عما هو مخصص لـ {limit}، وسيقرؤه {audience}: --audience {limit}",
    ),
    "{choice} is no answer": (
        "{choice} n'est pas une réponse",
        "{choice} ليس جوابا",
    ),
    "draft {number} has no file {names}; it has: {known}": (
        "le brouillon {number} n'a pas de fichier {names} ; il a : {known}",
        "ليس للمسودة {number} ملف باسم {names}؛ ملفاتها: {known}",
    ),
    "draft {number} has no file {names}": (
        "le brouillon {number} n'a pas de fichier {names}",
        "ليس للمسودة {number} ملف باسم {names}",
    ),
    "{person} wrote draft {number}; another person approves it": (
        "{person} a écrit le brouillon {number} ; l'accord vient d'une autre personne",
        "كتب {person} المسودة {number}؛ والموافقة من شخص آخر",
    ),
    "{person} is not one of the approvers: {known}": (
        "{person} n'est pas de ceux qui donnent leur accord : {known}",
        "{person} ليس ممن لهم حق الموافقة: {known}",
    ),
    "{count} unsent records begin with {which}": (
        "envois en attente qui commencent par {which} : {count} ; il en faut un seul",
        "إرسالات في الانتظار تبدأ بـ {which}: {count}؛ والمطلوب واحد",
    ),
    "{count} refused records begin with {which}": (
        "enregistrements refusés qui commencent par {which} : {count} ; il en faut un seul",
        "تسجيلات مرفوضة تبدأ بـ {which}: {count}؛ والمطلوب واحد",
    ),
    "{which} was refused for {reason}, not because another version was first": (
        "{which} a été refusé pour {reason}, et non parce qu'une autre version était la première",
        "رُفض {which} بسبب {reason}، لا لأن نسخة أخرى سبقته",
    ),
    "the text of {parent}, which both versions grew out of, is not on this node": (
        "le texte de {parent}, dont partent les deux versions, n'est pas sur ce nœud",
        "نص {parent}، وهو أصل النسختين، غير موجود في هذه العقدة",
    ),
    "a {kind} has no text": ("{kind} n'a pas de texte", "{kind} بلا نص"),
    # --- what was handed in ---
    "this is neither a text (.md, .yaml, .json) nor a folder with curriculum.yaml or meta.yml": (
        "ce n'est ni un texte (.md, .yaml, .json), ni un dossier avec curriculum.yaml ou meta.yml",
        "هذا ليس نصا (.md أو .yaml أو .json) ولا مجلدا فيه curriculum.yaml أو meta.yml",
    ),
    "{path} does not say of which kind it is": (
        "{path} ne dit pas de quel genre il est ; écrivez-le en tête (kind)",
        "لا يذكر {path} نوعه؛ اكتبوه في رأسه (kind)",
    ),
    "draft {number} is a {kind}, and {path} a {other}": (
        "le brouillon {number} est : {kind} ; et {path} est : {other}",
        "المسودة {number} من نوع {kind}، أما {path} فمن نوع {other}",
    ),
    "{file} is a {kind}; a {meant} is meant": (
        "{file} est : {kind} ; il faut : {meant}",
        "{file} من نوع {kind}؛ والمطلوب {meant}",
    ),
    "text of no kind": ("un texte sans genre", "نص بلا نوع"),
    "{path} has {count} files, at most {limit}": (
        "fichiers dans {path} : {count} ; {limit} au plus",
        "عدد الملفات في {path}: {count}؛ {limit} على الأكثر",
    ),
    "{count} files, at most {limit}": (
        "fichiers : {count} ; {limit} au plus",
        "عدد الملفات: {count}؛ {limit} على الأكثر",
    ),
    "{path} has {size} bytes, at most {limit}": (
        "{path} fait {size} octets ; {limit} au plus",
        "حجم {path} هو {size} بايت؛ {limit} على الأكثر",
    ),
    "{file} is not UTF-8 text; save it again as UTF-8": (
        "{file} n'est pas un texte en UTF-8 ; enregistrez-le de nouveau en UTF-8",
        "{file} ليس نصا بترميز UTF-8؛ احفظوه من جديد بهذا الترميز",
    ),
    "{file} cannot be read; make it a text file with one name a line, or take it away": (
        "{file} ne peut pas être lu ; faites-en un fichier texte, un nom par ligne, ou enlevez-le",
        "تعذرت قراءة {file}؛ اجعلوه ملفا نصيا، اسم في كل سطر، أو أزيلوه",
    ),
    # --- exports ---
    "a {kind} is no work to export": (
        "{kind} n'est pas un travail à exporter",
        "{kind} ليس عملا قابلا للتصدير",
    ),
    "a {kind} is no {form}": (
        "{kind} ne s'écrit pas sous la forme {form}",
        "{kind} لا يُكتب على شكل {form}",
    ),
    "{file} exists: choose another name, or --force to replace it": (
        "{file} existe : choisissez un autre nom, ou --force pour le remplacer",
        "{file} موجود: اختاروا اسما آخر، أو --force لاستبداله",
    ),
    'taking words out of a PDF needs the extra "node": install forsa[node]': (
        "retirer des mots d'un PDF demande le complément « node » : installez forsa[node]",
        "إزالة الكلمات من ملف PDF تحتاج المكون «node»: ثبتوا forsa[node]",
    ),
}
