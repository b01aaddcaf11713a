"""Details: releases of outcomes, from the order to the outbox."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    # --- what is asked for ---
    "{name} is no observation point; ask for {points}": (
        "{name} n'est pas un moment d'observation ; les moments sont {points}",
        "{name} ليس محطة تتبع؛ المحطات هي {points}",
    ),
    # --- what is exported ---
    "nobody published a table at {point} yet, so there is no total": (
        "personne n'a encore publié de tableau pour {point} : il n'y a aucun total",
        "لم ينشر أحد بعد جدولا عند {point}: لا يوجد أي مجموع",
    ),
    "no tables of {names} are published here; there are some of {known}": (
        "aucun tableau n'est publié de {names} ; il y en a de {known}",
        "لا جدول منشور لـ{names}؛ توجد جداول لـ{known}",
    ),
    "no tables of {names} are published here": (
        "aucun tableau n'est publié de {names}",
        "لا جدول منشور لـ{names}",
    ),
    # --- who signs ---
    "several people have keys here ({names}): say who signs": (
        "plusieurs personnes ont une clé ici ({names}) : dites qui signe, avec --by",
        "لعدة أشخاص مفاتيح هنا ({names}): بينوا من يوقع، مع --by",
    ),
    "the network does not know the key of {name} yet": (
        "le réseau ne connaît pas encore la clé de {name}",
        "لا تعرف الشبكة مفتاح {name} بعد",
    ),
    "the key of {name} was revoked": (
        "la clé de {name} est révoquée",
        "مفتاح {name} ملغى",
    ),
    # --- what is prepared ---
    "no release of {year} at {point} is prepared": (
        "aucune publication de {year} n'est préparée pour {point}",
        "لا منشور مُعد لموسم {year} عند {point}",
    ),
    "the prepared release is of format {found}, this version reads {known}": (
        "la publication préparée est du format {found}, cette version lit {known}",
        "المنشور المُعد بصيغة {found}، وهذه النسخة تقرأ {known}",
    ),
    "the release of {year} at {point} is prepared anew: {why}": (
        "la publication de {year} pour {point} est à préparer de nouveau ({why})",
        "يجب إعداد منشور {year} عند {point} من جديد ({why})",
    ),
    "it was prepared again since it was shown": (
        "elle a été préparée de nouveau depuis qu'elle a été montrée",
        "أُعد من جديد منذ عرضه",
    ),
    "the register or the earlier releases changed since": (
        "le registre ou les publications antérieures ont changé depuis",
        "تغير السجل أو المنشورات السابقة منذ ذلك",
    ),
    "a signature is not over this release by a key in use": (
        "une signature n'est pas celle d'une clé en usage sur cette publication",
        "توقيع ليس لمفتاح مستعمل على هذا المنشور",
    ),
    "the proof was committed to anew since the release was approved: prepare it again": (
        "la preuve a été engagée de nouveau depuis l'approbation : préparez encore la publication",
        "التُزم بالإثبات من جديد منذ الموافقة: أعيدوا إعداد المنشور",
    ),
    "nobody approved the release of {year} at {point} yet": (
        "personne n'a encore approuvé la publication de {year} pour {point}",
        "لم يوافق أحد بعد على منشور {year} عند {point}",
    ),
    "{name} prepared the release: another person approves it": (
        "{name} a préparé la publication : une autre personne l'approuve",
        "أعد {name} المنشور: يوافق عليه شخص آخر",
    ),
    # --- what may be released ---
    "a release of {year} was erased: the year is closed for others": (
        "une publication de {year} a été effacée : l'année est fermée aux autres",
        "مُحي منشور من {year}: أُغلق الموسم أمام غيره",
    ),
    "nothing is released at {point} that a final release could replace": (
        "rien n'est publié pour {point} qu'une publication définitive pourrait remplacer",
        "لا منشور عند {point} يمكن أن يحل محله منشور نهائي",
    ),
    "{point} has its final release already": (
        "{point} a déjà sa publication définitive",
        "لدى {point} منشوره النهائي",
    ),
    "{point} has its provisional release: a correction is its final one, with a reason": (
        "{point} a sa publication provisoire : la correction est la définitive (--final --reason)",
        "لدى {point} منشوره المؤقت: التصحيح هو النهائي مع سبب (--final --reason)",
    ),
    "a final release says why its figures changed": (
        "une publication définitive dit pourquoi ses chiffres ont changé (--reason)",
        "يبين المنشور النهائي سبب تغير أرقامه (--reason)",
    ),
    "the enrolment of {year} is not published yet": (
        "l'effectif de {year} n'est pas encore publié : forsa-node outcomes frame",
        "لم يُنشر عدد متعلمي {year} بعد: forsa-node outcomes frame",
    ),
    "the register has {count} learners of the frame, {published} are published": (
        "le registre a {count} apprenants de l'effectif, {published} sont publiés",
        "في السجل {count} من متعلمي العدد المحصور، والمنشور {published}",
    ),
    "no receipt of the data protection commission is known here": (
        "aucun récépissé de la CNDP n'est connu ici : donnez-le avec --legal-basis",
        "لا وصل للجنة الوطنية معروف هنا: أعطوه مع --legal-basis",
    ),
    "{variant} is no variant of a product; there are: {known}": (
        "{variant} n'est pas une variante ; il y a : {known}",
        "{variant} ليس صيغة لمنتج؛ الموجود: {known}",
    ),
    "the releases of this year are by {settled}, not by {variant}": (
        "les publications de cette année sont par {settled}, pas par {variant}",
        "منشورات هذا الموسم حسب {settled}، لا حسب {variant}",
    ),
    "{product} is not allowed here; there are: {known}": (
        "{product} n'est pas permis ici ; il y a : {known}",
        "{product} غير مسموح به هنا؛ الموجود: {known}",
    ),
    "there is no product {name}": (
        "aucun produit ne s'appelle {name}",
        "لا منتج باسم {name}",
    ),
    # --- a file for somebody outside ---
    "the releases of the file are of several members": (
        "les publications du fichier sont de plusieurs membres",
        "منشورات الملف لعدة أعضاء",
    ),
    "a file of {size} bytes; at most {limit}": (
        "un fichier de {size} octets ; {limit} au plus",
        "ملف من {size} بايت؛ {limit} على الأكثر",
    ),
    "this is no file of a release as forsa-node outcomes report writes it": (
        "ce n'est pas un fichier de publication tel que forsa-node outcomes report l'écrit",
        "هذا ليس ملف منشور كما يكتبه forsa-node outcomes report",
    ),
    "{count} releases in a file; 1 to {limit} are allowed": (
        "{count} publications dans un fichier ; de 1 à {limit}",
        "{count} منشورا في ملف؛ من 1 إلى {limit}",
    ),
    "a {kind} is no release": (
        "un enregistrement {kind} n'est pas une publication",
        "التسجيل {kind} ليس منشورا",
    ),
    "a {kind} is no release of outcomes": (
        "un enregistrement {kind} n'est pas une publication de devenirs",
        "التسجيل {kind} ليس منشور مآلات",
    ),
    "the tables of {record} are not on this node": (
        "les tableaux de {record} ne sont pas sur ce nœud",
        "جداول {record} ليست على هذه العقدة",
    ),
    "the proof of {record} is not on this node yet": (
        "la preuve de {record} n'est pas encore sur ce nœud",
        "إثبات {record} ليس على هذه العقدة بعد",
    ),
    # --- its texts ---
    "one language must have all of the texts of a release": (
        "une même langue doit avoir tous les textes d'une publication",
        "يجب أن تكون كل نصوص المنشور في لغة واحدة على الأقل",
    ),
    "a text of a release is given twice in {language}": (
        "un texte de la publication est donné deux fois en {language}",
        "أُعطي نص من المنشور مرتين بلغة {language}",
    ),
    "a text says a number that the tables hide": (
        "un texte dit un nombre que les tableaux cachent",
        "نص يقول عددا تخفيه الجداول",
    ),
    "a text may tell of a person": (
        "un texte peut parler d'une personne",
        "قد يتحدث نص عن شخص",
    ),
    "the release breaks {count} rules": (
        "la publication contrevient à {count} règles",
        "المنشور يخالف {count} قواعد",
    ),
    "the texts of the release have {count} warnings that nobody confirmed": (
        "les textes de la publication ont {count} avertissements que personne n'a confirmés",
        "في نصوص المنشور {count} تنبيهات لم يؤكدها أحد",
    ),
}

_NOT_PUBLISHED: Final = (
    Words(
        "Ce qui est demandé n'a aucun tableau publié : rien n'a été écrit.",
        "Choisissez parmi ceux qui en ont, ou enlevez le filtre.",
    ),
    Words(
        "لا جدول منشور لما طُلب: لم يُكتب شيء.",
        "اختاروا ممن لهم جداول، أو احذفوا المرشح.",
    ),
    Words(
        "What was asked for has no published table: nothing was written.",
        "Choose among those that have some, or leave the filter out.",
    ),
)
_NO_TOTAL: Final = (
    Words(
        "Il n'y a aucun total à ce moment-là, ce qui n'est pas zéro : rien n'a été écrit.",
        "Choisissez un autre moment (--point), ou synchronisez (forsa-node sync).",
    ),
    Words(
        "لا يوجد أي مجموع عند هذا الأجل، وليس هذا صفرا: لم يُكتب شيء.",
        "اختاروا أجلا آخر (--point)، أو زامنوا (forsa-node sync).",
    ),
    Words(
        "There is no total of this point, which is not zero: nothing was written.",
        "Choose another point (--point), or synchronise (forsa-node sync).",
    ),
)
INSTEAD: Final[Instead] = {
    "nobody published a table at {point} yet, so there is no total": _NO_TOTAL,
    "no tables of {names} are published here; there are some of {known}": _NOT_PUBLISHED,
    "no tables of {names} are published here": _NOT_PUBLISHED,
    "{point} has its provisional release: a correction is its final one, with a reason": (
        Words(
            "Ce moment a déjà sa publication provisoire.",
            'Pour la corriger, une seule fois : outcomes prepare … --final --reason "…".',
        ),
        Words(
            "لهذا الأجل منشوره المؤقت.",
            'لتصحيحه، مرة واحدة: outcomes prepare … --final --reason "…".',
        ),
        Words(
            "This point has its provisional release already.",
            'To correct it, once: outcomes prepare … --final --reason "…".',
        ),
    ),
    "a final release says why its figures changed": (
        Words(
            "La raison de la correction manque : rien n'a été préparé.",
            'Ajoutez-la, en mots que tous peuvent lire : --reason "…".',
        ),
        Words(
            "سبب التصحيح ناقص: لم يُعد شيء.",
            'أضيفوه بكلمات يمكن للجميع قراءتها: --reason "…".',
        ),
        Words(
            "The reason of the correction is missing: nothing was prepared.",
            'Add it, in words that everybody may read: --reason "…".',
        ),
    ),
    "no release of {year} at {point} is prepared": (
        Words(
            "Rien n'attend à ce moment-là.",
            (
                "Voyez si elle est déjà partie : forsa-node outcomes status DIR ; sinon "
                "préparez-la : forsa-node outcomes prepare DIR {year} {point}."
            ),
        ),
        Words(
            "لا شيء ينتظر عند هذا الوقت.",
            (
                "انظروا هل خرج المنشور: forsa-node outcomes status DIR؛ وإلا فأعدوه: "
                "forsa-node outcomes prepare DIR {year} {point}."
            ),
        ),
        Words(
            "Nothing waits at this point.",
            (
                "See whether it has left: forsa-node outcomes status DIR; otherwise prepare it: "
                "forsa-node outcomes prepare DIR {year} {point}."
            ),
        ),
    ),
    "several people have keys here ({names}): say who signs": (
        Words("Il faut dire qui signe.", "Donnez l'un de ces noms avec --by."),
        Words("يجب بيان من يوقع.", "أعطوا أحد هذه الأسماء مع --by."),
        Words("It must be said who signs.", "Give one of these names with --by."),
    ),
    "the network does not know the key of {name} yet": (
        Words(
            "Cette clé n'est pas encore dans le réseau.",
            "Synchronisez : forsa-node sync, puis voyez : forsa-node key list.",
        ),
        Words(
            "هذا المفتاح ليس في الشبكة بعد.",
            "زامنوا: forsa-node sync ثم اطلعوا: forsa-node key list.",
        ),
        Words(
            "This key is not in the network yet.",
            "Synchronise: forsa-node sync, then see: forsa-node key list.",
        ),
    ),
    "the enrolment of {year} is not published yet": (
        Words(
            "Les tableaux se comparent à l'effectif publié.",
            "Publiez-le d'abord : forsa-node outcomes frame DIR {year}.",
        ),
        Words(
            "تُقارن الجداول بالعدد المنشور.",
            "انشروه أولا: forsa-node outcomes frame DIR {year}.",
        ),
        Words(
            "Tables are held against the published enrolment.",
            "Publish it first: forsa-node outcomes frame DIR {year}.",
        ),
    ),
    "the texts of the release have {count} warnings that nobody confirmed": (
        Words(
            "Rien n'a été préparé.",
            "Lisez les avertissements, corrigez les textes ou confirmez (--yes).",
        ),
        Words("لم يُعد شيء.", "اقرؤوا التنبيهات وصححوا النصوص أو أكدوا (--yes)."),
        Words(
            "Nothing was prepared.", "Read the warnings, then mend the texts or confirm (--yes)."
        ),
    ),
}
