"""SARIF 2.1.0, the OASIS standard for the results of static analysis.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from collections.abc import Sequence
from urllib.parse import quote

from generator.diagnostics import Code, Diagnostic, in_language, log
from generator.languages.language import DEFAULT, Language

Json = dict[str, object]


def report(diagnostics: Sequence[Diagnostic], language: Language = DEFAULT) -> str:
    """A log of one run, whose rules are the codes that were found."""
    rules = sorted({each.code for each in diagnostics}, key=lambda code: code.slug)
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "briefs", "rules": [_rule(code, language) for code in rules]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(diagnostic, rules.index(diagnostic.code), language)
                    for diagnostic in in_language(diagnostics, language)
                ],
            }
        ],
    }
    return log.as_json(document)


def _rule(code: Code, language: Language) -> Json:
    return {
        "id": code.slug,
        "shortDescription": {"text": language.gettext(code.explanation)},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(diagnostic: Diagnostic, rule_index: int, language: Language) -> Json:
    start, end = diagnostic.span
    message = language.gettext("%(message)s Help: %(help)s", message=diagnostic.message, help=diagnostic.help)
    return {
        "ruleId": diagnostic.code.slug,
        "ruleIndex": rule_index,
        "level": diagnostic.severity.value,
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(diagnostic.path)},
                    "region": {
                        "startLine": start.line,
                        "startColumn": start.column,
                        "endLine": end.line,
                        "endColumn": end.column,
                    },
                }
            }
        ],
    }
