"""What `join` says where the hub's main port is another than the one that was used."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "joined_unreached": {
        "fr": "Mais le hub ne répond pas à {host}, port principal {port}. S'il s'est seulement "
        "arrêté, rien n'est à refaire. Si le secrétariat donne un autre port, recommencez avec le "
        "même jeton : forsa-node join {folder} JETON --port N",
        "ar": "لكن المحور لا يجيب في {host} على المنفذ الرئيسي {port}. إن كان متوقفا فقط "
        "فلا شيء يُعاد. وإن أعطت الكتابة منفذا آخر فأعيدوا برمز الانضمام نفسه: "
        "forsa-node join {folder} TOKEN --port N",
        "en": "But the hub does not answer at {host}, main port {port}. If it is only stopped, "
        "nothing has to be done again. If the secretariat names another port, repeat with the "
        "same token: forsa-node join {folder} TOKEN --port N",
    },
    "joined_other_port": {
        "fr": "Mais le hub ne répond pas à {host}, port principal {port} ; lui-même indique le "
        "port {told}. Recommencez avec le même jeton, sans --port : forsa-node join {folder} JETON",
        "ar": "لكن المحور لا يجيب في {host} على المنفذ الرئيسي {port}؛ وهو نفسه يذكر المنفذ "
        "{told}. أعيدوا برمز الانضمام نفسه دون --port: forsa-node join {folder} TOKEN",
        "en": "But the hub does not answer at {host}, main port {port}; it names port {told} "
        "itself. Repeat with the same token, without --port: forsa-node join {folder} TOKEN",
    },
}
