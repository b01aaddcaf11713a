"""Every reason code in the words of the people who meet it: what happened, and what to do next.

The values that belong to a refusal stand in the error's own metadata; programs show them beside
these sentences.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from forsa.errors import Reason, Situation
from forsa.words.outcome_reasons import OUTCOME_REASONS

Language = Literal["fr", "ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar", "en")


class Words(NamedTuple):
    """A sentence on what happened, and one on what to do next."""

    what: str
    next_step: str


def explain(reason: Reason, language: Language) -> Words:
    """The words for a reason in a language."""
    return _WORDS[reason][LANGUAGES.index(language)]


def explain_here(reason: Reason, situation: Situation | None, language: Language) -> Words:
    """The words for a command that ends with this: nobody tries again after it by itself."""
    place = LANGUAGES.index(language)
    if situation is not None:
        return _SITUATIONS[situation][place]
    words = _WORDS[reason][place]
    return Words(words.what, _LATER[place]) if words.next_step == _WAIT[place] else words


_R = Reason

_UPDATE: Final = (
    "Mettez le logiciel à jour, puis recommencez.",
    "حدِّثوا البرنامج ثم أعيدوا المحاولة.",
    "Update the software, then try again.",
)
_SIGN_AGAIN: Final = (
    (
        "Publiez-le de nouveau depuis le nœud de l'association ; si cela se répète, prévenez le "
        "secrétariat."
    ),
    "أعيدوا نشره من عقدة الجمعية؛ وإن تكرر ذلك فأخبروا الكتابة.",
    "Publish it again from the association's node; if it happens again, tell the secretariat.",
)
_ASK_WHO: Final = (
    "Voyez avec le secrétariat ou le bureau qui peut le faire.",
    "اسألوا الكتابة أو المكتب عمّن يحق له ذلك.",
    "Ask the secretariat or the board who may do this.",
)
_WAIT: Final = (
    "Rien à faire : le nœud réessaie de lui-même.",
    "لا شيء عليكم: تعيد العقدة المحاولة من تلقاء نفسها.",
    "Nothing to do: the node tries again by itself.",
)
_LATER: Final = (
    "Réessayez plus tard ; tant que forsa-node run tourne, il le fait de lui-même.",
    "أعيدوا المحاولة لاحقا؛ وما دام forsa-node run يعمل فهو يعيدها من تلقاء نفسه.",
    "Try again later; while forsa-node run is running, it does so by itself.",
)
_ALARM: Final = (
    (
        "Gardez ce nœud tel qu'il est, prévenez les autres membres et le secrétariat : la preuve "
        "est conservée (forsa-node status)."
    ),
    "اتركوا هذه العقدة كما هي وأخبروا باقي الأعضاء والكتابة: الدليل محفوظ (forsa-node status).",
    (
        "Leave this node as it is and tell the other members and the secretariat: the proof is "
        "kept (forsa-node status)."
    ),
)
_VERIFY: Final = (
    (
        "Arrêtez le service, lancez la commande verify, et restaurez la dernière sauvegarde si "
        "elle le demande."
    ),
    "أوقفوا الخدمة وشغّلوا الأمر verify، واسترجعوا آخر نسخة احتياطية إن طلب ذلك.",
    "Stop the service, run the verify command, and restore the last backup if it says so.",
)
_CORRECT: Final = (
    "Corrigez ce qui est indiqué, puis publiez de nouveau.",
    "صححوا ما هو مبيَّن ثم أعيدوا النشر.",
    "Correct what is listed, then publish again.",
)
_READ_AGAIN: Final = (
    "Synchronisez (forsa-node sync), relisez, puis décidez.",
    "زامنوا (forsa-node sync) وأعيدوا القراءة ثم قرروا.",
    "Synchronise (forsa-node sync), read again, then decide.",
)

Steps = tuple[str, str, str]


def _words(fr: str, ar: str, en: str, next_steps: Steps) -> tuple[Words, Words, Words]:
    return Words(fr, next_steps[0]), Words(ar, next_steps[1]), Words(en, next_steps[2])


_SITUATIONS: Final[Mapping[Situation, tuple[Words, Words, Words]]] = {
    Situation.NO_OUTCOMES: _words(
        "Personne n'a publié ses inscrits de cette année dans ce périmètre.",
        "لم ينشر أحد عدد مسجليه لهذه السنة في هذا النطاق.",
        "Nobody has published an enrolment of that year in that scope.",
        (
            "Vérifiez l'année et la région, ou synchronisez (forsa-node sync).",
            "تحققوا من السنة والجهة، أو زامنوا (forsa-node sync).",
            "Check the year and the region, or synchronise (forsa-node sync).",
        ),
    ),
    Situation.TABLES_UNPROVED: _words(
        "Ce fichier n'a pas pu être vérifié : rien ne prouve ses tableaux.",
        "تعذر التحقق من هذا الملف: لا شيء يثبت جداوله.",
        "This file could not be verified: nothing proves its tables.",
        (
            (
                "Ne vous fiez pas à ces tableaux ; demandez-les de nouveau à l'association ou au "
                "secrétariat du réseau."
            ),
            "لا تعتمدوا على هذه الجداول؛ اطلبوها من جديد من الجمعية أو من كتابة الشبكة.",
            (
                "Do not rely on these tables; ask the association or the network's secretariat for "
                "them again."
            ),
        ),
    ),
    Situation.NO_FILES: _words(
        "Cet enregistrement n'a pas de fichiers.",
        "هذا التسجيل بلا ملفات.",
        "This record has no files.",
        (
            "Rien à chercher : forsa-node show montre son texte.",
            "لا شيء يُجلب: يعرض forsa-node show نصه.",
            "There is nothing to get: forsa-node show tells its text.",
        ),
    ),
    Situation.WITHDRAWN: _words(
        "Son auteur l'a retiré : son texte et ses fichiers ne sont plus montrés ni donnés.",
        "سحبه صاحبه: لم يعد نصه ولا ملفاته تُعرض أو تُعطى.",
        "Its author withdrew it: its text and files are no longer shown or given.",
        (
            "Sa raison se lit avec forsa-node show ; son auteur peut le réviser (draft revise).",
            "السبب يُقرأ بالأمر forsa-node show؛ ولصاحبه أن يراجعه (draft revise).",
            "Read the reason with forsa-node show; its author may revise it (draft revise).",
        ),
    ),
    Situation.NO_RECEIPT: _words(
        "Ce fichier n'est ni un reçu ni un paquet, ou il est abîmé.",
        "هذا الملف ليس وصلا ولا حزمة، أو هو تالف.",
        "This file is neither a receipt nor a bundle, or it is damaged.",
        (
            "Vérifiez que c'est le bon, et qu'il a été copié en entier.",
            "تحققوا من أنه الملف المقصود وأنه نُسخ كاملا.",
            "Check that it is the right one, and was copied whole.",
        ),
    ),
    Situation.DRAFTS_DAMAGED: _words(
        "Le fichier des brouillons est abîmé ou incomplet.",
        "ملف المسودات تالف أو ناقص.",
        "The file of the drafts is damaged or incomplete.",
        (
            "La commande indiquée remet leur copie à sa place ; rien n'est supprimé.",
            "الأمر المذكور يعيد نسختها إلى مكانها؛ ولا يُحذف شيء.",
            "The command that is named puts their copy in its place; nothing is deleted.",
        ),
    ),
    Situation.NOT_GENUINE: _words(
        "Ce fichier ne prouve rien : une signature ou une preuve n'y tient pas.",
        "هذا الملف لا يثبت شيئا: فيه توقيع أو برهان غير صالح.",
        "This file proves nothing: a signature or a proof in it does not hold.",
        (
            "Ne vous y fiez pas ; redemandez-le à qui vous l'a donné.",
            "لا تثقوا به؛ اطلبوه من جديد ممن أعطاكم إياه.",
            "Do not trust it; ask whoever gave it to you for another.",
        ),
    ),
    Situation.MISWRITTEN_ID: _words(
        "Cet identifiant ou cette clé est mal écrit.",
        "هذا المعرّف أو المفتاح غير مكتوب كما يجب.",
        "This id or key is not written as it should be.",
        (
            "Copiez-le en entier : des chiffres et les lettres de a à f.",
            "انسخوه كاملا: أرقام والحروف من a إلى f.",
            "Copy it whole: digits and the letters a to f.",
        ),
    ),
    Situation.COMMENTS_SPENT: _words(
        "Les commentaires que votre association peut publier en 24 heures sont épuisés.",
        "استُنفدت التعليقات التي يمكن لجمعيتكم نشرها خلال 24 ساعة.",
        "The comments that your association may publish in 24 hours are used up.",
        (
            "Rien n'est parti ; le texte est gardé. Publiez-le plus tard : forsa-node draft list.",
            "لم يُرسل شيء؛ والنص محفوظ. انشروه لاحقا: forsa-node draft list.",
            "Nothing was sent; the text is kept. Publish it later: forsa-node draft list.",
        ),
    ),
    Situation.READERS_APART: _words(
        "Cette version et la plus récente sont pour des groupes différents : une réponse parlerait "
        "de l'une à qui ne lit que l'autre.",
        "هذه النسخة وأحدث نسخة لمجموعتين مختلفتين: فالجواب يخبر عن إحداهما من لا يقرأ إلا الأخرى.",
        "This version and the newest are for different groups: an answer would tell of the one to "
        "people who read only the other.",
        (
            "Rien n'est signé. Répondez à la version la plus récente : forsa-node show la nomme.",
            "لم يُوقَّع شيء. أجيبوا على أحدث نسخة: يسميها forsa-node show.",
            "Nothing was signed. Answer the newest version: forsa-node show names it.",
        ),
    ),
    Situation.READERS_UNSAID: _words(
        "Les deux versions sont pour des groupes différents : le programme ne décide pas qui lira "
        "le texte réuni.",
        "النسختان لمجموعتين مختلفتين: لا يقرر البرنامج من سيقرأ النص المجموع.",
        "The two versions are for different groups: the program does not decide who will read the "
        "joined text.",
        (
            "Dites-le : la même commande, avec --audience et l'un des groupes.",
            "بينوا ذلك: الأمر نفسه مع --audience وإحدى المجموعتين.",
            "Say it: the same command, with --audience and one of the groups.",
        ),
    ),
}

_WORDS: Final[Mapping[Reason, tuple[Words, Words, Words]]] = {
    _R.ENTRY_MALFORMED: _words(
        "Une entrée du journal est illisible.",
        "أحد قيود السجل غير مقروء.",
        "An entry of the log cannot be read.",
        _ALARM,
    ),
    _R.ENVELOPE_MALFORMED: _words(
        "L'enveloppe signée est mal formée.",
        "المظروف الموقَّع غير سليم التكوين.",
        "The signed envelope is malformed.",
        _SIGN_AGAIN,
    ),
    _R.HEADER_MALFORMED: _words(
        "L'en-tête de l'enregistrement est mal formé.",
        "ترويسة التسجيل غير سليمة التكوين.",
        "The record's header is malformed.",
        _SIGN_AGAIN,
    ),
    _R.NOTE_MALFORMED: _words(
        "Une note signée du hub est mal formée.",
        "مذكرة موقعة من المحور غير سليمة التكوين.",
        "A signed note is malformed.",
        _ALARM,
    ),
    _R.WRONG_NETWORK: _words(
        "Cela appartient à un autre réseau.",
        "هذا يخص شبكة أخرى.",
        "This belongs to another network.",
        (
            "Vérifiez l'identifiant du réseau auprès du secrétariat.",
            "تحققوا من معرّف الشبكة لدى الكتابة.",
            "Check the network id with the secretariat.",
        ),
    ),
    _R.SIGNATURE_INVALID: _words(
        "La signature ou la preuve n'est pas valable.",
        "التوقيع أو البرهان غير صالح.",
        "The signature or proof does not hold.",
        _SIGN_AGAIN,
    ),
    _R.NOTE_SIGNATURE_INVALID: _words(
        "Le hub a présenté une note dont la signature n'est pas la sienne.",
        "قدّم المحور مذكرة لا تحمل توقيعه الصحيح.",
        "The hub presented a note that is not signed by its key.",
        _ALARM,
    ),
    _R.COMMITMENT_MISMATCH: _words(
        "Le contenu n'est pas celui que la signature engage.",
        "المحتوى ليس هو الذي يلتزم به التوقيع.",
        "The content is not what the signature commits to.",
        _SIGN_AGAIN,
    ),
    _R.ROOT_INVALID: _words(
        "La racine de confiance du réseau n'est pas valable.",
        "جذر الثقة الخاص بالشبكة غير صالح.",
        "The network's trust root is not valid.",
        (
            "Ne continuez pas ; demandez au secrétariat celle que les responsables ont signée.",
            "لا تواصلوا؛ اطلبوا من الكتابة الجذر الذي وقّعه المسؤولون.",
            "Do not go on; ask the secretariat for the one that the officers signed.",
        ),
    ),
    _R.BUNDLE_DAMAGED: _words(
        "Le paquet est coupé ou abîmé ; ce qui précède est gardé.",
        "الحزمة مبتورة أو تالفة؛ وقد حُفظ ما سبق الموضع التالف.",
        "The bundle is cut or damaged; what came before is kept.",
        (
            "Copiez-le de nouveau depuis sa source et réimportez-le.",
            "انسخوها من مصدرها مرة أخرى وأعيدوا استيرادها.",
            "Copy it again from its source and import it again.",
        ),
    ),
    _R.KIND_UNKNOWN: _words(
        "Ce genre d'enregistrement est réservé et inconnu.",
        "هذا النوع من التسجيلات محجوز وغير معروف.",
        "This kind of record is reserved and unknown.",
        _UPDATE,
    ),
    _R.KIND_EFFECT_INVALID: _words(
        "L'effet demandé est mal formé.",
        "الأثر المطلوب غير سليم التكوين.",
        "The requested effect is malformed.",
        _CORRECT,
    ),
    _R.KIND_BODY_INVALID: _words(
        "Le texte ne respecte pas les règles de ce genre d'enregistrement.",
        "لا يحترم النص قواعد هذا النوع من التسجيلات.",
        "The text breaks the rules of this kind of record.",
        _CORRECT,
    ),
    _R.LIMIT_EXCEEDED: _words(
        "C'est plus grand que la limite.",
        "هذا أكبر من الحد المسموح به.",
        "This is larger than the limit.",
        (
            "Raccourcissez, ou partagez en plusieurs, puis recommencez.",
            "اختصروا أو قسّموا ثم أعيدوا المحاولة.",
            "Shorten or split it, then try again.",
        ),
    ),
    _R.CERT_EXPIRED: _words(
        "Le certificat du nœud a expiré.",
        "انتهت صلاحية شهادة العقدة.",
        "The node's certificate has expired.",
        (
            "Le nœud en demande un nouveau ; vérifiez l'heure de l'ordinateur si cela dure.",
            "تطلب العقدة شهادة جديدة؛ وتحققوا من ساعة الحاسوب إن طال الأمر.",
            "The node asks for a new one; check the computer's clock if this lasts.",
        ),
    ),
    _R.CERT_INVALID: _words(
        "Le certificat présenté n'est pas celui d'un nœud de ce réseau.",
        "الشهادة المقدَّمة ليست شهادة عقدة من هذه الشبكة.",
        "The certificate is not that of a node of this network.",
        (
            "Lancez forsa-node status ; s'il le dit, demandez un nouveau jeton au secrétariat.",
            "شغّلوا forsa-node status؛ وإن طلب ذلك فاطلبوا رمزا جديدا من الكتابة.",
            "Run forsa-node status; if it says so, ask the secretariat for a new token.",
        ),
    ),
    _R.NODE_REVOKED: _words(
        "Ce nœud a été révoqué par son association.",
        "ألغت الجمعية هذه العقدة.",
        "This node was revoked by its association.",
        (
            "Si c'est une erreur, ajoutez un nouveau nœud avec la clé admin de l'association.",
            "إن كان ذلك خطأ فأضيفوا عقدة جديدة بمفتاح admin الخاص بالجمعية.",
            "If that is a mistake, add a new node with the association's admin key.",
        ),
    ),
    _R.KEY_UNKNOWN: _words(
        "La clé qui signe n'est pas connue du réseau.",
        "المفتاح الموقِّع غير معروف لدى الشبكة.",
        "The signing key is not known to the network.",
        _ASK_WHO,
    ),
    _R.KEY_REVOKED: _words(
        "La clé qui signe a été révoquée.",
        "أُلغي المفتاح الموقِّع.",
        "The signing key was revoked.",
        (
            "Signez avec une clé en vigueur de l'association.",
            "وقّعوا بمفتاح ساري المفعول من مفاتيح الجمعية.",
            "Sign with a key of the association that is in force.",
        ),
    ),
    _R.PURPOSE_NOT_ALLOWED: _words(
        "Cette clé ne sert pas à signer ce genre d'enregistrement.",
        "هذا المفتاح غير مخصص لتوقيع هذا النوع من التسجيلات.",
        "This key is not for signing this kind of record.",
        _ASK_WHO,
    ),
    _R.DELEGATE_NOT_ALLOWED: _words(
        "Le mandat de la personne déléguée ne couvre pas cet acte, ou pas à cette date.",
        "انتداب المندوب لا يشمل هذا العمل أو هذا التاريخ.",
        "The delegate's mandate does not cover this act, or not at this date.",
        _ASK_WHO,
    ),
    _R.MEMBER_NOT_ACTIVE: _words(
        "Le statut de l'association ne permet pas cet acte.",
        "وضعية الجمعية لا تسمح بهذا العمل.",
        "The association's status does not allow this.",
        _ASK_WHO,
    ),
    _R.AUDIENCE_UNKNOWN: _words(
        "Le groupe destinataire n'existe pas, ou l'association n'en fait pas partie.",
        "مجموعة الاطلاع غير موجودة أو لا تنتمي إليها الجمعية.",
        "The audience is no group of this network, or the association is not in it.",
        (
            "Choisissez public, network ou un groupe dont l'association fait partie.",
            "اختاروا public أو network أو مجموعة تنتمي إليها الجمعية.",
            "Choose public, network or a group that the association belongs to.",
        ),
    ),
    _R.KIND_NOT_ALLOWED: _words(
        "L'association n'a pas qualité pour cet acte.",
        "ليس للجمعية صفة للقيام بهذا العمل.",
        "The association may not do this.",
        _ASK_WHO,
    ),
    _R.NOT_ON_ROLL: _words(
        "L'association n'est pas sur la liste des votants de cette proposition.",
        "الجمعية غير مدرجة في لائحة المصوتين على هذا المقترح.",
        "The association is not on the roll of this proposal.",
        (
            "Rien à faire : la liste est arrêtée à l'ouverture du vote.",
            "لا شيء عليكم: تُحصر اللائحة عند افتتاح التصويت.",
            "Nothing to do: the roll is frozen when the vote opens.",
        ),
    ),
    _R.JOIN_TOKEN_INVALID: _words(
        "Le jeton n'est pas valable : mal copié, expiré ou déjà utilisé.",
        "رمز الانضمام غير صالح: منقول خطأ أو منتهي الصلاحية أو مستعمل.",
        "The join token is not valid: mistyped, expired or used.",
        (
            "Copiez-le en entier ; sinon demandez-en un nouveau au secrétariat.",
            "انسخوه كاملا؛ وإلا فاطلبوا رمزا جديدا من الكتابة.",
            "Copy the whole line; or ask the secretariat for a new one.",
        ),
    ),
    _R.RECORD_UNKNOWN: _words(
        "Cet enregistrement n'est pas ici, ou n'est pas visible pour vous.",
        "هذا التسجيل غير موجود هنا أو غير متاح لكم.",
        "This record is not here, or not for you to see.",
        (
            "Vérifiez l'identifiant, ou synchronisez d'abord (forsa-node sync).",
            "تحققوا من المعرّف أو زامنوا أولا (forsa-node sync).",
            "Check the id, or synchronise first (forsa-node sync).",
        ),
    ),
    _R.BLOB_UNKNOWN: _words(
        "Ce fichier joint n'est pas ici, ou n'est pas visible pour vous.",
        "هذا المرفق غير موجود هنا أو غير متاح لكم.",
        "This attachment is not here, or not for you to see.",
        _WAIT,
    ),
    _R.PARENT_STALE: _words(
        "Une version plus récente existe déjà.",
        "توجد نسخة أحدث.",
        "A newer version exists already.",
        _READ_AGAIN,
    ),
    _R.BLOB_MISSING: _words(
        "Un fichier joint n'est pas encore arrivé au hub.",
        "لم يصل أحد المرفقات إلى المحور بعد.",
        "An attachment has not reached the hub yet.",
        _WAIT,
    ),
    _R.OBJECT_EXISTS: _words(
        "Cela existe déjà.",
        "هذا موجود من قبل.",
        "This exists already.",
        _READ_AGAIN,
    ),
    _R.PARENT_INVALID: _words(
        "L'enregistrement dont celui-ci part ne convient pas.",
        "التسجيل الذي يستند إليه هذا التسجيل غير مناسب.",
        "The record that this one builds on does not fit.",
        _READ_AGAIN,
    ),
    _R.VIEW_MISMATCH: _words(
        "L'auteur a vu un autre journal que le nôtre.",
        "اطّلع صاحب التسجيل على سجل غير سجلنا.",
        "The author saw another log than ours.",
        _ALARM,
    ),
    _R.STATE_MISMATCH: _words(
        "L'auteur calcule un autre état du réseau que nous.",
        "يحسب صاحب التسجيل حالة للشبكة غير التي نحسبها.",
        "The author computes another state of the network than we do.",
        (
            "Mettez le logiciel à jour et lancez forsa-node verify.",
            "حدِّثوا البرنامج وشغّلوا forsa-node verify.",
            "Update the software and run forsa-node verify.",
        ),
    ),
    _R.BALLOT_CLOSED: _words(
        "Le vote est clos.",
        "أُغلق التصويت.",
        "The vote is closed.",
        (
            "Rien à faire : seuls comptent les bulletins reçus avant la clôture.",
            "لا شيء عليكم: لا تُحتسب إلا الأصوات الواردة قبل الإغلاق.",
            "Nothing to do: only ballots logged before closing count.",
        ),
    ),
    _R.KIND_PRECONDITION: _words(
        "Cet acte n'est pas possible dans la situation présente.",
        "هذا العمل غير ممكن في الوضع الحالي.",
        "This is not possible as things stand.",
        _READ_AGAIN,
    ),
    _R.LEVEL_UNSUPPORTED: _words(
        "Le réseau suit des règles plus récentes que ce logiciel.",
        "تتبع الشبكة قواعد أحدث من هذا البرنامج.",
        "The network follows newer rules than this software.",
        _UPDATE,
    ),
    _R.PROTOCOL_VERSION_UNSUPPORTED: _words(
        "Le hub et ce logiciel n'ont pas de version commune.",
        "لا توجد نسخة مشتركة بين المحور وهذا البرنامج.",
        "The hub and this software have no version in common.",
        _UPDATE,
    ),
    _R.BODY_REDACTED: _words(
        "Le texte a été effacé par décision.",
        "مُحي النص بقرار.",
        "The text was erased by a decision.",
        (
            "Rien à faire : le motif est public.",
            "لا شيء عليكم: السبب معلن.",
            "Nothing to do: the reason is public.",
        ),
    ),
    _R.BODY_HELD: _words(
        "Le texte est mis en attente jusqu'à une décision.",
        "النص معلَّق في انتظار قرار.",
        "The text is on hold until a decision.",
        _WAIT,
    ),
    _R.DUPLICATE: _words(
        "Cet enregistrement est déjà dans le journal.",
        "هذا التسجيل موجود في السجل من قبل.",
        "This record is in the log already.",
        (
            "Rien à faire : c'est un succès.",
            "لا شيء عليكم: العملية ناجحة.",
            "Nothing to do: this counts as success.",
        ),
    ),
    _R.LOG_BEHIND_CLIENT: _words(
        "Le hub connaît moins d'entrées que ce nœud.",
        "يعرف المحور قيودا أقل مما تعرفه هذه العقدة.",
        "The hub knows fewer entries than this node.",
        _ALARM,
    ),
    _R.QUOTA_EXCEEDED: _words(
        "La part de stockage ou d'envoi de l'association est épuisée.",
        "استُنفدت حصة الجمعية من التخزين أو الإرسال.",
        "The association's share of storage or sending is used up.",
        _WAIT,
    ),
    _R.RATE_LIMITED: _words(
        "Trop d'envois en peu de temps.",
        "إرسالات كثيرة في وقت قصير.",
        "Too many calls in a short time.",
        _WAIT,
    ),
    _R.STORAGE_FULL: _words(
        "Le disque est presque plein : rien de nouveau n'est accepté, tout reste lisible.",
        "القرص شبه ممتلئ: لا يُقبل جديد ويبقى كل شيء مقروءا.",
        "The disk is nearly full: nothing new is accepted, everything stays readable.",
        (
            "Libérez de la place ; la suite reprend sans redémarrage.",
            "أفرغوا مساحة؛ ويُستأنف العمل دون إعادة تشغيل.",
            "Free some space; work goes on without a restart.",
        ),
    ),
    _R.HUB_READ_ONLY: _words(
        "Le hub est en lecture seule.",
        "المحور في وضع القراءة فقط.",
        "The hub is read-only.",
        _WAIT,
    ),
    _R.RECOVERING: _words(
        "Le hub se rétablit.",
        "المحور في طور الاستعادة.",
        "The hub is recovering.",
        _WAIT,
    ),
    _R.CLOCK_SUSPECT: _words(
        "L'horloge du hub n'est pas sûre : il ne classe plus rien.",
        "ساعة المحور غير موثوقة: لا يرتّب شيئا جديدا.",
        "The hub's clock is not safe: it orders nothing.",
        (
            "Le secrétariat vérifie l'heure puis relance avec --confirm-clock.",
            "تتحقق الكتابة من الساعة ثم تعيد التشغيل مع --confirm-clock.",
            "The secretariat checks the time and restarts with --confirm-clock.",
        ),
    ),
    _R.OUTCOME_UNKNOWN: _words(
        "Le hub n'a pas répondu.",
        "لم يجب المحور.",
        "The hub did not answer.",
        _WAIT,
    ),
    _R.LOG_DIVERGED: _words(
        "Le journal du hub contredit celui de ce nœud.",
        "يناقض سجل المحور سجل هذه العقدة.",
        "The hub's log contradicts this node's.",
        _ALARM,
    ),
    _R.STORED_DATA_CORRUPT: _words(
        "Des données enregistrées sont abîmées.",
        "بعض المعطيات المخزنة تالفة.",
        "Stored data are damaged.",
        _VERIFY,
    ),
    _R.HUB_ADMITTED_INVALID: _words(
        "Le hub a inscrit ce que les règles refusent ; cela reste sans effet.",
        "أدرج المحور في السجل ما ترفضه القواعد؛ وهو دون أثر.",
        "The hub logged a record that the rules refuse; it has no effect.",
        _ALARM,
    ),
    _R.EQUIVOCATION: _words(
        "Le hub a montré deux journaux différents.",
        "أظهر المحور سجلين مختلفين.",
        "The hub has shown two different logs.",
        _ALARM,
    ),
    _R.STATE_DIVERGED: _words(
        "Un membre calcule un autre état du réseau que ce nœud.",
        "يحسب أحد الأعضاء حالة للشبكة غير التي تحسبها هذه العقدة.",
        "A member computes another state of the network than this node.",
        (
            "Mettez le logiciel à jour et lancez forsa-node verify.",
            "حدِّثوا البرنامج وشغّلوا forsa-node verify.",
            "Update the software and run forsa-node verify.",
        ),
    ),
    _R.LOG_FROZEN: _words(
        "Le hub répond, mais son journal n'avance plus ou recule.",
        "يجيب المحور لكن سجله متوقف أو متراجع.",
        "The hub answers, but its log stands still or goes back.",
        _ALARM,
    ),
    _R.LOG_ROLLED_BACK: _words(
        "La base du hub est plus ancienne que ce qu'il a déjà publié.",
        "قاعدة المحور أقدم مما سبق له نشره.",
        "The hub's database is older than what it has released.",
        _VERIFY,
    ),
    _R.RECORD_WITHHELD: _words(
        "Le hub ne livre pas un texte que l'association peut lire.",
        "لا يسلّم المحور نصا يحق للجمعية قراءته.",
        "The hub does not deliver a text that the association may read.",
        _ALARM,
    ),
    _R.TIME_REVERSED: _words(
        "Le temps du journal recule.",
        "زمن السجل يتراجع.",
        "The log's time goes backwards.",
        _ALARM,
    ),
    **{reason: _words(*told) for reason, told in OUTCOME_REASONS.items()},
}
