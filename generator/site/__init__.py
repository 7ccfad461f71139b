"""What pages and exports share: addresses, output files, wording, the language, and the site.

Only `addresses` knows where a page is; `output` is a file to write; `wording` puts dates and numbers into
words, and `terms` the values of fields; `language` has the words of a site; `site` describes it as a whole.
"""
