"""Details: what a recount of decisions does not take, and what takes the place of a reason."""

from typing import Final

from forsa.words.details.reading import Forms, Instead
from forsa.words.reasons import Words

FORMS: Final[Forms] = {
    "{name} is neither a bundle nor the database of a log": (
        "{name} n'est ni un paquet ni la base d'un journal",
        "{name} ليس حزمة ولا قاعدة بيانات سجل",
    ),
    "{name} is damaged, or is no database of a log: {error}": (
        "{name} est abîmé, ou n'est pas la base d'un journal : {error}",
        "{name} تالف، أو ليس قاعدة بيانات سجل: {error}",
    ),
    "these are entries of network {network}": (
        "ces enregistrements sont ceux du réseau {network}",
        "هذه تسجيلات الشبكة {network}",
    ),
    "{count} proposals have the number or the id {which}": (
        "propositions avec ce numéro ou cet identifiant, {which} : {count}",
        "المقترحات التي لها هذا الرقم أو المعرّف، {which}: {count}",
    ),
    ("the bundle begins at entry {index}: nothing can be counted without the entries before it"): (
        "le paquet commence à l'enregistrement n° {index} : rien ne se compte sans les précédents",
        "تبدأ الحزمة من التسجيل رقم {index}: لا يحسب شيء دون ما قبله",
    ),
    (
        "the whole log, which a count needs, is given to members alone; this connection is an "
        "outsider's: count again from a bundle or a copy of the log"
    ): (
        (
            "le journal entier, dont un compte a besoin, n'est donné qu'aux membres ; cette "
            "connexion est celle d'un lecteur extérieur : recomptez depuis un paquet ou une copie "
            "du journal"
        ),
        (
            "السجل الكامل اللازم لكل حساب لا يعطى إلا للأعضاء؛ وهذا الاتصال لقارئ من الخارج: "
            "أعيدوا الحساب من حزمة أو من نسخة من السجل"
        ),
    ),
    "what is stored of the past does not read: {error}": (
        "ce qui est gardé du passé est illisible : {error}",
        "المحفوظ عن الماضي غير مقروء: {error}",
    ),
    "there is no proposal {which}": (
        "il n'y a pas de proposition {which}",
        "لا يوجد مقترح {which}",
    ),
}

INSTEAD: Final[Instead] = {
    "{name} is neither a bundle nor the database of a log": (
        Words(
            "Ce fichier n'est ni un paquet ni une copie du journal.",
            "Donnez un paquet, ou le dossier d'un hub ou d'un nœud.",
        ),
        Words(
            "هذا الملف ليس حزمة ولا نسخة من السجل.",
            "أعطوا حزمة، أو مجلد محور أو عقدة.",
        ),
        Words(
            "This file is neither a bundle nor a copy of the log.",
            "Give a bundle, or the folder of a hub or a node.",
        ),
    ),
    ("the bundle begins at entry {index}: nothing can be counted without the entries before it"): (
        Words(
            "Ce paquet ne contient pas le début du journal.",
            "Demandez un paquet qui commence au premier enregistrement.",
        ),
        Words(
            "هذه الحزمة لا تتضمن بداية السجل.",
            "اطلبوا حزمة تبدأ من أول تسجيل.",
        ),
        Words(
            "This bundle does not have the beginning of the log.",
            "Ask for a bundle that begins with the first entry.",
        ),
    ),
    "{count} proposals have the number or the id {which}": (
        Words(
            "Aucune proposition ne se reconnaît à cela.",
            "Donnez son numéro dans le journal, ou huit chiffres au moins de son identifiant.",
        ),
        Words(
            "لا يُعرف أي مقترح بهذا.",
            "أعطوا رقمه في السجل، أو ثمانية أرقام على الأقل من معرّفه.",
        ),
        Words(
            "No proposal is told by this.",
            "Give its number in the log, or at least eight digits of its record id.",
        ),
    ),
}
