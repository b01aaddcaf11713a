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
        ("{path} sert déjà.", "Choisissez un autre dossier : rien n'y a été changé."),
        ("المجلد {path} مستعمل.", "اختاروا مجلدا آخر: لم يتغير فيه شيء."),
        ("{path} is in use already.", "Choose another folder: nothing in it was changed."),
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
    FolderProblem.SETTING,
}
"""Where the words of a folder's problem leave nothing for a second line to say."""
