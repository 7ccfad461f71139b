"""What pages and exports share: addresses, output files, wording, the language, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates, numbers and terms
into words; `language` has the words of a site; `site` describes it as a whole.

To add a setting: a field in `format/settings.py`; templates of the theme find it in `config.extra.briefs`. A
task (`output.Task`) makes one or a few files, and is run again only if the program, its arguments or what it
looked up in the library changed. It is a function of a module, because tasks run in several processes, and
looks up as little as possible: `library.summaries[slug].title` rather than all of a brief.
"""

from briefing_site.languages.language import Language
from briefing_site.site.addresses import Links, TextLinks
from briefing_site.site.output import Output, Task
from briefing_site.site.site import Site

__all__ = ["Language", "Links", "Output", "Site", "Task", "TextLinks"]
