"""CSV (RFC 4180) that opens right in a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for something else. What a spreadsheet
would take for a formula gets an apostrophe in front, as OWASP advises:
https://owasp.org/www-community/attacks/CSV_Injection. That is also what follows a semicolon or a line
break: Excel begins a cell there in countries that write numbers with a comma.
"""

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"[;\t\r\n](?=[ \t]*[-=+@＝＋－＠])")


def table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    content = io.BytesIO()
    with io.TextIOWrapper(content, "utf-8-sig", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows(rows)
        text.flush()
        return content.getvalue()


def harmless(text: str) -> str:
    return _FORMULA.sub(lambda found: f"{found[0]}'", f";{text}")[1:]
