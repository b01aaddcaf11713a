"""Files to start from, with comments in the language of the author; made from the contract itself.

What a template says of limits and codes is read from the rules, so it cannot differ from what
will be checked. A new template loads, and its findings are its blanks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from google.protobuf.descriptor import Descriptor, FieldDescriptor

from forsa import codelists
from forsa.kinds.agreement_template import agreement_template
from forsa.kinds.findings import shown
from forsa.kinds.labels import CHOICES, field_label
from forsa.kinds.limits import choices_of, limits_of, lists_of
from forsa.kinds.loaders.curriculum import CURRICULUM, CURRICULUM_FILE
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.kinds.loaders.practice import PRACTICE, SECTIONS
from forsa.kinds.template_forms import FORMS
from forsa.kinds.template_words import HINTS, WORDS
from forsa.v1.common_pb2 import Attachment, RelatedRecord
from forsa.v1.curriculum_pb2 import Competency, Curriculum, Module, Validation
from forsa.v1.practice_pb2 import PracticeReport
from forsa.v1.sharing_pb2 import Adoption, Review
from forsa.words.reasons import LANGUAGES, Language

What = Literal[
    "practice",
    "curriculum",
    "adoption",
    "review",
    "proposal",
    "assembly",
    "minutes",
    "agreement",
]

_PRACTICE_FIELDS: Final = (
    "themes",
    "strands",
    "target_groups",
    "region",
    "province",
    "milieu",
    "period_start",
    "period_end",
    "maturity",
    "evidence_level",
    "contact",
)
_CURRICULUM_FIELDS: Final = (
    "title",
    "description",
    "learning_goals",
    "edition",
    "strand",
    "trade",
    "isced_f",
    "isco08",
    "esco_uri",
    "entry_level",
    "exit_isced",
    "age_min",
    "age_max",
    "languages_of_instruction",
    "total_hours",
    "theory_hours",
    "practice_hours",
    "workplace_hours",
    "hours_estimated",
    "weeks",
    "group_size_max",
    "prerequisites",
    "equipment",
    "safety",
    "assessment",
    "certification",
    "awarding_body",
    "offline_ready",
    "accessibility",
)
_ADOPTION_FIELDS: Final = (
    "region",
    "milieu",
    "period_start",
    "period_end",
    "fidelity",
    "changes",
    "verdict",
    "results",
    "obstacles",
    "advice",
)
_REVIEW_FIELDS: Final = ("capacity", "recommendation", "comment", "conflict_of_interest")
_LONG_LISTS: Final = frozenset({"isced_f", "isco08"})
"""Their codes are too many to list: the hint says where they come from."""


def template(what: What, language: Language) -> Mapping[str, str]:
    """Files to start a text from: name to text."""
    write = _Writer(language)
    match what:
        case "practice":
            return _practice(write)
        case "curriculum":
            return _curriculum(write)
        case "adoption":
            return _form(write, what, _adoption_lines(write))
        case "review":
            return _form(write, what, _review_lines(write))
        case "proposal" | "assembly" | "minutes":
            return _form(write, what, _governance_lines(write, what))
        case "agreement":
            return agreement_template(language)


def translation_head(from_language: str, to_language: str, language: Language) -> str:
    """What to do with a form of texts to translate, as comments before it.

    Args:
        from_language: Code of the list `language`, or what a stranger wrote for one.
        to_language: Another.
        language: Of who reads it.
    """
    names = {
        "from_language": shown(codelists.label("language", from_language, language)),
        "to_language": shown(codelists.label("language", to_language, language)),
    }
    lines = _Writer(language).comments("translation_intro")
    return "".join(f"{line.format_map(names)}\n" for line in lines)


class _Writer:
    """Writes lines in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Final = language
        self._index = LANGUAGES.index(language)

    def word(self, name: str) -> str:
        """One of the template's own words."""
        return WORDS[name][self._index]

    def comments(self, *names: str) -> Iterator[str]:
        """Words as YAML comments, line by line."""
        for name in names:
            yield from (f"# {line}".rstrip() for line in self.word(name).split("\n"))

    def about(self, field: FieldDescriptor) -> str:
        """What a field is, its limits and a hint, in one line."""
        hint = HINTS.get(field.name)
        parts = [field_label(field.name, self.language), self._limits(field)]
        parts.append(hint[self._index] if hint else "")
        return self.word("join").join(part for part in parts if part)

    def field(self, descriptor: Descriptor, name: str, value: str = "") -> Iterator[str]:
        """A field with its comment, its codes and a blank."""
        field = descriptor.fields_by_name[name]
        yield f"# {self.about(field)}"
        if name not in _LONG_LISTS:
            yield from self.codes(field)
        value = value or ("[]" if field.is_repeated and field.message_type is None else "")
        yield f"{name}: {value}".rstrip()

    def codes(self, field: FieldDescriptor) -> Iterator[str]:
        """What a field may hold, as comments: each code with its label."""
        for code in choices_of(field):
            yield f"#   {code}: {self._label(field, code)}"

    def _label(self, field: FieldDescriptor, code: str) -> str:
        for name in lists_of(field):
            if code in codelists.rows(name):
                return codelists.label(name, code, self.language)
        return CHOICES[code][self._index]

    def _limits(self, field: FieldDescriptor) -> str:
        limits = limits_of(field)
        low = limits.get("text_min") or limits.get("each_min")
        high = limits.get("text_max") or limits.get("each_max") or limits.get("max_len")
        is_list = field.is_repeated and "text_max" not in limits and "text_min" not in limits
        parts = [
            self.word("required" if limits.get("required") or "const" in limits else "optional"),
            self.word("items").format(limits["max_items"]) if is_list else "",
            self.word("between").format(low, high) if low and high else "",
            self.word("at_most").format(high) if high and not low else "",
        ]
        return self.word("comma").join(part for part in parts if part)


def _practice(write: _Writer) -> Mapping[str, str]:
    return {f"{write.word('practice_file')}.md": "\n".join(_practice_lines(write)) + "\n"}


def _practice_lines(write: _Writer) -> Iterator[str]:
    report = PracticeReport.DESCRIPTOR
    yield "---"
    yield from write.comments("practice_intro")
    yield f"kind: {PRACTICE}"
    yield from write.comments("audience")
    yield from _head(write)
    for name in _PRACTICE_FIELDS:
        yield ""
        yield from write.field(report, name)
    for name in ("actors", "indicators", "resources", "voices", "contributors"):
        yield ""
        yield f"# {write.about(report.fields_by_name[name])}"
        yield from write.word(f"example_{name}").split("\n")
    yield from _attachments(write, report, "attach_practice")
    yield ""
    yield f"# {write.about(report.fields_by_name['related'])}"
    yield from write.comments("related")
    yield from write.codes(RelatedRecord.DESCRIPTOR.fields_by_name["relation"])
    yield from write.word("example_related").split("\n")
    yield ""
    yield f"# {write.about(report.fields_by_name['safeguarding_declaration'])}"
    yield "safeguarding_declaration: false"
    yield "---"
    yield ""
    yield from _html(write, "practice_texts")
    yield "#"
    for path in SECTIONS:
        yield from _section(write, report, path)


def _section(write: _Writer, report: Descriptor, path: str) -> Iterator[str]:
    descriptor: Any = report
    *outer, name = path.split(".")
    for one in outer:
        descriptor = descriptor.fields_by_name[one].message_type
    field = descriptor.fields_by_name[name]
    yield ""
    yield f"## {field_label(name, write.language)}"
    yield ""
    yield f"<!-- {write.about(field)} -->"
    if name == "steps":
        yield from write.word("example_step").split("\n")


def _curriculum(write: _Writer) -> Mapping[str, str]:
    module_file = f"1-{write.word('module_file')}.md"
    return {
        CURRICULUM_FILE: "\n".join(_curriculum_lines(write, module_file)) + "\n",
        module_file: "\n".join(_module_lines(write)) + "\n",
    }


def _curriculum_lines(write: _Writer, module_file: str) -> Iterator[str]:
    curriculum = Curriculum.DESCRIPTOR
    yield from write.comments("curriculum_intro")
    yield f"kind: {CURRICULUM}"
    yield from write.comments("audience")
    yield from _head(write)
    for name in _CURRICULUM_FIELDS:
        yield ""
        yield from write.field(curriculum, name, "1.0.0" if name == "edition" else "")
    yield ""
    yield f"# {write.about(curriculum.fields_by_name['competencies'])}"
    yield from write.comments("competencies")
    yield "competencies:"
    yield from _first_of_list(Competency.DESCRIPTOR, {"code": "C1"}, ("statement", "kind", "level"))
    yield ""
    yield f"# {write.about(curriculum.fields_by_name['modules'])}"
    yield from write.comments("modules")
    yield "modules:"
    values = {"code": "M1", "file": module_file, "competencies": "[C1]"}
    yield from _first_of_list(Module.DESCRIPTOR, values, ("title", "hours"))
    yield ""
    yield f"# {write.about(curriculum.fields_by_name['based_on'])}"
    yield from write.word("example_based_on").split("\n")
    yield ""
    yield f"# {write.about(curriculum.fields_by_name['validation'])}"
    yield from write.codes(Validation.DESCRIPTOR.fields_by_name["body"])
    yield from write.word("example_validation").split("\n")
    yield from _attachments(write, curriculum, "attach_curriculum")


def _attachments(write: _Writer, descriptor: Descriptor, where: str) -> Iterator[str]:
    """How a file is attached: an example as a comment, which loads without its `# `."""
    yield ""
    yield f"# {write.about(descriptor.fields_by_name['attachments'])}"
    yield from write.comments(where)
    yield f"# {write.about(Attachment.DESCRIPTOR.fields_by_name['role'])}"
    yield from write.codes(Attachment.DESCRIPTOR.fields_by_name["role"])
    yield from write.comments("attach_fields")
    yield from write.word("example_attachments").split("\n")


def _form(write: _Writer, what: str, lines: Iterator[str]) -> Mapping[str, str]:
    return {f"{write.word(f'{what}_file')}.yaml": "\n".join(lines) + "\n"}


def _adoption_lines(write: _Writer) -> Iterator[str]:
    yield from write.comments("adoption_intro")
    yield "kind: practice.adopt"
    yield from _head(write)
    for name in _ADOPTION_FIELDS:
        yield ""
        yield from write.field(Adoption.DESCRIPTOR, name)
    yield ""
    yield f"# {write.about(Adoption.DESCRIPTOR.fields_by_name['indicators'])}"
    yield from write.word("example_indicators").split("\n")


def _review_lines(write: _Writer) -> Iterator[str]:
    yield from write.comments("review_intro")
    yield "kind: review.publish"
    yield from _head(write)
    for name in _REVIEW_FIELDS:
        yield ""
        yield from write.field(Review.DESCRIPTOR, name)
    yield ""
    yield f"# {write.about(Review.DESCRIPTOR.fields_by_name['scores'])}"
    yield from write.comments("scores")
    yield "scores:"
    for code in codelists.codes("review_criterion"):
        yield f"  # {codelists.label('review_criterion', code, write.language)}"
        yield f"  - criterion: {code}"
        yield "    score:"


def _governance_lines(write: _Writer, what: str) -> Iterator[str]:
    form = FORMS[what]
    yield from write.comments(f"{what}_intro", "long_text")
    yield f"kind: {form.kind}"
    yield from _head(write)
    for name in form.fields:
        yield ""
        yield from write.field(form.body, name, form.values.get(name, ""))
        if name == "agenda":
            yield from write.word("example_agenda").split("\n")


def _first_of_list(
    descriptor: Descriptor, values: Mapping[str, str], blanks: tuple[str, ...]
) -> Iterator[str]:
    names = [*values, *blanks]
    known = [name for name in names if name == "file" or name in descriptor.fields_by_name]
    for number, name in enumerate(known):
        mark = "  - " if number == 0 else "    "
        yield f"{mark}{name}: {values.get(name, '')}".rstrip()


def _module_lines(write: _Writer) -> Iterator[str]:
    yield from _html(write, "module_intro")
    yield ""
    yield f"## {field_label('activities', write.language)}"
    yield ""


def _head(write: _Writer) -> Iterator[str]:
    yield from write.comments("original_language")
    yield f"original_language: {write.language}"
    yield from write.comments("licence")
    yield f"licence: {DEFAULT_LICENCE}"


def _html(write: _Writer, name: str) -> Iterator[str]:
    yield "<!--"
    yield from write.word(name).split("\n")
    yield "-->"
