"""What files tell about people, and taking it out."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "strip_file": {
        "fr": "{name}, indications à retirer : {count}",
        "ar": "{name}، معلومات ستُزال: {count}",
        "en": "{name}, words to be taken out: {count}",
    },
    "strip_nothing": {
        "fr": "{name} : rien sur les personnes n'y a été trouvé",
        "ar": "{name}: لم يوجد فيه شيء عن الأشخاص",
        "en": "{name}: nothing about people was found in it",
    },
    "strip_unknown": {
        "fr": "{name} : rien n'est connu de ce que de tels fichiers disent des personnes",
        "ar": "{name}: لا يُعرف شيء عما تكشفه مثل هذه الملفات عن الأشخاص",
        "en": "{name}: nothing is known of what such files tell about people",
    },
    "strip_question": {
        "fr": "Les retirer du brouillon {number} ? L'accord d'une deuxième personne sera à "
        "redonner.",
        "ar": "هل تُزال من المسودة {number}؟ ستلزم موافقة الشخص الثاني من جديد.",
        "en": "Take them out of draft {number}? A second person will have to approve again.",
    },
    "strip_not": {
        "fr": "Rien n'a changé. Pour les retirer : forsa-node draft strip {folder} {number} --yes",
        "ar": "لم يتغير شيء. لإزالتها: forsa-node draft strip {folder} {number} --yes",
        "en": "Nothing changed. To take them out: forsa-node draft strip {folder} {number} --yes",
    },
    "stripped": {
        "fr": "{name} : indications retirées : {count}. Ce que le fichier montre n'a pas changé.",
        "ar": "{name}: معلومات أُزيلت: {count}. ما يعرضه الملف لم يتغير.",
        "en": "{name}: words taken out: {count}. What the file shows has not changed.",
    },
    "strip_rewritten": {
        "fr": "{name} : écrit de nouveau sans ce qu'il ne montre pas ({before} octets, maintenant "
        "{after}).",
        "ar": "{name}: كُتب من جديد بدون ما لا يعرضه ({before} بايت، والآن {after}).",
        "en": "{name}: written anew without what it does not show ({before} bytes, now {after}).",
    },
    "strip_unchanged": {
        "fr": "Aucun fichier n'a changé.",
        "ar": "لم يتغير أي ملف.",
        "en": "No file has changed.",
    },
    "strip_left": {
        "fr": "{name} : il reste {left}, qui ne peut pas être retiré ici ; exportez le fichier de "
        "nouveau sans, ou n'en joignez pas.",
        "ar": "{name}: بقي {left}، ولا يمكن إزالته هنا؛ صدّروا الملف من جديد بدونه، أو لا ترفقوه.",
        "en": "{name}: {left} is left, which cannot be taken out here; export the file again "
        "without it, or do not attach it.",
    },
    "about_place": {"fr": "lieu", "ar": "مكان", "en": "place"},
    "about_person": {"fr": "personne", "ar": "شخص", "en": "person"},
    "about_device": {"fr": "appareil ou logiciel", "ar": "جهاز أو برنامج", "en": "device"},
    "about_time": {"fr": "date", "ar": "تاريخ", "en": "date"},
    "about_text": {"fr": "texte", "ar": "نص", "en": "text"},
    "about_other": {"fr": "autre", "ar": "غير ذلك", "en": "other"},
}
