"""Links at the end of a brief: download it, follow it, use its data, correct it."""

from generator.library.library import LinkedBrief
from generator.publishing import addresses
from generator.publishing.addresses import Links
from generator.publishing.site import Site


def of_brief(brief: LinkedBrief, site: Site, link: Links) -> dict[str, dict[str, str]]:
    """The addresses of a brief's links, as HTML takes them, by the headings of their groups and their labels.

    Those that require a known repository are there only if there is one.
    """
    _ = site.language.gettext
    slug, page = brief.slug, addresses.brief(brief.slug)
    file = f"briefs/{slug}.yml"
    where = addresses.absolute(site, page) if site.address else file
    question = _("What is wrong, and which source shows it?")
    report = f"{where}\n\n{question}\n\n"
    subject = _("Error in “%(title)s”", title=brief.entry.title)
    groups = {
        _("Download"): {
            "PDF": link.file(addresses.paper(slug)) if site.offers("papers") else "",
            _("Plain text"): link.file(addresses.text(page)),
        },
        _("Follow"): {
            _("What’s new"): link.address(addresses.NEW),
            _("Feed of all briefs"): link.file(addresses.feed(addresses.HOME, "xml"))
            if site.offers("feeds")
            else "",
        },
        _("Data"): {
            "JSON": link.file(addresses.data(f"briefs/{slug}.json")) if site.offers("data") else "",
        },
        _("Correct"): {
            _("Edit in the form"): str(link.change(slug)),
            _("Edit the file"): site.edit(file),
            _("Report an error"): site.report(subject, report),
        },
    }
    return {
        heading: {label: address for label, address in links.items() if address}
        for heading, links in groups.items()
        if any(links.values())
    }
