"""What exports and charts of outcomes say by themselves, in French, Arabic and English."""

from typing import Final

from forsa.codelists import label
from forsa.exports.outcomes.observations import ALL_REGIONS
from forsa.exports.outcomes.published import PublishedRelease
from forsa.outcomes.labels import point_label, vintage_label
from forsa.outcomes.network import NATION, Totals
from forsa.words.reasons import LANGUAGES, Language


def say(language: Language, key: str, /, **values: object) -> str:
    """The words of `key` with their values."""
    return _WORDS[key][LANGUAGES.index(language)].format(**values)


def column_label(column: str, language: Language) -> str:
    """What a column is called that is no axis."""
    return _COLUMNS[column][LANGUAGES.index(language)]


def release_title(one: PublishedRelease, language: Language) -> str:
    """What a release is about, on one line."""
    return say(
        language,
        "release",
        member=one.member,
        year=one.release.school_year,
        point=point_label(one.release.observation_point, language),
        vintage=vintage_label(one.release.vintage, language),
    )


def totals_title(view: Totals, language: Language) -> str:
    """What totals are about, on one line."""
    return say(
        language,
        "totals",
        scope=scope_label(view.region, language),
        year=view.school_year,
        point=point_label(view.observation_point, language),
    )


def scope_label(region: str, language: Language) -> str:
    """The name of a region, or of all."""
    if region in {NATION, ALL_REGIONS}:
        return say(language, "nation")
    return label("region", region, language)


def coverage_line(view: Totals, language: Language) -> str:
    """Who is counted."""
    return say(
        language,
        "coverage",
        members=view.members,
        of=view.members_enrolled,
        learners=view.learners,
        percent=view.coverage_percent,
    )


_WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "release": (
        "Devenir des jeunes : {member}, {year}, {point}, {vintage}",
        "مآل الشباب: {member}، {year}، {point}، {vintage}",
        "Outcomes of learners: {member}, {year}, {point}, {vintage}",
    ),
    "totals": (
        "Devenir des jeunes, {scope}, {year}, {point}",
        "مآل الشباب، {scope}، {year}، {point}",
        "Outcomes of learners, {scope}, {year}, {point}",
    ),
    "nation": ("tout le réseau", "الشبكة كلها", "the whole network"),
    "coverage": (
        "Associations : {members} sur {of} ; jeunes : {learners} ({percent} % des inscrits)",
        "الجمعيات: {members} من {of}؛ الشباب: {learners} ({percent} % من المسجلين)",
        "Associations: {members} of {of}; learners: {learners} ({percent} % of the enrolled)",
    ),
    "interval": (
        "Barre claire : le total est entre ces deux nombres (cellules confidentielles).",
        "الشريط الفاتح: المجموع محصور بين هذين العددين لأن بعض الخانات سرية.",
        "Light bar: the total lies between these two numbers, for some cells are confidential.",
    ),
    "hidden": (
        "Cadre en tirets : chiffre confidentiel. Ce n'est pas zéro.",
        "إطار متقطع: رقم سري وليس صفرا.",
        "Dashed frame: a confidential figure. It is not zero.",
    ),
    "part": ("    {name} : {amount}", "    {name}: {amount}", "    {name}: {amount}"),
    "line": ("  {name} : {amount}", "  {name}: {amount}", "  {name}: {amount}"),
    "integration_rate": (
        "  Taux d'insertion (sur les sortants) : {rate}",
        "  نسبة الإدماج (من المغادرين): {rate}",
        "  Integration rate (of leavers): {rate}",
    ),
    "response_rate": (
        "  Taux de réponse : {rate}",
        "  نسبة الاستجابة: {rate}",
        "  Response rate: {rate}",
    ),
    "fragile": (
        "  Fragile : peut-être moins de 60 % de réponses.",
        "  هش: قد تقل الأجوبة عن 60 %.",
        "  Fragile: maybe less than 60 % of answers.",
    ),
    "trend": (
        "Devenir des jeunes par année, {scope}, {point}",
        "مآل الشباب حسب المواسم، {scope}، {point}",
        "Outcomes of learners by year, {scope}, {point}",
    ),
    "trend_year": (
        "  {year} : {amount} ({percent} % des inscrits comptés)",
        "  {year}: {amount} (احتُسب {percent} % من المسجلين)",
        "  {year}: {amount} ({percent} % of the enrolled counted)",
    ),
    "trend_none": (
        "  {year} : personne n'a publié de tableau à ce moment-là ; aucun total, pas zéro",
        "  {year}: لم ينشر أحد جدولا عند هذا الأجل؛ لا مجموع، وليس صفرا",
        "  {year}: nobody has published a table of this point; no total, which is not zero",
    ),
    "nobody_released": (
        "Personne n'a encore publié de tableau à ce moment-là : il n'y a aucun total, pas zéro.",
        "لم ينشر أحد بعد جدولا عند هذا الأجل: لا يوجد أي مجموع، وليس صفرا.",
        "Nobody has published a table of this point yet: there is no total, which is not zero.",
    ),
    "why_between": (
        (
            "« entre … et … » : des associations cachent des cellules, ou publient moins de "
            "détail. Le vrai nombre est entre les deux ; aucune valeur n'est inventée."
        ),
        (
            "«بين … و…»: تخفي جمعيات بعض الخانات أو تنشر تفاصيل أقل. العدد الصحيح بين "
            "العددين؛ ولا تُخترع أي قيمة."
        ),
        (
            "“a to b”: associations hide cells, or publish less detail. The true number lies "
            "between; no value is invented."
        ),
    ),
    "refused": (
        "{member}, {record} : non compté. {reason}",
        "{member}، {record}: غير محتسب. {reason}",
        "{member}, {record}: not counted. {reason}",
    ),
    "package": (
        "Devenir des jeunes après l'école de la deuxième chance : tableaux publiés",
        "مآل الشباب بعد مدرسة الفرصة الثانية: الجداول المنشورة",
        "Outcomes of learners of second-chance schools: published tables",
    ),
    "about": (
        "Nombres exacts ; une cellule confidentielle (état c) est sans valeur : pas zéro.",
        "أعداد مضبوطة؛ الخانة السرية (الحالة c) بلا قيمة ولا تعني الصفر.",
        "Exact counts; a confidential cell (state c) has no value and is not zero.",
    ),
    "read_me": ("Lisez-moi", "اقرأني", "Read me"),
    "network": ("Réseau", "الشبكة", "Network"),
    "between": ("entre {lower} et {upper}", "بين {lower} و {upper}", "{lower} to {upper}"),
}
_COLUMNS: Final[dict[str, tuple[str, str, str]]] = {
    "member": ("Association", "الجمعية", "Association"),
    "scope": ("Périmètre", "النطاق", "Scope"),
    "product": ("Produit", "المنتج", "Product"),
    "product_version": ("Version du produit", "نسخة المنتج", "Product version"),
    "school_year": ("Année scolaire", "الموسم الدراسي", "School year"),
    "observation_point": ("Point d'observation", "محطة التتبع", "Observation point"),
    "vintage": ("Millésime", "الإصدار", "Vintage"),
    "table": ("Tableau", "الجدول", "Table"),
    "value": ("Jeunes", "الشباب", "Learners"),
    "lower": ("Au moins", "على الأقل", "At least"),
    "upper": ("Au plus", "على الأكثر", "At most"),
    "state": ("État", "الحالة", "State"),
    "members": ("Associations comptées", "الجمعيات المحتسبة", "Associations counted"),
    "members_enrolled": ("Associations inscrites", "الجمعيات المسجلة", "Associations enrolled"),
    "learners": ("Jeunes comptés", "الشباب المحتسبون", "Learners counted"),
    "enrolled": ("Jeunes inscrits", "الشباب المسجلون", "Learners enrolled"),
}
