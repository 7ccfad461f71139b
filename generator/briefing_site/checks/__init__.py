"""Rules that take more than one value or file: a module each, which `rules` runs.

They read the trees and not the records, so that a brief with one error is checked for all others in the
same run.

To add a rule: a module with its code, message, help and check; in `rules`, the check in the tuple that says
when it runs, and the module among those with codes; a case in `tests/cases/diagnostics/`, and its
translation. Rules across files may read only what `compared` lists.
What is wrong with a single value is reported by its type of field, or by `reading`. If nothing else can
be meant, the diagnostic carries the correction as `edits`, which `briefs check --fix` makes. A message
that speaks of files, lines or keys has another sentence for the form, `in_form`.
"""
