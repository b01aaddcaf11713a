"""The words that click itself says, in French and Arabic: Usage, Options, what is missing or wrong.

Click looks its words up with gettext, by the names `_` and `ngettext` of its modules. Its way to
translate them is a compiled catalogue in a folder, chosen by variables of the environment, for
the whole process: nothing that `--lang` can choose. Here the two names stand for a table, as long
as a command runs. A test reads click's sources and fails for a sentence that is not in the table,
so that an update of click says what it added.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from forsa.words.reasons import Language

_MODULES: Final = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


@contextmanager
def click_speaks(language: Language) -> Iterator[None]:
    """Let click speak this language inside, and what it spoke before afterwards."""
    spoken = {"_": _one_of(language), "ngettext": _count_of(language)}
    before = [(module, dict(vars(module))) for module in _MODULES]
    try:
        for module, names in before:
            for name in spoken.keys() & names.keys():
                setattr(module, name, spoken[name])
        yield
    finally:
        for module, names in before:
            for name in spoken.keys() & names.keys():
                setattr(module, name, names[name])


def _one_of(language: Language) -> Callable[[str], str]:
    def say(text: str) -> str:
        return WORDS.get(text, {}).get(language, text)

    return say


def _count_of(language: Language) -> Callable[[str, str, int], str]:
    say = _one_of(language)
    return lambda one, many, count: say(one if count == 1 else many)


WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    # The parts of a help. Click puts a colon after a heading, French a space before a colon.
    "Usage:": {"fr": "Usage :", "ar": "الاستعمال:"},
    "Options": {"fr": "Options ", "ar": "الخيارات"},
    "Positional arguments": {"fr": "Arguments ", "ar": "المدخلات"},
    "Commands": {"fr": "Commandes ", "ar": "الأوامر"},
    "required": {"fr": "obligatoire", "ar": "إلزامي"},
    "default: {default}": {"fr": "par défaut : {default}", "ar": "افتراضيا: {default}"},
    "env var: {var}": {"fr": "variable : {var}", "ar": "المتغير: {var}"},
    "(dynamic)": {"fr": "(selon le cas)", "ar": "(حسب الحالة)"},
    "deprecated": {"fr": "abandonné", "ar": "متخلى عنه"},
    "Show this message and exit.": {
        "fr": "Afficher cette aide, sans rien faire d'autre.",
        "ar": "عرض هذه المساعدة دون القيام بأي شيء آخر.",
    },
    "Show the version and exit.": {
        "fr": "Afficher la version, sans rien faire d'autre.",
        "ar": "عرض رقم النسخة دون القيام بأي شيء آخر.",
    },
    # What is wrong with a command line.
    "Error: {message}": {"fr": "Erreur : {message}", "ar": "خطأ: {message}"},
    "Try '{command} {option}' for help.": {
        "fr": "Pour l'aide : {command} {option}",
        "ar": "للمساعدة: {command} {option}",
    },
    "Missing command.": {"fr": "Il manque la commande.", "ar": "ينقص الأمر."},
    "Missing argument": {"fr": "Il manque l'argument", "ar": "ينقص المدخل"},
    "Missing option": {"fr": "Il manque l'option", "ar": "ينقص الخيار"},
    "Missing parameter": {"fr": "Il manque le paramètre", "ar": "ينقص المعطى"},
    "Missing {param_type}": {"fr": "Il manque : {param_type}", "ar": "ينقص: {param_type}"},
    "Missing parameter: {param_name}": {
        "fr": "Il manque le paramètre {param_name}",
        "ar": "ينقص المعطى {param_name}",
    },
    "No such option {name!r}.": {
        "fr": "L'option {name!r} n'existe pas.",
        "ar": "الخيار {name!r} غير موجود.",
    },
    "No such command {name!r}.": {
        "fr": "La commande {name!r} n'existe pas.",
        "ar": "الأمر {name!r} غير موجود.",
    },
    "Did you mean {possibility}?": {
        "fr": "Vouliez-vous dire {possibility} ?",
        "ar": "هل تقصدون {possibility}؟",
    },
    "(Did you mean one of: {possibilities}?)": {
        "fr": "(Vouliez-vous dire l'un de ceux-ci : {possibilities} ?)",
        "ar": "(هل تقصدون أحد هذه: {possibilities}؟)",
    },
    "Option {name!r} does not take a value.": {
        "fr": "L'option {name!r} se donne sans valeur.",
        "ar": "الخيار {name!r} يُعطى دون قيمة.",
    },
    "Option {name!r} requires an argument.": {
        "fr": "L'option {name!r} demande une valeur.",
        "ar": "الخيار {name!r} يتطلب قيمة.",
    },
    "Option {name!r} requires {nargs} arguments.": {
        "fr": "L'option {name!r} demande {nargs} valeurs.",
        "ar": "الخيار {name!r} يتطلب {nargs} قيم.",
    },
    "Argument {name!r} takes {nargs} values.": {
        "fr": "L'argument {name!r} demande {nargs} valeurs.",
        "ar": "المدخل {name!r} يتطلب {nargs} قيم.",
    },
    "Got unexpected extra argument ({args})": {
        "fr": "Il y a un mot de trop : {args}",
        "ar": "توجد كلمة زائدة: {args}",
    },
    "Got unexpected extra arguments ({args})": {
        "fr": "Il y a des mots de trop : {args}",
        "ar": "توجد كلمات زائدة: {args}",
    },
    "Takes {nargs} values but 1 was given.": {
        "fr": "Il faut {nargs} valeurs, une seule est donnée.",
        "ar": "يلزم {nargs} قيم، والمعطى قيمة واحدة.",
    },
    "Takes {nargs} values but {len} were given.": {
        "fr": "Il faut {nargs} valeurs, {len} sont données.",
        "ar": "يلزم {nargs} قيم، والمعطى {len}.",
    },
    "{len_type} values are required, but {len_value} was given.": {
        "fr": "Il faut {len_type} valeurs, {len_value} est donnée.",
        "ar": "يلزم {len_type} قيم، والمعطى {len_value}.",
    },
    "{len_type} values are required, but {len_value} were given.": {
        "fr": "Il faut {len_type} valeurs, {len_value} sont données.",
        "ar": "يلزم {len_type} قيم، والمعطى {len_value}.",
    },
    # What is wrong with a value. The names of types are left out: click has them in English only.
    "Invalid value: {message}": {
        "fr": "Valeur non valable : {message}",
        "ar": "قيمة غير صالحة: {message}",
    },
    "Invalid value for {param_hint}: {message}": {
        "fr": "Valeur non valable pour {param_hint} : {message}",
        "ar": "قيمة غير صالحة لـ {param_hint}: {message}",
    },
    "Choose from:\n\t{choices}": {
        "fr": "À choisir parmi :\n\t{choices}",
        "ar": "اختاروا من بين:\n\t{choices}",
    },
    "{value!r} is not {choice}.": {
        "fr": "{value!r} n'est pas {choice}.",
        "ar": "{value!r} ليس {choice}.",
    },
    "{value!r} is not one of {choices}.": {
        "fr": "{value!r} n'est pas parmi : {choices}.",
        "ar": "{value!r} ليس من بين: {choices}.",
    },
    "{value!r} is not a valid {number_type}.": {
        "fr": "{value!r} n'est pas un nombre valable.",
        "ar": "{value!r} ليس عددا صالحا.",
    },
    "{value} is not in the range {range}.": {
        "fr": "{value} est hors des limites {range}.",
        "ar": "{value} خارج الحدود {range}.",
    },
    "{value!r} is not a valid boolean. Recognized values: {states}": {
        "fr": "{value!r} ne dit ni oui ni non. Valeurs admises : {states}",
        "ar": "{value!r} لا تعني نعم ولا لا. القيم المقبولة: {states}",
    },
    "{value!r} is not a valid UUID.": {
        "fr": "{value!r} n'est pas un UUID.",
        "ar": "{value!r} ليس UUID صالحا.",
    },
    "{value!r} does not match the format {format}.": {
        "fr": "{value!r} n'a pas la forme {format}.",
        "ar": "{value!r} ليس على الشكل {format}.",
    },
    "{value!r} does not match the formats {formats}.": {
        "fr": "{value!r} n'a aucune des formes {formats}.",
        "ar": "{value!r} ليس على أي من الأشكال {formats}.",
    },
    "{name} {filename!r} does not exist.": {
        "fr": "{filename!r} n'existe pas.",
        "ar": "{filename!r} غير موجود.",
    },
    "{name} {filename!r} is a file.": {
        "fr": "{filename!r} est un fichier, il faut un dossier.",
        "ar": "{filename!r} ملف، والمطلوب مجلد.",
    },
    "{name} {filename!r} is a directory.": {
        "fr": "{filename!r} est un dossier, il faut un fichier.",
        "ar": "{filename!r} مجلد، والمطلوب ملف.",
    },
    "{name} {filename!r} is not readable.": {
        "fr": "{filename!r} ne peut pas être lu.",
        "ar": "{filename!r} لا يمكن قراءته.",
    },
    "{name} {filename!r} is not writable.": {
        "fr": "{filename!r} ne peut pas être écrit.",
        "ar": "{filename!r} لا يمكن الكتابة فيه.",
    },
    "{name} {filename!r} is not executable.": {
        "fr": "{filename!r} ne peut pas être exécuté.",
        "ar": "{filename!r} لا يمكن تشغيله.",
    },
    "Could not open file {filename!r}: {message}": {
        "fr": "{filename!r} ne s'ouvre pas : {message}",
        "ar": "تعذر فتح {filename!r}: {message}",
    },
    "unknown error": {"fr": "erreur inconnue", "ar": "خطأ غير معروف"},
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": {
        "fr": "La commande {name!r} est abandonnée.{extra_message}",
        "ar": "الأمر {name!r} متخلى عنه.{extra_message}",
    },
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": {
        "fr": "{name!r} est abandonné.{extra_message}",
        "ar": "{name!r} متخلى عنه.{extra_message}",
    },
    # Questions, and their end.
    "Aborted!": {"fr": "Interrompu.", "ar": "توقف."},
    "Error: invalid input": {"fr": "Réponse non reconnue", "ar": "جواب غير مفهوم"},
    "Do you want to continue?": {"fr": "Voulez-vous continuer ?", "ar": "هل تريدون المتابعة؟"},
    "Confirm the action without prompting.": {
        "fr": "Confirmer sans être interrogé.",
        "ar": "التأكيد دون سؤال.",
    },
    "Repeat for confirmation": {"fr": "Répétez pour confirmer", "ar": "أعيدوا للتأكيد"},
    "Error: The two entered values do not match.": {
        "fr": "Les deux réponses diffèrent.",
        "ar": "الجوابان مختلفان.",
    },
    "Press any key to continue...": {
        "fr": "Appuyez sur une touche pour continuer...",
        "ar": "اضغطوا على أي مفتاح للمتابعة...",
    },
}
"""By click's own English words; a sentence with a number has an entry for one and one for many."""
