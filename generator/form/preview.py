"""The page of a brief as it is written: what a browser runs when it shows it."""

from dataclasses import replace

from markdown import Markdown

from generator.form.check import Session
from generator.library import linker
from generator.pages import brief
from generator.site import markdown


def page(session: Session, path: str) -> str:
    """The page of a brief of those checked last, as HTML without diagrams; empty if the brief has errors."""
    known, checked = session.known, session.checked
    briefs = checked.collection.briefs if checked else ()
    file = next((each for each in briefs if each.document.path == path), None)
    if checked is None or file is None or file.record is None:
        return ""
    alone = replace(checked.collection, briefs=(file,), versions=())
    made = next(iter(brief.page(linker.link(alone, drafts=True), known.site, file.id)))
    _, _, body = made.content.decode().removeprefix("---\n").partition("\n---\n")
    # no page of a brief has fences; the names of the others are short for those of modules
    extensions = {
        name if "." in name else f"markdown.extensions.{name}": options
        for name, options in markdown.extensions(known.site.language).items()
        if name != "pymdownx.superfences"
    }
    return Markdown(extensions=list(extensions), extension_configs=extensions).convert(body)
