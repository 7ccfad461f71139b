"""Terms and names in the texts of briefs that readers can look up: in the glossary, or on an actor's page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing_site.format import Profile, characters
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.site import addresses

KNOWN = "state"
"""The kind of actors that readers know: a line under each Russia and China would only distract."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A term or a name, as texts have it, and where readers learn what or who that is."""

    text: str
    path: str
    anchor: str = ""


class Explanations:
    def __init__(
        self, profiles: Mapping[str, Profile], glossary: Mapping[str, GlossaryEntry]
    ) -> None:
        terms = [
            Explained(text, addresses.GLOSSARY, addresses.anchor("term", id_))
            for id_, entry in glossary.items()
            for form in (entry.term, *entry.aliases)
            for text in {form, form[:1].upper() + form[1:]}
        ]
        names = [
            Explained(name, addresses.actor(id_))
            for id_, profile in profiles.items()
            if profile.kind != KNOWN
            for name in (profile.name, *profile.aliases)
        ]
        self._by_word: defaultdict[str, list[Explained]] = defaultdict(list)
        for each in _unambiguous(terms, names):
            if words := characters.words(each.text):
                self._by_word[max(words, key=lambda word: (len(word), word))].append(
                    each
                )

    def within(
        self, words: frozenset[str], *own: Iterable[Explained]
    ) -> tuple[Explained, ...]:
        """What a text with these words may name, the longest first; `own` are names in its brief alone."""
        everywhere = (
            each
            for word in self._by_word.keys() & words
            for each in self._by_word[word]
        )
        found = (
            each
            for each in _unambiguous(everywhere, *own)
            if characters.words(each.text) <= words
        )
        return tuple(sorted(found, key=lambda each: (-len(each.text), each.text)))


def _unambiguous(*levels: Iterable[Explained]) -> Iterator[Explained]:
    """Those of each level that no level before has; no text that stands for two things."""
    taken: set[str] = set()
    for level in levels:
        found: defaultdict[str, set[Explained]] = defaultdict(set)
        for each in level:
            found[each.text].add(each)
        yield from (
            only
            for text, (only, *others) in found.items()
            if not others and text not in taken
        )
        taken |= found.keys()
