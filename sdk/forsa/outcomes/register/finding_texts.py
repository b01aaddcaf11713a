"""The words of what is wrong with a register: what happened, what is allowed, what to do next.

French and Arabic first. Nothing here has a place for the value of a cell.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from forsa.kinds.rule_texts import text_of
from forsa.outcomes.register.mapping_texts import MAPPING_TEXTS
from forsa.words.reasons import LANGUAGES, Language

_SHOWN_LINES: Final = 8

_LINES: Final[Mapping[Language, tuple[str, str, str]]] = MappingProxyType(
    {
        "fr": ("ligne {lines}", "lignes {lines}", "lignes {lines} et {more} autres"),
        "ar": ("السطر {lines}", "الأسطر {lines}", "الأسطر {lines} و{more} أخرى"),
        "en": ("line {lines}", "lines {lines}", "lines {lines} and {more} others"),
    }
)
_QUOTED: Final[Mapping[Language, str]] = MappingProxyType(
    {"fr": "« {name} »", "ar": "«{name}»", "en": "“{name}”"}
)
_HINT: Final[Mapping[Language, str]] = MappingProxyType(
    {
        "fr": " Vouliez-vous dire « {closest} » ?",
        "ar": " هل تقصدون «{closest}»؟",
        "en": " Did you mean “{closest}”?",
    }
)


def where(lines: Sequence[int], count: int, name: str, language: Language) -> str:
    """Which lines and column; empty for the file as a whole."""
    parts = []
    if lines:
        one, some, many = _LINES[language]
        told = ", ".join(map(str, lines[:_SHOWN_LINES]))
        more = count - min(len(lines), _SHOWN_LINES)
        form = one if count == 1 else many if more > 0 else some
        parts.append(form.format(lines=told, more=f"{more:,}".replace(",", " ")))
    if name:
        parts.append(_QUOTED[language].format(name=name))
    return ("، " if language == "ar" else ", ").join(parts)


def sentence(rule: str, values: Mapping[str, str | int], language: Language) -> str:
    """The sentence of a rule, with its values."""
    words = TEXTS.get(rule) or MAPPING_TEXTS.get(rule)
    if words is None:
        return text_of(rule, values, language)
    told = words[LANGUAGES.index(language)].format_map(values)
    return told + _HINT[language].format_map(values) if "closest" in values else told


TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    # --- the file ---
    "input.no_rows": (
        "le fichier ne contient aucune ligne d'apprenant ; vérifiez que c'est le bon.",
        "لا يحتوي الملف على أي سطر لمتعلم؛ تحققوا من أنه الملف الصحيح.",
        "the file has no line of a learner; check that it is the right one.",
    ),
    "input.large": (
        "le fichier fait {size} octets ; au plus {limit}. Partagez-le, une année par fichier.",
        "حجم الملف {size} بايت؛ {limit} على الأكثر. قسموه: سنة في كل ملف.",
        "the file is {size} bytes; at most {limit}. Divide it, one year in each file.",
    ),
    "input.columns": (
        "plus de {limit} colonnes ; gardez celles dont le registre a besoin.",
        "أكثر من {limit} عمود؛ احتفظوا بما يحتاجه السجل.",
        "more than {limit} columns; keep those that the register needs.",
    ),
    "input.controls": (
        "des caractères invisibles (octets nuls ou de contrôle) : le fichier est abîmé. "
        "Enregistrez-le de nouveau en « CSV UTF-8 ».",
        "حروف غير مرئية (بايتات صفرية أو تحكم): الملف تالف. احفظوه من جديد بصيغة «CSV UTF-8».",
        "characters that nobody sees (NUL or control bytes): the file is damaged. Save it again as "
        "“CSV UTF-8”.",
    ),
    "format.xlsx": (
        "c'est un classeur ou une archive, pas un CSV ; si c'est un XLSX, écrivez « format: xlsx » "
        "dans la mise en correspondance.",
        "هذا مصنف أو أرشيف وليس CSV؛ إن كان XLSX فاكتبوا «format: xlsx» في ملف المطابقة.",
        "this is a workbook or an archive, not CSV; if it is XLSX, write “format: xlsx” in the "
        "mapping.",
    ),
    "format.csv": (
        "ce n'est pas un classeur XLSX ; si c'est un texte, écrivez « format: csv ».",
        "هذا ليس مصنف XLSX؛ إن كان نصا فاكتبوا «format: csv».",
        "this is not an XLSX workbook; if it is a text, write “format: csv”.",
    ),
    "format.xls": (
        "c'est un classeur ancien (.xls) ou protégé par un mot de passe ; enregistrez-le en .xlsx "
        "sans mot de passe.",
        "هذا مصنف قديم (.xls) أو محمي بكلمة مرور؛ احفظوه بصيغة .xlsx دون كلمة مرور.",
        "this is an old workbook (.xls), or one with a password; save it as .xlsx without a "
        "password.",
    ),
    "format.pdf": (
        "c'est un PDF ; demandez le tableau lui-même, en CSV ou XLSX.",
        "هذا ملف PDF؛ اطلبوا الجدول نفسه بصيغة CSV أو XLSX.",
        "this is a PDF; ask for the table itself, as CSV or XLSX.",
    ),
    "format.gzip": (
        "c'est un fichier compressé ; décompressez-le d'abord.",
        "هذا ملف مضغوط؛ فكوا ضغطه أولا.",
        "this is a compressed file; unpack it first.",
    ),
    "format.damaged": (
        "le classeur ne s'ouvre pas ; ouvrez-le dans votre tableur et enregistrez-le de nouveau en "
        ".xlsx.",
        "لا يمكن فتح المصنف؛ افتحوه في برنامج الجداول واحفظوه من جديد بصيغة .xlsx.",
        "the workbook does not open; open it in your spreadsheet program and save it again as "
        ".xlsx.",
    ),
    "format.unread": (
        "le fichier ne se laisse pas lire jusqu'au bout ; ouvrez-le dans votre tableur, "
        "enregistrez-le en « CSV UTF-8 », et dites-le-nous si cela ne suffit pas.",
        "تعذرت قراءة الملف حتى آخره؛ افتحوه في برنامج الجداول واحفظوه بصيغة «CSV UTF-8»، وأخبرونا "
        "إن لم يكف ذلك.",
        "the file cannot be read to its end; open it in your spreadsheet program, save it as “CSV "
        "UTF-8”, and tell us if that does not help.",
    ),
    "encoding.other": (
        "la mise en correspondance dit « {encoding} », mais le fichier paraît être en « {found} » "
        ": écrivez « encoding: {found} » sous « source », ou enregistrez-le en « CSV UTF-8 ».",
        "يقول ملف المطابقة «{encoding}»، لكن الملف يبدو مرمزا بـ «{found}»: اكتبوا «encoding: "
        "{found}» تحت «source»، أو احفظوا الملف بصيغة «CSV UTF-8».",
        "the mapping says “{encoding}”, but the file seems to be in “{found}”: write “encoding: "
        "{found}” under “source”, or save the file as “CSV UTF-8”.",
    ),
    "encoding.unknown": (
        "le fichier n'est pas en « {encoding} » ; ouvrez-le dans votre tableur et enregistrez-le "
        "en « CSV UTF-8 ».",
        "الملف ليس مرمزا بـ «{encoding}»؛ افتحوه في برنامج الجداول واحفظوه بصيغة «CSV UTF-8».",
        "the file is not in “{encoding}”; open it in your spreadsheet program and save it as “CSV "
        "UTF-8”.",
    ),
    "separator.other": (
        "le séparateur de ce fichier paraît être « {found} », pas « {wanted} » : écrivez « "
        'delimiter: "{found}" » sous « source ».',
        'يبدو أن الفاصل في هذا الملف هو «{found}» وليس «{wanted}»: اكتبوا «delimiter: "{found}"» '
        "تحت «source».",
        "the separator of this file seems to be “{found}”, not “{wanted}”: write “delimiter: "
        '"{found}"” under “source”.',
    ),
    "separator.changed": (
        "le séparateur change : ici « {found} », en tête « {wanted} ». Le fichier a été assemblé "
        "de deux ; exportez-le de nouveau d'un seul tenant.",
        "يتغير الفاصل: هنا «{found}» وفي البداية «{wanted}». جُمع الملف من ملفين؛ صدّروه من جديد "
        "دفعة واحدة.",
        "the separator changes: “{found}” here, “{wanted}” at the top. The file was put together "
        "from two; export it again in one go.",
    ),
    "line.fewer": (
        "moins de valeurs que les {size} colonnes de l'en-tête ; complétez la ligne.",
        "عدد القيم أقل من أعمدة الرأس وهي {size}؛ أكملوا السطر.",
        "fewer values than the {size} columns of the header; complete the line.",
    ),
    "line.more": (
        "plus de valeurs que les {size} colonnes de l'en-tête ; une valeur contient sans doute le "
        "séparateur : mettez-la entre guillemets.",
        "عدد القيم أكبر من أعمدة الرأس وهي {size}؛ لعل قيمة تحتوي الفاصل: ضعوها بين علامتي تنصيص.",
        "more values than the {size} columns of the header; a value probably has the separator in "
        "it: put it in quotation marks.",
    ),
    "quotes.open": (
        "un guillemet (\") s'ouvre ici et ne se ferme pas ; fermez-le ou retirez-le.",
        'علامة تنصيص (") تُفتح هنا ولا تُغلق؛ أغلقوها أو احذفوها.',
        'a quotation mark (") opens here and does not close; close it or remove it.',
    ),
    "quotes.stray": (
        "un guillemet (\") au milieu d'une valeur ; doublez-le et mettez la valeur entre "
        "guillemets, ou retirez-le.",
        'علامة تنصيص (") في وسط قيمة؛ كرروها وضعوا القيمة بين علامتي تنصيص، أو احذفوها.',
        'a quotation mark (") inside a value; double it and put the value in quotation marks, or '
        "remove it.",
    ),
    "column.missing": (
        "cette colonne n'est pas dans le fichier. Les autres sont : {known}. Corrigez le nom dans "
        "la mise en correspondance.",
        "هذا العمود غير موجود في الملف. الأعمدة الأخرى: {known}. صححوا الاسم في ملف المطابقة.",
        "this column is not in the file. The others are: {known}. Correct the name in the mapping.",
    ),
    "column.no_header": (
        "cette colonne n'est pas dans la ligne d'en-tête, ni la plupart des autres : dites où est "
        "l'en-tête (header_row), ou prenez la mise en correspondance de ce fichier.",
        "هذا العمود غير موجود في سطر الرأس ولا معظم الأعمدة الأخرى: حددوا سطر الرأس (header_row)، "
        "أو استعملوا ملف المطابقة الخاص بهذا الملف.",
        "this column is not in the line of the header, nor are most of the others: say where the "
        "header is (header_row), or take the mapping of this file.",
    ),
    "column.twice": (
        "deux colonnes portent ce nom ; renommez celle qui ne compte pas.",
        "عمودان يحملان هذا الاسم؛ غيروا اسم العمود غير المقصود.",
        "two columns have this name; rename the one that is not meant.",
    ),
    "column.dropped": (
        "colonnes qui ne sont pas lues ({size}) : {known}.",
        "أعمدة لا تُقرأ ({size}): {known}.",
        "columns that are not read ({size}): {known}.",
    ),
    "column.sensitive": (
        "colonnes sensibles qui ne sont pas lues, comme demandé ({size}) : {known}.",
        "أعمدة حساسة لا تُقرأ، كما طُلب ({size}): {known}.",
        "sensitive columns that are not read, as asked ({size}): {known}.",
    ),
    # --- sheets ---
    "sheet.unknown": (
        "la feuille « {value} » n'est pas dans le classeur ; il y a : {known}.",
        "الورقة «{value}» غير موجودة في المصنف؛ الموجود: {known}.",
        "the sheet “{value}” is not in the workbook; there are: {known}.",
    ),
    "sheet.several": (
        "quelle feuille lire ? Écrivez « sheet: … » sous « source » ; il y a : {known}.",
        "أي ورقة تُقرأ؟ اكتبوا «sheet: …» تحت «source»؛ الموجود: {known}.",
        "which sheet is to be read? Write “sheet: …” under “source”; there are: {known}.",
    ),
    "sheet.hidden": (
        "la feuille « {value} » est masquée ; affichez-la et vérifiez-la avant de l'importer.",
        "الورقة «{value}» مخفية؛ أظهروها وتحققوا منها قبل الاستيراد.",
        "the sheet “{value}” is hidden; show it and look at it before it is imported.",
    ),
    "sheet.not_read": (
        "feuilles masquées, non lues : {known}.",
        "أوراق مخفية لم تُقرأ: {known}.",
        "hidden sheets, not read: {known}.",
    ),
    "row.hidden": (
        "ces lignes sont masquées dans le tableur (un filtre ?) et comptent quand même ; "
        "retirez-les si elles ne doivent pas compter.",
        "هذه الأسطر مخفية في برنامج الجداول (تصفية؟) ومع ذلك تُحتسب؛ احذفوها إن كان لا ينبغي "
        "احتسابها.",
        "these rows are hidden in the spreadsheet (a filter?) and count all the same; remove them "
        "if they should not.",
    ),
    "cell.merged": (
        "cellules fusionnées : seule la première a une valeur. Défusionnez-les et remplissez "
        "chaque ligne.",
        "خلايا مدمجة: للأولى وحدها قيمة. ألغوا الدمج واملؤوا كل سطر.",
        "merged cells: only the first has a value. Unmerge them and fill in every row.",
    ),
    "cell.formula": (
        "des formules au lieu de valeurs ; copiez la colonne et collez-la « en valeurs ».",
        "صيغ بدل القيم؛ انسخوا العمود والصقوه «قيما».",
        "formulas instead of values; copy the column and paste it “as values”.",
    ),
    # --- codes, numbers ---
    "code.unknown": (
        "ce n'est pas un code de la liste ; admis : {known}. Ajoutez la valeur sous « map », ou "
        "corrigez-la.",
        "ليس رمزا من اللائحة؛ المقبول: {known}. أضيفوا القيمة تحت «map» أو صححوها.",
        "this is not a code of the list; allowed: {known}. Add the value under “map”, or correct "
        "it.",
    ),
    "code.no_entry": (
        "cette valeur n'a pas d'entrée sous « map » ; il y a : {known}. Ajoutez-la, ou "
        "corrigez-la.",
        "ليس لهذه القيمة مدخل تحت «map»؛ الموجود: {known}. أضيفوها أو صححوها.",
        "this value has no entry under “map”; there are: {known}. Add it, or correct it.",
    ),
    "code.no_map": (
        "la liste « map » de cette colonne est vide : écrivez-y une ligne « valeur: code » par "
        "valeur ; codes admis : {known}.",
        "قائمة «map» لهذا العمود فارغة: اكتبوا فيها سطرا «القيمة: الرمز» لكل قيمة؛ الرموز "
        "المقبولة: {known}.",
        "the list “map” of this column is empty: write a line “value: code” into it for each "
        "value; allowed codes: {known}.",
    ),
    "code.band": (
        "ce nombre n'est dans aucune tranche ; il y a : {known}.",
        "هذا العدد خارج كل الفئات؛ الموجود: {known}.",
        "this number is in no band; there are: {known}.",
    ),
    "code.centre": (
        "ce n'est pas un centre de votre association ; admis : {known}. Corrigez, ou ajoutez le "
        "centre à votre profil et publiez-le.",
        "هذا ليس مركزا من مراكز جمعيتكم؛ المقبول: {known}. صححوا، أو أضيفوا المركز إلى بطاقتكم "
        "وانشروها.",
        "this is not a centre of your association; allowed: {known}. Correct it, or add the "
        "centre to your profile and publish that.",
    ),
    "code.year": (
        "une année scolaire s'écrit 2024-2025, deux années qui se suivent.",
        "يُكتب الموسم الدراسي هكذا 2024-2025، سنتان متتاليتان.",
        "a school year is written 2024-2025, two years that follow each other.",
    ),
    "code.one_hot": (
        "une colonne, et une seule, doit contenir « {value} ».",
        "يجب أن يحتوي عمود واحد فقط على «{value}».",
        "one column, and only one, must hold “{value}”.",
    ),
    "number": ("un nombre entier est attendu.", "المطلوب عدد صحيح.", "a whole number is expected."),
    "missing": (
        "vide, et obligatoire ; remplissez-la.",
        "فارغ وهو إلزامي؛ املؤوه.",
        "empty, and mandatory; fill it in.",
    ),
    # --- dates ---
    "date": (
        "cette date n'existe pas ou est écrite autrement que {known} ; corrigez-la, ou dites le "
        "format (date_format).",
        "هذا التاريخ غير موجود أو مكتوب بغير الشكل {known}؛ صححوه أو حددوا الشكل (date_format).",
        "this date does not exist, or is not written as {known}; correct it, or say the format "
        "(date_format).",
    ),
    "date.number": (
        "un nombre de tableur au lieu d'une date ; donnez à la colonne le format « date » et "
        "exportez de nouveau.",
        "عدد من برنامج الجداول بدل التاريخ؛ اجعلوا تنسيق العمود «تاريخ» وصدّروه من جديد.",
        "a spreadsheet's number instead of a date; give the column the format “date” and export it "
        "again.",
    ),
    "date.number_read": (
        "un nombre, lu comme une date du tableur ; vérifiez dans l'aperçu.",
        "عدد قُرئ على أنه تاريخ من برنامج الجداول؛ تحققوا منه في المعاينة.",
        "a number, read as a date of the spreadsheet; look at it in the preview.",
    ),
    "date.old": (
        "une date d'avant {limit} ; corrigez l'année.",
        "تاريخ قبل {limit}؛ صححوا السنة.",
        "a date before {limit}; correct the year.",
    ),
    "date.future": (
        "une date dans le futur, après le {limit} ; corrigez-la.",
        "تاريخ في المستقبل بعد {limit}؛ صححوه.",
        "a date in the future, after {limit}; correct it.",
    ),
    "date.order": (
        "la sortie est avant l'entrée ; corrigez une des deux dates.",
        "المغادرة قبل الالتحاق؛ صححوا أحد التاريخين.",
        "the exit is before the entry; correct one of the dates.",
    ),
    "date.before_entry": (
        "observé avant l'entrée au centre ; corrigez une des deux dates.",
        "الملاحظة قبل الالتحاق بالمركز؛ صححوا أحد التاريخين.",
        "observed before the entry to the centre; correct one of the dates.",
    ),
    "date.continuing": (
        "« continuing » (poursuit au centre) avec une date de sortie ; videz la date, ou corrigez "
        "le devenir.",
        "«continuing» (يتابع بالمركز) مع تاريخ مغادرة؛ أفرغوا التاريخ أو صححوا المآل.",
        "“continuing” (still in the centre) with an exit date; empty the date, or correct the "
        "outcome.",
    ),
    # --- keys ---
    "key.row_number": (
        "le numéro de ligne ne reconnaît personne d'un fichier à l'autre : les corrections ne "
        "suivront pas, et les mêmes personnes ne doivent pas être publiées deux fois.",
        "رقم السطر لا يتعرف على أحد بين ملف وآخر: لن تتبع التصحيحات أصحابها، ولا يجوز نشر الأشخاص "
        "أنفسهم مرتين.",
        "a row number recognises nobody from one file to the next: corrections will not follow, "
        "and the same people must not be published twice.",
    ),
    "key.massar": (
        "un code Massar ne se garde pas ; écrivez « learner_key: {{key_of: […]}} » avec cette "
        "colonne, et seule une empreinte reste.",
        "لا يُحتفظ برمز مسار؛ اكتبوا «learner_key: {{key_of: […]}}» مع هذا العمود فلا تبقى إلا "
        "بصمة.",
        "a Massar code is not kept; write “learner_key: {{key_of: […]}}” with this column, and "
        "only a digest stays.",
    ),
    "key.name": (
        "la clé ressemble à un nom, et un nom ne se garde pas ; prenez un numéro, ou « key_of ».",
        "يشبه المفتاح اسما، والأسماء لا تُحفظ؛ استعملوا رقما أو «key_of».",
        "the key looks like a name, and names are not kept; take a number, or “key_of”.",
    ),
    "key.card": (
        "la clé ressemble à un numéro de carte d'identité ; si c'en est un, prenez « key_of ».",
        "يشبه المفتاح رقم بطاقة وطنية؛ إن كان كذلك فاستعملوا «key_of».",
        "the key looks like the number of an identity card; if it is one, take “key_of”.",
    ),
    "key.long": (
        "la clé a plus de {limit} caractères ; prenez un numéro plus court, ou « key_of ».",
        "المفتاح أطول من {limit} حرفا؛ استعملوا رقما أقصر أو «key_of».",
        "the key has more than {limit} characters; take a shorter number, or “key_of”.",
    ),
    "key.controls": (
        "la clé contient des caractères invisibles ; retirez-les.",
        "يحتوي المفتاح على حروف غير مرئية؛ احذفوها.",
        "the key has characters that nobody sees; remove them.",
    ),
    "key.twice": (
        "la même clé à plusieurs lignes d'une année scolaire ; gardez une ligne par jeune.",
        "المفتاح نفسه في عدة أسطر من موسم دراسي واحد؛ احتفظوا بسطر لكل يافع.",
        "the same key at several lines of a school year; keep one line for each learner.",
    ),
    "person.twice": (
        "sans doute la même personne à plusieurs lignes ; vérifiez, et gardez-en une.",
        "لعله الشخص نفسه في عدة أسطر؛ تحققوا واحتفظوا بسطر واحد.",
        "probably the same person at several lines; check, and keep one.",
    ),
    # --- ages, outcomes ---
    "age.range": (
        "un âge à l'entrée hors de 0 à {limit} ans ; corrigez-le, ou l'année de naissance.",
        "سن عند الالتحاق خارج 0 إلى {limit} سنة؛ صححوه أو صححوا سنة الازدياد.",
        "an age on entry outside 0 to {limit} years; correct it, or the year of birth.",
    ),
    "age.no_entry": (
        "une année de naissance sans date d'entrée : l'âge compte comme inconnu.",
        "سنة ازدياد دون تاريخ التحاق: تُعد السن غير معروفة.",
        "a year of birth without a date of entry: the age counts as unknown.",
    ),
    "age.employed": (
        "« employed » avant {limit} ans ; corrigez l'âge, les dates ou le devenir (apprenticeship, "
        "internship ?).",
        "«employed» قبل سن {limit}؛ صححوا السن أو التواريخ أو المآل (apprenticeship أو "
        "internship؟).",
        "“employed” under {limit}; correct the age, the dates or the outcome (apprenticeship, "
        "internship?).",
    ),
    "window.not_due": (
        "ce devenir est rempli avant son échéance ; videz-le, ou corrigez la date de sortie.",
        "هذا المآل مملوء قبل أجله؛ أفرغوه أو صححوا تاريخ المغادرة.",
        "this outcome is filled in before it is due; empty it, or correct the exit date.",
    ),
    "window.outside": (
        "observé à plus de {limit} jours de l'échéance : le devenir compte comme « unknown ».",
        "الملاحظة تبعد عن الأجل بأكثر من {limit} يوما: يُعد المآل «unknown».",
        "observed more than {limit} days from when it was due: the outcome counts as “unknown”.",
    ),
    "source.none": (
        "aucune source : le devenir compte comme « unknown ».",
        "لا مصدر: يُعد المآل «unknown».",
        "no source: the outcome counts as “unknown”.",
    ),
    "frame.mismatch": (
        "{size} jeunes en {value}, mais l'effectif publié est de {frame} ; cherchez qui manque ou "
        "est en trop.",
        "{size} من اليافعين في {value}، لكن العدد المنشور {frame}؛ ابحثوا عمن ينقص أو يزيد.",
        "{size} learners in {value}, but the published enrolment is {frame}; look for who is "
        "missing or too many.",
    ),
}
