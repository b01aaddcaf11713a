"""Help: the register of learners, and the tables made of it."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "outcomes": {
        "fr": "Ce que deviennent les apprenants : le registre de cette machine, et les tableaux "
        "qu'on en tire.",
        "ar": "مآل المتعلمين: السجل المحفوظ على هذا الحاسوب، والجداول المستخرجة منه.",
    },
    "outcomes mapping": {
        "fr": "Proposez ce que veulent dire les colonnes d'un registre ; relisez ligne par ligne "
        "avant de vous en servir.",
        "ar": "اقترحوا معنى أعمدة سجل؛ وراجعوه سطرا سطرا قبل استعماله.",
    },
    "outcomes mapping --guess": {
        "fr": "Un registre : ses colonnes sont regardées, et rien n'en est gardé.",
        "ar": "سجل: تُنظر أعمدته ولا يُحفظ منه شيء.",
    },
    "outcomes mapping --to": {
        "fr": "Le nouveau fichier de correspondance ; par défaut : afficher.",
        "ar": "ملف المطابقة الجديد؛ افتراضيا: العرض.",
    },
    "outcomes import": {
        "fr": "Lisez un registre d'apprenants (CSV ou XLSX), voyez ce qu'il change, et gardez-le."
        "\n\n"
        "Tout ce qui ne va pas est dit ligne par ligne ; rien n'est gardé alors. Les colonnes que "
        "la correspondance ne nomme pas sont laissées, et nommées. Le même fichier encore une fois "
        "ne change rien.",
        "ar": "اقرؤوا سجل المتعلمين (CSV أو XLSX)، وانظروا ما يغيره، ثم احفظوه.\n\n"
        "يُذكر كل خطأ بسطره، ولا يُحفظ شيء حينئذ. الأعمدة التي لا يذكرها ملف المطابقة لا تُحفظ، "
        "وتُذكر أسماؤها. وإعادة الملف نفسه لا تغير شيئا.",
    },
    "outcomes import FILE": {
        "fr": "Le registre.",
        "ar": "السجل.",
        "en": "The register.",
    },
    "outcomes import --mapping": {
        "fr": "Ce que veulent dire les colonnes de FILE (forsa-node outcomes mapping en propose "
        "une).",
        "ar": "معنى أعمدة FILE (يقترح الأمر forsa-node outcomes mapping واحدا).",
    },
    "outcomes import --dry-run": {
        "fr": "Lire et comparer, ne rien garder.",
        "ar": "قراءة ومقارنة دون حفظ أي شيء.",
    },
    "outcomes import --withdraw-missing": {
        "fr": "Les apprenants d'un effectif arrêté que FILE n'a pas sont partis : effacer ce "
        "qu'ils ont de personnel.",
        "ar": "متعلمو عدد محصور غير الموجودين في FILE غادروا: محو معطياتهم الشخصية.",
    },
    "YEAR": {
        "fr": "L'année scolaire, comme 2024-2025.",
        "ar": "الموسم الدراسي، مثل 2024-2025.",
        "en": "The school year, as 2024-2025.",
    },
    "outcomes check": {
        "fr": "Ce qui s'oppose aux prochains tableaux, et ce qui cacherait plus qu'il ne faut.",
        "ar": "ما يمنع الجداول المقبلة، وما قد يخفي أكثر من اللازم.",
    },
    "outcomes status": {
        "fr": "Où en est chaque année scolaire, et ce qu'il y a à faire.",
        "ar": "أين وصل كل موسم دراسي، وما الذي يلزم فعله.",
    },
    "outcomes frame": {
        "fr": "Arrêtez l'effectif de YEAR et publiez combien d'apprenants il compte.\n\n"
        "Il décide des tableaux permis, et chaque tableau de l'année y est comparé. Il se corrige "
        "de la même façon jusqu'à la première publication de l'année.",
        "ar": "احصروا عدد متعلمي YEAR وانشروه.\n\n"
        "به تُحدد الجداول المسموح بها، ويُقارن به كل جدول من الموسم. ويُصحح بالطريقة نفسها إلى حين "
        "أول نشر في الموسم.",
    },
    "outcomes frame --on": {
        "fr": "Jour du relevé des inscriptions ; par défaut : le 31 octobre de la première année.",
        "ar": "يوم إحصاء المسجلين؛ افتراضيا: 31 أكتوبر من السنة الأولى.",
    },
    "outcomes frame --learners": {
        "fr": "Apprenants de votre relevé : refusé si le registre en a un autre nombre.",
        "ar": "عدد المتعلمين في إحصائكم: يُرفض إن كان عددهم في السجل مختلفا.",
    },
    "outcomes forget": {
        "fr": "Oubliez l'apprenant KEY, pour toujours, et voyez ce que cela veut dire pour ce qui "
        "est publié.\n\n"
        "KEY comme dans le registre ; - le lit sur l'entrée standard, pour qu'aucune liste de "
        "commandes ne le garde.",
        "ar": "احذفوا المتعلم KEY نهائيا، وانظروا ما يعنيه ذلك لما نُشر.\n\n"
        "KEY كما في السجل؛ والعلامة - تقرؤه من المدخل القياسي حتى لا تحفظه أي لائحة أوامر.",
    },
    "outcomes forget KEY": {
        "fr": "La clé de l'apprenant dans le registre.",
        "ar": "مفتاح المتعلم في السجل.",
        "en": "The learner's key in the register.",
    },
    "outcomes forget --year": {
        "fr": "Dans cette année scolaire seulement ; par défaut : toutes.",
        "ar": "في هذا الموسم الدراسي وحده؛ افتراضيا: كل المواسم.",
    },
    "outcomes export-local": {
        "fr": "Écrivez les lignes de YEAR pour vous-mêmes, en clair : seul ce compte peut lire le "
        "fichier.",
        "ar": "اكتبوا أسطر YEAR لأنفسكم دون تشفير: لا يقرأ الملف إلا هذا الحساب.",
    },
    "outcomes export-local --to": {
        "fr": "Le nouveau fichier CSV ; rien n'est remplacé.",
        "ar": "ملف CSV الجديد؛ لا يُستبدل أي شيء.",
    },
    "outcomes import --yes": {
        "fr": "Ne rien demander ; pour les scripts.",
        "ar": "دون أسئلة؛ للبرامج النصية.",
    },
    "outcomes frame --yes": {
        "fr": "Ne rien demander ; pour les scripts.",
        "ar": "دون أسئلة؛ للبرامج النصية.",
    },
    "outcomes forget --yes": {
        "fr": "Ne rien demander ; pour les scripts.",
        "ar": "دون أسئلة؛ للبرامج النصية.",
    },
}
