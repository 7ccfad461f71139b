"""What pages and exports share: addresses, output files, wording, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates, numbers and terms
into words; `site` describes the site as a whole.
"""
