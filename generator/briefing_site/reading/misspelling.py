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
_SIMILAR = 0.6
"""Similarity from which a key may be meant, as `difflib` measures it."""
_CERTAIN = 0.75
"""Similarity from which a key can only be the one that it is near."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    "actors": ("people", "persons", "participants", "cast", "who"),
    "archived": ("archive", "snapshot"),
    "authors": ("by", "writer", "writers"),
    "context": ("occasion", "where"),
    "date": ("when", "day", "time"),
    "id": ("slug", "key"),
    "in_brief": ("short", "bluf", "key_points", "takeaways", "highlights"),
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
    for key in keys:
        if written in SYNONYMS.get(key, ()):
            return key
    near = difflib.get_close_matches(written, keys, n=1, cutoff=_SIMILAR)
    return near[0] if near else None


def certain_key(document: Document, model: type[BaseModel], location: Location) -> str:
    """The only key near an unknown one that is free and can have its value; empty if there is none."""
    around = document.node(location[:-1])
    if not isinstance(around, Mapping) or _where_it_belongs(document, model, location):
        return ""
    word = str(location[-1])
    written = normalized(word)
    keys = traversal.keys_at(model, location[:-1])
    free = [key for key in keys if key not in around.entries]
    if written in free:
        near = [written]
    elif word in traversal.all_keys(model):
        return ""  # a key of another place
    else:
        near = difflib.get_close_matches(written, free, n=2, cutoff=_CERTAIN)
    if len(near) != 1:
        return ""
    node = document.node(location)
    if isinstance(node, _node_type(model, (*location[:-1], near[0]))):
        return near[0]
    return ""


def _node_type(
    model: type[BaseModel], location: Location
) -> type[Scalar | Sequence | Mapping]:
    """What a file has at a location: a list, fields or a text."""
    if traversal.is_list_of_texts(model, location):
        return Sequence
    if traversal.keys_at(model, (*location, 0)):
        return Sequence
    if traversal.keys_at(model, location) or traversal.keys_at(model, (*location, "?")):
        return Mapping
    return Scalar


def suggestion(document: Document, model: type[BaseModel], location: Location) -> str:
    """What to do about an unknown key."""
    help_ = _where_it_belongs(document, model, location)
    if help_:
        return help_
    around = document.node(location[:-1])
    word = str(location[-1])
    keys = traversal.keys_at(model, location[:-1])
    free = keys
    if isinstance(around, Mapping):
        free = tuple(key for key in keys if key not in around.entries)
    name = intended_key(word, free) or intended_key(word, keys)
    if name:
        return _did_you_mean(document, model, location, name)
    elsewhere = traversal.lists_with(model, word)
    if elsewhere:
        return marked(
            "'{field}' is a field of the entries of {lists}: move it there",
            field=word,
            lists=both([f"'{key}'" for key in elsewhere]),
        )
    return marked("the fields allowed here are: {fields}", fields=", ".join(keys))


def _did_you_mean(
    document: Document, model: type[BaseModel], location: Location, name: str
) -> str:
    """The help to write another key, with the id at the location as a list or as a text."""
    node = document.node(location)
    is_list = traversal.is_list_of_texts(model, (*location[:-1], name))
    line = ""
    if isinstance(node, Scalar) and is_list and _ID.fullmatch(node.text):
        line = f"{name}: [{node.text}]"
    if isinstance(node, Sequence) and len(node.items) == 1 and not is_list:
        entry = node.items[0]
        if isinstance(entry, Scalar) and _ID.fullmatch(entry.text):
            line = f"{name}: {entry.text}"
    if line:
        return marked("did you mean '{name}'? Write: {line}", name=name, line=line)
    return marked("did you mean '{name}'?", name=name)


def misspelled_keys(
    document: Document, model: type[BaseModel], location: Location
) -> frozenset[str]:
    """The keys that are missing at the location because they are probably misspelled."""
    mapping = document.node(location)
    keys = traversal.keys_at(model, location)
    if not isinstance(mapping, Mapping) or not keys:
        return frozenset()
    missing = [key for key in keys if key not in mapping.entries]
    misspelled = set()
    for word in mapping.entries:
        if word not in keys:
            key = intended_key(word, missing)
            if key:
                misspelled.add(key)
    return frozenset(misspelled)


def _where_it_belongs(
    document: Document, model: type[BaseModel], location: Location
) -> str:
    """Where a list of entries at the top level belongs, whose key is unknown here; empty for other keys."""
    if len(location) == 1:
        return ""
    key = str(location[-1])
    for member in traversal.members(model):
        if member.key == key and member.record is not None:
            break
    else:
        return ""
    node = document.node(location)
    is_list = isinstance(node, Sequence) and any(
        isinstance(entry, Mapping) for entry in node.items
    )
    is_mapping = isinstance(node, Mapping) and member.steps == ("?",)
    if not is_list and not is_mapping:
        return ""
    return marked(
        "'{field}' is a field of the whole brief: begin the line with no spaces, and move the lines that "
        "belong to it as far",
        field=key,
    )
