"""The help of `forsa` in French and Arabic; `forsa.client.help` says how a table is keyed."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "": {
        "fr": "Vérifiez ce qu'un réseau d'écoles de la deuxième chance a publié, sans rien "
        "demander à personne.",
        "ar": "تحققوا مما نشرته شبكة مدارس الفرصة الثانية دون أن تسألوا أحدا.",
    },
    "verify": {
        "fr": "Vérifiez un reçu ou un paquet sans aucun réseau.\n\n"
        "Un reçu se vérifie avec une racine de confiance : celle du dossier d'un nœud (--node "
        "DIR), ou des fichiers que l'identifiant du réseau authentifie (--network ID --root "
        "FILE). Un paquet apporte sa propre racine de confiance ; --network dit de quel réseau "
        "il doit être, et --then nomme ceux qui le continuent.",
        "ar": "تحققوا من وصل أو حزمة دون أي شبكة.\n\n"
        "يُتحقق من الوصل بجذر ثقة: جذر مجلد عقدة (--node DIR)، أو ملفات يثبتها معرّف الشبكة "
        "(--network ID --root FILE). أما الحزمة فتحمل جذر الثقة الخاص بها؛ ويحدد --network "
        "الشبكة التي يجب أن تكون منها، ويذكر --then الحزم التي تتمها.",
    },
    "verify FILE": {
        "fr": "Le reçu ou le paquet.",
        "ar": "الوصل أو الحزمة.",
        "en": "The receipt or the bundle.",
    },
    "--node": {
        "fr": "Le dossier d'un nœud : se fier à ce à quoi il se fie.",
        "ar": "مجلد عقدة: الثقة بما تثق به.",
    },
    "--network": {
        "fr": "L'identifiant du réseau : 64 chiffres hexadécimaux.",
        "ar": "معرّف الشبكة: 64 رقما ست عشريا.",
    },
    "--root": {
        "fr": "Un fichier de racine de confiance, une fois par version, la 1 d'abord "
        "(roots/1.root dans le dossier de tout nœud).",
        "ar": "ملف جذر الثقة، مرة لكل نسخة بدءا بالأولى (roots/1.root في مجلد أي عقدة).",
    },
    "--then": {
        "fr": "Un paquet qui continue le précédent ; une fois chacun, dans l'ordre.",
        "ar": "حزمة تتمة للتي قبلها؛ مرة لكل منها وبالترتيب.",
    },
    "verify --author-key": {
        "fr": "La clé publique de l'auteur, pour contrôler un reçu.",
        "ar": "المفتاح العمومي للمؤلف، لفحص وصل.",
    },
    "inspect": {
        "fr": "Voyez ce que dit un fichier : reçu, paquet, enveloppe, entrée, point de contrôle, "
        "avis, document racine ou jeton (son secret reste caché). `-` lit l'entrée standard.\n\n"
        "Rien n'est vérifié.",
        "ar": "اطلعوا على ما يقوله ملف: وصل أو حزمة أو مظروف أو قيد أو نقطة مراقبة أو إشعار أو "
        "وثيقة جذر أو رمز انضمام (يبقى سره مخفيا). `-` يقرأ من الدخل القياسي.\n\n"
        "لا يُتحقق من أي شيء.",
    },
    "inspect FILE": {
        "fr": "Le fichier à montrer.",
        "ar": "الملف المراد عرضه.",
        "en": "The file to show.",
    },
    "governance": {
        "fr": "Ce qu'un réseau a décidé, tel que chacun peut le contrôler.",
        "ar": "ما قررته شبكة، كما يمكن لكل أحد أن يتحقق منه.",
    },
    "governance recount": {
        "fr": "Recomptez chaque décision, depuis le premier enregistrement.\n\n"
        "SOURCE est un paquet, ou une copie du journal : le dossier ou la base d'un hub ou d'un "
        "nœud, qui n'est que lu. Avec --hub, c'est le dossier d'un nœud qui a rejoint un réseau, "
        "et le journal vient de son hub. Chaque signature est vérifiée et chaque règle appliquée "
        "de nouveau ; ce que la copie dit elle-même des verdicts, des empreintes et des résultats "
        "y est confronté. Les paquets qui continuent le premier se donnent avec --then, dans "
        "l'ordre.",
        "ar": "أعيدوا حساب كل قرار ابتداء من أول تسجيل.\n\n"
        "SOURCE حزمة، أو نسخة من السجل: مجلد محور أو عقدة أو قاعدة بياناتهما، ولا تُقرأ إلا "
        "قراءة. ومع --hub هو مجلد عقدة انضمت إلى شبكة، ويأتي السجل من محورها. يُتحقق من كل "
        "توقيع وتطبَّق كل قاعدة من جديد؛ ويقارن بذلك ما تقوله النسخة نفسها عن الأحكام والبصمات "
        "والنتائج. وتُعطى الحزم التي تتم الأولى مع --then بالترتيب.",
    },
    "governance recount SOURCE": {
        "fr": "Le paquet, la base ou le dossier.",
        "ar": "الحزمة أو قاعدة البيانات أو المجلد.",
        "en": "The bundle, the database or the folder.",
    },
    "governance recount --hub": {
        "fr": "SOURCE est le dossier d'un nœud : tirer le journal de son hub.",
        "ar": "SOURCE مجلد عقدة: اسحبوا السجل من محورها.",
    },
    "governance recount --proposal": {
        "fr": "Celle-ci seulement : son numéro, ou l'identifiant de son enregistrement.",
        "ar": "هذا المقترح وحده: رقمه، أو معرّف تسجيله.",
    },
    "governance recount --ballots": {
        "fr": "Nommer chaque bulletin et chaque procuration, pas seulement le compte.",
        "ar": "اذكروا كل صوت وكل توكيل، لا الحساب وحده.",
    },
    "outcomes": {
        "fr": "Les tableaux de situations publiés, tels que chacun peut les contrôler.",
        "ar": "جداول الوضعيات المنشورة كما يمكن للجميع فحصها.",
    },
    "outcomes audit": {
        "fr": "Auditez un tableau publié : ce qui peut être calculé de ses cases cachées.\n\n"
        "FILE vient de `forsa-node outcomes report`. Rien n'y est cru sur parole, pas même sa "
        "preuve : chaque intervalle est recalculé. Un refus dit comment chaque case se calcule et "
        "ce qui y remédierait. `--json` écrit le rapport d'audit (RFC 8785). Il faut l'extra "
        "`outcomes`.",
        "ar": "راقبوا جدولا منشورا: ما الذي يمكن حسابه من خاناته المخفية.\n\n"
        "يأتي FILE من `forsa-node outcomes report`. لا يُصدَّق فيه شيء ولا حتى برهانه: يُعاد حساب "
        "كل مجال. ويبين الرفض كيف تُحسب كل خانة وما الذي يصلح ذلك. ويطبع `--json` تقرير المراقبة "
        "(RFC 8785). يلزم المكوّن الإضافي `outcomes`.",
    },
    "outcomes audit FILE": {
        "fr": "Le fichier d'une publication.",
        "ar": "ملف منشور.",
        "en": "The file of a release.",
    },
    "outcomes audit --insider": {
        "fr": "Dire ce que conclut quelqu'un qui connaît un apprenant.",
        "ar": "بيان ما يستنتجه من يعرف متعلما واحدا.",
    },
    "outcomes verify": {
        "fr": "Vérifiez, avec sa preuve, qu'un tableau publié ne révèle personne.\n\n"
        "FILE contient la publication, celles qui la précèdent et la preuve ; `forsa-node outcomes "
        "report` l'écrit. Seuls des nombres entiers sont comparés : ni réseau, ni solveur, rien de "
        "privé. Que le journal ait ces publications et pas d'autres, un nœud le dit.",
        "ar": "تحققوا، بواسطة برهانه، من أن جدولا منشورا لا يكشف أحدا.\n\n"
        "يضم FILE المنشور وما سبقه والبرهان؛ ويكتبه `forsa-node outcomes report`. لا تُقارن إلا "
        "أعداد صحيحة: دون شبكة ولا برنامج حلّ ولا شيء خاص. أما أن السجل يضم هذه المنشورات دون "
        "غيرها فتجيب عنه عقدة.",
    },
    "outcomes verify FILE": {
        "fr": "Le fichier d'une publication.",
        "ar": "ملف منشور.",
        "en": "The file of a release.",
    },
    "query": {
        "fr": "Cherchez fiches de pratique et curriculums sur un hub : SOURCE est le dossier d'un "
        "nœud qui a rejoint le réseau ou, avec --network, l'adresse du hub ; on cherche alors dans "
        "ce qui est public.\n\n"
        'Des "mots entre guillemets" se suivent ; -mot exclut (après --). L\'arabe se trouve avec '
        "ou sans voyelles. Sans connexion : forsa-node search.",
        "ar": "ابحثوا عن جذاذات الممارسات والمناهج في محور: SOURCE مجلد عقدة انضمت إلى الشبكة، أو "
        "عنوان المحور مع --network؛ فيجري البحث حينها في ما هو عمومي.\n\n"
        'الكلمات "بين مزدوجتين" متتابعة؛ والعلامة - قبل كلمة تستثنيها (بعد --). تُوجد الكلمات '
        "العربية مشكولة أو غير مشكولة. دون اتصال: forsa-node search.",
    },
    "query SOURCE": {
        "fr": "Le dossier d'un nœud, ou l'adresse d'un hub avec --network.",
        "ar": "مجلد عقدة، أو عنوان محور مع --network.",
        "en": "A node's folder, or a hub's host with --network.",
    },
    "query WORDS": {
        "fr": "Ce qu'on cherche ; rien : tout.",
        "ar": "ما تبحثون عنه؛ دون شيء: الكل.",
        "en": "What to look for; none: everything.",
    },
    "query --network": {
        "fr": "L'identifiant du réseau : SOURCE est alors l'adresse du hub.",
        "ar": "معرّف الشبكة: SOURCE حينها عنوان المحور.",
    },
    "--enrol-port": {
        "fr": "Le port du hub pour les lecteurs de l'extérieur.",
        "ar": "منفذ المحور لقراء الخارج.",
    },
    "query --kind": {"fr": "practice ou curriculum.", "ar": "practice أو curriculum."},
    "query --theme": {"fr": "Code d'un thème.", "ar": "رمز موضوع."},
    "query --strand": {"fr": "Code d'un volet.", "ar": "رمز مكون."},
    "query --trade": {"fr": "Code d'un métier.", "ar": "رمز مهنة."},
    "query --maturity": {
        "fr": "Sa maturité : trial, promising, good, …",
        "ar": "نضجه: trial، promising، good، …",
    },
    "query --year": {
        "fr": "Une année de sa période ; pour un cours, celle de sa publication.",
        "ar": "سنة من مدته؛ وللدرس سنة نشره.",
    },
    "query --sort": {
        "fr": "relevance : les plus pertinents d'abord ; newest : les plus récents.",
        "ar": "relevance: الأكثر ملاءمة أولا؛ newest: الأحدث أولا.",
    },
    "query --offset": {"fr": "Résultats à sauter.", "ar": "عدد النتائج المتخطاة."},
    "query --limit": {"fr": "Résultats voulus.", "ar": "عدد النتائج المطلوبة."},
    "query --since-index": {
        "fr": "Seulement à partir de ce numéro du journal.",
        "ar": "ابتداء من هذا الرقم في السجل فقط.",
    },
    "--region": {"fr": "Code ISO 3166-2, par exemple MA-05.", "ar": "رمز ISO 3166-2، مثل MA-05."},
    "--language": {"fr": "Sa langue : fr, ar, zgh, …", "ar": "لغته: fr، ar، zgh، …"},
    "--member": {"fr": "De qui.", "ar": "صاحب العمل."},
    "export": {
        "fr": "Écrivez dans un fichier ce qu'un réseau a publié : le catalogue des fiches de "
        "pratique et curriculums en tableau, un fil JSON Feed, du JSON-LD de schema.org, ou une "
        "réponse OAI-PMH complète ; ou outcomes : les tableaux publiés du devenir des jeunes "
        "(--member et --region les restreignent, les autres filtres sont refusés).\n\n"
        "SOURCE est le dossier d'un nœud qui a rejoint le réseau ou, avec --network, l'adresse "
        "du hub. Chaque enregistrement est vérifié au passage ; ce qui a été retiré ou effacé "
        "est dit sans son texte.",
        "ar": "اكتبوا ما نشرته شبكة في ملف: فهرس جذاذات الممارسات والمناهج جدولا، أو خلاصة "
        "JSON Feed، أو JSON-LD بمفردات schema.org، أو جواب OAI-PMH كاملا؛ أو outcomes: الجداول "
        "المنشورة لمآل الشباب (يضيقها --member و--region، وتُرفض المرشحات الأخرى).\n\n"
        "SOURCE مجلد عقدة انضمت إلى الشبكة، أو عنوان المحور مع --network. يُتحقق من كل تسجيل في "
        "طريقه؛ وما سُحب أو مُحي يُذكر دون نصه.",
    },
    "export WHAT": {
        "fr": "catalogue (tableau), feed, jsonld, oai ou outcomes (devenir des jeunes).",
        "ar": "catalogue (جدول) أو feed أو jsonld أو oai أو outcomes (مآل الشباب).",
        "en": "catalogue (a table), feed, jsonld, oai or outcomes (tables of learners).",
    },
    "export SOURCE": {
        "fr": "Le dossier d'un nœud, ou l'adresse d'un hub avec --network.",
        "ar": "مجلد عقدة، أو عنوان محور مع --network.",
        "en": "A node's folder, or a hub's host with --network.",
    },
    "export --network": {
        "fr": "L'identifiant du réseau : SOURCE est alors l'adresse du hub.",
        "ar": "معرّف الشبكة: SOURCE حينها عنوان المحور.",
    },
    "export --to": {"fr": "Le fichier à écrire.", "ar": "الملف المراد كتابته."},
    "export --format": {
        "fr": "D'un catalogue : csv, parquet ou jsonl ; d'outcomes : zip (tous les formats) ou "
        "csv.",
        "ar": "للفهرس: csv أو parquet أو jsonl؛ ولـoutcomes: zip (كل الصيغ) أو csv.",
    },
    "export --audience": {
        "fr": "all : aussi ce que seuls les membres peuvent lire ; gardez ce fichier entre eux.",
        "ar": "all: كذلك ما لا يقرؤه إلا الأعضاء؛ احتفظوا بهذا الملف بينهم.",
    },
    "export --kind": {"fr": "practice ou curriculum.", "ar": "practice أو curriculum."},
    "export --every-version": {
        "fr": "Les versions plus anciennes aussi.",
        "ar": "النسخ الأقدم كذلك.",
    },
    "export --force": {
        "fr": "Remplacer le fichier s'il existe.",
        "ar": "استبدال الملف إن وُجد.",
    },
    "demo": {
        "fr": "Lancez un hub et trois nœuds d'associations, et voyez ce qu'ils font.\n\n"
        "\b\n"
        "Codes de sortie :\n"
        "  0  chaque partie a montré ce qu'elle devait\n"
        "  1  une partie a échoué : laquelle, pourquoi, et où sont les journaux",
        "ar": "شغّلوا محورا وثلاث عقد لجمعيات، وشاهدوا ما تقوم به.\n\n"
        "\b\n"
        "رموز الخروج:\n"
        "  0  عرض كل جزء ما كان عليه أن يعرضه\n"
        "  1  فشل أحد الأجزاء: أيها ولماذا وأين توجد السجلات",
    },
    "demo --part": {
        "fr": "Une seule partie, avec ce qu'il lui faut.",
        "ar": "جزء واحد، مع ما يحتاجه.",
    },
    "demo --keep": {
        "fr": "Laisser le réseau en marche, et dire comment s'en servir.",
        "ar": "ترك الشبكة تعمل، مع بيان طريقة استعمالها.",
    },
    "demo --let-pass": {
        "fr": "Ne rien lancer : laisser passer autant de jours sur l'horloge FORSA_DEMO_CLOCK.",
        "ar": "دون تشغيل شيء: مرور هذا العدد من الأيام على الساعة FORSA_DEMO_CLOCK.",
    },
    "demo --json": {
        "fr": "Afficher le résultat en JSON, rien d'autre.",
        "ar": "عرض النتيجة بصيغة JSON، ولا شيء غيرها.",
    },
}
