"""What pages and exports share: addresses, output files, wording, the language, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates, numbers and terms
into words; `language` has the words of a site; `site` describes it as a whole.
"""

from generator.languages.language import Language
from generator.site.addresses import Links
from generator.site.output import Output, Task
from generator.site.site import Site

__all__ = ["Language", "Links", "Output", "Site", "Task"]
