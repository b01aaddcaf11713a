"""What is wrong with a folder or a file, and what to do next, in three languages."""

from collections.abc import Mapping
from typing import Final

from forsa.client.files import FolderProblem

FOLDER_WORDS: Final[Mapping[FolderProblem, tuple[tuple[str, str], ...]]] = {
    FolderProblem.MISSING: (
        ("Il n'y a rien de forsa dans {path}.", "Vérifiez le dossier, ou créez-le avec init."),
        ("لا يوجد في {path} ما يخص فرصة.", "تحققوا من المجلد، أو أنشئوه بالأمر init."),
        ("There is nothing of forsa in {path}.", "Check the folder, or make one with init."),
    ),
    FolderProblem.EXISTS: (
        ("{path} sert déjà.", "Choisissez un autre nom : rien n'y a été changé."),
        ("{path} مستعمل.", "اختاروا اسما آخر: لم يتغير فيه شيء."),
        ("{path} is in use already.", "Choose another name: nothing in it was changed."),
    ),
    FolderProblem.DAMAGED: (
        ("{path} est endommagé.", "Restaurez-le depuis une sauvegarde."),
        ("الملف {path} تالف.", "استرجعوه من نسخة احتياطية."),
        ("{path} is damaged.", "Restore it from a backup."),
    ),
    FolderProblem.KEY_ABSENT: (
        (
            "La clé {path} n'est pas là.",
            "Remettez-la en place (clé USB, coffre) le temps de cette opération.",
        ),
        ("المفتاح {path} غير موجود.", "أعيدوه إلى مكانه (مفتاح USB أو خزنة) لإتمام هذه العملية."),
        (
            "The key {path} is not there.",
            "Put it back (USB stick, safe) for as long as this takes.",
        ),
    ),
    FolderProblem.LOCKED: (
        (
            "Cette phrase de passe n'ouvre pas la clé.",
            ("Retapez-la. Oubliée, elle ne se retrouve pas : forsa-node key revoke, puis key add."),
        ),
        (
            "عبارة السر هذه لا تفتح المفتاح.",
            "أعيدوا كتابتها. إن نُسيت فلا تُسترجع: forsa-node key revoke ثم key add.",
        ),
        (
            "This passphrase does not open the key.",
            "Type it again. A forgotten one cannot be found: forsa-node key revoke, then key add.",
        ),
    ),
    FolderProblem.ROOT_KEY_LOCKED: (
        (
            "Cette phrase de passe n'ouvre pas la clé racine.",
            (
                "Retapez-la. Oubliée, elle ne se retrouve pas : les autres responsables signent "
                "une version sans cette clé."
            ),
        ),
        (
            "عبارة السر هذه لا تفتح المفتاح الجذر.",
            "أعيدوا كتابتها. إن نُسيت فلا تُسترجع: يوقّع باقي المسؤولين نسخة بدون هذا المفتاح.",
        ),
        (
            "This passphrase does not open the root key.",
            (
                "Type it again. A forgotten one cannot be found: the other officers sign a version "
                "without this key."
            ),
        ),
    ),
    FolderProblem.SETTING: (
        (
            "Un réglage de {path} ne convient pas.",
            "Corrigez-le (ou la variable FORSA_… qui le donne), puis recommencez.",
        ),
        (
            "إعداد من إعدادات {path} غير صالح.",
            "صححوه (أو المتغير FORSA_… الذي يحدده) ثم أعيدوا المحاولة.",
        ),
        (
            "A setting of {path} cannot be.",
            "Correct it (or the variable FORSA_… that gives it), then try again.",
        ),
    ),
    FolderProblem.PATH_TOO_LONG: (
        (
            "Le chemin de {path} est trop long.",
            "Placez le dossier là où son chemin est plus court, puis recommencez.",
        ),
        (
            "مسار {path} طويل جدا.",
            "انقلوا المجلد إلى مكان مساره أقصر ثم أعيدوا المحاولة.",
        ),
        (
            "The path of {path} is too long.",
            "Move the folder to where its path is shorter, then try again.",
        ),
    ),
    FolderProblem.NO_SUCH_FILE: (
        ("{path} n'est pas là, ou n'est pas ce qu'il faut.", "Vérifiez le nom et le dossier."),
        ("{path} غير موجود، أو ليس ما يلزم.", "تحققوا من الاسم ومن المجلد."),
        ("{path} is not there, or not what is needed.", "Check the name and the folder."),
    ),
    FolderProblem.FORBIDDEN: (
        (
            "Cet ordinateur ne permet pas de lire ou d'écrire {path}.",
            "Prenez le compte qui en a le droit, ou changez les droits du dossier.",
        ),
        (
            "لا يسمح هذا الحاسوب بقراءة {path} أو الكتابة فيه.",
            "استعملوا الحساب الذي له الحق في ذلك، أو غيّروا حقوق المجلد.",
        ),
        (
            "This machine does not let you read or write {path}.",
            "Use the account that may, or change the rights of the folder.",
        ),
    ),
    FolderProblem.DISK_FULL: (
        ("Le disque est plein : {path} n'est pas écrit.", "Libérez de la place, puis recommencez."),
        ("القرص ممتلئ: لم يُكتب {path}.", "أفرغوا مساحة ثم أعيدوا المحاولة."),
        ("The disk is full: {path} is not written.", "Free some space, then try again."),
    ),
    FolderProblem.REGISTER_FOREIGN: (
        (
            "{path} est le registre d'un autre nœud : il n'est pas lu.",
            "Retirez ce fichier de ce dossier ; remettez ici le registre de ce nœud.",
        ),
        (
            "الملف {path} سجل عقدة أخرى: لن يُقرأ.",
            "أخرجوا هذا الملف من المجلد، وأعيدوا إليه سجل هذه العقدة.",
        ),
        (
            "{path} is the register of another node: it is not read.",
            "Take this file out of the folder; put the register of this node back.",
        ),
    ),
    FolderProblem.REGISTER_RENAMED: (
        (
            "{path} contient une autre année scolaire que son nom : il n'est pas lu.",
            "Rendez au fichier le nom qu'il avait, ou remettez-le depuis une sauvegarde.",
        ),
        (
            "الملف {path} يحتوي على موسم دراسي غير الذي في اسمه: لن يُقرأ.",
            "أعيدوا إلى الملف اسمه الأصلي، أو استرجعوه من نسخة احتياطية.",
        ),
        (
            "{path} holds another school year than its name says: it is not read.",
            "Give the file the name it had, or put it back from a backup.",
        ),
    ),
    FolderProblem.REGISTER_KEY_WRONG: (
        (
            "{path} a été chiffré avec une autre clé que keys/register.key : il ne s'ouvre pas.",
            "Remettez la clé d'avant, depuis la sauvegarde des clés de ce nœud.",
        ),
        (
            "شُفّر {path} بمفتاح غير keys/register.key: لا يمكن فتحه.",
            "أعيدوا المفتاح السابق من النسخة الاحتياطية لمفاتيح هذه العقدة.",
        ),
        (
            "{path} was sealed with another key than keys/register.key: it does not open.",
            "Put the key of before back, from the backup of this node's keys.",
        ),
    ),
    FolderProblem.REGISTER_NOT_PRIVATE: (
        (
            "{path} n'est pas à ce compte seul (lien, ou autre compte) : rien n'y est lu ni écrit.",
            "Mettez un vrai dossier ou fichier de ce compte à sa place, puis recommencez.",
        ),
        (
            "لا يخص {path} هذا الحساب وحده (رابط، أو ملك حساب آخر): لن يُقرأ منه شيء ولن يُكتب فيه.",
            "ضعوا مكانه مجلدا أو ملفا حقيقيا لهذا الحساب ثم أعيدوا المحاولة.",
        ),
        (
            "{path} is not this account's alone (a link, or another's): it is left alone.",
            "Put a true folder or file of this account in its place, then try again.",
        ),
    ),
    FolderProblem.CLOCK_REFUSED: (
        (
            "Ce réseau n'est pas fait pour la démonstration : l'horloge {path} y est refusée.",
            "Retirez la variable FORSA_DEMO_CLOCK, puis recommencez : rien n'a été changé.",
        ),
        (
            "هذه الشبكة ليست للعرض: تُرفض فيها الساعة {path}.",
            "احذفوا المتغير FORSA_DEMO_CLOCK ثم أعيدوا المحاولة: لم يتغير شيء.",
        ),
        (
            "This network is not made for demonstration: the clock {path} is refused.",
            "Remove the variable FORSA_DEMO_CLOCK, then try again: nothing was changed.",
        ),
    ),
    FolderProblem.CLOCK_UNREADABLE: (
        (
            "L'horloge de démonstration {path} manque, ou ne contient pas un nombre.",
            "Écrivez-y les millisecondes passées (0 pour commencer), puis recommencez.",
        ),
        (
            "ساعة العرض {path} غير موجودة، أو ليس فيها عدد.",
            "اكتبوا فيها ما مضى بأجزاء الألف من الثانية (0 للبداية) ثم أعيدوا المحاولة.",
        ),
        (
            "The demonstration clock {path} is absent, or holds no number.",
            "Write the milliseconds that have passed into it (0 to begin), then try again.",
        ),
    ),
    FolderProblem.NOT_ENROLLED: (
        (
            "{path} n'a pas encore rejoint de réseau.",
            "Demandez un jeton au secrétariat, puis : forsa-node join.",
        ),
        (
            "لم تنضم {path} إلى أي شبكة بعد.",
            "اطلبوا رمز انضمام من الكتابة، ثم: forsa-node join.",
        ),
        (
            "{path} has not joined a network yet.",
            "Ask the secretariat for a join token, then: forsa-node join.",
        ),
    ),
}
"""French, Arabic, English: what happened, and what to do next; `{path}` is the place."""

SAY_ALL: Final = frozenset(FolderProblem) - {
    FolderProblem.DAMAGED,
    FolderProblem.EXISTS,
    FolderProblem.LOCKED,
    FolderProblem.ROOT_KEY_LOCKED,
    FolderProblem.SETTING,
}
"""Where the words of a folder's problem leave nothing for a second line to say."""
