"""Which key was meant by one that the format does not have."""

import difflib
import re
from collections.abc import Collection

from pydantic import BaseModel

from generator.documents.document import Document
from generator.documents.node import Mapping, Scalar, Sequence
from generator.format import traversal
from generator.format.traversal import Location

_ID = re.compile(r"[\w-]+")

OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "actors": ("people", "persons", "participants", "cast", "who"),
    "archived": ("archive", "snapshot"),
    "authors": ("by", "writer", "writers"),
    "context": ("occasion", "where"),
    "date": ("when", "day", "time"),
    "id": ("slug", "key"),
    "key_judgements": ("judgements", "judgments", "conclusions", "findings", "assessment"),
    "kind": ("type", "category"),
    "label": ("relation", "relationship"),
    "language": ("lang",),
    "name": ("title",),
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
"""For each key words that newcomers write for it."""


def meant(word: str, keys: Collection[str]) -> str | None:
    """The one of the keys that was probably meant, or `None` where that is not plain."""
    written = word.strip().casefold().replace("-", "_").replace(" ", "_")
    if written in keys:
        return written
    near = difflib.get_close_matches(written, keys, n=1, cutoff=0.6)
    if near:
        return near[0]
    return next((key for key in keys if written in OTHER_WORDS.get(key, ())), None)


def advice(document: Document, model: type[BaseModel], location: Location) -> str:
    """What to do about a key that the format does not have at its place."""
    mapping, word = document.node(location[:-1]), str(location[-1])
    keys = traversal.keys_at(model, location[:-1])
    there = mapping.entries if isinstance(mapping, Mapping) else {}
    near = meant(word, [key for key in keys if key not in there]) or meant(word, keys)
    if near is not None:
        is_list = traversal.is_list_of_texts(model, (*location[:-1], near))
        match document.node(location):
            case Scalar(text=text) if is_list and _ID.fullmatch(text):
                return f"did you mean '{near}'? Write: {near}: [{text}]"
            case Sequence((Scalar(text=text),)) if not is_list and _ID.fullmatch(text):
                return f"did you mean '{near}'? Write: {near}: {text}"
            case _:
                return f"did you mean '{near}'?"
    elsewhere = traversal.lists_with(model, word)
    if elsewhere:
        lists = "' and '".join(elsewhere)
        return f"it is a key of the entries of '{lists}': move it there"
    return f"the keys that can stand here are: {', '.join(keys)}"


def misspelt(document: Document, model: type[BaseModel], location: Location) -> frozenset[str]:
    """The keys that a mapping lacks, but that keys unknown to the format were probably meant as."""
    mapping = document.node(location)
    keys = traversal.keys_at(model, location)
    if not isinstance(mapping, Mapping) or not keys:
        return frozenset()
    missing = [key for key in keys if key not in mapping.entries]
    guesses = (meant(word, missing) for word in mapping.entries if word not in keys)
    return frozenset(guess for guess in guesses if guess is not None)
