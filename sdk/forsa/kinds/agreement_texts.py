"""The words of what is found in the file of an agreement."""

from collections.abc import Mapping
from typing import Final

# fmt: off
AGREEMENT_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "agreement.type": (
        (
            "le type d'accord « {value} » n'est pas connu ; types : {known}, ou un code du "
            "réseau (minuscules, chiffres, _){hint}"
        ),
        "نوع الاتفاقية «{value}» غير معروف؛ الأنواع: {known}، أو رمز خاص بالشبكة{hint}",
        (
            "the type of agreement “{value}” is not known; types: {known}, or a code of the "
            "network (small letters, digits, _){hint}"
        ),
    ),
    "agreement.needed": (
        (
            "combien de ratifications mettent l'accord en vigueur ? Écrivez needed: suivi d'un "
            "nombre à partir de 1, ou de all (toutes les parties)."
        ),
        (
            "كم مصادقة تجعل الاتفاقية سارية؟ اكتبوا needed: متبوعة بعدد من 1 فما فوق، أو all "
            "(كل الأطراف)."
        ),
        (
            "how many ratifications bring it into force? Write needed: and a number from 1, or all "
            "(every party)."
        ),
    ),
    "agreement.too_many": (
        "{needed} ratifications demandées pour {parties} parties ; corrigez needed ou parties.",
        "المصادقات المطلوبة {needed} والأطراف {parties}؛ صححوا needed أو parties.",
        "{needed} ratifications are asked of {parties} parties; correct needed or parties.",
    ),
    "agreement.parties": (
        (
            "« {value} » n'est pas un identifiant de membre ; listez les parties : [amal, badr], "
            "ou laissez vide pour tous ceux qui votent."
        ),
        (
            "«{value}» ليس معرف عضو؛ اكتبوا الأطراف هكذا: [amal, badr]، أو اتركوها فارغة لكل من "
            "له حق التصويت."
        ),
        (
            "“{value}” is not a member id; list the parties: [amal, badr], or leave it empty for "
            "everybody who votes."
        ),
    ),
    "agreement.no_member": (
        "la partie « {value} » n'est pas un membre du réseau ; corrigez parties.",
        "الطرف «{value}» ليس عضوا في الشبكة؛ صححوا parties.",
        "the party “{value}” is no member of the network; correct parties.",
    ),
    "agreement.ratify_by": (
        "« {value} » n'est pas un jour de la forme 2027-01-31 ; corrigez ratify_by.",
        "«{value}» ليس يوما على شكل 2027-01-31؛ صححوا ratify_by.",
        "“{value}” is not a day of the form 2027-01-31; correct ratify_by.",
    ),
    "agreement.version": (
        "« {value} » n'est pas un numéro de version : 1, 2, 3…",
        "«{value}» ليس رقم نسخة: 1، 2، 3…",
        "“{value}” is no number of a version: 1, 2, 3 …",
    ),
    "agreement.languages": (
        "un texte voté par le réseau est en français et en arabe ; il manque : {missing}.",
        "النص الذي تصوت عليه الشبكة يكون بالفرنسية والعربية؛ الناقص: {missing}.",
        "a text that the network votes on is in French and in Arabic; missing: {missing}.",
    ),
    "agreement.attachments": (
        (
            "un texte voté par le réseau n'a pas de pièces jointes : ce qui compte est dans les "
            "clauses. Joignez-les à la proposition."
        ),
        (
            "النص الذي تصوت عليه الشبكة ليست له مرفقات: ما يُعتد به موجود في البنود. أرفقوها "
            "بالمقترح."
        ),
        (
            "a text that the network votes on has no attachments: what counts is in the clauses. "
            "Attach them to the proposal."
        ),
    ),
    "agreement.dates": (
        "valid_to ({end}) est avant valid_from ({start}) ; corrigez l'un des deux.",
        "valid_to ({end}) قبل valid_from ({start})؛ صححوا أحدهما.",
        "valid_to ({end}) is before valid_from ({start}); correct one of them.",
    ),
    "agreement.heading": (
        (
            "« {value} » : les titres d'un accord sont ceux des clauses, par exemple ## 3.2 ; son "
            "titre se met dans l'en-tête (title)."
        ),
        "«{value}»: عناوين الاتفاقية هي أرقام البنود، مثلا ## 3.2؛ وعنوانها في الترويسة (title).",
        (
            "“{value}”: the headings of an agreement are those of its clauses, e.g. ## 3.2; its "
            "title stands in the front matter (title)."
        ),
    ),
    "agreement.empty": (
        "il n'y a aucune clause ; commencez chacune par ## et son numéro, par exemple ## 1.",
        "لا يوجد أي بند؛ ابدؤوا كل بند بـ ## ورقمه، مثلا ## 1.",
        "there is no clause; begin each with ## and its number, e.g. ## 1.",
    ),
    "clause.number": (
        "« {value} » n'est pas un numéro de clause ; écrivez par exemple ## 3.2.",
        "«{value}» ليس رقم بند؛ اكتبوا مثلا ## 3.2.",
        "“{value}” is no number of a clause; write for instance ## 3.2.",
    ),
    "clause.twice": (
        "la clause {value} est déjà écrite plus haut ; donnez un autre numéro, ou réunissez-les.",
        "البند {value} مكتوب من قبل؛ أعطوه رقما آخر أو اجمعوهما.",
        "clause {value} is written above already; give it another number, or join them.",
    ),
    "clause.order": (
        "la clause {value} vient après la clause {before} ; l'ordre est-il voulu ?",
        "البند {value} يأتي بعد البند {before}؛ هل الترتيب مقصود؟",
        "clause {value} comes after clause {before}; is this order meant?",
    ),
    "clause.missing": (
        "§ {number} manque dans une langue du titre ; écrivez ce passage, marqué [{language}].",
        "البند {number} ناقص في إحدى لغات العنوان؛ اكتبوه مع العلامة [{language}].",
        "§ {number} is missing in a language of the title; write it, marked [{language}].",
    ),
    "clause.points": (
        (
            "§ {number} : la liste a {one_count} points en {one} et {other_count} en {other} ; les "
            "deux textes disent-ils la même chose ?"
        ),
        (
            "البند {number}: عدد النقط في {one} هو {one_count} وفي {other} هو {other_count}؛ هل "
            "يقول النصان الشيء نفسه؟"
        ),
        (
            "§ {number}: the list has {one_count} points in {one} and {other_count} in {other}; do "
            "both texts say the same?"
        ),
    ),
    "clause.figures": (
        (
            "§ {number}, nombres ou dates différents : seulement en {one} : {one_alone} ; "
            "seulement en {other} : {other_alone}. Vérifiez les deux textes."
        ),
        (
            "البند {number}، أرقام أو تواريخ مختلفة: في {one} فقط: {one_alone}؛ في {other} فقط: "
            "{other_alone}. راجعوا النصين."
        ),
        (
            "§ {number}, numbers or dates differ: in {one} alone: {one_alone}; in {other} alone: "
            "{other_alone}. Check both texts."
        ),
    ),
    "clause.language": (
        (
            "de quelle langue est ce passage ? Il n'a pas de lettres ; mettez [fr] ou [ar] seul "
            "sur une ligne avant lui."
        ),
        "بأي لغة هذا المقطع؟ ليست فيه حروف؛ ضعوا [fr] أو [ar] وحدها في سطر قبله.",
        (
            "which language is this passage in? It has no letters; put [fr] or [ar] alone on a "
            "line before it."
        ),
    ),
    "clause.mixed": (
        (
            "lettres latines et arabes se suivent sans ligne vide ; laissez une ligne vide entre "
            "les deux langues, ou mettez [fr] et [ar] chacun seul sur une ligne."
        ),
        (
            "حروف لاتينية وعربية متتالية دون سطر فارغ؛ اتركوا سطرا فارغا بين اللغتين، أو ضعوا [fr] "
            "و[ar] كلا منهما وحدها في سطر."
        ),
        (
            "Latin and Arabic letters follow one another without an empty line; leave one between "
            "the languages, or put [fr] and [ar] each alone on a line."
        ),
    ),
    "clause.letters": (
        (
            "ce passage est marqué [{mark}] et écrit dans d'autres lettres ; les marques "
            "sont-elles inversées ?"
        ),
        "هذا المقطع يحمل العلامة [{mark}] وهو مكتوب بحروف أخرى؛ هل قُلبت العلامتان؟",
        "this passage is marked [{mark}] and written in other letters; are the marks swapped?",
    ),
    "clause.mark": (
        "« {value} » n'est pas une langue de la liste ; écrivez [fr] ou [ar].",
        "«{value}» ليست لغة من اللائحة؛ اكتبوا [fr] أو [ar].",
        "“{value}” is not a language of the list; write [fr] or [ar].",
    ),
    "clause.title": (
        (
            "le titre de la clause n'est que dans une langue ; écrivez-le dans les deux : "
            "## {value}, titre français / titre arabe."
        ),
        (
            "عنوان البند بلغة واحدة فقط؛ اكتبوه باللغتين: ## {value} العنوان بالفرنسية / العنوان "
            "بالعربية."
        ),
        (
            "the clause's title is in one language alone; write it in both: ## {value}, French "
            "title / Arabic title."
        ),
    ),
}
# fmt: on
