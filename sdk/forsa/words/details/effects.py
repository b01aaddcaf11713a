"""What the fold refuses of acts on records, duties, appeals, settings and releases."""

from typing import Final

from forsa.words.details.reading import Forms

FORMS: Final[Forms] = {
    # --- holding, showing, erasing ---
    "record {record} is not logged": (
        "l'enregistrement {record} n'est pas dans le journal",
        "التسجيل {record} غير موجود في السجل",
    ),
    "a {kind} has audience public": (
        "{kind} se publie pour tout le monde (--audience public)",
        "{kind} يُنشر للجميع (--audience public)",
    ),
    "a {kind} cannot be withdrawn: it changed the state": (
        "{kind} ne se retire pas : l'acte a déjà eu son effet ; un autre acte le défait",
        "{kind} لا يُسحب: فقد أحدث أثره، ولا يلغيه إلا فعل آخر",
    ),
    "an agreement made by decision is redacted by decision only": (
        "un accord voté n'est effacé que par un vote",
        "الاتفاق المصوت عليه لا يُمحى إلا بتصويت",
    ),
    "the proposal is {result}": (
        "l'état de la proposition est « {result} » : elle ne se retire plus ainsi",
        "وضع المقترح «{result}»: لم يعد يُسحب هكذا",
    ),
    "the record has neither body nor attachments": (
        "l'enregistrement n'a ni texte ni fichier : il n'y a rien à effacer",
        "ليس في التسجيل نص ولا ملف: لا شيء يُمحى",
    ),
    "the record is redacted already": (
        "l'enregistrement est déjà effacé",
        "التسجيل ممحو من قبل",
    ),
    "the record is redacted": ("l'enregistrement est effacé", "التسجيل ممحو"),
    "the record is on hold until {ends_ms}": (
        "l'enregistrement est déjà en attente, jusqu'au {ends_ms}",
        "عرض التسجيل معلق من قبل، إلى غاية {ends_ms}",
    ),
    "a hold of {days} days, at most {most} are possible": (
        "une mise en attente de {days} jours ; {most} jours au plus sont possibles",
        "مدة التعليق المطلوبة (بالأيام): {days}؛ وأقصاها {most}",
    ),
    "a record held before is held again by decision only": (
        "l'enregistrement a déjà été mis en attente une fois : une autre attente demande un vote",
        "سبق تعليق عرض التسجيل مرة: تعليقه مرة أخرى يتطلب تصويتا",
    ),
    "the record is not on hold": (
        "l'enregistrement n'est pas en attente",
        "عرض التسجيل غير معلق",
    ),
    "record {record} is not redacted": (
        "l'enregistrement {record} n'est pas effacé",
        "التسجيل {record} غير ممحو",
    ),
    # --- agreements, keys, settings, decisions ---
    "an agreement of type {type} takes an adopted proposal": (
        "un accord de type {type} se publie en exécutant un vote adopté",
        "الاتفاق من نوع {type} يُنشر بتنفيذ تصويت معتمد",
    ),
    "an agreement of type {type} is never voted on": (
        "un accord de type {type} ne se vote jamais : ses parties le ratifient",
        "الاتفاق من نوع {type} لا يُصوَّت عليه أبدا: أطرافه تصادق عليه",
    ),
    "{member} has the status {status}: its keys are recovered no more": (
        "le statut de {member} est {status} : ses clés ne se récupèrent plus",
        "وضعية {member} هي {status}: لا تُسترجع مفاتيحها",
    ),
    "the setting {name} cannot be {value}": (
        "le réglage {name} ne peut pas valoir {value} : ce nom ou cette valeur n'existe pas",
        "لا يمكن أن تكون قيمة الإعداد {name} هي {value}: الاسم أو القيمة غير معروفة",
    ),
    "the network is at rule level {level}, which this version does not know": (
        "le réseau suit les règles de niveau {level}, que cette version ne connaît pas",
        "تتبع الشبكة قواعد المستوى {level}، ولا تعرفها هذه النسخة",
    ),
    "the trust root does not follow the current one: {why}": (
        "cette racine de confiance ne suit pas l'actuelle : {why}",
        "جذر الثقة هذا لا يلي الجذر الحالي: {why}",
    ),
    "a {kind} names the proposal that it executes": (
        "{kind} n'a d'effet que par un vote adopté : l'acte doit nommer la proposition",
        "{kind} لا يسري إلا بتصويت معتمد: يجب أن يذكر المقترح",
    ),
    "the parent is no logged proposal": (
        "aucune proposition du journal n'est désignée",
        "لا يشير إلى أي مقترح موجود في السجل",
    ),
    # --- duties, appeals, answers, releases ---
    "the obligation is not logged": (
        "l'obligation n'est pas dans le journal",
        "الالتزام غير موجود في السجل",
    ),
    "the evidence is not a logged record of the author": (
        "la preuve n'est pas un enregistrement de votre association reçu par le réseau",
        "الحجة ليست تسجيلا لجمعيتكم استلمته الشبكة",
    ),
    "the evidence is a {kind}, asked for: {asked}": (
        "la preuve est : {kind} ; il est demandé : {asked}",
        "الحجة هي: {kind}؛ والمطلوب: {asked}",
    ),
    "what is appealed against is not logged": (
        "ce que vise le recours n'est pas dans le journal, ou ne concerne aucun membre",
        "ما يُطعن فيه غير موجود في السجل، أو لا يعني أي عضو",
    ),
    "what is appealed against concerns {member}": (
        "ce que vise le recours concerne {member} : seul ce membre peut en faire un",
        "ما يُطعن فيه يعني {member}: لا يطعن فيه غيره",
    ),
    "the preparer's key is no unrevoked key of the author": (
        "la clé de la personne qui a préparé n'est pas, ou n'est plus, une clé de l'association",
        "مفتاح الشخص الذي أعدّ ليس، أو لم يعد، من مفاتيح الجمعية",
    ),
    "who prepares an outcome and who releases it are two keys": (
        "qui prépare un tableau et qui le publie sont deux personnes, avec deux clés",
        "من يعدّ الجدول ومن ينشره شخصان، بمفتاحين",
    ),
    "the preparer's signature is not over these tables": (
        "la signature de la personne qui a préparé n'est pas celle de ces tableaux",
        "توقيع الشخص الذي أعدّ ليس على هذه الجداول",
    ),
    "what a {kind} answers is another member's record": (
        "{kind} porte sur le travail d'un autre membre, pas sur le vôtre",
        "{kind} يتعلق بعمل عضو آخر، لا بعملكم",
    ),
    "the author reviewed this already: a change is a new version": (
        "votre association a déjà donné son avis : corrigez-le par une nouvelle version",
        "سبق لجمعيتكم أن أبدت رأيها: صححوه بنسخة جديدة",
    ),
    "what is translated has no body": (
        "ce qui est traduit n'a pas de texte",
        "ما يُترجم ليس له نص",
    ),
}
