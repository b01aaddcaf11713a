"""Help: what is due."""

from typing import Final

from forsa.client.help_words import HelpTable

HELP: Final[HelpTable] = {
    "due": {
        "fr": "Ce qui est dû : rapports, comptes, procès-verbaux, résultats, et la preuve de "
        "chacun.",
        "ar": "ما هو مطلوب: التقارير والحسابات والمحاضر والنتائج، وحجة كل منها.",
    },
    "due list": {
        "fr": "Ce que cette association doit remettre, et pour quand.",
        "ar": "ما على هذه الجمعية تقديمه، وأجله.",
    },
    "due list --all": {
        "fr": "Aussi ce qui est réglé ou non demandé.",
        "ar": "مع ما سُوِّي أو لم يُطلب.",
    },
    "due show": {
        "fr": "L'obligation WHICH de cette association, avec tout ce qui a été remis et répondu.",
        "ar": "الالتزام WHICH لهذه الجمعية، مع كل ما قُدِّم وقيل عنه.",
    },
    "due submit": {
        "fr": "Remettez pour WHICH : un de vos enregistrements, ou des fichiers, selon ce qui est "
        "demandé.\n\n"
        "WHICH est un code comme practice_report, ou un numéro. Sans preuve, vos enregistrements "
        "qui conviennent sont listés.",
        "ar": "قدموا ما يطلبه WHICH: أحد تسجيلاتكم أو ملفات، حسب المطلوب.\n\n"
        "WHICH رمز مثل practice_report، أو رقم. ودون حجة تُعرض تسجيلاتكم المناسبة.",
    },
    "due submit EVIDENCE": {
        "fr": "Le numéro ou le début de l'identifiant d'un enregistrement à vous, ou des fichiers.",
        "ar": "رقم أحد تسجيلاتكم أو بداية معرّفه، أو ملفات.",
        "en": "Number or beginning of the id of an own record, or files.",
    },
    "due submit --note": {
        "fr": "Un mot avec ; tous les membres le lisent.",
        "ar": "كلمة معه؛ يقرؤها كل الأعضاء.",
    },
    "due review": {
        "fr": "Pour le secrétariat : examinez la remise WHICH ; sans elle, ce qui attend est "
        "listé.",
        "ar": "للكتابة: افحصوا التقديم WHICH؛ ودونه تُعرض لائحة ما ينتظر.",
    },
    "due review --accept": {
        "fr": "C'est ce qui était demandé.",
        "ar": "هذا ما كان مطلوبا.",
    },
    "due review --return": {
        "fr": "Ce qui est à compléter ; tous les membres le voient.",
        "ar": "ما يجب استكماله؛ يراه كل الأعضاء.",
    },
    "due waive": {
        "fr": "Pour le secrétariat : MEMBER n'a pas à remettre WHICH.",
        "ar": "للكتابة: MEMBER معفى من WHICH.",
    },
    "due waive MEMBER": {
        "fr": "L'identifiant du membre.",
        "ar": "معرّف العضو.",
        "en": "The member's id.",
    },
    "due waive --reason": {
        "fr": "Pourquoi ; tous les membres le voient.",
        "ar": "لماذا؛ يراه كل الأعضاء.",
    },
    "due table": {
        "fr": "Où en est ce qui est dû dans une année scolaire : cette association, ou toutes.",
        "ar": "وضعية ما هو مطلوب في موسم دراسي: هذه الجمعية أو كلها.",
    },
    "due table --network": {
        "fr": "Tous les membres, et pas seulement celui-ci.",
        "ar": "كل الأعضاء، لا هذا وحده.",
    },
    "due overview": {
        "fr": "Écrivez le tableau de tout le réseau pour une année scolaire.",
        "ar": "اكتبوا جدول الشبكة كلها لموسم دراسي.",
    },
    "due overview --to": {
        "fr": "Un nouveau fichier, dont le nom finit par .csv ou .xlsx.",
        "ar": "ملف جديد ينتهي اسمه بـ .csv أو .xlsx.",
    },
    "due template": {
        "fr": "Imprimez le calendrier d'une année scolaire, à modifier : tous les genres de "
        "devoirs, avec des propositions.\n\n"
        "forsa-node due template --year 2026-2027 > calendrier.yaml",
        "ar": "اطبعوا تقويم موسم دراسي لتعديله: كل أنواع الالتزامات، مع اقتراحات.\n\n"
        "forsa-node due template --year 2026-2027 > calendrier.yaml",
    },
    "--year": {
        "fr": "Une année scolaire, comme 2026-2027.",
        "ar": "موسم دراسي، مثل 2026-2027.",
    },
    "due plan": {
        "fr": "Pour le secrétariat : demandez aux membres ce que dit le calendrier FILE.\n\n"
        "Chaque date est montrée avec ce qui l'a déplacée, et ce qui diffère de ce qui est déjà "
        "demandé ; le même fichier une seconde fois ne change rien.",
        "ar": "للكتابة: اطلبوا من الأعضاء ما يقوله التقويم FILE.\n\n"
        "يُعرض كل تاريخ مع سبب تأجيله، وما يختلف عما طُلب من قبل؛ والملف نفسه مرة ثانية لا يغير "
        "شيئا.",
    },
    "due plan FILE": {
        "fr": "Le calendrier, tel que due template le commence.",
        "ar": "التقويم كما يبدأ بالأمر due template.",
        "en": "The calendar, as due template begins it.",
    },
}
