"""What everyone who writes output needs: where it is, what it is called, how dates and numbers read.

`addresses` alone knows where a page is; `output` is a file to be written; `wording` puts dates, numbers and
terms into words; `site` is what is known of the site as a whole.
"""
