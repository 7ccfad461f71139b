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
    """The terms of the glossary and the names in profiles, by a word in them."""

    def __init__(
        self, profiles: Mapping[str, Profile], glossary: Mapping[str, GlossaryEntry]
    ) -> None:
        self._by_word: defaultdict[str, list[Explained]] = defaultdict(list)
        for explained in _unambiguous([_terms(glossary), _names(profiles)]):
            words = characters.words(explained.text)
            if words:
                longest = max(words, key=lambda word: (len(word), word))
                self._by_word[longest].append(explained)

    def within(
        self, words: frozenset[str], *names_in_brief: Iterable[Explained]
    ) -> tuple[Explained, ...]:
        """What a text with these words may name, the longest first.

        `names_in_brief` are names that only the brief of the text has.
        """
        everywhere: list[Explained] = []
        for word in self._by_word.keys() & words:
            everywhere += self._by_word[word]
        explained = []
        for candidate in _unambiguous([everywhere, *names_in_brief]):
            if characters.words(candidate.text) <= words:
                explained.append(candidate)
        return tuple(sorted(explained, key=lambda each: (-len(each.text), each.text)))


def _terms(glossary: Mapping[str, GlossaryEntry]) -> Iterator[Explained]:
    """The terms with their other forms, as they are within and at the beginning of a sentence."""
    for id_, entry in glossary.items():
        anchor = addresses.anchor("term", id_)
        for form in (entry.term, *entry.aliases):
            yield Explained(form, addresses.GLOSSARY, anchor)
            yield Explained(form[:1].upper() + form[1:], addresses.GLOSSARY, anchor)


def _names(profiles: Mapping[str, Profile]) -> Iterator[Explained]:
    for id_, profile in profiles.items():
        if profile.kind != KNOWN:
            for name in (profile.name, *profile.aliases):
                yield Explained(name, addresses.actor(id_))


def _unambiguous(levels: Iterable[Iterable[Explained]]) -> Iterator[Explained]:
    """What stands for one thing only, of each level; a later level is without what an earlier one has."""
    taken: set[str] = set()
    for level in levels:
        by_text: defaultdict[str, set[Explained]] = defaultdict(set)
        for explained in level:
            by_text[explained.text].add(explained)
        for text, meanings in by_text.items():
            if len(meanings) == 1 and text not in taken:
                yield from meanings
        taken |= by_text.keys()
