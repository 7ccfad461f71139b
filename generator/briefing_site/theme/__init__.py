"""The theme `briefs`: the templates, styles and scripts of the site. MkDocs finds it by this package."""
