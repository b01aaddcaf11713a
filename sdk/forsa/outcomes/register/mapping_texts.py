"""The words of what is wrong with a mapping file, French and Arabic first."""

from collections.abc import Mapping
from typing import Final

MAPPING_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "mapping.version": (
        "écrivez « mapping: {value} » au début : c'est la version de ce format.",
        "اكتبوا «mapping: {value}» في البداية: إنها صيغة هذا الملف.",
        "write “mapping: {value}” at the top: it is the version of this format.",
    ),
    "mapping.required": (
        "champs obligatoires, absents : {known}.",
        "حقول إلزامية غائبة: {known}.",
        "mandatory fields that are not there: {known}.",
    ),
    "mapping.both_ages": (
        "l'âge ou l'année de naissance, pas les deux.",
        "السن أو سنة الازدياد، لا كلاهما.",
        "the age or the year of birth, not both.",
    ),
    "mapping.drop_used": (
        "la colonne « {value} » est sous « drop », et « {name} » la lit ; retirez-la de l'un des "
        "deux.",
        "العمود «{value}» تحت «drop» ويقرؤه «{name}»؛ احذفوه من أحدهما.",
        "the column “{value}” is under “drop”, and “{name}” reads it; remove it from one of them.",
    ),
    "mapping.unused": (
        "aucun champ n'utilise « {value} ».",
        "لا يستعمل أي حقل «{value}».",
        "no field uses “{value}”.",
    ),
    "mapping.choice": ("un de : {known}.", "واحد من: {known}.", "one of: {known}."),
    "mapping.delimiter": (
        'un seul caractère est attendu, par exemple ";" ; « tab » pour une tabulation.',
        'المطلوب حرف واحد، مثلا ";"؛ و«tab» لعلامة الجدولة.',
        'one character is expected, for example ";"; “tab” for a tabulator.',
    ),
    "mapping.encoding": (
        "encodage inconnu ; un de : utf-8, utf-16, windows-1252, windows-1256, iso-8859-1, "
        "iso-8859-6, iso-8859-15.",
        "ترميز غير معروف؛ واحد من: utf-8, utf-16, windows-1252, windows-1256, iso-8859-1, "
        "iso-8859-6, iso-8859-15.",
        "unknown encoding; one of: utf-8, utf-16, windows-1252, windows-1256, iso-8859-1, "
        "iso-8859-6, iso-8859-15.",
    ),
    "mapping.header_row": (
        "un numéro de ligne de 1 à {limit} est attendu.",
        "المطلوب رقم سطر من 1 إلى {limit}.",
        "the number of a line from 1 to {limit} is expected.",
    ),
    "mapping.rule_kind": (
        "dites d'où vient la valeur, une fois : {known}.",
        "حددوا مصدر القيمة مرة واحدة: {known}.",
        "say where the value comes from, once: {known}.",
    ),
    "mapping.column": (
        "le nom d'une colonne est attendu.",
        "المطلوب اسم عمود.",
        "the name of a column is expected.",
    ),
    "mapping.not_for": (
        "« {value} » ne va pas avec ce champ ; retirez-le.",
        "«{value}» لا يصلح لهذا الحقل؛ احذفوه.",
        "“{value}” does not go with this field; remove it.",
    ),
    "mapping.map_or_bands": (
        "« map » ou « bands », pas les deux.",
        "«map» أو «bands»، لا كلاهما.",
        "“map” or “bands”, not both.",
    ),
    "mapping.tag": (
        "ce champ ne garde qu'une empreinte ; écrivez « key_of: [colonne] ».",
        "هذا الحقل لا يحفظ إلا بصمة؛ اكتبوا «key_of: [عمود]».",
        "this field keeps a digest only; write “key_of: [column]”.",
    ),
    "mapping.list_name": (
        "« {value} » n'est pas sous « maps » ; il y a : {known}.",
        "«{value}» غير موجود تحت «maps»؛ الموجود: {known}.",
        "“{value}” is not under “maps”; there are: {known}.",
    ),
    "mapping.band": (
        "une tranche s'écrit [de, à, code], le plus petit d'abord.",
        "تُكتب الفئة هكذا [من، إلى، الرمز]، الأصغر أولا.",
        "a band is written [from, to, code], the smaller one first.",
    ),
    "mapping.band_overlap": (
        "cette tranche en recouvre une autre ; un nombre n'a qu'un code.",
        "هذه الفئة تتداخل مع أخرى؛ للعدد رمز واحد.",
        "this band overlaps another; a number has one code.",
    ),
    "mapping.date_format": (
        "un format de date avec un jour, un mois et une année est attendu, par exemple DD/MM/YYYY "
        "ou %d/%m/%Y.",
        "المطلوب شكل تاريخ فيه يوم وشهر وسنة، مثلا DD/MM/YYYY أو %d/%m/%Y.",
        "a date format with a day, a month and a year is expected, for example DD/MM/YYYY or "
        "%d/%m/%Y.",
    ),
    "mapping.code": (
        "ce n'est pas un code de la liste ; admis : {known}.",
        "ليس رمزا من اللائحة؛ المقبول: {known}.",
        "this is not a code of the list; allowed: {known}.",
    ),
    "mapping.const": (
        "cette valeur ne convient pas au champ ; attendu : {known}.",
        "هذه القيمة لا تناسب الحقل؛ المطلوب: {known}.",
        "this value does not fit the field; expected: {known}.",
    ),
    "mapping.unknown_key": (
        "« {value} » n'est pas connu ici ; un de : {known}.",
        "«{value}» غير معروف هنا؛ واحد من: {known}.",
        "“{value}” is not known here; one of: {known}.",
    ),
}
