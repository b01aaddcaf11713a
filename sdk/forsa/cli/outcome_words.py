"""The sentences of `forsa outcomes`, in French, Arabic and English."""

from typing import Final

from forsa.words.reasons import LANGUAGES, Language


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return _SENTENCES[key][LANGUAGES.index(language)].format(**values)


_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "verified": (
        (
            "Preuve vérifiée : tableaux de {member}, {school_year}, {point}, {vintage} ; produit "
            "{product}, {frame_n} apprenants ; enregistrement {record_id}."
        ),
        (
            "تم التحقق من البرهان: جداول {member}، {school_year}، {point}، {vintage}؛ المنتوج "
            "{product}، عدد المتعلمين {frame_n}؛ التسجيل {record_id}."
        ),
        (
            "The proof holds: tables of {member}, {school_year}, {point}, {vintage}; product "
            "{product}, {frame_n} learners; record {record_id}."
        ),
    ),
    "before": (
        "Contrôlés ensemble avec {earlier} publication(s) antérieure(s) de la même année.",
        "رُوقبت مع منشورات سابقة من السنة نفسها، وعددها {earlier}.",
        "Checked together with {earlier} earlier release(s) of the same year.",
    ),
    "alone": (
        "C'est la première publication de l'année.",
        "هذا أول منشور لهذه السنة.",
        "It is the first release of the year.",
    ),
    "shown": (
        (
            "Aucun effectif publié n'est entre 1 et {k} exclu, et aucun groupe de moins de {m_min} "
            "n'est détaillé par situation."
        ),
        "لا يوجد عدد منشور أكبر من 0 وأصغر من {k}، ولا مجموعة أقل من {m_min} مفصلة حسب الوضعية.",
        (
            "No published count lies from 1 to below {k}, and no group of fewer than {m_min} is "
            "shown by outcome."
        ),
    ),
    "narrow": (
        (
            "Pour chacune des cellules masquées ({hidden} sur {cells}), la preuve montre deux tableaux "
            "possibles dont les valeurs diffèrent d'au moins {w} : personne ne peut en conclure plus."
        ),
        (
            "لكل خلية محجوبة ({hidden} من أصل {cells}) يبيّن البرهان جدولين ممكنين يختلفان فيها بما لا "
            "يقل عن {w}: لا يمكن لأحد أن يستنتج أكثر من ذلك."
        ),
        (
            "For each hidden cell ({hidden} of {cells}) the proof shows two possible tables that "
            "differ there by {w} or more: nobody can conclude more."
        ),
    ),
    "groups": (
        (
            "Aucun groupe publié ne révèle la situation de tous ses membres, même à qui en connaît "
            "{k_star} ; aucun petit effectif ne se déduit du croisement de deux tableaux."
        ),
        (
            "لا تكشف أي مجموعة منشورة وضعية جميع أفرادها، حتى لمن يعرف {k_star} منهم؛ ولا يُستنتج أي "
            "عدد صغير من تقاطع جدولين."
        ),
        (
            "No published group gives away the outcome of all its learners, even to who knows "
            "{k_star} of them; no small count follows from two tables crossed."
        ),
    ),
    "revised": (
        (
            "Ce que la révision a changé ne dit pas, à {k_delta} près, combien d'apprenants ont été "
            "ajoutés ou retirés."
        ),
        "لا تدل المراجعة على عدد المتعلمين المضافين أو المحذوفين بدقة أقل من {k_delta}.",
        (
            "What the revision changed does not tell, to within {k_delta}, how many learners were "
            "added or taken away."
        ),
    ),
    "limits": (
        (
            "Non contrôlé ici : les signatures, et que le journal n'a pas d'autre publication de cette "
            "année ; un nœud le dit (forsa-node outcomes status)."
        ),
        (
            "لم يُفحص هنا: التوقيعات، وأن السجل لا يضم منشورات أخرى لهذه السنة؛ تجيب عن ذلك عقدة "
            "(forsa-node outcomes status)."
        ),
        (
            "Not checked here: the signatures, and that the log has no other release of this year; a "
            "node tells (forsa-node outcomes status)."
        ),
    ),
}
