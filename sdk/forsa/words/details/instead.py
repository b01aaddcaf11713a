"""Where a message asks for other words than those of its reason.

A reason is the protocol's: one code for a draft that is not there and for a record that may still
come. People who named a draft that is not there would synchronise, and wait.
"""

from typing import Final

from forsa.words.details import (
    bundles,
    ceremony,
    membership,
    people,
    recounts,
    registers,
    releases,
    votes,
)
from forsa.words.details.reading import Instead
from forsa.words.reasons import Words

_NO_DRAFT: Final = (
    Words("Ce brouillon n'est pas là.", "Voyez leurs numéros : forsa-node draft list --all."),
    Words("هذه المسودة غير موجودة.", "اطلعوا على أرقامها: forsa-node draft list --all."),
    Words("This draft is not there.", "See their numbers: forsa-node draft list --all."),
)
_NO_FILE_OF_DRAFT: Final = (
    Words(
        "Le brouillon n'a pas ce fichier.",
        "Voyez leurs noms : forsa-node draft show DIR {number}.",
    ),
    Words("ليس للمسودة هذا الملف.", "اطلعوا على أسمائها: forsa-node draft show DIR {number}."),
    Words("The draft has no such file.", "See their names: forsa-node draft show DIR {number}."),
)
_ENDED_DRAFT: Final = (
    Words(
        "Ce brouillon n'est plus ouvert.",
        "Pour repartir de son texte : forsa-node draft again DIR {number}.",
    ),
    Words(
        "لم تعد هذه المسودة مفتوحة.",
        "للانطلاق من نصها: forsa-node draft again DIR {number}.",
    ),
    Words(
        "This draft is no longer open.",
        "To go on from its text: forsa-node draft again DIR {number}.",
    ),
)
_NO_PASSAGE: Final = (
    Words(
        "Ce chemin ne dit pas quel texte reste.",
        "Donnez celui d'un passage à décider, pour --mine ou pour --theirs.",
    ),
    Words(
        "هذا المسار لا يبين أي نص يبقى.",
        "أعطوا مسار مقطع يجب الحسم فيه، مع --mine أو مع --theirs.",
    ),
    Words(
        "This path does not say which text stays.",
        "Give that of a passage to decide, for --mine or for --theirs.",
    ),
)
_NO_FORM: Final = (
    Words(
        "Ce fichier n'a pas une forme que forsa connaît.",
        "Commencez par un modèle : forsa-node template practice ou curriculum.",
    ),
    Words(
        "هذا الملف ليس على شكل تعرفه فرصة.",
        "ابدؤوا من نموذج: forsa-node template practice أو curriculum.",
    ),
    Words(
        "This file is in no form that forsa knows.",
        "Begin with a template: forsa-node template practice or curriculum.",
    ),
)
_OTHER_KIND: Final = (
    Words("Le fichier est d'un autre genre.", "Donnez un fichier du genre voulu."),
    Words("الملف من نوع آخر.", "أعطوا ملفا من النوع المطلوب."),
    Words("The file is of another kind.", "Give a file of the kind that is meant."),
)
_OTHER_RECORD: Final = (
    Words(
        "Cela ne se fait pas avec un tel enregistrement.",
        "Choisissez-en un autre : forsa-node list.",
    ),
    Words("لا يتم ذلك بمثل هذا التسجيل.", "اختاروا غيره: forsa-node list."),
    Words("This is not done with such a record.", "Choose another one: forsa-node list."),
)
_NOT_AN_ANSWER: Final = (
    Words(
        "Une réponse se retient sous la question dont elle est la réponse.",
        "Voyez les numéros : forsa-node show, pour le texte commenté.",
    ),
    Words(
        "يُعتمد الجواب تحت السؤال الذي يجيب عنه.",
        "اطلعوا على الأرقام: forsa-node show للنص موضوع التعليق.",
    ),
    Words(
        "An answer is accepted under the question that it answers.",
        "See the numbers: forsa-node show, of the text that is commented.",
    ),
)
_BUSY_HERE: Final = (
    Words("Une autre commande travaille ici.", "Réessayez dans un instant."),
    Words("يعمل هنا أمر آخر.", "أعيدوا المحاولة بعد لحظة."),
    Words("Another command works here.", "Try again in a moment."),
)
_SEARCH: Final = (
    Words("Cette recherche ne convient pas.", "Écrivez-la autrement, puis recommencez."),
    Words("عبارة البحث هذه غير صالحة.", "اكتبوها بشكل آخر ثم أعيدوا المحاولة."),
    Words("This search cannot be.", "Write it another way, then try again."),
)
_NEWER: Final = (
    Words("Ce dossier est d'une version plus récente du programme.", "Mettez-le à jour."),
    Words("هذا المجلد من نسخة أحدث من البرنامج.", "حدِّثوا البرنامج."),
    Words("This folder is of a newer version of the program.", "Update it."),
)

_NO_NETWORK_ID: Final = (
    Words(
        "Cet identifiant de réseau est mal écrit.",
        "Copiez-le en entier, tel que le secrétariat l'a donné.",
    ),
    Words(
        "معرّف الشبكة هذا غير مكتوب كما يجب.",
        "انسخوه كاملا كما أعطته الكتابة.",
    ),
    Words(
        "This network id is not written as it should be.",
        "Copy it whole, as the secretariat gave it.",
    ),
)
_DAMAGED_AT_HUB: Final = (
    Words(
        "Le hub a perdu une partie de ce fichier.",
        "Rien à restaurer ici : un nœud qui a le fichier entier le renvoie au hub de lui-même ; "
        "redemandez-le plus tard. S'il manque encore demain, dites à son auteur de synchroniser.",
    ),
    Words(
        "فقد المحور جزءا من هذا الملف.",
        "لا شيء يُستعاد هنا: تعيد عقدة لديها الملف كاملا إرساله إلى المحور من تلقاء نفسها؛ فاطلبوه "
        "لاحقا. وإن ظل ناقصا غدا فاطلبوا من صاحبه أن يزامن.",
    ),
    Words(
        "The hub lost a part of this file.",
        "Nothing to restore here: a node that has the whole file brings it to the hub again by "
        "itself; ask for it later. If it is missing still tomorrow, ask its author to synchronise.",
    ),
)
_NO_ROOM: Final = (
    Words(
        "La place que l'association a au hub est prise.",
        "Attendre n'y change rien : demandez plus de place au secrétariat (bytes_total), ou "
        "renoncez à cet envoi : forsa-node outbox DIR --drop.",
    ),
    Words(
        "امتلأت المساحة المخصصة للجمعية في المحور.",
        "الانتظار لا يغيّر شيئا: اطلبوا من الكتابة مساحة أكبر (bytes_total)، أو تخلّوا عن هذا "
        "الإرسال: forsa-node outbox DIR --drop.",
    ),
    Words(
        "The association's room at the hub is taken.",
        "Waiting does not help: ask the secretariat for more room (bytes_total), or give this up: "
        "forsa-node outbox DIR --drop.",
    ),
)
_ENOUGH_TODAY: Final = (
    Words(
        "L'association a envoyé aujourd'hui tout ce que le hub prend d'elle en un jour.",
        "La suite part demain, après minuit UTC : d'elle-même si forsa-node run tourne, sinon par "
        "forsa-node sync.",
    ),
    Words(
        "أرسلت الجمعية اليوم كل ما يأخذه المحور منها في يوم واحد.",
        "تُرسل البقية غدا بعد منتصف الليل بالتوقيت العالمي: تلقائيا إن كان forsa-node run يعمل، "
        "وإلا فبالأمر forsa-node sync.",
    ),
    Words(
        "The association sent today all that the hub takes of it in a day.",
        "The rest goes tomorrow, after midnight UTC: by itself if forsa-node run is running, else "
        "by forsa-node sync.",
    ),
)
_OWN_DAY: Final = (
    Words(
        "Les fichiers ont pris aujourd'hui tout ce que ce nœud leur donne par jour.",
        "Ils continuent demain, après minuit UTC. Pour ne pas attendre, donnez-leur davantage dans "
        "node.toml : files_bytes_per_day.",
    ),
    Words(
        "استهلكت الملفات اليوم كل ما تمنحها إياه هذه العقدة في يوم واحد.",
        "تُستأنف غدا بعد منتصف الليل بالتوقيت العالمي. لعدم الانتظار امنحوها أكثر في node.toml: "
        "files_bytes_per_day.",
    ),
    Words(
        "Files used all that this node gives them in a day.",
        "They go on tomorrow, after midnight UTC. Not to wait, give them more in node.toml: "
        "files_bytes_per_day.",
    ),
)

INSTEAD: Final[Instead] = {
    **bundles.INSTEAD,
    **ceremony.INSTEAD,
    **membership.INSTEAD,
    **people.INSTEAD,
    **registers.INSTEAD,
    **releases.INSTEAD,
    **recounts.INSTEAD,
    **votes.INSTEAD,
    "with this {member} would have used {used} of {limit} (records_per_day)": _ENOUGH_TODAY,
    "with this {member} would have used {used} of {limit} (bytes_per_day)": _ENOUGH_TODAY,
    "with this {member} would have used {used} of {limit} (bytes_total)": _NO_ROOM,
    "files used {spent} bytes today, and files_bytes_per_day is {limit}: they go on tomorrow; "
    "texts and records are exchanged all the same": _OWN_DAY,
    "chunk {index} of the attachment is damaged at the hub; nodes that hold the file bring it "
    "again": _DAMAGED_AT_HUB,
    "a network id is 64 small hexadecimal digits": _NO_NETWORK_ID,
    "a network id has 64 hexadecimal digits, this has {count} characters": _NO_NETWORK_ID,
    "there is no draft {number}": _NO_DRAFT,
    "a reason of {count} characters; at least {least}": (
        Words(
            "Cette raison est trop courte.",
            "Dites en une phrase pourquoi le passage peut rester, avec --reason.",
        ),
        Words(
            "هذا السبب قصير جدا.",
            "اذكروا في جملة لماذا يمكن أن يبقى المقطع، مع --reason.",
        ),
        Words(
            "This reason is too short.",
            "Say in one sentence why the passage may stay, with --reason.",
        ),
    ),
    "a search's name has 1 to {limit} characters that can be shown": (
        Words("Une recherche ne peut pas avoir ce nom.", "Choisissez-en un autre, avec --save."),
        Words("لا يصلح هذا الاسم لعملية بحث.", "اختاروا اسما آخر مع --save."),
        Words("A search cannot have this name.", "Choose another one, with --save."),
    ),
    "{number} is no number of a draft": _NO_DRAFT,
    "draft {number} has no file {names}; it has: {known}": _NO_FILE_OF_DRAFT,
    "draft {number} has no file {names}": _NO_FILE_OF_DRAFT,
    "draft {number} is published": _ENDED_DRAFT,
    "draft {number} is discarded": _ENDED_DRAFT,
    "draft {number} is open still": (
        Words(
            "Ce brouillon est encore ouvert.",
            "Changez-le lui-même : forsa-node draft update DIR {number} PATH.",
        ),
        Words(
            "هذه المسودة ما زالت مفتوحة.",
            "غيّروها هي نفسها: forsa-node draft update DIR {number} PATH.",
        ),
        Words(
            "This draft is open still.",
            "Change it itself: forsa-node draft update DIR {number} PATH.",
        ),
    ),
    "it answers what is for {limit}, and would be for {audience}": (
        Words(
            "Cette réponse serait lue par d'autres que ce à quoi elle répond.",
            "Publiez-la pour les mêmes : forsa-node draft publish DIR NUMBER --audience {limit}.",
        ),
        Words(
            "سيقرأ هذا الجواب غير من يمكنهم قراءة ما يجيب عنه.",
            "انشروه للقراء أنفسهم: forsa-node draft publish DIR NUMBER --audience {limit}.",
        ),
        Words(
            "This answer would be read by others than what it answers.",
            "Publish it for the same: forsa-node draft publish DIR NUMBER --audience {limit}.",
        ),
    ),
    "draft {number} was changed by another command meanwhile; look at it again": (
        Words("Le brouillon a changé entre-temps.", "Relisez-le : forsa-node draft show."),
        Words("تغيّرت المسودة في هذه الأثناء.", "أعيدوا قراءتها: forsa-node draft show."),
        Words("The draft has changed meanwhile.", "Read it again: forsa-node draft show."),
    ),
    "draft {number} has {count} warnings that nobody confirmed": (
        Words(
            "Il reste des avertissements à lire.",
            "Relisez, puis : forsa-node draft confirm DIR {number}.",
        ),
        Words(
            "بقيت تنبيهات تجب قراءتها.",
            "أعيدوا القراءة ثم: forsa-node draft confirm DIR {number}.",
        ),
        Words("There are warnings to read.", "Read, then: forsa-node draft confirm DIR {number}."),
    ),
    "{file} says {field}: {value}, but the command says {asked}": (
        Words(
            "Le fichier et la commande ne disent pas la même chose.",
            "Changez l'un ou l'autre : c'est le fichier qui est publié.",
        ),
        Words(
            "الملف والأمر لا يذكران الشيء نفسه.",
            "غيّروا أحدهما: الملف هو الذي يُنشر.",
        ),
        Words(
            "The file and the command do not say the same.",
            "Change one of them: it is the file that is published.",
        ),
    ),
    "comments go {limit} deep; this one would be number {depth}": (
        Words(
            "La conversation ne va pas plus bas.",
            "Répondez un rang plus haut : forsa-node show montre à quoi ce commentaire répond.",
        ),
        Words(
            "لا تنزل المحادثة أبعد من هذا.",
            "أجيبوا في مرتبة أعلى: يعرض forsa-node show ما يجيب عنه هذا التعليق.",
        ),
        Words(
            "The conversation goes no deeper.",
            "Answer one step up: forsa-node show tells what this comment answers.",
        ),
    ),
    "{member} asked it; only who asked accepts an answer": (
        Words(
            "Seul qui a posé la question retient une réponse.",
            "Demandez-le par un commentaire : forsa-node comment.",
        ),
        Words(
            "صاحب السؤال وحده يعتمد جوابا.",
            "اطلبوا ذلك بتعليق: forsa-node comment.",
        ),
        Words(
            "Only who asked the question accepts an answer.",
            "Ask for it in a comment: forsa-node comment.",
        ),
    ),
    "the record it builds on was refused": (
        Words(
            "Ce dont il part a été refusé.",
            "Le texte est gardé : forsa-node draft list --all, puis forsa-node draft again.",
        ),
        Words(
            "رُفض ما يستند إليه.",
            "النص محفوظ: forsa-node draft list --all ثم forsa-node draft again.",
        ),
        Words(
            "What it builds on was refused.",
            "The text is kept: forsa-node draft list --all, then forsa-node draft again.",
        ),
    ),
    "draft {number} needs the approval of a second person": (
        Words(
            "Il manque l'accord d'une deuxième personne.",
            "Elle le donne ainsi : forsa-node draft approve DIR {number}.",
        ),
        Words(
            "تنقص موافقة شخص ثان.",
            "يعطيها هكذا: forsa-node draft approve DIR {number}.",
        ),
        Words(
            "The approval of a second person is missing.",
            "It is given so: forsa-node draft approve DIR {number}.",
        ),
    ),
    "{person} wrote draft {number}; another person approves it": (
        Words(
            "Qui a écrit un brouillon ne lui donne pas son accord.",
            "Demandez à une autre personne de l'association.",
        ),
        Words("لا يوافق على المسودة من كتبها.", "اطلبوا ذلك من شخص آخر في الجمعية."),
        Words("Who wrote a draft does not approve it.", "Ask another person of the association."),
    ),
    "{person} is not one of the approvers: {known}": (
        Words(
            "Cette personne ne donne pas d'accord ici.",
            "Demandez à l'une des personnes nommées, ou changez approvers dans node.toml.",
        ),
        Words(
            "ليس لهذا الشخص حق الموافقة هنا.",
            "اطلبوا ذلك من أحد المذكورين، أو غيّروا approvers في node.toml.",
        ),
        Words(
            "This person approves nothing here.",
            "Ask one of those named, or change approvers in node.toml.",
        ),
    ),
    "{count} blocking findings of draft {number} begin with {finding}": (
        Words(
            "Cet identifiant ne désigne pas un blocage et un seul.",
            "Voyez-les : forsa-node draft show DIR {number}.",
        ),
        Words(
            "لا يدل هذا المعرّف على مانع واحد بالضبط.",
            "اطلعوا عليها: forsa-node draft show DIR {number}.",
        ),
        Words(
            "This id does not name one blocking finding.",
            "See them: forsa-node draft show DIR {number}.",
        ),
    ),
    "{count} unsent records begin with {which}": (
        Words(
            "Cet identifiant ne désigne pas un envoi en attente et un seul.",
            "Voyez la file d'envoi : forsa-node outbox.",
        ),
        Words(
            "لا يدل هذا المعرّف على إرسال واحد في الانتظار بالضبط.",
            "اطلعوا على طابور الإرسال: forsa-node outbox.",
        ),
        Words("This id does not name one record that waits.", "See the outbox: forsa-node outbox."),
    ),
    "{count} refused records begin with {which}": (
        Words(
            "Cet identifiant ne désigne pas un refus et un seul.",
            "Voyez la file d'envoi : forsa-node outbox.",
        ),
        Words(
            "لا يدل هذا المعرّف على تسجيل مرفوض واحد بالضبط.",
            "اطلعوا على طابور الإرسال: forsa-node outbox.",
        ),
        Words("This id does not name one refusal.", "See the outbox: forsa-node outbox."),
    ),
    "this is neither a text (.md, .yaml, .json) nor a folder with curriculum.yaml or meta.yml": (
        _NO_FORM
    ),
    "{path} does not say of which kind it is": _NO_FORM,
    "draft {number} is a {kind}, and {path} a {other}": _OTHER_KIND,
    "{file} is a {kind}; a {meant} is meant": _OTHER_KIND,
    "a {kind} has no text": _OTHER_RECORD,
    "a {kind} is no work to export": _OTHER_RECORD,
    "a {kind} is no {form}": _OTHER_RECORD,
    "{which} is no question": _NOT_AN_ANSWER,
    "{answer} is no answer to {which}": _NOT_AN_ANSWER,
    "no passage to decide is at {path}; there are: {known}": _NO_PASSAGE,
    "{place} is named both for the own and for the published text": _NO_PASSAGE,
    "{member} cannot answer its own work with {kind}": (
        Words(
            "Personne ne juge ni n'adopte son propre travail.",
            "Rien à faire : les autres membres le font.",
        ),
        Words("لا أحد يقيّم عمله أو يتبناه.", "لا شيء عليكم: ذلك للأعضاء الآخرين."),
        Words("Nobody judges or adopts its own work.", "Nothing to do: the other members do so."),
    ),
    "{which} is neither a number nor an id": (
        Words(
            "Cela ne désigne aucun enregistrement.",
            "Donnez son numéro, comme dans forsa-node list ou search.",
        ),
        Words(
            "هذا لا يدل على أي تسجيل.",
            "أعطوا رقمه كما يظهر في forsa-node list أو search.",
        ),
        Words("This names no record.", "Give its number, as forsa-node list or search has it."),
    ),
    "record {which} has no file {names}": (
        Words(
            "L'enregistrement n'a pas ce fichier.",
            "Voyez leurs noms : forsa-node files DIR {which}.",
        ),
        Words("ليس للتسجيل هذا الملف.", "اطلعوا على أسمائها: forsa-node files DIR {which}."),
        Words("The record has no such file.", "See their names: forsa-node files DIR {which}."),
    ),
    "no search is saved as {name}; saved: {known}": (
        Words("Cette recherche n'est pas gardée.", "Prenez l'un des noms qui suivent « gardées »."),
        Words("هذا البحث غير محفوظ.", "خذوا أحد الأسماء المذكورة بعد «المحفوظ»."),
        Words("There is no such saved search.", "Take one of the names after “saved”."),
    ),
    "{value} {what}: 0 to {limit} are allowed": _SEARCH,
    "a query with control or bidirectional characters: write it without them": _SEARCH,
    "no such sort: ask for {sorts}": _SEARCH,
    "another forsa-node works in {folder}; try again": _BUSY_HERE,
    "another process writes to the search index: try again": _BUSY_HERE,
    "the library is being written by another command or the daemon: try again": _BUSY_HERE,
    "{path} was written by a newer version of this program (tables {version}): update the "
    "program": _NEWER,
    "say whom to invite: --request FILE, or --member and --node": (
        Words("Il manque de savoir qui inviter.", "Recommencez avec l'une de ces options."),
        Words("لم يُذكر من تدعونه.", "أعيدوا المحاولة بأحد هذه الخيارات."),
        Words("Whom to invite is not said.", "Try again with one of these options."),
    ),
    "{member} is not a member yet: add --request with the file that its forsa-node init wrote": (
        Words(
            "Cette association n'est pas encore membre.",
            "Demandez-lui son fichier request.json, puis recommencez avec --request.",
        ),
        Words(
            "هذه الجمعية ليست عضوا بعد.",
            "اطلبوا منها ملفها request.json ثم أعيدوا المحاولة مع --request.",
        ),
        Words(
            "This association is not a member yet.",
            "Ask it for its request.json, then try again with --request.",
        ),
    ),
    "enrol_port is 0, any free port: start the hub, then invite": (
        Words(
            "Le port d'inscription n'est connu que pendant que le hub tourne.",
            "Démarrez-le avec forsa-hub serve DIR, ou fixez enrol_port dans DIR/hub.toml.",
        ),
        Words(
            "لا يُعرف منفذ الانضمام إلا والمحور يعمل.",
            "شغّلوه بالأمر forsa-hub serve DIR، أو حددوا enrol_port في DIR/hub.toml.",
        ),
        Words(
            "The enrolment port is known only while the hub runs.",
            "Start it with forsa-hub serve DIR, or set enrol_port in DIR/hub.toml.",
        ),
    ),
    "{value} is no {what} id: small letters, digits and hyphens, at most 63": (
        Words("Cet identifiant ne convient pas.", "Choisissez-en un autre, puis recommencez."),
        Words("هذا المعرّف غير صالح.", "اختاروا غيره ثم أعيدوا المحاولة."),
        Words("This id cannot be.", "Choose another one, then try again."),
    ),
    "this is no receipt, bundle, envelope, entry, checkpoint, root document or join token": (
        Words(
            "Ce fichier n'est rien que forsa connaisse.",
            "Vérifiez que c'est le bon, et qu'il a été copié en entier.",
        ),
        Words(
            "هذا الملف ليس مما تعرفه فرصة.",
            "تحققوا من أنه الملف المقصود وأنه نُسخ كاملا.",
        ),
        Words(
            "This file is nothing that forsa knows.",
            "Check that it is the right one, and was copied whole.",
        ),
    ),
}
