"""Unknown keys: which key each was probably meant to be, or where it belongs."""

import difflib
import re
from collections.abc import Collection

from pydantic import BaseModel

from briefing_site.format import Location, traversal
from briefing_site.languages.phrase import both, marked
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Scalar, Sequence

_ID = re.compile(r"[\w-]+")
_CERTAIN = 0.75
"""Similarity from which a key can only be the one that it is near."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "actors": ("people", "persons", "participants", "cast", "who"),
    "archived": ("archive", "snapshot"),
    "authors": ("by", "writer", "writers"),
    "context": ("occasion", "where"),
    "date": ("when", "day", "time"),
    "id": ("slug", "key"),
    "key_judgements": (
        "judgements",
        "judgments",
        "conclusions",
        "findings",
        "assessment",
    ),
    "kind": ("type", "category"),
    "label": ("relation", "relationship"),
    "language": ("lang",),
    "name": ("title",),
    "nav": ("navigation", "menu"),
    "note": ("notes", "comment", "remark"),
    "open_questions": ("questions", "unknowns"),
    "published": ("date", "year"),
    "publisher": ("newspaper", "journal", "outlet"),
    "quotes": ("quotations", "statements"),
    "role": ("position", "job", "function", "description"),
    "see_also": ("related", "links", "more"),
    "sources": ("references", "bibliography", "citations", "literature"),
    "speaker": ("who", "said_by", "by", "person", "actor"),
    "summary": ("description", "abstract", "lead", "intro"),
    "text": ("quote", "words", "description", "body", "content"),
    "timeline": ("events", "chronology", "history"),
    "title": ("headline", "heading", "name", "event"),
    "topics": ("tags", "keywords", "categories", "subjects"),
    "url": ("link", "website", "web", "address", "href", "uri"),
}
"""Words that newcomers write in place of each key."""


def normalized(word: str) -> str:
    """The word as a key would be written."""
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def intended_key(word: str, keys: Collection[str]) -> str | None:
    """The key that the word was probably meant to be, or `None` if none is close."""
    written = normalized(word)
    if written in keys:
        return written
    meant = [key for key in keys if written in SYNONYMS.get(key, ())]
    return next(
        iter(meant or difflib.get_close_matches(written, keys, n=1, cutoff=0.6)), None
    )


def certain_key(document: Document, model: type[BaseModel], location: Location) -> str:
    """The only key near an unknown one that is free and can have its value; empty if there is none."""
    around, word = document.node(location[:-1]), str(location[-1])
    keys = traversal.keys_at(model, location[:-1])
    if not isinstance(around, Mapping) or _where_it_belongs(document, model, location):
        return ""
    free = [key for key in keys if key not in around.entries]
    written = normalized(word)
    near = (
        [written]
        if written in free
        else difflib.get_close_matches(written, free, n=2, cutoff=_CERTAIN)
    )
    is_elsewhere = word in traversal.all_keys(model) and written not in free
    if len(near) != 1 or is_elsewhere:
        return ""
    at = (*location[:-1], near[0])
    is_list = traversal.is_list_of_texts(model, at) or traversal.keys_at(
        model, (*at, 0)
    )
    has_fields = traversal.keys_at(model, at) or traversal.keys_at(model, (*at, "?"))
    expected = Sequence if is_list else Mapping if has_fields else Scalar
    return near[0] if isinstance(document.node(location), expected) else ""


def suggestion(document: Document, model: type[BaseModel], location: Location) -> str:
    belongs = _where_it_belongs(document, model, location)
    if belongs:
        return belongs
    mapping, word = document.node(location[:-1]), str(location[-1])
    keys = traversal.keys_at(model, location[:-1])
    present = mapping.entries if isinstance(mapping, Mapping) else {}
    near = intended_key(
        word, [key for key in keys if key not in present]
    ) or intended_key(word, keys)
    if near is not None:
        is_list = traversal.is_list_of_texts(model, (*location[:-1], near))
        match document.node(location):
            case Scalar(text=text) if is_list and _ID.fullmatch(text):
                return marked(
                    "did you mean '{name}'? Write: {line}",
                    name=near,
                    line=f"{near}: [{text}]",
                )
            case Sequence((Scalar(text=text),)) if not is_list and _ID.fullmatch(text):
                return marked(
                    "did you mean '{name}'? Write: {line}",
                    name=near,
                    line=f"{near}: {text}",
                )
            case _:
                return marked("did you mean '{name}'?", name=near)
    elsewhere = traversal.lists_with(model, word)
    if elsewhere:
        lists = both([f"'{each}'" for each in elsewhere])
        return marked(
            "'{field}' is a field of the entries of {lists}: move it there",
            field=word,
            lists=lists,
        )
    return marked("the fields allowed here are: {fields}", fields=", ".join(keys))


def misspelled_keys(
    document: Document, model: type[BaseModel], location: Location
) -> frozenset[str]:
    """The keys that are missing at the location because they are probably misspelled."""
    mapping = document.node(location)
    keys = traversal.keys_at(model, location)
    if not isinstance(mapping, Mapping) or not keys:
        return frozenset()
    missing = [key for key in keys if key not in mapping.entries]
    guesses = (
        intended_key(word, missing) for word in mapping.entries if word not in keys
    )
    return frozenset(guess for guess in guesses if guess is not None)


def _where_it_belongs(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """Where a list of entries at the top level belongs, whose key is unknown here; empty for other keys."""
    word, value = str(location[-1]), document.node(location)
    member = next((each for each in traversal.members(model) if each.key == word), None)
    if len(location) == 1 or member is None or member.record is None:
        return ""
    has_entries = isinstance(value, Sequence) and any(
        isinstance(item, Mapping) for item in value.items
    )
    if not has_entries and not (isinstance(value, Mapping) and member.steps == ("?",)):
        return ""
    return marked(
        "'{field}' is a field of the whole brief: begin the line with no spaces, and move the lines that "
        "belong to it as far",
        field=word,
    )
