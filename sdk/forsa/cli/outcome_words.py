"""The sentences of `forsa outcomes`, in French, Arabic and English."""

from typing import Final

from forsa.words.reasons import LANGUAGES, Language


def say(language: Language, key: str, /, **values: object) -> str:
    """The sentence `key` with its values."""
    return _SENTENCES[key][LANGUAGES.index(language)].format(**values)


_SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    "needs_solver": (
        "L'audit demande un solveur : pip install 'forsa[outcomes]'. Sans lui, verify suffit.",
        "تحتاج المراقبة برنامج حلّ: pip install 'forsa[outcomes]'. وبدونه يكفي verify.",
        "The audit needs a solver: pip install 'forsa[outcomes]'. Without it, verify is enough.",
    ),
    "audit_accept": (
        "Rien de caché ne peut être conclu : la publication est sûre.",
        "لا يمكن استنتاج أي شيء محجوب: المنشور آمن.",
        "Nothing hidden can be concluded: the release is safe.",
    ),
    "audit_reject": (
        "La publication n'est pas sûre ; problèmes : {failures}.",
        "المنشور غير آمن؛ عدد المشاكل: {failures}.",
        "The release is not safe; problems: {failures}.",
    ),
    "audit_undecided": (
        "Rien n'a été trouvé contre la publication, mais sa sûreté n'a pas pu être prouvée.",
        "لم يُعثر على شيء ضد المنشور، لكن لم يمكن إثبات أمانه.",
        "Nothing was found against the release, but that it is safe could not be proved.",
    ),
    "audit_width": (
        "Adresses cachées : {hidden} ; l'intervalle le plus étroit a une largeur de {width}.",
        "العناوين المخفية: {hidden}؛ وأضيق مجال عرضه {width}.",
        "Hidden addresses: {hidden}; the narrowest interval is {width} wide.",
    ),
    "audit_insiders": (
        "Ce que conclurait quelqu'un qui connaît un apprenant d'une case cachée : {insights}.",
        "ما يستنتجه من يعرف متعلما في خانة مخفية: {insights}.",
        "What somebody who knows a learner of a hidden cell would conclude: {insights}.",
    ),
    "audit_insider": (
        "{knows} n'est pas vide, donc {concludes} = {value}.",
        "{knows} ليست فارغة، إذن {concludes} = {value}.",
        "{knows} is not empty, so {concludes} = {value}.",
    ),
    "verified": (
        (
            "Preuve vérifiée : tableaux de {member}, {school_year}, {point}, {vintage} ;\n"
            "produit {product}, {frame_n} apprenants ; enregistrement {record_id}."
        ),
        (
            "تم التحقق من البرهان: جداول {member}، {school_year}، {point}، {vintage}؛\n"
            "المنتوج {product}، عدد المتعلمين {frame_n}؛ التسجيل {record_id}."
        ),
        (
            "The proof holds: tables of {member}, {school_year}, {point}, {vintage};\n"
            "product {product}, {frame_n} learners; record {record_id}."
        ),
    ),
    "before": (
        "Publications antérieures de la même année contrôlées avec elle : {earlier}.",
        "المنشورات السابقة من السنة نفسها التي روقبت معها: {earlier}.",
        "Earlier releases of the same year that were checked together with it: {earlier}.",
    ),
    "alone": (
        "C'est la première publication de l'année.",
        "هذا أول منشور لهذه السنة.",
        "It is the first release of the year.",
    ),
    "shown": (
        (
            "Aucun effectif publié n'est entre 1 et {k} exclu, et aucun groupe sous {m_min}\n"
            "n'est détaillé par résultat."
        ),
        "لا يوجد عدد منشور أكبر من 0 وأصغر من {k}، ولا مجموعة أقل من {m_min} مفصلة حسب الوضعية.",
        (
            "No published count lies from 1 to below {k}, and no group of fewer than {m_min} is\n"
            "shown by outcome."
        ),
    ),
    "narrow": (
        (
            "Cellules masquées : {hidden} sur {cells}. Pour chacune, la preuve a deux tableaux\n"
            "possibles qui y diffèrent d'au moins {w} : personne ne peut en conclure plus."
        ),
        (
            "الخلايا المحجوبة: {hidden} من أصل {cells}. لكل منها يبيّن البرهان جدولين ممكنين\n"
            "يختلفان فيها بما لا يقل عن {w}: لا يمكن لأحد أن يستنتج أكثر من ذلك."
        ),
        (
            "Hidden cells: {hidden} of {cells}. For each the proof shows two possible tables that\n"
            "differ there by {w} or more: nobody can conclude more."
        ),
    ),
    "groups": (
        (
            "Aucun groupe publié ne révèle le résultat de tous ses membres, même à qui en\n"
            "connaît {k_star} ; aucun petit effectif ne se déduit de deux tableaux croisés."
        ),
        (
            "لا تكشف أي مجموعة منشورة وضعية جميع أفرادها، حتى لمن يعرف {k_star} منهم؛\n"
            "ولا يُستنتج أي عدد صغير من تقاطع جدولين."
        ),
        (
            "No published group gives away the outcome of all its learners, not even to\n"
            "who knows {k_star} of them; no small count follows from two tables crossed."
        ),
    ),
    "revised": (
        (
            "Des effectifs révisés, personne ne sait à moins de {k_delta} près combien\n"
            "d'apprenants ont été ajoutés ou retirés."
        ),
        "لا يعرف أحد، بدقة أقل من {k_delta}، كم متعلما أضيف أو حُذف في الأعداد المراجَعة.",
        (
            "Of revised counts nobody knows to within {k_delta} how many learners were added or\n"
            "taken away."
        ),
    ),
    "limits": (
        (
            "Non contrôlé ici : les signatures, et que le journal n'a pas d'autre publication\n"
            "de cette année ; un nœud le dit (forsa-node outcomes status)."
        ),
        (
            "لم يُفحص هنا: التوقيعات، وأن السجل لا يضم منشورات أخرى لهذه السنة؛\n"
            "تجيب عن ذلك عقدة (forsa-node outcomes status)."
        ),
        (
            "Not checked here: the signatures, and that the log has no other release\n"
            "of this year; a node tells (forsa-node outcomes status)."
        ),
    ),
}
