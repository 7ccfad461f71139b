"""What pages and exports share: addresses, output files, wording, the language, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates, numbers and terms
into words; `language` has the words of a site; `site` describes it as a whole.
"""
