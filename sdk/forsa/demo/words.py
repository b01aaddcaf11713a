"""The demo's sentences in French, Arabic and English."""

from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["fr", "ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar", "en")


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return SENTENCES[key][language].format(**values)


SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "part_network": {
        "fr": "Un réseau : un hub et trois associations",
        "ar": "شبكة: محور وثلاث جمعيات",
        "en": "A network: one hub and three associations",
    },
    "part_publish": {
        "fr": "Publier, et tout vérifier soi-même",
        "ar": "النشر، وكل جمعية تتحقق بنفسها من كل شيء",
        "en": "Publish, and verify everything oneself",
    },
    "part_share": {
        "fr": "Un cours avec ses fichiers, essayé ailleurs, et ce qui en revient",
        "ar": "درس بملفاته، جُرّب في مكان آخر، وعاد خبره إلى صاحبه",
        "en": "A course with its files, tried elsewhere, and what comes back",
    },
    "publish_course": {
        "fr": "{name} publie un cours d'électricité en français et en arabe, avec {count} fichiers",
        "ar": "{name} تنشر درسا في الكهرباء بالعربية والفرنسية، مع {count} ملفات",
        "en": "{name} publishes a course on electricity in French and Arabic, with {count} files",
    },
    "find": {
        "fr": "{name} le trouve hors ligne en tapant « {words} », sans voyelles",
        "ar": "{name} تجده دون اتصال بكتابة «{words}» بلا شكل",
        "en": "{name} finds it offline by typing “{words}”, without vowels",
    },
    "fetch": {
        "fr": "{name} reçoit les fichiers morceau par morceau et vérifie chaque octet",
        "ar": "{name} تستلم الملفات قطعة قطعة وتتحقق من كل بايت",
        "en": "{name} fetches the files chunk by chunk and verifies every byte",
    },
    "adopt": {
        "fr": "{name} l'a essayé et raconte comment cela s'est passé",
        "ar": "{name} جرّبته وتحكي كيف سار الأمر",
        "en": "{name} tried it and tells how it went",
    },
    "credit": {
        "fr": "{name} voit qui a repris son cours, et avec quel résultat",
        "ar": "{name} ترى من أخذ بدرسها، وبأي نتيجة",
        "en": "{name} sees who took up its course, and how it turned out",
    },
    "part_outcomes": {
        "fr": "Des résultats sans les apprenants : le registre reste, un tableau part",
        "ar": "نتائج بلا متعلمين: السجل يبقى والجدول يخرج",
        "en": "Outcomes without learners: the register stays, a table leaves",
    },
    "second_person": {
        "fr": "{name} publie son profil et ses centres ; {person} y reçoit une clé à elle seule",
        "ar": "{name} تنشر بطاقتها ومراكزها؛ و{person} تحصل فيها على مفتاح لها وحدها",
        "en": "{name} publishes its profile and centres; {person} gets a key of her own there",
    },
    "import_register": {
        "fr": "{name} importe le registre {file}, l'arrête et publie son effectif",
        "ar": "{name} تستورد السجل {file} وتحصر عدد متعلميه وتنشره",
        "en": "{name} imports the register {file}, freezes it and publishes its enrolment",
    },
    "register_stays": {
        "fr": "      {count} apprenants, chiffrés sur ce nœud. Colonnes non gardées : {dropped}.",
        "ar": "      {count} متعلما، مشفرون على هذه العقدة. أعمدة لا تُحفظ أبدا: {dropped}.",
        "en": "      {count} learners, encrypted on this node. Columns never kept: {dropped}.",
    },
    "protect": {
        "fr": "{name} compte, protège et contrôle les tableaux que son effectif permet",
        "ar": "{name} تعدّ الجداول التي يسمح بها عددها وتحميها وتدققها",
        "en": "{name} counts, protects and audits the tables that its enrolment allows",
    },
    "before_protection": {
        "fr": "      {table}, tel que l'association le compte :",
        "ar": "      {table}، كما تعدّه الجمعية:",
        "en": "      {table}, as the association counts it:",
    },
    "after_protection": {
        "fr": "      {table}, tel que tous le liront ; {sign} ne se retrouve par aucun calcul :",
        "ar": "      {table}، كما سيقرؤه الجميع؛ ولا يُستخرج {sign} بأي حساب:",
        "en": "      {table}, as everybody will read it; no calculation gives {sign} back:",
    },
    "two_persons": {
        "fr": "{name} le fait approuver par une seconde personne, puis le publie avec sa preuve",
        "ar": "{name} تعرضه على شخص ثان ليوافق عليه ثم تنشره مع برهانه",
        "en": "{name} has a second person approve it, then publishes it with its proof",
    },
    "network_total": {
        "fr": "{name} a contrôlé la preuve elle-même, et additionne ce que le réseau a publié",
        "ar": "{name} تحققت من البرهان بنفسها، وتجمع ما نشرته الشبكة",
        "en": "{name} has checked the proof by itself, and adds up what the network published",
    },
    "part_offline": {
        "fr": "Le hub s'arrête, les associations continuent",
        "ar": "يتوقف المحور، وتواصل الجمعيات العمل",
        "en": "The hub stops, the associations go on",
    },
    "part_tamper": {
        "fr": "Un octet changé dans la base du hub",
        "ar": "بايت واحد تغيّر في قاعدة بيانات المحور",
        "en": "One byte changed in the hub's database",
    },
    "init": {
        "fr": "Le secrétariat crée le réseau « {name} »",
        "ar": "الكتابة تنشئ الشبكة «{name}»",
        "en": "The secretariat makes the network “{name}”",
    },
    "serve": {
        "fr": "Le hub démarre",
        "ar": "يشتغل المحور",
        "en": "The hub starts",
    },
    "make_keys": {
        "fr": "Trois associations créent leurs clés : {names}",
        "ar": "ثلاث جمعيات تنشئ مفاتيحها: {names}",
        "en": "Three associations make their keys: {names}",
    },
    "admit": {
        "fr": "Le secrétariat les admet, et donne un jeton à chacune",
        "ar": "الكتابة تقبلها، وتعطي كل واحدة رمز انضمام",
        "en": "The secretariat admits them, and gives each a token",
    },
    "join": {
        "fr": "Elles rejoignent le réseau et démarrent leurs nœuds",
        "ar": "تنضم إلى الشبكة وتشغّل عقدها",
        "en": "They join the network and start their nodes",
    },
    "publish": {
        "fr": "{name} signe et publie : {files}",
        "ar": "{name} توقّع وتنشر: {files}",
        "en": "{name} signs and publishes: {files}",
    },
    "verify_all": {
        "fr": "Chaque nœud a reçu et vérifié les {size} entrées du journal",
        "ar": "كل عقدة استلمت قيود السجل وعددها {size} وتحققت منها",
        "en": "Every node has received and verified the {size} entries of the log",
    },
    "reread": {
        "fr": "Chaque nœud recalcule son journal : la même racine partout",
        "ar": "كل عقدة تعيد حساب سجلها: الجذر نفسه عند الجميع",
        "en": "Every node computes its log again: the same root everywhere",
    },
    "stop_hub": {
        "fr": "Le hub est arrêté",
        "ar": "أُوقف المحور",
        "en": "The hub is stopped",
    },
    "queue": {
        "fr": "{name} lit toujours ses {known} publications, en signe une autre : elle attend",
        "ar": "{name} ما زالت تقرأ منشوراتها وعددها {known}، وتوقّع منشورا آخر: ينتظر",
        "en": "{name} still reads its {known} publications, and signs one more: it waits",
    },
    "restart_hub": {
        "fr": "Le hub redémarre",
        "ar": "يشتغل المحور من جديد",
        "en": "The hub starts again",
    },
    "drain": {
        "fr": "Les files d'attente se vident : {waited} reçues par le réseau",
        "ar": "تفرغ طوابير الانتظار: استلمت الشبكة {waited}",
        "en": "The queues drain: {waited} received by the network",
    },
    "absent": {
        "fr": "Le nœud de {name} s'éteint ; {other} publie une fiche de pratique entre-temps",
        "ar": "تنطفئ عقدة {name}؛ وفي هذه الأثناء تنشر {other} جذاذة ممارسة",
        "en": "The node of {name} goes off; meanwhile {other} publishes a report",
    },
    "tamper": {
        "fr": "Copie de la base du hub, entrée {index}, octet {offset} : {before} devient {after}",
        "ar": "نسخة من قاعدة المحور، القيد {index}، البايت {offset}: {before} يصير {after}",
        "en": "A copy of the hub's database, entry {index}, byte {offset}: {before} → {after}",
    },
    "serve_copy": {
        "fr": "La copie falsifiée prend la place du hub",
        "ar": "النسخة المزوّرة تأخذ مكان المحور",
        "en": "The forged copy takes the hub's place",
    },
    "caught": {
        "fr": "{name} revient, vérifie, et refuse ({reason})",
        "ar": "{name} تعود، وتتحقق، وترفض ({reason})",
        "en": "{name} comes back, verifies, and refuses ({reason})",
    },
    "honest": {
        "fr": "Le vrai hub revient, {name} rattrape son retard et rien n'est perdu",
        "ar": "يعود المحور الحقيقي، وتتدارك {name} ما فاتها ولم يضع شيء",
        "en": "The true hub comes back, {name} catches up and nothing is lost",
    },
    "done": {
        "fr": "Terminé en {seconds:.1f} s, tout a été vérifié.",
        "ar": "انتهى في {seconds:.1f} ثانية، وتم التحقق من كل شيء.",
        "en": "Done in {seconds:.1f} s, everything was verified.",
    },
    "part_season": {
        "fr": "Une saison : un texte, un vote avec procuration, une échéance, un effacement",
        "ar": "موسم: نص، وتصويت بتوكيل، وأجل، ومحو",
        "en": "A season: a text, a vote with a proxy, a due date, an erasure",
    },
    "season_founders": {
        "fr": "Le secrétariat rend actifs les fondateurs ({names}) ; Dalia demande à entrer",
        "ar": "الكتابة تجعل الأعضاء المؤسسين نشيطين ({names})؛ وداليا تطلب الانخراط",
        "en": "The secretariat activates the founding members ({names}); Dalia asks to join",
    },
    "season_begin": {
        "fr": "Une convention à ratifier, une adhésion à voter, une fiche à remettre sous peu",
        "ar": "اتفاقية للمصادقة، وانخراط للتصويت، وجذاذة تُسلَّم قريبا",
        "en": "An agreement to ratify, an admission to vote on, a report due soon",
    },
    "season_ratify": {
        "fr": "Les trois ratifient ; le secrétariat suspend une fiche où l'on reconnaît quelqu'un",
        "ar": "الثلاث تصادق؛ والكتابة تعلّق جذاذة يمكن التعرف فيها على شخص",
        "en": "All three ratify; the secretariat holds a report in which somebody is recognised",
    },
    "season_vote": {
        "fr": "Vote, {absent} par procuration donnée à {other} ; un second vote sur la fiche",
        "ar": "التصويت، و{absent} بتوكيل لفائدة {other}؛ وتصويت ثان على الجذاذة",
        "en": "The vote, {absent} by proxy given to {other}; a second vote on the report",
    },
    "season_pass": {
        "fr": "{days} jours passent ; les décisions sont exécutées, une remise arrive en retard",
        "ar": "تمر الأيام ({days})؛ تُنفَّذ القرارات، ويأتي تسليم متأخرا",
        "en": "{days} days pass; the decisions are carried out, one report is handed in late",
    },
    "season_erased": {
        "fr": "Chaque nœud efface la fiche, et le dit",
        "ar": "كل عقدة تمحو الجذاذة وتعلن ذلك",
        "en": "Every node erases the report, and says so",
    },
    "season_due": {
        "fr": "      L'échéance, comptée par l'heure du journal :",
        "ar": "      الأجل، محسوبا بوقت السجل:",
        "en": "      What was due, by the time of the log:",
    },
    "season_state": {
        "fr": "      L'état du réseau, recalculé par {first} et par {second} :",
        "ar": "      حالة الشبكة كما أعادت حسابها {first} و{second}:",
        "en": "      The state of the network, computed again by {first} and by {second}:",
    },
    "failed": {
        "fr": "La démonstration a échoué dans la partie « {part} » :",
        "ar": "فشل العرض في الجزء «{part}»:",
        "en": "The demo failed in the part “{part}”:",
    },
    "logs": {
        "fr": "Journaux des processus : {folder}",
        "ar": "سجلات العمليات: {folder}",
        "en": "Logs of the processes: {folder}",
    },
    "kept": {
        "fr": "Le réseau reste en marche. Essayez :",
        "ar": "تبقى الشبكة مشغّلة. جرّبوا:",
        "en": "The network keeps running. Try:",
    },
    "kept_stop": {
        "fr": "Pour tout arrêter et tout effacer :",
        "ar": "لإيقاف كل شيء ومسحه:",
        "en": "To stop and remove everything:",
    },
    "passed": {
        "fr": "Jours passés sur {file} : {days}. On y est le {day}.",
        "ar": "الأيام التي مرت على {file}: {days}. التاريخ فيها {day}.",
        "en": "Days that have passed on {file}: {days}. It is {day} there.",
    },
    "no_clock": {
        "fr": "{variable} ne nomme pas de fichier : export {variable}=horloge, puis recommencez.",
        "ar": "المتغير {variable} لا يسمي ملفا: نفذوا export {variable}=clock ثم أعيدوا المحاولة.",
        "en": "{variable} names no file: export {variable}=clock, then try again.",
    },
    "column_node": {"fr": "nœud", "ar": "العقدة", "en": "node"},
    "column_size": {
        "fr": "entrées vérifiées",
        "ar": "قيود مُتحقَّق منها",
        "en": "verified entries",
    },
    "column_root": {"fr": "racine", "ar": "الجذر", "en": "root hash"},
    "column_published": {"fr": "publié", "ar": "المنشور", "en": "published"},
    "column_waiting": {"fr": "en attente", "ar": "في الانتظار", "en": "waiting"},
    "column_cosigned": {
        "fr": "cosigné jusqu'à",
        "ar": "مُوقَّع بالمشاركة إلى",
        "en": "cosigned up to",
    },
}
