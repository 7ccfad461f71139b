"""libyaml words its errors as the table of explanations expects."""

import pytest
import yaml

from generator.reading.repair import libyaml

TEXTS = {
    "mapping values are not allowed in this context": "title: one: two",
    "found character that cannot start any token": "title: @home",
    "did not find expected key": "title: 'one' two",
    "did not find expected '-' indicator": "topics:\n  - one\n  date: 2020",
    "could not find expected ':'": "title: one\ntwo\ndate: 2020",
    "found unexpected end of stream": "title: 'one",
    "found unknown escape character": r'title: "one\qtwo"',
    "did not find expected ',' or ']'": "topics: [one\ndate: 2020",
    "did not find expected ',' or '}'": "sources: {one: two\ndate: 2020",
}
"""A file for each error."""


@pytest.mark.parametrize("problem", libyaml.EXPLANATIONS)
def test_the_table_has_the_texts_of_libyaml(problem: str) -> None:
    """If this fails after an update of PyYAML, put its new wording into the table."""
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        list(yaml.parse(TEXTS[problem], Loader=yaml.CSafeLoader))
    assert raised.value.problem == problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: one\ntwo\nb: three", 1),  # the line without a colon, and not the one below it
        ("a: b\nc: 'one\nd: e", 1),  # where the quotation mark is
        ("a: b\nc: d: e", 1),
        ("]", 0),
    ],
)
def test_the_line_of_an_error(text: str, line: int) -> None:
    assert libyaml.first_error_line(text) == line
