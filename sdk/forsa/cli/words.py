"""The sentences of `forsa verify` and `forsa inspect`, in French, Arabic and English."""

from typing import Final

from forsa.words.reasons import LANGUAGES, Language


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return _SENTENCES[key][LANGUAGES.index(language)].format(**values)


_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "receipt_ok": (
        "Reçu authentique : l'enregistrement porte le numéro {index} du journal {origin}.",
        "وصل صحيح: التسجيل يحمل الرقم {index} في السجل {origin}.",
        "The receipt is genuine: the record is number {index} of the log {origin}.",
    ),
    "record": (
        "{kind}, par {member}, reçu le {time} ; identifiant {record}",
        "{kind}، من {member}، استُلم في {time}؛ المعرّف {record}",
        "{kind}, by {member}, received {time}; id {record}",
    ),
    "author_ok": (
        "Signature de l'auteur : vérifiée.",
        "توقيع المؤلف: تم التحقق منه.",
        "The author's signature: verified.",
    ),
    "author_unknown": (
        "Signature de l'auteur : non vérifiée ici, sa clé n'est pas connue (--author-key).",
        "توقيع المؤلف: لم يُتحقق منه هنا لأن مفتاحه غير معروف (--author-key).",
        "The author's signature: not checked here, the key is not known (--author-key).",
    ),
    "retired": (
        "Signé par une ancienne clé du journal, remplacée depuis.",
        "موقَّع بمفتاح قديم للسجل استُبدل بعد ذلك.",
        "Signed by a log key that was replaced since.",
    ),
    "valid_elsewhere": (
        "Ce reçu prouve l'enregistrement ; sa validité se lit dans un nœud (forsa-node show).",
        "يثبت هذا الوصل التسجيل؛ أما صحته فتُعرف من عقدة (forsa-node show).",
        "A receipt proves that it is logged; whether it counts, a node says (forsa-node show).",
    ),
    "bundle_ok": (
        "Paquet intact : entrées {start} à {end} du journal {origin}.",
        "الحزمة سليمة: القيود من {start} إلى {end} في السجل {origin}.",
        "The bundle is intact: entries {start} to {end} of the log {origin}.",
    ),
    "tree_ok": (
        "Elles forment bien l'arbre signé par le hub, de taille {size}.",
        "وهي تكوّن فعلا الشجرة التي وقّعها المحور، بحجم {size}.",
        "They are the tree that the hub signed, of size {size}.",
    ),
    "network": (
        "Réseau {network}.",
        "الشبكة {network}.",
        "Network {network}.",
    ),
    "network_claimed": (
        (
            "Le paquet dit venir du réseau {network}. Comparez cet identifiant avec le vôtre, ou "
            "donnez --network."
        ),
        (
            "تقول الحزمة إنها من الشبكة {network}. قارنوا هذا المعرّف بمعرّف شبكتكم، أو أعطوا "
            "--network."
        ),
        "The bundle says it is of network {network}. Compare that with yours, or give --network.",
    ),
    "unverified": (
        "Rien de ceci n'est vérifié : forsa verify le fait.",
        "لم يُتحقق من أي شيء هنا: استعملوا forsa verify.",
        "Nothing of this is verified: forsa verify does that.",
    ),
}
