"""Help: what was published, and how to find it."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "list": {
        "fr": "Voyez fiches de pratique, curriculums et tout ce qui a été publié ; sans connexion.",
        "ar": "اطلعوا على جذاذات الممارسات والمناهج وكل ما نُشر؛ دون اتصال.",
    },
    "list --kind": {
        "fr": "Seulement ces genres, ou leur premier segment.",
        "ar": "هذه الأنواع فقط، أو جزؤها الأول.",
    },
    "list --member": {
        "fr": "Seulement ceux de ces membres.",
        "ar": "ما يخص هؤلاء الأعضاء فقط.",
    },
    "show": {
        "fr": "Lisez un enregistrement : WHICH est son numéro, ou le début de son identifiant ou "
        "de celui de son objet.",
        "ar": "اقرؤوا تسجيلا: WHICH هو رقمه، أو بداية معرّفه أو معرّف موضوعه.",
    },
    "show --full": {
        "fr": "Ses textes dans toutes les langues, avec les empreintes.",
        "ar": "نصوصه بكل اللغات، مع البصمات.",
    },
    "search": {
        "fr": "Trouvez fiches et cours sur ce nœud, sans connexion.\n\n"
        'Des "mots entre guillemets" se suivent ; -mot exclut. L\'arabe se trouve avec ou sans '
        "voyelles.",
        "ar": "ابحثوا عن الجذاذات والدروس في هذه العقدة، دون اتصال.\n\n"
        '"كلمات بين مزدوجتين" تأتي متتابعة؛ والعلامة - قبل كلمة تستثنيها. تُوجد العربية '
        "بالشكل أو بدونه.",
    },
    "search WORDS": {
        "fr": "Ce que vous cherchez.",
        "ar": "ما تبحثون عنه.",
        "en": "What you look for.",
    },
    "search --kind": {
        "fr": "practice (pratique) ou curriculum.",
        "ar": "practice (ممارسة) أو curriculum (منهاج).",
    },
    "search --theme": {
        "fr": "Code d'un thème ; répété, l'un ou l'autre, comme pour tous ceux-ci.",
        "ar": "رمز موضوع؛ وعند التكرار: هذا أو ذاك، كما في كل هذه الخيارات.",
    },
    "search --region": {
        "fr": "ISO 3166-2, par exemple MA-05.",
        "ar": "رمز ISO 3166-2، مثل MA-05.",
    },
    "search --language": {
        "fr": "Langue du texte : fr, ar, zgh, …",
        "ar": "لغة النص: fr، ar، zgh، …",
    },
    "search --strand": {
        "fr": "Code d'un volet du programme.",
        "ar": "رمز مكون من مكونات البرنامج.",
    },
    "search --trade": {
        "fr": "Code d'un métier.",
        "ar": "رمز مهنة.",
    },
    "search --maturity": {
        "fr": "Maturité : trial (essai), promising (prometteuse), good (bonne), …",
        "ar": "النضج: trial (تجربة) أو promising (واعدة) أو good (جيدة) أو …",
    },
    "search --member": {
        "fr": "De quel membre.",
        "ar": "عمل أي عضو.",
    },
    "search --year": {
        "fr": "Une année : 2024.",
        "ar": "سنة: 2024.",
    },
    "search --sort": {
        "fr": "Ordre : relevance (les plus proches d'abord) ou newest (les plus récents d'abord).",
        "ar": "الترتيب: relevance (الأقرب أولا) أو newest (الأحدث أولا).",
        "en": "Order: the closest first, or the newest.",
    },
    "search --offset": {
        "fr": "Nombre de résultats à sauter.",
        "ar": "عدد النتائج التي تُتجاوز.",
    },
    "search --limit": {
        "fr": "Nombre de résultats voulus, 100 au plus.",
        "ar": "عدد النتائج المطلوبة، 100 على الأكثر.",
    },
    "search --new": {
        "fr": "Seulement ce qui est arrivé depuis la dernière recherche de ce genre.",
        "ar": "فقط ما وصل منذ آخر بحث من هذا النوع.",
    },
    "search --save": {
        "fr": "Garder cette recherche sous un nom.",
        "ar": "حفظ هذا البحث باسم.",
    },
    "search --saved": {
        "fr": "Refaire la recherche de ce nom.",
        "ar": "إعادة البحث المحفوظ بهذا الاسم.",
    },
    "search --forget": {
        "fr": "Oublier la recherche de ce nom.",
        "ar": "حذف البحث المحفوظ بهذا الاسم.",
    },
    "search --searches": {
        "fr": "Dire quelles recherches sont gardées.",
        "ar": "عرض الأبحاث المحفوظة.",
    },
    "library": {
        "fr": "L'index de recherche de ce nœud.",
        "ar": "فهرس البحث في هذه العقدة.",
    },
    "library rebuild": {
        "fr": "Supprimez l'index et refaites-le depuis le journal vérifié.",
        "ar": "احذفوا الفهرس وأعيدوا بناءه من السجل المتحقق منه.",
    },
    "library status": {
        "fr": "Voyez ce que l'index connaît.",
        "ar": "اعرفوا ما يعرفه الفهرس.",
    },
}
