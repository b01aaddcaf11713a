"""A query as the index runs it: built of parts, never parsed."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from tantivy import FieldType, Occur, Schema, Searcher, TextAnalyzer
from tantivy import Query as Part

from forsa.library.index import schema as fields
from forsa.library.index.analysis import (
    FAMILIES,
    beginnings_apart,
    fold,
    is_arabic,
    one_edit_apart,
)
from forsa.library.index.counting import Counts, names_of
from forsa.library.index.glossary import Equivalents
from forsa.library.index.joined import Joining
from forsa.library.query import Query, Wanted, parse_text

TITLE: Final = 2.5
"""How much more a word counts in a title."""
EXACT: Final = 5.0
"""What a word itself is worth beyond its rarity: more than any likeness below can reach."""
CLITIC: Final = 0.9
PLURAL: Final = 0.5
TRANSLATED: Final = 0.1
TYPO: Final = 0.05
TYPO_LETTERS: Final = 5
"""Shorter words have to be written as they are."""
TYPOS: Final = 20
"""Likenesses of one word that are looked for, the most frequent first."""
ENOUGH: Final = 0.6
"""Share of the words that a match has at least."""

MOST_COMPARED: Final = 200_000
"""Terms that the words of a query are held against for likenesses, the first words first. In an
index that somebody filled with words alike, 500 characters would be looked for half a minute."""

_MOST_TERMS: Final = 50_000
_MOST_BEGINNINGS: Final = 64
"""First letters whose terms are remembered."""


class Term(NamedTuple):
    """A term to look for."""

    family: str
    text: str
    weight: float


class _Effort:
    """How many likenesses a query may still look for."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def allows(self, terms: int) -> bool:
        """Whether so many terms may be compared; then they are counted."""
        if terms > self._left:
            return False
        self._left -= terms
        return True


class _Asked(NamedTuple):
    """What is known of the texts for one query, and what it may still cost."""

    counts: Counts
    joining: Joining
    effort: _Effort


class Matcher:
    """Builds queries for what the searcher sees; made anew after every change."""

    def __init__(
        self,
        schema: Schema,
        searcher: Searcher,
        analyzers: Mapping[str, TextAnalyzer],
        glossary: Mapping[tuple[str, str], Equivalents],
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._analyzers = analyzers
        self._glossary = glossary
        self._beginnings: dict[tuple[str, str], Mapping[int, Mapping[str, int]]] = {}

    def words(self, query: Query) -> Part | None:
        """What the words ask for, to rank and to show by; None = there are none."""
        return self._wanted(parse_text(query.text), self._asked(query))

    def everything(self, query: Query, words: Part | None) -> Part:
        """All that the query asks for: its `words`, its facets and what the asker may see."""
        parsed = parse_text(query.text)
        if words is None:  # signs alone are no words, and not the wish to see everything
            mute = parsed.is_empty and query.text.strip()
            words = Part.empty_query() if mute else Part.all_query()
        parts = [(Occur.Must, words)]
        parts += [(Occur.Must, Part.const_score_query(one, 0.0)) for one in self._filters(query)]
        asked = self._asked(query)
        parts += [(Occur.MustNot, self._excluded(one, asked)) for one in parsed.excluded]
        parts.append((Occur.MustNot, self._term(fields.KEY, fields.POSITION_KEY)))
        hidden = (self._term(fields.KEY, one.hex()) for one in sorted(query.hidden))
        parts += [(Occur.MustNot, one) for one in hidden]
        return Part.boolean_query(parts)

    def _asked(self, query: Query) -> _Asked:
        readable = None
        if query.audiences is not None:
            readable = self._readable(query.audiences, query.own_member)
        counts = Counts(self._schema, self._searcher, readable)
        return _Asked(counts, Joining(self._analyzers["ar"].analyze, counts.of), _Effort())

    # --- facets and audience ---

    def _filters(self, query: Query) -> Iterator[Part]:
        for name, values in query.choices().items():
            if values:
                found = [Part.term_set_query(self._schema, name, list(values))]
                if name == "kind":
                    found.append(Part.term_set_query(self._schema, fields.SEGMENT, list(values)))
                yield _any(found)
        if query.since_index:
            yield self._since(query)
        if query.audiences is not None:
            yield self._readable(query.audiences, query.own_member)

    def _since(self, query: Query) -> Part:
        logged = Part.range_query(
            self._schema, fields.INDEX, FieldType.Unsigned, lower_bound=query.since_index
        )
        if not query.came_since:
            return logged
        keys = [one.hex() for one in sorted(query.came_since)]
        return _any([logged, Part.term_set_query(self._schema, fields.KEY, keys)])

    def _readable(self, audiences: frozenset[str], own_member: str) -> Part:
        found = [self._term(fields.AUDIENCE, audience) for audience in sorted(audiences)]
        if own_member:
            found.append(self._term("member", own_member))
        return _any(found)

    # --- words ---

    def _wanted(self, wanted: Wanted, asked: _Asked) -> Part | None:
        phrases = [self._phrase(phrase) for phrase in wanted.phrases]
        telling = [word for word in wanted.words if self._tells(word)] or list(wanted.words)
        if not telling and not phrases:
            return None
        parts = [(Occur.Must, phrase) for phrase in phrases]
        if telling:
            words = [(Occur.Should, self._word(word, asked)) for word in dict.fromkeys(telling)]
            least = max(1, int(len(words) * ENOUGH))
            parts.append((Occur.Must, Part.boolean_query(words, least)))
        return Part.boolean_query(parts)

    def _tells(self, word: str) -> bool:
        """Whether a word is no stop word of any language."""
        return all(self._analyzers[family].analyze(fold(word)) for family in FAMILIES[:3])

    def _word(self, word: str, asked: _Asked) -> Part:
        exact = list(self._exact(word, asked))
        if not exact:
            return self._phrase(word)
        likely = [*exact, *self._likenesses(word, exact, asked)]
        bonus = Part.const_score_query(_any(list(self._everywhere(exact))), EXACT)
        ranked = Part.disjunction_max_query(list(self._everywhere(likely)), 0.1)
        return Part.boolean_query([(Occur.Should, bonus), (Occur.Should, ranked)])

    def _exact(self, word: str, asked: _Asked) -> Iterator[Term]:
        """The word itself in every language; nothing if it is several."""
        forms = " ".join(self._joined(word, asked))
        for family in FAMILIES:
            terms = self._analyzers[family].analyze(fold(word))
            if len(terms) == 1:
                yield Term(family, terms[0], 1.0)
                joined = dict.fromkeys(self._analyzers[family].analyze(forms))
                yield from (
                    Term(family, one, CLITIC)
                    for one in joined
                    if one != terms[0] and (asked.counts.is_spent or asked.counts.of([one], family))
                )

    def _joined(self, word: str, asked: _Asked) -> Iterator[str]:
        """An Arabic word with and without what can be joined to it; of others, nothing."""
        plain = self._analyzers["other"].analyze(fold(word))
        if len(plain) == 1 and is_arabic(plain[0]):
            spent, joining = asked.counts.is_spent, asked.joining
            yield from joining.sure_forms(plain[0]) if spent else joining.forms(plain[0])

    # --- what is like a word ---

    def _likenesses(self, word: str, exact: list[Term], asked: _Asked) -> Iterator[Term]:
        known = {(term.family, term.text) for term in exact}
        for family, text in sorted(known):
            equivalents = self._glossary.get((family, text))
            if equivalents:
                yield from (Term(*one, PLURAL) for one in equivalents.same if one not in known)
                yield from (Term(*one, TRANSLATED) for one in equivalents.other)
        if len(fold(word)) >= TYPO_LETTERS and not asked.counts.is_spent:
            for term in exact:
                if term.weight == 1.0:
                    yield from self._typos(term, asked)
            if not any(asked.counts.of([term.text], term.family) for term in exact):
                yield from self._other_beginnings(exact, asked)

    def _typos(self, term: Term, asked: _Asked) -> Iterator[Term]:
        lengths = range(len(term.text) - 1, len(term.text) + 2)
        known = self._beginning(term.family, term.text[:1])
        compared = [known[length] for length in lengths if length in known]
        near = [
            (-asked.counts.of([text], term.family), text)
            for terms in compared
            if asked.effort.allows(len(terms))
            for text in terms
            if one_edit_apart(term.text, text)
        ]
        yield from (Term(term.family, text, TYPO) for _, text in sorted(near)[:TYPOS])

    def _other_beginnings(self, exact: list[Term], asked: _Asked) -> Iterator[Term]:
        """What begins otherwise, for words that no text has: terms are compared by first letter."""
        for term in exact:
            if term.weight == 1.0 and len(term.text) >= TYPO_LETTERS - 1:
                near = beginnings_apart(term.text)
                if asked.effort.allows(len(near)):
                    found = (text for text in near if asked.counts.of([text], term.family))
                    yield from (Term(term.family, text, TYPO) for text in found)

    def _beginning(self, family: str, start: str) -> Mapping[int, Mapping[str, int]]:
        """`_terms_beginning`, remembered.

        A cache around the method would hold the matcher, and be held by it: the searcher, and every
        file that it maps, would stay until Python looks for circles.
        """
        found = self._beginnings.get((family, start))
        if found is None:
            if len(self._beginnings) == _MOST_BEGINNINGS:
                del self._beginnings[next(iter(self._beginnings))]
            found = self._beginnings[family, start] = self._terms_beginning(family, start)
        return found

    def _terms_beginning(self, family: str, start: str) -> Mapping[int, Mapping[str, int]]:
        """How often the terms occur that begin so, by their length."""
        found: dict[int, dict[str, int]] = {}
        for name in names_of(family):
            for text, count in self._searcher.terms_with_prefix(name, start, limit=_MOST_TERMS):
                counts = found.setdefault(len(text), {})
                counts[text] = counts.get(text, 0) + count
        return found

    def _everywhere(self, terms: list[Term]) -> Iterator[Part]:
        """Each term in titles and texts, where it occurs at all."""
        for term in terms:
            for name in names_of(term.family):
                if self._searcher.doc_freq(name, term.text):
                    weight = term.weight * (TITLE if name.startswith("title") else 1.0)
                    yield Part.boost_query(self._term(name, term.text), weight)

    def _phrase(self, phrase: str) -> Part:
        found = []
        for name, family in fields.TEXT_FIELDS:
            tokens = self._analyzers[family].pre_tokenize(fold(phrase)).tokens
            words: list[str | tuple[int, str]] = [(one.position, one.text) for one in tokens]
            if len(tokens) == 1:
                found.append(self._term(name, tokens[0].text))
            elif words:
                found.append(Part.phrase_query(self._schema, name, words))
        return Part.disjunction_max_query(found) if found else Part.empty_query()

    def _excluded(self, text: str, asked: _Asked) -> Part:
        exact = list(self._exact(text, asked))
        return _any(list(self._everywhere(exact))) if exact else self._phrase(text)

    def _term(self, name: str, value: str) -> Part:
        return Part.term_query(self._schema, name, value, "position" if "_" in name else "basic")


def _any(parts: list[Part]) -> Part:
    """What one of the parts matches; nothing if there are none."""
    if not parts:
        return Part.empty_query()
    return Part.boolean_query([(Occur.Should, part) for part in parts])
