"""The words of every rule, French and Arabic first.

Names in braces are the values of a finding. A test walks every rule that the contract and the
checks beside it can report.
"""

import re
from collections.abc import Mapping
from typing import Final

from forsa.kinds.agreement_texts import AGREEMENT_TEXTS
from forsa.kinds.calendar_texts import CALENDAR_TEXTS
from forsa.kinds.course_texts import COURSE_TEXTS
from forsa.kinds.file_texts import FILE_TEXTS
from forsa.kinds.scan_texts import SCAN_TEXTS
from forsa.words.reasons import LANGUAGES, Language

_NUMBER: Final = re.compile(r"^(?:uint32|uint64|double)\.")


def text_of(rule: str, values: Mapping[str, str | int | float], language: Language) -> str:
    """The sentence for a rule, with its values; an unknown rule is named as it is."""
    words = TEXTS.get(text_key(rule)) or FILE_TEXTS.get(rule) or SCAN_TEXTS.get(rule)
    if words is None:
        return rule
    index = LANGUAGES.index(language)
    hint = _HINT[index].format_map(values) if "closest" in values else "."
    return words[index].format_map(_Shown({**values, "hint": hint}))


def text_key(rule: str) -> str:
    """The key of a rule's words: all kinds of numbers, and all code lists, share theirs."""
    if rule.startswith("code."):
        return "code"
    return _NUMBER.sub("number.", rule)


_HINT: Final = (
    " ; vouliez-vous dire {closest} ?",
    "؛ هل تقصدون {closest}؟",
    "; did you mean {closest}?",
)


class _Shown(dict[str, str | int | float]):
    def __missing__(self, key: str) -> str:
        return "?"


TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    # --- single fields ---
    "required": (
        "ce champ est obligatoire ; remplissez-le.",
        "هذا الحقل إلزامي؛ املؤوه.",
        "this field is mandatory; fill it in.",
    ),
    "text.min": (
        "au moins {text_min} caractères ; il y en a {size}. Développez.",
        "عدد الحروف {text_min} على الأقل، والموجود {size}. أضيفوا توضيحا.",
        "at least {text_min} characters; there are {size}. Say more.",
    ),
    "text.max": (
        "au plus {text_max} caractères ; il y en a {size}. Raccourcissez.",
        "عدد الحروف {text_max} على الأكثر، والموجود {size}. اختصروا.",
        "at most {text_max} characters; there are {size}. Shorten it.",
    ),
    "each.min": (
        "au moins {each_min} caractères ; il y en a {size}. Développez.",
        "عدد الحروف {each_min} على الأقل، والموجود {size}. أضيفوا توضيحا.",
        "at least {each_min} characters; there are {size}. Say more.",
    ),
    "each.max": (
        "au plus {each_max} caractères ; il y en a {size}. Raccourcissez.",
        "عدد الحروف {each_max} على الأكثر، والموجود {size}. اختصروا.",
        "at most {each_max} characters; there are {size}. Shorten it.",
    ),
    "string.max_len": (
        "au plus {max_len} caractères ; il y en a {size}. Raccourcissez.",
        "عدد الحروف {max_len} على الأكثر، والموجود {size}. اختصروا.",
        "at most {max_len} characters; there are {size}. Shorten it.",
    ),
    "string.in": (
        "« {value} » n'est pas admis ; choisissez parmi : {in}.",
        "«{value}» غير مقبول؛ اختاروا من: {in}.",
        "“{value}” is not allowed; choose one of: {in}.",
    ),
    "enum.defined_only": (
        "{value} n'est pas un choix connu ; le logiciel qui l'a écrit est plus récent.",
        "{value} ليس اختيارا معروفا؛ البرنامج الذي كتبه أحدث.",
        "{value} is no choice that is known; the program that wrote it is newer.",
    ),
    "code": (
        "« {value} » n'est pas un code de la liste{hint}",
        "«{value}» ليس رمزا من اللائحة{hint}",
        "“{value}” is not a code of the list{hint}",
    ),
    "string.day": (
        "« {value} » n'est pas une date de la forme 2024-09-30.",
        "«{value}» ليس تاريخا على شكل 2024-09-30.",
        "“{value}” is not a date of the form 2024-09-30.",
    ),
    "day.exists": (
        "le jour {value} n'existe pas dans le calendrier ; corrigez la date.",
        "اليوم {value} غير موجود في التقويم؛ صححوا التاريخ.",
        "the day {value} is not in the calendar; correct the date.",
    ),
    "day.future": (
        "le {value} est à plus d'un an ({limit} au plus tard) ; corrigez la date.",
        "التاريخ {value} أبعد من سنة ({limit} على الأكثر)؛ صححوا التاريخ.",
        "{value} is more than a year ahead ({limit} at the latest); correct the date.",
    ),
    "string.school_year": (
        "« {value} » n'est pas une année scolaire de la forme 2024-2025.",
        "«{value}» ليس موسما دراسيا على شكل 2024-2025.",
        "“{value}” is not a school year of the form 2024-2025.",
    ),
    "string.semantic_version": (
        "« {value} » n'est pas une édition de la forme 1.0.0.",
        "«{value}» ليس رقم إصدار على شكل 1.0.0.",
        "“{value}” is not an edition of the form 1.0.0.",
    ),
    "string.isco08": (
        "« {value} » n'est pas un groupe de la CITP-08 : quatre chiffres, par exemple 5141.",
        "«{value}» ليس رمزا من أربعة أرقام في التصنيف الدولي للمهن، مثلا 5141.",
        "“{value}” is not a unit group of ISCO-08: four digits, e.g. 5141.",
    ),
    "string.member_id": (
        "« {value} » n'est pas un identifiant de membre : minuscules, chiffres, tirets.",
        "«{value}» ليس معرف عضو: حروف لاتينية صغيرة وأرقام وشرطات.",
        "“{value}” is not a member id: small letters, digits and hyphens.",
    ),
    "string.own_code": (
        "« {value} » n'est pas un code : minuscules sans accent, chiffres et _, 40 au plus.",
        "«{value}» ليس رمزا: حروف لاتينية صغيرة وأرقام و_، 40 على الأكثر.",
        "“{value}” is not a code: small letters, digits and _, 40 at most.",
    ),
    "string.file_name": (
        "le nom de fichier contient un chemin ou commence par un point ; ne gardez que le nom.",
        "اسم الملف يتضمن مسارا أو يبدأ بنقطة؛ احتفظوا بالاسم وحده.",
        "the file name has a path or begins with a dot; keep the plain name.",
    ),
    "string.email": (
        "ce n'est pas une adresse électronique ; donnez la boîte de l'association.",
        "هذا ليس عنوانا إلكترونيا؛ أدخلوا بريد الجمعية.",
        "this is not an e-mail address; give the association's mailbox.",
    ),
    "string.uri": (
        "ce n'est pas une adresse complète ; elle commence par exemple par https://.",
        "هذا ليس رابطا كاملا؛ يبدأ مثلا بـ https://.",
        "this is not a whole address; it begins with https://, for instance.",
    ),
    "string.web_address": (
        "une adresse du web commence par http:// ou https:// (ou un nom par urn:) ; corrigez-la.",
        "عنوان الويب يبدأ بـ http:// أو https:// (والاسم بـ urn:)؛ صححوه.",
        "an address of the web begins with http:// or https:// (a name with urn:); correct it.",
    ),
    "text.markup": (
        (
            "« {value} » ne sera ni exécuté ni suivi chez le lecteur : les balises HTML sont "
            "retirées, et un lien mène au web ou à une boîte aux lettres. Écrivez en Markdown."
        ),
        (
            "«{value}» لن يُشغّل ولن يُتبع عند القارئ: تُزال وسوم HTML، والرابط يؤدي إلى الويب أو "
            "إلى بريد. اكتبوا بصيغة Markdown."
        ),
        (
            "“{value}” will neither run nor be followed at the reader's: HTML tags are taken out, "
            "and a link leads to the web or to a mailbox. Write in Markdown."
        ),
    ),
    "bytes.len": (
        "{size} octets au lieu de {len} ; copiez l'identifiant entier (64 chiffres hexadécimaux).",
        "{size} بايت بدل {len}؛ انسخوا المعرف كاملا (64 رقما ست عشريا).",
        "{size} bytes instead of {len}; copy the whole identifier (64 hexadecimal digits).",
    ),
    "number.lte": (
        "{value} est trop grand : au plus {lte}.",
        "{value} كبير جدا: {lte} على الأكثر.",
        "{value} is too large: at most {lte}.",
    ),
    "number.gte_lte": (
        "{value} est hors limites : de {gte} à {lte}.",
        "{value} خارج الحدود: من {gte} إلى {lte}.",
        "{value} is out of range: {gte} to {lte}.",
    ),
    "number.finite": (
        "ce n'est pas un nombre fini ; corrigez.",
        "هذا ليس عددا محدودا؛ صححوه.",
        "this is not a finite number; correct it.",
    ),
    "bool.const": (
        "cette déclaration doit être vraie (true) pour publier ; vérifiez, puis confirmez.",
        "يجب أن يكون هذا التصريح صحيحا (true) للنشر؛ تحققوا ثم أكدوا.",
        "this declaration must be true to publish; check, then confirm.",
    ),
    # --- lists ---
    "repeated.max_items": (
        "au plus {max_items} ; il y en a {size}. Gardez les plus importants.",
        "{max_items} على الأكثر؛ يوجد {size}. احتفظوا بالأهم.",
        "at most {max_items}; there are {size}. Keep the most important.",
    ),
    "repeated.unique": (
        "la même valeur est donnée deux fois ; supprimez la répétition.",
        "القيمة نفسها مكررة؛ احذفوا التكرار.",
        "the same value is given twice; remove the repetition.",
    ),
    # --- texts ---
    "text.order": (
        "les langues ne sont pas triées, ou une langue est répétée ({languages}).",
        "اللغات غير مرتبة، أو هناك لغة مكررة ({languages}).",
        "the languages are not sorted, or one is repeated ({languages}).",
    ),
    "text.original": (
        "le texte manque dans la langue d'origine ({original}) ; ajoutez-le.",
        "النص غير موجود باللغة الأصلية ({original})؛ أضيفوه.",
        "the text is missing in the original language ({original}); add it.",
    ),
    "text.nfc": (
        "le texte n'est pas normalisé (Unicode NFC) ; enregistrez-le de nouveau avec ce logiciel.",
        "النص غير مطابق لصيغة Unicode NFC؛ أعيدوا حفظه بهذا البرنامج.",
        "the text is not normalised (Unicode NFC); save it again with this software.",
    ),
    "text.characters": (
        "le texte contient le caractère invisible interdit {char} ; supprimez-le.",
        "النص يتضمن الحرف الخفي الممنوع {char}؛ احذفوه.",
        "the text contains the invisible character {char}, which is not allowed; remove it.",
    ),
    # --- across fields ---
    "practice.period": (
        "la fin de la période précède son début ; corrigez l'une des deux dates.",
        "نهاية الفترة تسبق بدايتها؛ صححوا أحد التاريخين.",
        "the period ends before it begins; correct one of the two dates.",
    ),
    "resources.cost": (
        "le coût minimal dépasse le coût maximal ; corrigez l'un des deux.",
        "التكلفة الدنيا تفوق القصوى؛ صححوا إحداهما.",
        "the lowest cost is above the highest; correct one of them.",
    ),
    "indicator.percent": (
        "un pourcentage va de 0 à 100 et porte sur au moins 10 personnes (n).",
        "النسبة المئوية من 0 إلى 100 وتخص 10 أشخاص على الأقل (n).",
        "a percentage lies between 0 and 100 and rests on at least 10 people (n).",
    ),
    "indicator.small": (
        "un effectif de 1 à 4 peut désigner des personnes ; regroupez, ou assurez-vous que non.",
        "عدد من 1 إلى 4 قد يدل على أشخاص بعينهم؛ اجمعوا الفئات أو تأكدوا من عدم ذلك.",
        "a count of 1 to 4 may point at persons; combine groups, or make sure that it does not.",
    ),
    "attachment.alt_text": (
        "une image a besoin d'un texte qui dit ce qu'elle montre (alt_text).",
        "تحتاج الصورة إلى نص يصف ما تظهره (alt_text).",
        "a picture needs a text that says what it shows (alt_text).",
    ),
    "attachment.ending": (
        "le nom « {value} » ne finit pas comme un fichier de son type ({known}) ; renommez-le.",
        "الاسم «{value}» لا ينتهي كما تنتهي ملفات نوعه ({known})؛ غيروه.",
        "the name “{value}” does not end as files of its type do ({known}); rename it.",
    ),
    "edition.grows": (
        "l'édition {value} ne suit pas {before} ; augmentez-la.",
        "الإصدار {value} لا يلي {before}؛ ارفعوا رقمه.",
        "edition {value} does not follow {before}; raise it.",
    ),
    "edition.major": (
        "les heures ou les compétences ont changé depuis {before} : augmentez le premier nombre.",
        "تغيرت الساعات أو الكفايات منذ {before}: ارفعوا الرقم الأول.",
        "hours or competencies have changed since {before}: raise the first number.",
    ),
    "attachments.absent": (
        "le fichier {value} n'est pas à côté du texte ; ajoutez-le, ou retirez-le de la liste.",
        "الملف {value} غير موجود بجانب النص؛ أضيفوه أو احذفوه من اللائحة.",
        "the file {value} is not beside the text; add it, or take it off the list.",
    ),
    "attachments.names": (
        "deux pièces jointes portent le même nom ; renommez-en une.",
        "مرفقان يحملان الاسم نفسه؛ غيروا أحدهما.",
        "two attachments have the same name; rename one.",
    ),
    "attachments.size": (
        "les pièces jointes font {size} octets en tout ; au plus {limit}.",
        "مجموع المرفقات {size} بايت؛ {limit} على الأكثر.",
        "the attachments are {size} bytes in all; at most {limit}.",
    ),
    "attachments.header": (
        "le texte décrit {described} pièces jointes, l'enregistrement en engage {committed}.",
        "النص يصف {described} من المرفقات، والتسجيل يلتزم بـ {committed}.",
        "the text describes {described} attachments, the record commits to {committed}.",
    ),
    "attachments.text": (
        (
            "une proposition d'accord a pour première pièce jointe le texte mis aux voix, de "
            "{limit} octets au plus ; ouvrez-la avec forsa-node proposal open --agreement."
        ),
        (
            "أول مرفق في مقترح اتفاقية هو النص المعروض على التصويت، حجمه {limit} بايت على الأكثر؛ "
            "افتحوه بالأمر forsa-node proposal open --agreement."
        ),
        (
            "a proposal on an agreement has the text that is voted on as its first attachment, at "
            "most {limit} bytes; open it with forsa-node proposal open --agreement."
        ),
    ),
    "attachments.unlike": (
        "la pièce jointe {value} n'est pas celle que l'enregistrement engage (taille ou type).",
        "المرفق {value} ليس هو الذي يلتزم به التسجيل (الحجم أو النوع).",
        "the attachment {value} is not the one the record commits to (size or type).",
    ),
    "curriculum.trade": (
        "une formation professionnelle nomme son métier ; remplissez « trade ».",
        "التكوين المهني يحدد مهنته؛ املؤوا «trade».",
        "a vocational curriculum names its trade; fill in “trade”.",
    ),
    "curriculum.ages": (
        "l'âge minimal dépasse l'âge maximal ; corrigez l'un des deux.",
        "السن الأدنى يفوق الأقصى؛ صححوا أحدهما.",
        "the lowest age is above the highest; correct one of them.",
    ),
    "curriculum.safety": (
        "ce métier demande un texte sur la sécurité ; remplissez « safety ».",
        "هذه المهنة تستلزم نصا حول السلامة؛ املؤوا «safety».",
        "this trade needs a text on safety; fill in “safety”.",
    ),
    "curriculum.awarding_body": (
        "une certification nomme l'organisme qui la délivre ; remplissez « awarding_body ».",
        "الشهادة تحدد الجهة المانحة؛ املؤوا «awarding_body».",
        "a certificate names the body that awards it; fill in “awarding_body”.",
    ),
    "curriculum.hours": (
        "théorie, pratique et entreprise font {sum} h ; le total annoncé est {total} h.",
        "مجموع النظري والتطبيقي والمقاولة {sum} ساعة؛ والمجموع المعلن {total} ساعة.",
        "theory, practice and workplace make {sum} h; the total stated is {total} h.",
    ),
    "modules.hours": (
        "les modules font {sum} h ; le total annoncé est {total} h.",
        "مجموع ساعات المجزوءات {sum}؛ والمجموع المعلن {total}.",
        "the modules make {sum} h; the total stated is {total} h.",
    ),
    "competencies.codes": (
        "deux compétences ont le même code ; changez-en un.",
        "كفايتان تحملان الرمز نفسه؛ غيروا أحدهما.",
        "two competencies have the same code; change one.",
    ),
    "modules.codes": (
        "deux modules ont le même code ; changez-en un.",
        "مجزوءتان تحملان الرمز نفسه؛ غيروا أحدهما.",
        "two modules have the same code; change one.",
    ),
    "modules.competency": (
        "« {value} » n'est pas une compétence de ce curriculum ; ses codes : {known}.",
        "«{value}» ليست كفاية من هذا المنهاج؛ رموزه: {known}.",
        "“{value}” is not a competency of this curriculum; its codes: {known}.",
    ),
    "modules.material": (
        "« {value} » n'est le nom d'aucune pièce jointe de ce curriculum.",
        "«{value}» ليس اسم أي مرفق في هذا المنهاج.",
        "“{value}” is not the name of an attachment of this curriculum.",
    ),
    "modules.weights": (
        "les poids des évaluations font {sum} % ; ils doivent faire 100 %.",
        "مجموع أوزان التقويم {sum} %؛ يجب أن يكون 100 %.",
        "the weights of the assessments make {sum} %; they must make 100 %.",
    ),
    "licence.source": (
        "l'œuvre reprise est sous {source}, ce qui ne permet pas {chosen} ; choisissez {allowed}.",
        "العمل الأصلي تحت {source}، وهي لا تسمح بـ {chosen}؛ اختاروا {allowed}.",
        "the work it adapts is under {source}, which does not allow {chosen}; choose {allowed}.",
    ),
    "licence.not_open": (
        "{value} n'est pas une licence ouverte : d'autres ne pourront pas tout en faire.",
        "{value} ليست رخصة مفتوحة: لن يتمكن الآخرون من كل استعمال.",
        "{value} is not an open licence: others will not be free in all they do with it.",
    ),
    "centres.total": (
        "le code « total » désigne les totaux des tableaux ; donnez un autre code au centre.",
        "الرمز total يعني المجاميع في الجداول؛ اختاروا للمركز رمزا آخر.",
        "the code “total” is what tables call their totals; give the centre another one.",
    ),
    "centres.codes": (
        "deux centres ont le même code ; changez-en un.",
        "مركزان يحملان الرمز نفسه؛ غيروا أحدهما.",
        "two centres have the same code; change one.",
    ),
    "review.criteria": (
        "un critère est noté deux fois ; gardez une seule note.",
        "هناك معيار منقط مرتين؛ احتفظوا بنقطة واحدة.",
        "a criterion is scored twice; keep one score.",
    ),
    "translation.languages": (
        "la traduction mène à la langue de départ ; changez l'une des deux.",
        "الترجمة إلى اللغة نفسها؛ غيروا إحدى اللغتين.",
        "the translation leads to its own language; change one of the two.",
    ),
    "translation.unchanged": (
        "le texte est resté celui d'origine ; traduisez-le, ou effacez son path et son text.",
        "بقي النص كما هو في لغته الأصلية؛ ترجموه أو احذفوا path وtext الخاصين به.",
        "the text is still the original one; translate it, or delete its path and text.",
    ),
    "translation.tag": (
        "« {value} » n'est pas une langue du réseau ; choisissez : {known}.",
        "«{value}» ليست من لغات الشبكة؛ اختاروا: {known}.",
        "“{value}” is no language of the network; choose one of: {known}.",
    ),
    # --- the body as a whole ---
    "body.missing": (
        "ce genre d'enregistrement ({kind}) demande un contenu ; il n'y en a pas.",
        "هذا النوع من التسجيلات ({kind}) يستلزم محتوى؛ لا يوجد.",
        "this kind of record ({kind}) needs a body; there is none.",
    ),
    "body.unexpected": (
        "ce genre d'enregistrement ({kind}) n'a pas de contenu ; il y a {size} octets.",
        "هذا النوع من التسجيلات ({kind}) ليس له محتوى؛ يوجد {size} بايت.",
        "this kind of record ({kind}) has no body; there are {size} bytes.",
    ),
    "body.size": (
        "le contenu fait {size} octets ; au plus {limit}. Mettez ce qui est long en pièce jointe.",
        "حجم المحتوى {size} بايت؛ {limit} على الأكثر. ضعوا ما طال في مرفق.",
        "the body is {size} bytes; at most {limit}. Attach what is long.",
    ),
    "body.complexity": (
        "le contenu a des listes bien plus longues que permis ; raccourcissez-les.",
        "المحتوى يتضمن لوائح أطول بكثير مما هو مسموح؛ اختصروها.",
        "the body has lists far longer than allowed; shorten them.",
    ),
    "body.malformed": (
        "le contenu n'est pas un message {message} lisible ; refaites-le avec ce logiciel.",
        "المحتوى ليس رسالة {message} مقروءة؛ أعيدوا إنجازه بهذا البرنامج.",
        "the body is not a readable {message}; make it again with this software.",
    ),
    "header.languages": (
        "l'enregistrement annonce les langues {header}, les textes sont en {body}.",
        "التسجيل يعلن اللغات {header}، والنصوص باللغات {body}.",
        "the record announces the languages {header}, the texts are in {body}.",
    ),
    "header.region": (
        "l'enregistrement annonce la région « {header} », le contenu « {body} ».",
        "التسجيل يعلن الجهة «{header}»، والمحتوى «{body}».",
        "the record announces the region “{header}”, the body “{body}”.",
    ),
    # --- files people write ---
    "file.encoding": (
        "le fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8.",
        "الملف ليس بترميز UTF-8؛ احفظوه بترميز UTF-8.",
        "the file is not UTF-8; save it as UTF-8.",
    ),
    "file.size": (
        "le fichier fait {size} octets ; au plus {limit}.",
        "حجم الملف {size} بايت؛ {limit} على الأكثر.",
        "the file is {size} bytes; at most {limit}.",
    ),
    "file.missing": (
        "le fichier « {value} » manque dans le dossier ; il y a : {known}.",
        "الملف «{value}» غير موجود في المجلد؛ الموجود: {known}.",
        "the file “{value}” is not in the folder; there are: {known}.",
    ),
    "file.unused": (
        "aucun module ne nomme le fichier « {value} » ; nommez-le (file) ou retirez-le.",
        "لا توجد مجزوءة تذكر الملف «{value}»؛ اذكروه (file) أو احذفوه.",
        "no module names the file “{value}”; name it (file) or remove it.",
    ),
    "file.kind": (
        "genre « {value} » inconnu ici ; un de : {known}.",
        "النوع «{value}» غير معروف هنا؛ واحد من: {known}.",
        "the kind “{value}” is not known here; one of: {known}.",
    ),
    "yaml.syntax": (
        "YAML illisible : {detail}. Vérifiez les deux-points, l'alignement et les guillemets.",
        "YAML غير مقروء: {detail}. تحققوا من النقطتين والمحاذاة وعلامات التنصيص.",
        "unreadable YAML: {detail}. Check colons, alignment and quotation marks.",
    ),
    "yaml.alias": (
        "les renvois YAML (& et *) et les étiquettes (!) ne sont pas admis ; écrivez la valeur.",
        "إحالات YAML (& و*) والوسوم (!) غير مقبولة؛ اكتبوا القيمة نفسها.",
        "YAML anchors, aliases (& and *) and tags (!) are not allowed; write the value itself.",
    ),
    "yaml.depth": (
        "trop de niveaux imbriqués ; au plus {limit}.",
        "مستويات متداخلة كثيرة؛ {limit} على الأكثر.",
        "too many nested levels; at most {limit}.",
    ),
    "yaml.duplicate": (
        "« {value} » est écrit deux fois ; gardez-en un.",
        "«{value}» مكتوب مرتين؛ احتفظوا بواحد.",
        "“{value}” is written twice; keep one.",
    ),
    "json.syntax": (
        "JSON illisible : {detail}.",
        "JSON غير مقروء: {detail}.",
        "unreadable JSON: {detail}.",
    ),
    "field.unknown": (
        "« {value} » n'est pas un champ connu{hint}",
        "«{value}» ليس حقلا معروفا{hint}",
        "“{value}” is not a known field{hint}",
    ),
    "field.list": (
        "une liste est attendue ici (lignes commençant par « - »).",
        "المطلوب هنا لائحة (أسطر تبدأ بـ «-»).",
        "a list is expected here (lines that begin with “-”).",
    ),
    "field.mapping": (
        "des lignes « nom: valeur » sont attendues ici.",
        "المطلوب هنا أسطر على شكل «اسم: قيمة».",
        "lines “name: value” are expected here.",
    ),
    "field.single": (
        "une seule valeur est attendue ici, pas une liste.",
        "المطلوب هنا قيمة واحدة، لا لائحة.",
        "one single value is expected here, not a list.",
    ),
    "field.number": (
        "« {value} » n'est pas un nombre de la forme attendue (par exemple 12 ou 2.5).",
        "«{value}» ليس عددا على الشكل المطلوب (مثلا 12 أو 2.5).",
        "“{value}” is not a number of the form expected (e.g. 12 or 2.5).",
    ),
    "field.boolean": (
        "« {value} » n'est ni true ni false.",
        "«{value}» ليس true ولا false.",
        "“{value}” is neither true nor false.",
    ),
    "field.identifier": (
        "« {value} » n'est pas un identifiant (64 chiffres hexadécimaux).",
        "«{value}» ليس معرفا (64 رقما ست عشريا).",
        "“{value}” is not an identifier (64 hexadecimal digits).",
    ),
    "markdown.front_matter": (
        "le fichier commence par une ligne « --- », des lignes « nom: valeur », puis « --- ».",
        "يبدأ الملف بسطر «---» ثم أسطر «اسم: قيمة» ثم «---».",
        "the file begins with a line “---”, lines “name: value”, then “---”.",
    ),
    "plain.text": (
        "sans « --- » en tête, le fichier est lu comme un texte libre ; vérifiez et complétez.",
        "لا يبدأ الملف بـ «---»، فقُرئ كنص حر؛ تحققوا من أجزائه وأكملوها.",
        "without “---” at its head the file is read as a free text; check its parts, add the rest.",
    ),
    "plain.tags": (
        "{value} lignes d'étiquettes « [[…]] » ont été laissées de côté.",
        "تُركت {value} أسطر من وسوم «[[…]]».",
        "{value} lines of tags “[[…]]” were left out.",
    ),
    "markdown.section": (
        "la section « {value} » n'est pas connue{hint}",
        "القسم «{value}» غير معروف{hint}",
        "the section “{value}” is not known{hint}",
    ),
    "markdown.repeated": (
        "la section « {value} » est donnée deux fois dans la même langue ; réunissez-les.",
        "القسم «{value}» مكرر باللغة نفسها؛ اجمعوا القسمين.",
        "the section “{value}” is given twice in the same language; join them.",
    ),
    "markdown.stray": (
        "ce texte n'est dans aucune section ; placez-le sous un titre « ## ».",
        "هذا النص خارج أي قسم؛ ضعوه تحت عنوان «##».",
        "this text is in no section; put it under a heading “##”.",
    ),
    "markdown.list": (
        "cette section est une liste ; commencez chaque point par « - ».",
        "هذا القسم لائحة؛ ابدؤوا كل نقطة بـ «-».",
        "this section is a list; begin each point with “-”.",
    ),
    "markdown.language": (
        "un second titre « # » a besoin de sa langue, par exemple « # Titre {{lang=ar}} ».",
        "العنوان «#» الثاني يحتاج إلى لغته، مثلا «# عنوان {{lang=ar}}».",
        "a second heading “#” needs its language, e.g. “# Title {{lang=ar}}”.",
    ),
    "markdown.twice": (
        "« {value} » est écrit à la fois en tête du fichier et dans une section ; gardez-en un.",
        "«{value}» مكتوب في رأس الملف وفي قسم معا؛ احتفظوا بواحد.",
        "“{value}” is written both at the head of the file and in a section; keep one.",
    ),
    "related.reference": (
        (
            "« {value} » ne désigne aucun enregistrement de ce nœud ; donnez son numéro "
            "(forsa-node list) ou son identifiant, ou synchronisez d'abord."
        ),
        (
            "«{value}» لا يدل على أي تسجيل في هذه العقدة؛ أعطوا رقمه (forsa-node list) أو "
            "معرّفه، أو زامنوا أولا."
        ),
        (
            "“{value}” is no record of this node; give its number (forsa-node list) or its id, "
            "or synchronise first."
        ),
    ),
    "related.unknown": (
        (
            "l'enregistrement {value}… n'est pas sur ce nœud ; vérifiez l'identifiant, ou "
            "synchronisez d'abord."
        ),
        "التسجيل {value}… غير موجود في هذه العقدة؛ تحققوا من المعرّف أو زامنوا أولا.",
        "record {value}… is not on this node; check the id, or synchronise first.",
    ),
    "merge.open": (
        (
            "deux versions ont changé ce passage ; dites laquelle reste (draft merge, --mine ou "
            "--theirs), ou écrivez-le vous-même (draft update)."
        ),
        (
            "غيّرت نسختان هذا المقطع؛ بينوا أيهما تبقى (draft merge مع --mine أو --theirs)، أو "
            "اكتبوه بأنفسكم (draft update)."
        ),
        (
            "two versions changed this passage; say which one stays (draft merge, --mine or "
            "--theirs), or write it yourself (draft update)."
        ),
    ),
    **COURSE_TEXTS,
    **CALENDAR_TEXTS,
    **AGREEMENT_TEXTS,
}
