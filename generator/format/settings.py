"""The settings of a site, beyond those of its engine: `extra.briefs` in `mkdocs.yml`."""

from typing import Annotated, get_args

from pydantic import Field

from generator.format.fields import ACTOR_KINDS, AddressField, Line, SourceId
from generator.format.fields.choice import CHOICE
from generator.format.fields.setting import ColourField, ContactField, Export, LogoField, NamespaceField
from generator.format.record import Record


class Licence(Record):
    """The licence of the text of the briefs."""

    name: Line = Field(examples=["CC BY-SA 4.0"])
    """Its name, as readers see it."""
    url: AddressField = Field(examples=["https://creativecommons.org/licenses/by-sa/4.0/"])
    """The address of its text."""
    id: Line | None = Field(None, examples=["CC-BY-SA-4.0"])
    """Its [SPDX](https://spdx.org/licenses/) id, for programs."""


class ActorKindNames(Record):
    """What a kind of actors is called."""

    label: Line | None = Field(None, examples=["company"])
    """One of the kind, as it stands within a sentence. If there is none here, it is called by its id."""
    plural: Line | None = Field(None, examples=["Companies"])
    """Several of the kind, as a heading."""


CC_BY = Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/", id="CC-BY-4.0")


class Settings(Record):
    """Who publishes the site, what it looks like, and what it offers. Every setting is optional."""

    headline: Line | None = Field(None, examples=["Briefs that show their evidence"])
    """The heading of the home page."""
    publisher: Line | None = Field(None, examples=["The Bridge Institute"])
    """Who publishes the site: named on every page and in citations."""
    editors: tuple[Line, ...] = Field((), examples=[["Maria Example", "Li Example"]])
    """Who answers for the briefs: named on every page."""
    contact: ContactField | None = None
    """Where readers can write to."""
    licence: Licence = CC_BY
    """The licence of the text of the briefs. If there is none here, it is CC BY 4.0."""
    accent: ColourField | None = None
    """The colour of links and marks on pages, papers and preview images. Where it would be hard to read,
    light and dark pages get a darker or lighter shade of it."""
    actor_kinds: dict[SourceId, ActorKindNames] = Field(
        {}, examples=[{"person": {}, "company": {"label": "company", "plural": "Companies"}}]
    )
    """The kinds of actors, each under the id that files have, in the order of the list of actors. Without it:
    person, organisation, state and group."""
    logo: LogoField | None = None
    """A picture that stands beside the name of the site, on pages, papers and preview images."""
    namespace: NamespaceField | None = None
    """What sets the ids of feeds and calendars apart from those of every other site: `briefs init` makes
    one. It has to stay the same as long as anyone subscribes; without it, ids depend on the address of the
    site."""
    exports: tuple[Annotated[Export, CHOICE], ...] = Field(get_args(Export), examples=[["papers", "feeds"]])
    """What readers can download or subscribe to, besides pages and their plain text. Without it, everything:
    `papers` (PDF), `cards` (images in link previews), `data`, `calendars`, `references` (BibTeX, RIS and
    CSL-JSON), and `feeds`."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.actor_kinds) or ACTOR_KINDS


DEFAULTS = Settings()
"""Those of a site that sets nothing."""
