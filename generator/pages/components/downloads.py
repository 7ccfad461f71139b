"""Links at the end of a brief: download it, follow it, use its data, correct it."""

from collections.abc import Iterable

from generator.format.version import FrozenVersion
from generator.library.library import LinkedBrief
from generator.site import addresses, wording
from generator.site.addresses import Links
from generator.site.site import Site

Groups = dict[str, dict[str, str]]
"""The addresses of links, as HTML takes them, by the headings of their groups and their labels."""


def of_version(version: FrozenVersion, current: str, others: Iterable[FrozenVersion], site: Site) -> Groups:
    """The addresses of a version's links; `current` is the id of its brief, empty if that is gone."""
    _ = site.language.gettext
    slug, date = version.brief, version.date
    page = addresses.version(slug, date)
    link = Links(page)
    return _filled(
        {
            _("DOI"): {version.doi or "": version.doi_address},
            _("Download"): {
                "PDF": link.file(addresses.version_paper(slug, date)) if site.offers("papers") else "",
                _("Plain text"): link.file(addresses.text(page)),
            },
            _("Versions"): {
                _("Current version"): link.address(addresses.brief(current)) if current else "",
                **_versions(others, site, link),
            },
            _("Data"): {
                "JSON": link.file(addresses.version_data(slug, date)) if site.offers("data") else "",
            },
        }
    )


def _versions(versions: Iterable[FrozenVersion], site: Site, link: Links) -> dict[str, str]:
    return {
        wording.date(each.day, site.language): link.address(addresses.version(each.brief, each.date))
        for each in versions
    }


def _filled(groups: Groups) -> Groups:
    return {
        heading: {label: address for label, address in links.items() if address}
        for heading, links in groups.items()
        if any(links.values())
    }


def of_brief(brief: LinkedBrief, site: Site, link: Links, versions: Iterable[FrozenVersion] = ()) -> Groups:
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
    return _filled(
        {
            _("Cite a version"): _versions(reversed(tuple(versions)), site, link),
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
    )
