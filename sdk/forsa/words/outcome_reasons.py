"""Why tables of outcomes may not be published, in the words of those who prepare them.

Each reason has what happened in French, Arabic and English, and what to do next.
"""

from collections.abc import Mapping
from typing import Final

from forsa.errors import Reason

Told = tuple[str, str, str]
"""French, Arabic, English."""

_R = Reason

_PREPARE: Final[Told] = (
    "Préparez-la de nouveau (forsa-node outcomes prepare) ; les deux personnes la signent encore.",
    "أعيدوا إعداده (forsa-node outcomes prepare)؛ ويوقّعه الشخصان من جديد.",
    "Prepare it again (forsa-node outcomes prepare); both persons sign it again.",
)
_BY_HAND: Final[Told] = (
    (
        "Ne changez aucun tableau à la main : corrigez le registre, puis préparez de nouveau "
        "(forsa-node outcomes prepare)."
    ),
    (
        "لا تغيروا أي جدول يدويا: صححوا سجل المتعلمين ثم أعيدوا الإعداد "
        "(forsa-node outcomes prepare)."
    ),
    (
        "Change no table by hand: correct the register, then prepare again "
        "(forsa-node outcomes prepare)."
    ),
)
_LESS: Final[Told] = (
    (
        "Cachez les cases proposées ou prenez un jeu de tableaux plus petit : forsa-node outcomes "
        "prepare le fait de lui-même."
    ),
    (
        "أخفوا الخانات المقترحة أو اختاروا مجموعة جداول أصغر: يفعل ذلك الأمر "
        "forsa-node outcomes prepare من تلقاء نفسه."
    ),
    (
        "Hide the cells that are proposed or take a smaller set of tables: forsa-node outcomes "
        "prepare does so by itself."
    ),
)
_ANOTHER: Final[Told] = (
    (
        "Préparez un autre moment d'observation ; si une publication de l'année a été effacée, "
        "seule l'année suivante est possible."
    ),
    ("أعدّوا وقتا آخر من الملاحظة؛ وإذا مُحي أحد منشورات السنة فلا يمكن إلا السنة الموالية."),
    (
        "Prepare another observation point; if a release of the year was erased, only the next "
        "year is possible."
    ),
)
_APPROVE: Final[Told] = (
    (
        "Une personne prépare (forsa-node outcomes prepare), une autre approuve avec sa propre "
        "clé (forsa-node outcomes approve)."
    ),
    (
        "يُعدّ شخص النشر (forsa-node outcomes prepare) ويوافق عليه شخص آخر بمفتاحه "
        "(forsa-node outcomes approve)."
    ),
    (
        "One person prepares (forsa-node outcomes prepare), another approves with a key of their "
        "own (forsa-node outcomes approve)."
    ),
)
_UPDATE: Final[Told] = (
    "Mettez le logiciel à jour, puis préparez de nouveau (forsa-node outcomes prepare).",
    "حدِّثوا البرنامج ثم أعيدوا الإعداد (forsa-node outcomes prepare).",
    "Update the software, then prepare again (forsa-node outcomes prepare).",
)

OUTCOME_REASONS: Final[Mapping[Reason, tuple[str, str, str, Told]]] = {
    _R.KIND_OUTCOME_TABLE_MALFORMED: (
        "Un tableau de résultats est mal construit.",
        "أحد جداول النتائج غير سليم التكوين.",
        "A table of outcomes is not built as it must be.",
        _BY_HAND,
    ),
    _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED: (
        "Ce jeu de tableaux n'est pas permis pour l'effectif publié de l'association.",
        "مجموعة الجداول هذه غير مسموح بها لعدد المتعلمين المنشور للجمعية.",
        "This set of tables is not allowed for the published enrolment of the association.",
        _PREPARE,
    ),
    _R.KIND_OUTCOME_PRODUCT_UNKNOWN: (
        "Ce jeu de tableaux n'existe pas, ou pas dans cette version.",
        "مجموعة الجداول هذه غير موجودة، أو غير موجودة بهذه النسخة.",
        "There is no such set of tables, or not in this version.",
        _UPDATE,
    ),
    _R.KIND_OUTCOME_PRODUCT_CYCLIC: (
        "Les tableaux de ce jeu se croisent en boucle : on ne peut pas les vérifier exactement.",
        "تتقاطع جداول هذه المجموعة في حلقة: لا يمكن التحقق منها بدقة.",
        "The tables of this set cross in a circle: they cannot be checked exactly.",
        (
            "Retirez l'un des tableaux, ou l'un de ses axes.",
            "احذفوا أحد الجداول أو أحد محاوره.",
            "Leave out one of the tables, or one of its axes.",
        ),
    ),
    _R.KIND_OUTCOME_TABLE_INFEASIBLE: (
        "Les chiffres des tableaux se contredisent : aucun effectif réel ne les donne.",
        "أرقام الجداول متناقضة: لا يعطيها أي عدد حقيقي من المتعلمين.",
        "The figures of the tables contradict one another: no real learners give them.",
        _BY_HAND,
    ),
    _R.KIND_OUTCOME_SMALL_COUNT: (
        "Une case montre un nombre trop petit : on y reconnaîtrait quelqu'un.",
        "تُظهر خانة عددا صغيرا جدا: يمكن التعرف فيها على شخص.",
        "A cell shows a number that is too small: somebody could be recognised in it.",
        _BY_HAND,
    ),
    _R.KIND_OUTCOME_THIN_GROUP: (
        "Les résultats d'un groupe trop petit sont montrés.",
        "تُعرض نتائج مجموعة صغيرة جدا.",
        "The outcomes of a group that is too small are shown.",
        _BY_HAND,
    ),
    _R.KIND_OUTCOME_INTERVAL_NARROW: (
        "Une case cachée se calcule presque exactement à partir de celles qui sont montrées.",
        "يمكن حساب خانة مخفية بدقة تقريبا انطلاقا من الخانات المعروضة.",
        "A hidden cell can be calculated almost exactly from those that are shown.",
        _LESS,
    ),
    _R.KIND_OUTCOME_AUDIT_UNDECIDED: (
        "Il n'a pas été prouvé à temps que les tableaux sont sûrs ; le doute vaut refus.",
        "لم يثبت في الوقت المحدد أن الجداول آمنة؛ والشك رفض.",
        "It was not proved in time that the tables are safe; doubt is refusal.",
        _LESS,
    ),
    _R.KIND_OUTCOME_GROUP_ATTRIBUTE: (
        "Presque tout un groupe a le même résultat : qui en fait partie serait connu.",
        "لمجموعة بكاملها تقريبا النتيجة نفسها: فتُعرف نتيجة كل من ينتمي إليها.",
        "Almost a whole group has the same outcome: that of each of its learners would be known.",
        _LESS,
    ),
    _R.KIND_OUTCOME_DERIVED_CELL: (
        "Un petit nombre qui n'est dans aucun tableau se calcule à partir d'eux.",
        "يمكن انطلاقا من الجداول حساب عدد صغير لا يظهر في أي منها.",
        "A small number that is in none of the tables can be calculated from them.",
        _LESS,
    ),
    _R.KIND_OUTCOME_HISTORY_NARROW: (
        "Avec ce qui a déjà été publié, une case cachée se calcule presque exactement.",
        "مع ما سبق نشره يمكن حساب خانة مخفية بدقة تقريبا.",
        "With what was published before, a hidden cell can be calculated almost exactly.",
        _LESS,
    ),
    _R.KIND_OUTCOME_REVISION_SMALL: (
        "Une correction change un nombre de si peu qu'on reconnaîtrait qui a changé.",
        "يغيّر تصحيح عددا بقدر ضئيل يكشف من تغيّرت نتيجته.",
        "A correction changes a number by so little that it tells whose outcome changed.",
        (
            (
                "Gardez tout le tableau à ses chiffres provisoires, en attente : "
                "forsa-node outcomes prepare le fait de lui-même."
            ),
            (
                "احتفظوا بالجدول كله بأرقامه المؤقتة في انتظار المراجعة: يفعل ذلك الأمر "
                "forsa-node outcomes prepare من تلقاء نفسه."
            ),
            (
                "Keep the whole table at its provisional figures, held: forsa-node outcomes "
                "prepare does so by itself."
            ),
        ),
    ),
    _R.KIND_OUTCOME_TEXT_PERSONAL_DATA: (
        "Un texte qui accompagne les tableaux contient des données personnelles.",
        "يحتوي نص مرافق للجداول على معطيات شخصية.",
        "A text beside the tables contains personal data.",
        (
            "Retirez ce qui est indiqué, puis préparez de nouveau (forsa-node outcomes prepare).",
            "احذفوا ما هو مبيَّن ثم أعيدوا الإعداد (forsa-node outcomes prepare).",
            "Take out what is listed, then prepare again (forsa-node outcomes prepare).",
        ),
    ),
    _R.KIND_OUTCOME_PATTERN_CHANGED: (
        "Une case qui était cachée est montrée, ou l'inverse : la différence la révèle.",
        "خانة كانت مخفية صارت معروضة أو العكس: والفرق يكشفها.",
        "A cell that was hidden is shown, or the other way round: the difference gives it away.",
        _PREPARE,
    ),
    _R.KIND_OUTCOME_VINTAGE_CLOSED: (
        "Ce moment d'observation est déjà publié, ou l'année est close.",
        "سبق نشر نتائج هذا الوقت من الملاحظة، أو أُغلقت السنة.",
        "This observation point is published already, or the year is closed.",
        _ANOTHER,
    ),
    _R.KIND_OUTCOME_FRAME_CHANGED: (
        "L'effectif, les centres ou les codes ne sont plus ceux de la première publication.",
        "لم يعد عدد المتعلمين أو المراكز أو الرموز كما كانت عند أول نشر.",
        "The enrolment, the centres or the codes are no longer those of the first release.",
        (
            "L'effectif d'une année est arrêté : les arrivées tardives comptent l'année suivante.",
            "يُحصر عدد متعلمي السنة: ويُحتسب الملتحقون المتأخرون في السنة الموالية.",
            "The enrolment of a year is frozen: late entrants count in the next year.",
        ),
    ),
    _R.KIND_OUTCOME_FRAME_MISMATCH: (
        "Les tableaux ne partent pas de l'effectif que l'association a publié pour cette année.",
        "لا تستند الجداول إلى عدد المتعلمين الذي نشرته الجمعية عن هذه السنة.",
        "The tables do not start from the enrolment that the association published for this year.",
        (
            (
                "Publiez d'abord l'effectif de l'année (forsa-node outcomes frame), ou corrigez-le "
                "avant la première publication."
            ),
            "انشروا أولا عدد متعلمي السنة (forsa-node outcomes frame)، أو صححوه قبل أول نشر.",
            (
                "Publish the enrolment of the year first (forsa-node outcomes frame), or correct "
                "it before the first release."
            ),
        ),
    ),
    _R.KIND_OUTCOME_RELEASE_HELD: (
        "Aucun jeu de tableaux ne peut paraître sans révéler quelqu'un : rien n'est publié.",
        "لا يمكن نشر أي مجموعة جداول دون كشف شخص ما: لم يُنشر شيء.",
        "No set of tables can be published without revealing somebody: nothing is published.",
        (
            "Complétez le registre s'il manque des résultats ; sinon seul l'effectif paraît.",
            "أكملوا سجل المتعلمين إن نقصت منه نتائج؛ وإلا فلا يُنشر إلا العدد الإجمالي.",
            "Complete the register if outcomes are missing; else only the enrolment is shown.",
        ),
    ),
    _R.KIND_OUTCOME_APPROVAL_MISSING: (
        "Il manque l'accord d'une seconde personne.",
        "تنقص موافقة شخص ثان.",
        "The approval of a second person is missing.",
        _APPROVE,
    ),
    _R.KIND_OUTCOME_APPROVAL_SAME_PERSON: (
        "La même personne a préparé et approuvé.",
        "أعدّ النشر ووافق عليه الشخص نفسه.",
        "The same person prepared and approved.",
        _APPROVE,
    ),
    _R.KIND_OUTCOME_APPROVAL_STALE: (
        "Quelque chose a changé depuis que l'accord a été donné.",
        "تغيّر شيء منذ أن أُعطيت الموافقة.",
        "Something changed since the approval was given.",
        _APPROVE,
    ),
    _R.KIND_OUTCOME_LEGAL_BASIS_MISSING: (
        "Le numéro du récépissé de la CNDP manque.",
        "ينقص رقم وصل اللجنة الوطنية لمراقبة حماية المعطيات ذات الطابع الشخصي.",
        "The number of the receipt of the data protection authority (CNDP) is missing.",
        (
            (
                "Indiquez-le une fois, avant la première publication : forsa-node outcomes prepare "
                "--legal-basis."
            ),
            "أدخلوه مرة واحدة قبل أول نشر: forsa-node outcomes prepare --legal-basis.",
            "Give it once, before the first release: forsa-node outcomes prepare --legal-basis.",
        ),
    ),
    _R.KIND_OUTCOME_PROOF_MISSING: (
        "La preuve que les tableaux sont sûrs n'est pas jointe.",
        "لم يُرفق البرهان على أن الجداول آمنة.",
        "The proof that the tables are safe is not attached.",
        _PREPARE,
    ),
    _R.KIND_OUTCOME_PROOF_INVALID: (
        "La preuve jointe ne montre pas que ces tableaux sont sûrs.",
        "لا يثبت البرهان المرفق أن هذه الجداول آمنة.",
        "The proof that is attached does not show that these tables are safe.",
        _PREPARE,
    ),
    _R.KIND_OUTCOME_PROOF_TOO_LARGE: (
        "La preuve jointe est plus grande que la limite.",
        "البرهان المرفق أكبر من الحد المسموح به.",
        "The proof that is attached is larger than the limit.",
        _LESS,
    ),
    _R.KIND_OUTCOME_THETA_NOT_ALLOWED: (
        "Les règles de protection des tableaux sont plus faibles que celles du réseau.",
        "قواعد حماية الجداول أضعف من قواعد الشبكة.",
        "The rules that protect the tables are weaker than those of the network.",
        _PREPARE,
    ),
}
