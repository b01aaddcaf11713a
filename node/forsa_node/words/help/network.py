"""Help: outcomes of the whole network."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "outcomes network": {
        "fr": "Les totaux du réseau comme intervalles, d'après les tableaux publiés que ce nœud a "
        "vérifiés lui-même.\n\n"
        "YEAR est une année scolaire comme 2024-2025 ; sans elle, la plus récente. Marche sans "
        "réseau.",
        "ar": "مجاميع الشبكة كمجالات، من الجداول المنشورة التي تحققت منها هذه العقدة بنفسها.\n\n"
        "YEAR موسم دراسي مثل 2024-2025؛ وبدونه الأحدث. يعمل دون شبكة.",
    },
    "outcomes network --point": {
        "fr": "Quand on a regardé : exit (à la sortie), m3, m6 ou m12 (mois après).",
        "ar": "وقت المعاينة: exit (عند المغادرة) أو m3 أو m6 أو m12 (بعدد الأشهر بعدها).",
    },
    "outcomes network --region": {
        "fr": "Une seule région : son code, comme MA-05.",
        "ar": "جهة واحدة: رمزها، مثل MA-05.",
    },
    "outcomes network --by": {
        "fr": "Distinguer selon : sex (sexe), age3 (âge), strand (volet) ou region (région).",
        "ar": "التمييز حسب: sex (الجنس) أو age3 (السن) أو strand (المجال) أو region (الجهة).",
    },
    "outcomes network --member": {
        "fr": "Ces associations seulement.",
        "ar": "هذه الجمعيات فقط.",
    },
    "outcomes network --trend": {
        "fr": "Toutes les années scolaires qui sont ici, côte à côte.",
        "ar": "كل المواسم الدراسية الموجودة هنا، جنبا إلى جنب.",
    },
    "outcomes network --chart": {
        "fr": "Le dessiner dans ce nouveau fichier SVG ; ce qui est caché est dessiné comme caché.",
        "ar": "ارسموه في ملف SVG جديد؛ وما هو مخفي يُرسم مخفيا.",
    },
    "outcomes network --export": {
        "fr": "Écrire publications et totaux dans ce nouveau dossier : data package, CSVW, "
        "SDMX-CSV, Excel.",
        "ar": "اكتبوا المنشورات والمجاميع في مجلد جديد: data package وCSVW وSDMX-CSV وExcel.",
    },
}
