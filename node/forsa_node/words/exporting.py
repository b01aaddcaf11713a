"""A work exported for people outside."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "work_exported": {
        "fr": "« {title} » ({language}) écrit dans {path}.",
        "ar": "كُتب «{title}» ({language}) في {path}.",
        "en": "“{title}” ({language}) written to {path}.",
    },
    "export_language": {
        "fr": "Ce texte n'existe pas en {wanted} ; il est écrit en {language}.",
        "ar": "هذا النص غير متوفر بلغة {wanted}؛ كُتب بلغة {language}.",
        "en": "This text is not there in {wanted}; it is written in {language}.",
    },
    "export_missing": {
        "fr": "Laissé de côté, pas encore sur ce nœud : {names}. Pour l'avoir : "
        "forsa-node get {folder} {which}, puis exportez de nouveau.",
        "ar": "تُرك جانبا لأنه ليس بعد على هذه العقدة: {names}. للحصول عليه: "
        "forsa-node get {folder} {which} ثم أعيدوا التصدير.",
        "en": "Left out, not on this node yet: {names}. To have it: "
        "forsa-node get {folder} {which}, then export again.",
    },
}
