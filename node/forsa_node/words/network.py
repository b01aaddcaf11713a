"""Outcomes of the whole network."""

from typing import Final

from forsa.words.reasons import Language

SENTENCES: Final[dict[str, dict[Language, str]]] = {
    "network_reading": {
        "fr": "Publications vérifiées, puis totaux",
        "ar": "التحقق من المنشورات ثم المجاميع",
        "en": "Releases verified, then totals",
    },
    "network_written": {
        "fr": "Écrit : {path}",
        "ar": "كُتب: {path}",
        "en": "Written: {path}",
    },
    "needs_charts": {
        "fr": "Dessiner demande vl-convert : pip install 'forsa[charts]', ou retirez --chart.",
        "ar": "الرسم يحتاج vl-convert: pip install 'forsa[charts]' أو احذفوا --chart.",
        "en": "A chart needs vl-convert: pip install 'forsa[charts]', or take --chart away.",
    },
}
