"""The words of what is found in courses of other platforms and in pictures that texts show."""

from collections.abc import Mapping
from typing import Final

COURSE_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "course.edition": (
        (
            "l'édition {language} a {steps} étapes, l'originale ({original}) {count} : c'est un"
            " autre texte, laissé de côté. Importez son dossier à part, ou proposez-la comme "
            "traduction."
        ),
        (
            "عدد المراحل في نسخة {language} هو {steps}، وفي الأصل ({original}) {count}: هذا نص آخر "
            "تُرك جانبا. استوردوا مجلدها وحده، أو اقترحوها كترجمة."
        ),
        (
            "the edition in {language} has {steps} steps, the original ({original}) {count}: it"
            " is another text and was left out. Import its folder by itself, or offer it as a "
            "translation."
        ),
    ),
    "course.language": (
        (
            "le dossier « {value} » est dans une langue hors liste, ou la même qu'un autre ; "
            "laissé de côté. Langues : fr, ar, ary, zgh, tzm, shi, rif, en."
        ),
        (
            "المجلد «{value}» بلغة خارج اللائحة أو مكررة؛ تُرك جانبا. اللغات: fr، ar، ary، zgh،"
            " tzm، shi، rif، en."
        ),
        (
            "the folder “{value}” is in a language that is not listed, or that another has; it "
            "was left out. Languages: fr, ar, ary, zgh, tzm, shi, rif, en."
        ),
    ),
    "course.language_guessed": (
        (
            "le dossier ne dit pas sa langue ; d'après ses textes : {language}. Sinon, donnez "
            "au dossier le nom de sa langue."
        ),
        "المجلد لا يذكر لغته؛ حسب نصوصه: {language}. وإلا فسموا المجلد برمز لغته.",
        (
            "the folder does not name its language; by its texts it is {language}. If not, name"
            " the folder after its language."
        ),
    ),
    "course.begun": (
        (
            "aucun module n'est décrit : les textes du dossier ({count}) en commencent, dans "
            "l'ordre de leurs noms. Complétez avec un fichier curriculum.yaml (forsa-node "
            "template curriculum)."
        ),
        (
            "لا مجزوءة موصوفة: بدأت نصوص المجلد ({count}) المجزوءات حسب ترتيب أسمائها. أكملوا "
            "بملف curriculum.yaml (forsa-node template curriculum)."
        ),
        (
            "no module is described: the texts of the folder ({count}) begin them, in the order "
            "of their names. Complete them with a file curriculum.yaml (forsa-node template "
            "curriculum)."
        ),
    ),
    "course.begun_language": (
        "rien ne la dit ; d'après les textes : {language}. Sinon, écrivez-la (original_language).",
        "لم تُذكر؛ حسب النصوص: {language}. وإلا فاكتبوها (original_language).",
        "nothing says it; by the texts it is {language}. If not, write it (original_language).",
    ),
    "course.steps": (
        (
            "meta.yml nomme {named} étapes et le dossier en a {found} ; les titres qui manquent"
            " sont pris dans les étapes."
        ),
        "عدد المراحل في meta.yml {named} وفي المجلد {found}؛ أُخذت العناوين الناقصة من المراحل.",
        (
            "meta.yml names {named} steps and the folder has {found}; titles that are missing "
            "come from the steps."
        ),
    ),
    "course.modules": (
        "curriculum.yaml décrit {named} modules et le cours a {found} étapes ; gardez-en autant.",
        "عدد المجزوءات في curriculum.yaml {named}، ومراحل الدرس {found}؛ احتفظوا بالعدد نفسه.",
        (
            "curriculum.yaml describes {named} modules and the course has {found} steps; keep "
            "as many."
        ),
    ),
    "course.duration": (
        "la source dit « {value} » sans dire l'unité ; écrivez les heures dans curriculum.yaml.",
        "المصدر يذكر «{value}» دون وحدة؛ اكتبوا الساعات في curriculum.yaml.",
        "the source says “{value}” without a unit; write the hours in curriculum.yaml.",
    ),
    "course.html": (
        "du HTML a été retiré du texte ({value}) ; dites en mots ce qu'il montrait.",
        "أزيلت وسوم HTML من النص ({value})؛ اكتبوا بالكلمات ما كانت تعرضه.",
        "HTML was taken out of the text ({value}); say in words what it showed.",
    ),
    "course.include": (
        "le texte « {value} » n'est que sur le site d'origine ; retiré. Recopiez-le s'il le faut.",
        "النص «{value}» موجود في الموقع الأصلي فقط؛ أزيل. انسخوه إن لزم.",
        "the text “{value}” is on the original site only; taken out. Copy it if it is needed.",
    ),
    "course.mixed": (
        (
            "{count} passages en lettres latines dans le texte en {language} : code, noms, "
            "adresses. L'affichage les isole ; relisez le résultat."
        ),
        (
            "مقاطع بحروف لاتينية في النص بلغة {language}: {count} (شفرة وأسماء وعناوين). العرض "
            "يعزلها؛ راجعوا النتيجة."
        ),
        (
            "{count} pieces in Latin letters in the text in {language}: code, names, addresses."
            " They are shown apart; read the result once."
        ),
    ),
    "picture.missing": (
        "l'image « {value} » n'est pas dans le dossier ; le lien n'est pas publié comme image.",
        "الصورة «{value}» غير موجودة في المجلد؛ لن ينشر الرابط كصورة.",
        "the picture “{value}” is not in the folder; the link is not published as a picture.",
    ),
    "picture.type": (
        "« {value} » n'est pas une image admise ; convertissez-la en PNG, JPEG ou WebP.",
        "«{value}» ليست صورة مقبولة؛ حولوها إلى PNG أو JPEG أو WebP.",
        "“{value}” is no picture that is allowed; convert it to PNG, JPEG or WebP.",
    ),
    "picture.remote": (
        (
            "l'image « {value} » est ailleurs sur le réseau ; elle n'est ni lue ni montrée. "
            "Joignez-la si sa licence le permet."
        ),
        "الصورة «{value}» موجودة في موقع آخر؛ لا تُقرأ ولا تُعرض. أرفقوها إن سمحت رخصتها.",
        (
            "the picture “{value}” lies elsewhere; it is neither fetched nor shown. Attach it "
            "if its licence allows that."
        ),
    ),
    "picture.no_alt": (
        (
            "l'image « {value} » n'a pas de texte qui dit ce qu'elle montre ; elle n'est pas "
            "jointe. Écrivez-le : ![ce qu'elle montre](…)."
        ),
        "الصورة «{value}» بلا نص يصف ما تعرضه؛ لم ترفق. اكتبوه هكذا: ![ما تعرضه](…).",
        (
            "the picture “{value}” has no text that says what it shows; it is not attached. "
            "Write it: ![what it shows](…)."
        ),
    ),
    "attachments.same": (
        "« {value} » a le même contenu que « {first} » ; gardez l'un des deux.",
        "محتوى «{value}» هو محتوى «{first}» نفسه؛ احتفظوا بواحد منهما.",
        "“{value}” has the same content as “{first}”; keep one of the two.",
    ),
}
