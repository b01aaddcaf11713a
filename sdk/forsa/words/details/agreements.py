"""Details: agreements, files that cannot be published, texts that are not here."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- a file ---
    "{file} has {count} findings to mend": (
        "{file} a {count} remarques à corriger",
        "في {file} ملاحظات يجب إصلاحها، عددها {count}",
    ),
    "{file} is no agreement": (
        "{file} n'est pas un accord",
        "{file} ليس اتفاقية",
    ),
    "a text of type {type} is published by an adopted proposal: forsa-node proposal open FOLDER "
    "agreement --agreement FILE": (
        (
            "un texte de type {type} est publié par une proposition adoptée : forsa-node proposal "
            "open FOLDER agreement --agreement FILE"
        ),
        (
            "نص من نوع {type} يُنشر بمقترح معتمد: forsa-node proposal open FOLDER agreement "
            "--agreement FILE"
        ),
    ),
    "a text of type {type} is not voted on: forsa-node agreement publish FOLDER FILE": (
        "un texte de type {type} ne se vote pas : forsa-node agreement publish FOLDER FILE",
        "نص من نوع {type} لا يُصوت عليه: forsa-node agreement publish FOLDER FILE",
    ),
    "{which} is no agreement of type {type}": (
        "{which} n'est pas un accord de type {type}",
        "{which} ليس اتفاقية من نوع {type}",
    ),
    "the file says version {said}; the next one is version {version}": (
        "le fichier dit version {said} ; la prochaine est la version {version}",
        "الملف يقول النسخة {said}؛ والتالية هي النسخة {version}",
    ),
    "a {kind} is published by a command of its own: forsa-node --help": (
        "{kind} : publié par sa propre commande ; voyez forsa-node --help",
        "{kind}: يُنشر بأمر خاص به؛ انظروا forsa-node --help",
    ),
    # --- what the log refuses ---
    "{needed} ratifications needed of {parties} parties": (
        "{needed} ratifications demandées à {parties} parties",
        "المصادقات المطلوبة {needed} وعدد الأطراف {parties}",
    ),
    "{member} has {count} open agreements": (
        "{member} a {count} accords ouverts",
        "لـ {member} اتفاقيات مفتوحة، عددها {count}",
    ),
    "the first version is {version}, not 1": (
        "la première version est la {version}, et non la 1",
        "النسخة الأولى هي {version} وليست 1",
    ),
    "the type was {former}, {type} is another agreement": (
        "le type était {former} ; {type} est un autre accord",
        "كان النوع {former}؛ و{type} اتفاقية أخرى",
    ),
    "version {version} does not follow {former}": (
        "la version {version} ne suit pas la version {former}",
        "النسخة {version} لا تلي النسخة {former}",
    ),
    "the agreement is {member}'s": (
        "l'accord est de {member}",
        "الاتفاقية لـ {member}",
    ),
    "an agreement made by decision has audience public or network": (
        "un accord décidé par vote est lu par le réseau ou par tous",
        "اتفاقية مقررة بالتصويت تقرؤها الشبكة أو العموم",
    ),
    "the body is not the text that was voted on": (
        "le texte n'est pas celui qui a été mis aux voix",
        "النص ليس هو الذي عُرض على التصويت",
    ),
    "an act on an agreement is a new object, not a new version": (
        "chaque acte sur un accord est un nouvel enregistrement",
        "كل إجراء على اتفاقية تسجيل جديد",
    ),
    "the agreement is neither open nor in force": (
        "l'accord n'est ni ouvert à la ratification ni en vigueur",
        "الاتفاقية ليست مفتوحة للمصادقة ولا سارية",
    ),
    "{member} is not a party of the agreement": (
        "{member} n'est pas partie à l'accord",
        "{member} ليست طرفا في الاتفاقية",
    ),
    "the time to ratify ended at {time_ms}": (
        "le délai pour ratifier a pris fin le {time_ms}",
        "انتهى أجل المصادقة في {time_ms}",
    ),
    "{member} acted at index {index}, which this author had not seen": (
        "{member} a agi au numéro {index}, que ce nœud n'avait pas encore vu : synchronisez",
        "تصرفت {member} عند الرقم {index}، ولم تكن هذه العقدة قد رأته: قوموا بالمزامنة",
    ),
    # --- records ---
    "{which} is a {kind}, no agreement": (
        "{which} est : {kind}, pas un accord",
        "{which} هو: {kind}، وليس اتفاقية",
    ),
    "the agreement {which} is not in the log yet, or was not at that time": (
        "l'accord {which} n'est pas encore dans le journal, ou n'y était pas à cette date",
        "الاتفاقية {which} ليست بعد في السجل، أو لم تكن فيه في ذلك التاريخ",
    ),
    "{which} has no version before it; name another one": (
        "{which} n'a pas de version précédente ; nommez-en une autre",
        "لا توجد نسخة قبل {which}؛ سموا نسخة أخرى",
    ),
    "the text of version {version} is on hold": (
        "le texte de la version {version} est mis en attente",
        "نص النسخة {version} معلَّق",
    ),
    "the text of version {version} was erased": (
        "le texte de la version {version} a été effacé",
        "مُحي نص النسخة {version}",
    ),
    "the text of version {version} is not on this node yet": (
        "le texte de la version {version} n'est pas encore sur ce nœud",
        "نص النسخة {version} غير موجود بعد في هذه العقدة",
    ),
    "{day} is no day such as 2026-09-30": (
        "{day} n'est pas un jour tel que 2026-09-30",
        "{day} ليس يوما مثل 2026-09-30",
    ),
    # --- a text that is voted on ---
    "the text that is voted on is on hold": (
        "le texte mis aux voix est mis en attente",
        "النص المعروض على التصويت معلَّق",
    ),
    "the text that was voted on was erased": (
        "le texte mis aux voix a été effacé",
        "مُحي النص الذي عُرض على التصويت",
    ),
    "the text that is voted on is not on this node yet; it comes with the next synchronisation": (
        (
            "le texte mis aux voix n'est pas encore sur ce nœud ; il vient avec la prochaine "
            "synchronisation"
        ),
        "النص المعروض على التصويت غير موجود بعد في هذه العقدة؛ ويأتي مع المزامنة القادمة",
    ),
    "the text that is voted on is no agreement: nobody could publish it": (
        "le texte mis aux voix n'est pas un accord : personne ne pourrait le publier",
        "النص المعروض على التصويت ليس اتفاقية: لن يستطيع أحد نشره",
    ),
    "record {record} puts no text to the vote": (
        "l'enregistrement {record} ne met aucun texte aux voix",
        "التسجيل {record} لا يعرض أي نص على التصويت",
    ),
    "{count} agreements could have version {version} of type {type} next; the proposal names none "
    "of them": (
        (
            "{count} accords pourraient avoir cette version {version} du type {type} ; la "
            "proposition n'en nomme aucun"
        ),
        (
            "عدد الاتفاقيات التي قد تكون لها النسخة {version} من نوع {type} هو {count}؛ ولا يسمي "
            "المقترح أيا منها"
        ),
    ),
}
