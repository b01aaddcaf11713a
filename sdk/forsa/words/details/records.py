"""Details: records, what they say and what they may, works in the library."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- naming one ---
    "no record begins with {which} among {size}": (
        "aucun enregistrement ne commence par {which}, sur {size}",
        "لا تسجيل يبدأ بـ {which}، من أصل {size}",
    ),
    "more than one record begins with {which} among {size}": (
        "plusieurs enregistrements commencent par {which}, sur {size} ; donnez plus de signes",
        "تسجيلات متعددة تبدأ بـ {which}، من أصل {size}؛ أضيفوا حروفا",
    ),
    "{which} is neither a number nor an id": (
        "{which} n'est ni un numéro ni un identifiant",
        "{which} ليس رقما ولا معرّفا",
    ),
    "not lower-case hexadecimal of this size": (
        "ce ne sont pas des chiffres hexadécimaux en minuscules, ou il n'en faut pas autant",
        "ليست أرقاما ست عشرية بحروف صغيرة، أو عددها غير صحيح",
    ),
    "this node has {size} entries, and no number {which}": (
        "entrées de ce nœud, comptées à partir de 0 : {size} ; il n'a pas de n° {which}",
        "عدد القيود في هذه العقدة، ابتداء من 0: {size}؛ ولا رقم {which} بينها",
    ),
    "entry {index} is void ({rule})": (
        "l'entrée {index} est nulle ({rule})",
        "القيد {index} باطل ({rule})",
    ),
    "there is no {what}": ("il n'y a pas de {what}", "لا يوجد {what}"),
    "there is no kind {name}": (
        "aucun genre d'enregistrement ne s'appelle {name}",
        "لا نوع من التسجيلات اسمه {name}",
    ),
    "no such record in the log": (
        "cet enregistrement n'est pas dans le journal",
        "هذا التسجيل غير موجود في السجل",
    ),
    "no such record here": ("cet enregistrement n'est pas ici", "هذا التسجيل غير موجود هنا"),
    "no entry {index}": ("il n'y a pas d'entrée {index}", "لا يوجد قيد رقمه {index}"),
    "no checkpoint of {size}": (
        "il n'y a pas de point de contrôle de taille {size}",
        "لا توجد نقطة مراقبة حجمها {size}",
    ),
    "the log has no {size} entries yet": (
        "le journal n'a pas encore {size} entrées",
        "لم يبلغ السجل بعد القيد رقم {size}",
    ),
    "record {which} was withdrawn by its author": (
        "l'enregistrement {which} a été retiré par son auteur",
        "التسجيل {which} سحبه صاحبه",
    ),
    "the text of record number {index} is on hold": (
        "le texte de l'enregistrement n° {index} est mis en attente",
        "نص التسجيل رقم {index} معلَّق",
    ),
    "the text of record number {index} is not on this node": (
        "le texte de l'enregistrement n° {index} n'est pas sur ce nœud",
        "نص التسجيل رقم {index} غير موجود في هذه العقدة",
    ),
    "the text of record number {index} cannot be shown": (
        "le texte de l'enregistrement n° {index} ne peut pas être montré",
        "نص التسجيل رقم {index} لا يمكن عرضه",
    ),
    "the text of record number {index} is not the one its author signed": (
        "le texte de l'enregistrement n° {index} n'est pas celui que son auteur a signé",
        "نص التسجيل رقم {index} ليس هو الذي وقّعه صاحبه",
    ),
    "the hub withholds the text of record number {index}, which this member may read": (
        "le hub ne donne pas le texte de l'enregistrement n° {index}, que ce membre peut lire",
        "لا يسلّم المحور نص التسجيل رقم {index}، ومن حق هذا العضو قراءته",
    ),
    # --- what the rules refuse ---
    "the hub logged tables of outcomes, number {index}, that must not be published": (
        "le hub a inscrit des tableaux de résultats, n° {index}, à ne pas publier",
        "أدرج المحور جداول وضعيات، رقم {index}، لا يجوز نشرها",
    ),
    "the log holds an entry that breaks rule {rule}": (
        "une entrée du journal enfreint la règle {rule}",
        "أحد قيود السجل يخالف القاعدة {rule}",
    ),
    "the record belongs to another network": (
        "l'enregistrement est d'un autre réseau",
        "التسجيل من شبكة أخرى",
    ),
    "the record is of another network": (
        "l'enregistrement est d'un autre réseau",
        "التسجيل من شبكة أخرى",
    ),
    "the record needs rule level {needed}, the network is at {level}": (
        "l'enregistrement demande les règles de niveau {needed}, le réseau en est au {level}",
        "يتطلب التسجيل قواعد المستوى {needed}، والشبكة في المستوى {level}",
    ),
    "the network is at rule level {level}: update this program": (
        "le réseau suit les règles de niveau {level} : mettez ce programme à jour",
        "تتبع الشبكة قواعد المستوى {level}: حدِّثوا هذا البرنامج",
    ),
    "no kind is called {name}": (
        "aucun genre d'enregistrement ne s'appelle {name}",
        "لا نوع من التسجيلات اسمه {name}",
    ),
    "{member} has no key {key}": (
        "{member} n'a pas de clé {key}",
        "ليس لـ {member} المفتاح {key}",
    ),
    "the key was revoked at index {index}": (
        "la clé a été révoquée à l'entrée {index}",
        "أُلغي المفتاح في القيد {index}",
    ),
    "this {kind} takes a key with the purpose {purpose}": (
        "{kind} demande une clé qui serve à : {purpose}",
        "{kind} يتطلب مفتاحا مخصصا لـ {purpose}",
    ),
    "the delegate {name} has no power for {kind} now": (
        "la personne déléguée {name} n'a pas de mandat pour {kind} à présent",
        "ليس للمندوب {name} انتداب لـ {kind} الآن",
    ),
    "{member} is {status} and cannot publish a {kind}": (
        "avec son statut ({status}), {member} ne peut pas publier {kind}",
        "وضعية {member} ({status}) لا تسمح بنشر {kind}",
    ),
    "{member} is in no group {group}": (
        "{member} n'est dans aucun groupe {group}",
        "لا تنتمي {member} إلى أي مجموعة باسم {group}",
    ),
    "the record is entry {index}": (
        "l'enregistrement est déjà l'entrée {index}",
        "التسجيل هو القيد {index}",
    ),
    "the object id is taken": (
        "l'identifiant de l'objet est déjà pris",
        "معرّف الموضوع مستعمل من قبل",
    ),
    "a {kind} has no parent": (
        "{kind} ne se rattache à aucun autre enregistrement",
        "{kind} لا يستند إلى تسجيل آخر",
    ),
    "the object is another member's, or of another kind": (
        "l'objet est d'un autre membre, ou d'un autre genre",
        "الموضوع لعضو آخر أو من نوع آخر",
    ),
    "the newest version of the object is entry {index}": (
        "la version la plus récente est l'entrée {index}",
        "أحدث نسخة هي القيد {index}",
    ),
    "a {kind} names the record that it answers": (
        "{kind} doit nommer l'enregistrement auquel il répond",
        "يجب أن يذكر {kind} التسجيل الذي يجيب عنه",
    ),
    "the first version of an object has no parent": (
        "une première version ne suit aucune autre",
        "النسخة الأولى لا تلي نسخة أخرى",
    ),
    "the parent is no logged record that a {kind} may answer": (
        "ce à quoi {kind} répond n'est pas dans le journal, ou n'admet pas de réponse",
        "ما يجيب عنه {kind} ليس في السجل، أو لا يقبل جوابا",
    ),
    "another version was published before the one it builds on": (
        "une autre version a été publiée avant celle dont il part",
        "نُشرت نسخة أخرى قبل النسخة التي يستند إليها",
    ),
    "the record it builds on was refused": (
        "l'enregistrement dont il part a été refusé",
        "التسجيل الذي يستند إليه مرفوض",
    ),
    "{author} has not the role or status for a {kind}": (
        "{author} n'a pas le rôle ou le statut qu'il faut pour {kind}",
        "ليس لـ {author} الصفة أو الوضعية المطلوبة لـ {kind}",
    ),
    "{author} cannot withdraw a record of {member}": (
        "{author} ne peut pas retirer un enregistrement de {member}",
        "لا يحق لـ {author} سحب تسجيل لـ {member}",
    ),
    "{author} cannot redact a record of {member}": (
        "{author} ne peut pas faire effacer un enregistrement de {member}",
        "لا يحق لـ {author} محو تسجيل لـ {member}",
    ),
    # --- bodies ---
    "the body breaks {count} rules of {kind}": (
        "règles de {kind} que le texte ne respecte pas : {count}",
        "قواعد {kind} التي لا يحترمها النص: {count}",
    ),
    "a body of {size} bytes; at most {limit}": (
        "le texte fait {size} octets ; {limit} au plus",
        "حجم النص {size} بايت؛ {limit} على الأكثر",
    ),
    "a body of {size} bytes; {limit} are allowed": (
        "le texte fait {size} octets ; {limit} au plus",
        "حجم النص {size} بايت؛ {limit} على الأكثر",
    ),
    "{name} is the body of {kinds}; say which kind is meant": (
        "{name} est le contenu de : {kinds} ; dites quel genre est voulu",
        "{name} هو محتوى: {kinds}؛ بينوا النوع المقصود",
    ),
    "the effect of {kind} is not well-formed: {field}": (
        "l'effet de {kind} est mal formé : {field}",
        "أثر {kind} غير سليم التكوين: {field}",
    ),
    "one of the new keys is published: everybody could sign with it": (
        "l'une des nouvelles clés est connue de tous : n'importe qui pourrait signer avec elle",
        "أحد المفاتيح الجديدة معلن: يمكن لأي كان أن يوقّع به",
    ),
    "{value} is no {what} id: small letters, digits and hyphens, at most 63": (
        (
            "{value} n'est pas un identifiant ({what}) : lettres minuscules, chiffres et tirets, "
            "63 au plus"
        ),
        "{value} ليس معرّفا ({what}): حروف لاتينية صغيرة وأرقام وشرطات، 63 على الأكثر",
    ),
    # --- answers to the work of others ---
    "{member} cannot answer its own work with {kind}": (
        "{member} ne peut pas répondre à son propre travail par {kind}",
        "لا يمكن لـ {member} أن تجيب عن عملها هي بـ {kind}",
    ),
    "the {kind} of {member} was withdrawn": (
        "{kind} de {member} a été retiré",
        "سُحب {kind} الخاص بـ {member}",
    ),
    "comments go {limit} deep; this one would be number {depth}": (
        "les réponses s'emboîtent {limit} fois au plus ; celle-ci serait au rang {depth}",
        "تتداخل الأجوبة {limit} مرات على الأكثر؛ وهذا في المرتبة {depth}",
    ),
    "{member} has published {count} comments in 24 hours, at most {limit}": (
        "commentaires de {member} en 24 heures : {count} ; {limit} au plus",
        "تعليقات {member} خلال 24 ساعة: {count}؛ {limit} على الأكثر",
    ),
    "{member} asked it; only who asked accepts an answer": (
        "la question est de {member} ; seul qui a demandé retient une réponse",
        "السؤال لـ {member}؛ وصاحب السؤال وحده يعتمد الجواب",
    ),
    "{which} is no question": ("{which} n'est pas une question", "{which} ليس سؤالا"),
    "{answer} is no answer to {which}": (
        "{answer} ne répond pas à {which}",
        "{answer} ليس جوابا عن {which}",
    ),
    "{which} has no texts in any language": (
        "{which} n'a de texte dans aucune langue",
        "ليس لـ {which} نص بأي لغة",
    ),
    "{which} has no texts in {language}": (
        "{which} n'a pas de texte en {language}",
        "ليس لـ {which} نص بلغة {language}",
    ),
    "{which} is in {language} already": (
        "{which} est déjà en {language}",
        "{which} مكتوب من قبل بلغة {language}",
    ),
    "{file} says {field}: {value}, but the command says {asked}": (
        "{file} dit {field} : {value}, et la commande {asked}",
        "يذكر {file} {field}: {value}، ويذكر الأمر {asked}",
    ),
    "{value} is no language of the network: {known}": (
        "{value} n'est pas une langue du réseau ; il y a : {known}",
        "{value} ليست من لغات الشبكة؛ وهي: {known}",
    ),
    "the work is not in {language}, but in {languages}": (
        "le texte n'est pas en {language}, mais en {languages}",
        "النص ليس بلغة {language} بل بـ {languages}",
    ),
    "{count} of {total} texts are still in {source}: translate them into {target}, or delete "
    "their entries": (
        (
            "{count} textes sur {total} sont encore en {source} : traduisez-les en {target}, ou "
            "effacez-les de la liste"
        ),
        (
            "نصوص ما زالت بلغة {source}: {count} من {total}؛ ترجموها إلى {target} أو احذفوها من "
            "القائمة"
        ),
    ),
    "{count} paths are not in the work: {paths}": (
        "chemins qui ne sont pas dans le texte : {count} ({paths})",
        "مسارات غير موجودة في النص: {count} ({paths})",
    ),
    "{which} is a record of {member}; only its author withdraws it": (
        "{which} est un enregistrement de {member} ; seul son auteur le retire",
        "{which} تسجيل لـ {member}؛ وصاحبه وحده يسحبه",
    ),
    "{which} is a record of {member}; only its author revises it": (
        "{which} est un enregistrement de {member} ; seul son auteur le révise",
        "{which} تسجيل لـ {member}؛ وصاحبه وحده يراجعه",
    ),
    # --- searching ---
    "{value} {what}: 0 to {limit} are allowed": (
        "{what} : {value} ; de 0 à {limit}",
        "{what}: {value}؛ المسموح به من 0 إلى {limit}",
    ),
    "characters of the query": ("caractères de la recherche", "حروف عبارة البحث"),
    "hits to skip": ("résultats à sauter", "النتائج التي تُتجاوز"),
    "hits wanted": ("résultats voulus", "النتائج المطلوبة"),
    "log index": ("numéro dans le journal", "الرقم في السجل"),
    "values of one facet": ("valeurs d'un même filtre", "قيم مرشح واحد"),
    "characters of a code": ("caractères d'un code", "حروف رمز واحد"),
    "a query with control or bidirectional characters: write it without them": (
        "la recherche contient des signes de commande invisibles : écrivez-la sans eux",
        "تتضمن عبارة البحث رموز تحكم خفية: اكتبوها بدونها",
    ),
    "no such sort: ask for {sorts}": (
        "cet ordre n'existe pas ; demandez : {sorts}",
        "هذا الترتيب غير موجود؛ اطلبوا: {sorts}",
    ),
    "no search is saved as {name}; saved: {known}": (
        "aucune recherche n'est gardée sous le nom {name} ; gardées : {known}",
        "لا بحث محفوظ باسم {name}؛ المحفوظ: {known}",
    ),
    "a search's name has 1 to {limit} characters that can be shown": (
        "le nom d'une recherche a de 1 à {limit} caractères visibles",
        "اسم البحث من 1 إلى {limit} حرفا ظاهرا",
    ),
    "another process writes to the search index: try again": (
        "un autre programme écrit dans l'index de recherche : réessayez",
        "برنامج آخر يكتب في فهرس البحث: أعيدوا المحاولة",
    ),
    "the library is being written by another command or the daemon: try again": (
        "l'index est en cours d'écriture par une autre commande, ou par forsa-node run : réessayez",
        "الفهرس قيد الكتابة بأمر آخر أو بـ forsa-node run: أعيدوا المحاولة",
    ),
    "the search index cannot be used ({why}): delete its folder, it is rebuilt from the log": (
        (
            "l'index de recherche est inutilisable ({why}) : supprimez son dossier, il est refait "
            "depuis le journal"
        ),
        "فهرس البحث غير صالح ({why}): احذفوا مجلده، فيُعاد بناؤه من السجل",
    ),
}
