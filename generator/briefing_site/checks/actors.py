"""Rules about actors: unknown ones, and names and kinds that are missing, unknown, different or taken."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from briefing_site.checks.names import (
    DEFINED,
    Defined,
    Definition,
    Names,
    folded,
    intended_id,
    listed_actors,
    references,
    unreadable_lists,
    with_corrections,
)
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, fields, identifiers
from briefing_site.format.places import PROFILE
from briefing_site.languages.phrase import both, marked
from briefing_site.reading import (
    Document,
    ParsedFile,
    Scalar,
    codes,
    misspelling,
    suggestions,
)

UNKNOWN_ACTOR = Message(
    Code("unknown-actor", "An actor is not listed under `actors`."),
    "'{text}' is not listed under 'actors'",
    "add it under 'actors'",
    in_form="Choose an actor of this brief: “{text}” is not one",
)
NO_ACTOR = Message(
    UNKNOWN_ACTOR.code,
    "there is no actor '{actor}' in any brief",
    "add it under 'actors' of a brief",
)
CONFLICTING_ACTOR = Message(
    Code(
        "conflicting-actor",
        "Two files give different names or kinds to the same actor.",
    ),
    "the {field} of '{actor}' is '{value}' here, but '{known}' in {place}",
    "delete the {field} here; if this is a different actor, give it another id",
    in_form="{label} is “{known}” in other briefs. Use that, or enter another id if this is a different "
    "actor",
)
UNDEFINED_ACTOR = Message(
    Code("undefined-actor", "No file gives the name or the kind of an actor."),
    "the actor '{actor}' has no {fields}",
    "add {keys} here, or create briefs/actors/{actor}.yml",
    in_form="{label} is required for an actor that is new to this site",
    form_field="{fields}",
)
SAME_NAME = Message(
    Code(
        "same-name",
        "An actor without a profile has a name or an alias of another actor.",
        Severity.WARNING,
    ),
    "'{name}' is also a name of the actor '{other}'",
    "write '{other}' for '{actor}' in the whole file, and delete the name and the kind here; "
    "if these are two actors, create briefs/actors/{actor}.yml",
    in_form="The actor “{other}” has this name, too. Enter that id, or another name if these are two actors",
)

_FIELD_NAMES: dict[Defined, str] = {"name": marked("name"), "kind": marked("kind")}
_NAME_AND_KIND = marked("name and no kind")


def knows_its_actors(file: ParsedFile[Brief]) -> bool:
    """Whether all actors that the brief refers to are among its own."""
    listed = listed_actors(file.document)
    return all(scalar.text in listed for _, scalar in references(file, fields.ACTOR))


def check(names: Names) -> Iterator[Diagnostic]:
    for brief in names.collection.briefs:
        yield from _unknown_in_brief(brief, names)
    yield from _unknown_in_profiles(names)
    yield from _unknown_kinds(names)
    yield from _conflicts(names)
    # a brief whose YAML can't be read, for which `events` has `None`, may define any actor
    if None not in names.events.values():
        yield from _undefined(names)
    yield from _same_names(names)


def _unknown_in_brief(file: ParsedFile[Brief], names: Names) -> Iterator[Diagnostic]:
    """Report actors that the brief refers to and does not list."""
    document = file.document
    if BRIEF.actors in unreadable_lists(document):
        return
    listed = with_corrections(listed_actors(document)) | _ids_to_add(document)
    for _, scalar in references(file, fields.ACTOR):
        if scalar.text in listed:
            continue
        id_ = intended_id(scalar.text, _names_and_ids(document))
        if id_:
            help_ = marked("write '{field}'", field=id_)
        else:
            help_ = _what_to_add(scalar.text, listed, names)
        edits = document.replacement(scalar, id_)
        yield document.report(UNKNOWN_ACTOR, scalar, help_, edits, text=scalar.text)


def _ids_to_add(document: Document) -> frozenset[str]:
    """The ids that the reports of missing ids suggest, which actors without an `id` will probably have."""
    ids = set()
    for location, name in document.scalars(BRIEF.actors.each.name):
        if document.key((*location[:-1], "id")) is None:
            ids.add(identifiers.suggestion(name.text))
    return frozenset(ids)


def _names_and_ids(document: Document) -> Iterator[tuple[str, str]]:
    """Pairs of what people may write for an actor of the brief, its id or its name, and its id."""
    for location, id_ in document.scalars(BRIEF.actors.each.id):
        yield id_.text, id_.text
        name = document.value((*location[:-1], "name"))
        if name:
            yield name, id_.text


def _what_to_add(id_: str, listed: frozenset[str], names: Names) -> str:
    """The help for an actor that is not `listed` in the brief: the entry to add, or a similar id."""
    if id_ in names.actors:
        return marked(
            "add '{entry}' under 'actors' (other briefs have its name and kind)",
            entry=f"- {{id: {id_}, role: ...}}",
        )
    return suggestions.for_similar(id_, listed) or marked(
        "add '{entry}' under 'actors'",
        entry=f"- {{id: {id_}, name: ..., kind: ..., role: ...}}",
    )


def _unknown_in_profiles(names: Names) -> Iterator[Diagnostic]:
    """Report actors that a profile refers to and no file has."""
    for profile in names.collection.profiles:
        for _, scalar in references(profile, fields.ANY_ACTOR):
            if scalar.text not in names.actors:
                others = names.actors - {profile.id}
                help_ = suggestions.for_unknown(scalar.text, others)
                yield profile.document.report(
                    NO_ACTOR, scalar, help_, actor=scalar.text
                )


def _unknown_kinds(names: Names) -> Iterator[Diagnostic]:
    """Report kinds that the settings of the site do not list."""
    kinds = names.actor_kinds
    if not kinds:
        return
    for definition in names.definitions:
        if definition.field != "kind" or definition.value in kinds:
            continue
        document = definition.document
        help_, certain = suggestions.for_choice(definition.value, kinds)
        yield document.report(
            codes.NO_CHOICE,
            definition.scalar,
            help_,
            document.replacement(definition.scalar, certain),
            text=definition.value,
            subject="'kind'",
            choices=", ".join(kinds),
        )


def _conflicts(names: Names) -> Iterator[Diagnostic]:
    """Report names and kinds of an actor that differ from those in the first file with this actor."""
    first: dict[tuple[str, Defined], Definition] = {}
    for definition in names.definitions:
        key = (definition.actor, definition.field)
        other = first.setdefault(key, definition)
        if other.value == definition.value:
            continue
        # `_unknown_kinds` reports a kind that the site does not have
        values = {definition.value, other.value}
        if definition.field == "kind" and not values.issubset(names.actor_kinds):
            continue
        yield definition.document.report(
            CONFLICTING_ACTOR,
            definition.scalar,
            field=_FIELD_NAMES[definition.field],
            actor=definition.actor,
            value=definition.value,
            known=other.value,
            place=f"{other.document.path}:{other.scalar.span.start.line}",
        )


def _undefined(names: Names) -> Iterator[Diagnostic]:
    """Report, once for each actor, that no file has its name or its kind."""
    defined = {(definition.actor, definition.field) for definition in names.definitions}
    # profiles are validated, so a missing name or kind in one is reported as a missing field
    reported = set(names.profiles)
    for file in names.collection.briefs:
        for location, actor in file.document.scalars(BRIEF.actors.each.id):
            missing = [field for field in DEFINED if (actor.text, field) not in defined]
            if not missing or actor.text in reported:
                continue
            reported.add(actor.text)
            misspelled = misspelling.misspelled_keys(
                file.document, Brief, location[:-1]
            )
            missing = [field for field in missing if field not in misspelled]
            if missing:
                yield _without_fields(file.document, actor, missing)


def _without_fields(
    document: Document, actor: Scalar, missing: list[Defined]
) -> Diagnostic:
    """The report of an actor whose name or kind, or both, are missing."""
    names = _NAME_AND_KIND
    if len(missing) == 1:
        names = _FIELD_NAMES[missing[0]]
    keys = both([f"'{field}: ...'" for field in missing])
    return document.report(
        UNDEFINED_ACTOR, actor, actor=actor.text, fields=names, keys=keys
    )


def _same_names(names: Names) -> Iterator[Diagnostic]:
    """Report actors without a profile that have a name or an alias of another actor.

    Of two actors, the one in fewer briefs is reported, as its id is probably the wrong one; if they are in as
    many, both are. An actor with a profile is never reported.
    """
    actors_by_name = defaultdict[str, set[str]](set)
    for profile in names.collection.profiles:
        for _, alias in profile.document.scalars(PROFILE.aliases.each):
            actors_by_name[folded(alias.text)].add(profile.id)
    for definition in names.definitions:
        if definition.field == "name":
            actors_by_name[folded(definition.value)].add(definition.actor)
    numbers: Counter[str] = Counter()
    for file in names.collection.briefs:
        numbers.update(listed_actors(file.document))

    def rank(actor: str) -> tuple[bool, int]:
        """How established an id is: first whether it has a profile, then in how many briefs it is."""
        return actor in names.profiles, numbers[actor]

    for actor, field, name, document, scalar in names.definitions:
        others = sorted(actors_by_name[folded(name)] - {actor})
        if field != "name" or actor in names.profiles or not others:
            continue
        other = max(others, key=rank)
        if rank(other) >= rank(actor):
            yield document.report(
                SAME_NAME, scalar, name=name, other=other, actor=actor
            )
