"""Settings of a site with lines changed at random, of which the check has to say in messages what is wrong."""

import random

VALUES = [
    "", "[]", "{}", "null", "true", "0", "-1", "1e9", "[a, b]", "{a: b}", "[[a]]", "[{}]", "{a: {b: c}}", "|", "'", '"', "&a b", "*a", "!ENV X",
    "!ENV [X, y]", "!!python/name:os.system", "!!binary aGk=", "2020-01-01", "é", "😀", "\\", "..", "../..", "/etc/passwd", "//a", "http://[",
    "https://a:99999/", "https://", "mailto:", "http://İ", "a" * 400, "\u202e", "\x85", "%s", "{0}", "{path}", "material", "briefs", "mkdocs", "de",
    "zh-Hant", "x", "{{ x }}", "person", "[person, state]", "#fff", "C:\\a", "~", "<<", "? a", "- a", "a: b: c", "\t", "@", "`", "!", "!a b", "[",
    "{", "]",
]  # fmt: skip
KEYS = [
    "nav", "theme", "extra", "plugins", "docs_dir", "site_dir", "INHERIT", "hooks", "watch", "validation", "exclude_docs", "not_in_nav",
    "markdown_extensions", "extra_templates", "dev_addr", "strict", "use_directory_urls", "copyright", "briefs", "logo", "favicon", "language",
    "features", "actor_kinds", "headline", "exports", "allow_hosts", "font", "direction", "static_templates", "edit_uri_template", "zzz", "1",
    "true", "null", "é", "name", "- search", "- macros", "- zzz", "- index.md", "- a.b.c",
]  # fmt: skip


def changed(text: str, chance: random.Random, most: int) -> str:
    """The text after at least one and at most so many changes of lines."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, most)):
        lines = lines or [""]
        place = chance.randrange(len(lines))
        lines[place : place + 1] = _instead(lines[place], lines, chance)
    return "\n".join(lines) + "\n"


def _instead(line: str, lines: list[str], chance: random.Random) -> list[str]:
    """What stands in place of a line."""
    indentation = line[: len(line) - len(line.lstrip())]
    key = line.partition(":")[0]
    value = chance.choice(VALUES)
    return chance.choice(
        [
            [],
            [line, line],
            [chance.choice(lines), line],
            [" " * chance.randrange(8) + line.lstrip()],
            [f"{key}: {value}"],
            [f"{key}: {value}"],
            [f"{indentation}{chance.choice(KEYS)}: {value}", line],
            [line[: chance.randrange(len(line) + 1)]],
            [f"{indentation}- {value}"],
            [line.replace(chance.choice(line or " "), value[:3], 1)],
        ]
    )
