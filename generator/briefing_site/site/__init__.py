"""What pages and exports share: addresses, output files, wording, the language, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates, numbers and terms
into words; `language` has the words of a site; `site` describes it as a whole.
"""

from briefing_site.languages.language import Language
from briefing_site.site.addresses import Links
from briefing_site.site.output import Output, Task
from briefing_site.site.site import Site

__all__ = ["Language", "Links", "Output", "Site", "Task"]
