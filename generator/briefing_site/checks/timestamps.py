"""Timestamps of independent authorities (RFC 3161), which prove that a file existed on a day.

Anybody can choose the dates of commits, but not those of such an authority. Its stamps, and the root
certificates of the authorities that the site trusts, lie in `timestamps/`. To check them takes no network:
a certificate has to be valid at the time of the stamp.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_site.diagnostics import Code, Diagnostic, Message, Span
from briefing_site.format import EdtfDate, dates, version
from briefing_site.format.version import VersionError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.reading import brief_files
from briefing_site.reading.brief_files import RawFile
from briefing_site.reading.yaml.document import Document

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FOLDER = "timestamps"
AUTHORITIES = f"{FOLDER}/authorities.pem"
"""The root certificates of the authorities that the site trusts, also of former ones."""
VERIFICATION = f"briefs/{brief_files.VERIFICATION}"
_VERSIONS = f"briefs/{brief_files.VERSIONS}/"

UNPROVEN = Message(
    Code(
        "unproven-day",
        "No timestamp proves on which day a file existed. Only `briefs check --timestamps` looks for that.",
    ),
    "nothing proves when this file existed: {reason}",
    "if '{stamp}' was changed or deleted, restore it from git; if not, delete it, and `make verify` (or "
    "`briefs verify`) asks for a new one",
)


class TimestampError(Exception):
    """A timestamp proves nothing, or can't be had; the message says why."""


@dataclass(frozen=True)
class Confirmation:
    """What a timestamp proves: that a file existed on a day, by the clock of the authority, in UTC."""

    day: EdtfDate
    authority: str
    """The name in the root certificate."""


def path_of_stamp(path: str) -> str:
    return f"{FOLDER}/{path.removeprefix('briefs/')}.tsr"


def can_be_stamped(file: RawFile) -> bool:
    """Whether it is what `briefs verify` or `briefs freeze` writes."""
    return file.path == VERIFICATION or file.path.startswith(_VERSIONS)


def stamped_content(file: RawFile) -> bytes:
    """What a timestamp is of: the file; of a version, what its digest is of, as it gets a DOI later.

    Raises `TimestampError` if it is no version.
    """
    if file.path == VERIFICATION:
        return file.content
    try:
        return version.frozen_content(version.parse(file.content))
    except VersionError as error:
        raise TimestampError(reason(error)) from error


def authorities(root: Path) -> Sequence["Certificate"]:
    """The root certificates that the project has.

    Raises `TimestampError` if there are none, or if the packages that read them are not installed.
    """
    try:
        import rfc3161_client  # noqa: F401, PLC0415 -- an extra
        from cryptography import x509  # noqa: PLC0415
    except ImportError as error:
        raise TimestampError(
            marked(
                "timestamps are read by a library: pip install 'briefing-site[timestamps]'"
            )
        ) from error
    try:
        file = brief_files.load(root, root / AUTHORITIES)
        return x509.load_pem_x509_certificates(file.content)
    except (FileNotFoundError, ValueError) as error:
        raise TimestampError(
            marked(
                "'{path}' has no certificate: write the root certificate of the authority there, as PEM",
                path=AUTHORITIES,
            )
        ) from error


def confirm(
    roots: Sequence["Certificate"],
    stamp: bytes,
    content: bytes,
    nonce: int | None = None,
) -> Confirmation:
    """What the timestamp proves of the content; with a nonce, it has to be the answer to that request.

    Raises `TimestampError` if it proves nothing.
    """
    import rfc3161_client  # noqa: PLC0415 -- an extra

    try:
        response = rfc3161_client.decode_timestamp_response(stamp)
        info = response.tst_info
        imprint = info.message_imprint.message
    except ValueError as error:
        raise TimestampError(marked("the authority gave no timestamp")) from error
    if imprint != hashlib.sha256(content).digest():
        raise TimestampError(marked("the timestamp is that of other contents"))
    if nonce is not None and info.nonce != nonce:
        raise TimestampError(marked("the timestamp is that of another request"))
    for root in roots:
        # a new builder each time, as they share their lists
        verifier = rfc3161_client.VerifierBuilder(roots=[root]).build()
        try:
            verifier.verify_message(response, content)
        except (rfc3161_client.VerificationError, ValueError):
            continue
        day = dates.parse(info.gen_time.date().isoformat())
        return Confirmation(day, _name(root))
    raise TimestampError(
        marked(
            "the timestamp is of no authority in '{path}' whose certificate was valid then",
            path=AUTHORITIES,
        )
    )


def _name(certificate: "Certificate") -> str:
    """Whose the certificate is: the organization, or else the common name."""
    from cryptography.x509.oid import NameOID  # noqa: PLC0415

    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            return str(attribute.value)
    return certificate.subject.rfc4514_string()


def confirmed(root: Path, files: Iterable[RawFile]) -> Mapping[str, Confirmation]:
    """What timestamps prove, by the path of the file; nothing of a file whose timestamp is wrong or missing.

    Raises `OSError` if a timestamp can't be read.
    """
    confirmations: dict[str, Confirmation] = {}
    for file, result in _results(root, files):
        if isinstance(result, Confirmation):
            confirmations[file.path] = result
    return confirmations


def check(root: Path, files: Iterable[RawFile]) -> Iterator[Diagnostic]:
    """Report each file of which nothing proves when it existed.

    Raises `OSError` as `confirmed` does, and `TimestampError` as `authorities` does.
    """
    authorities(root)
    for file, result in _results(root, files):
        if isinstance(result, TimestampError):
            yield Document(file.path, b"", None).report(
                UNPROVEN,
                Span.at(1, 1),
                reason=reason(result),
                stamp=path_of_stamp(file.path),
            )


def _results(
    root: Path, files: Iterable[RawFile]
) -> Iterator[tuple[RawFile, Confirmation | TimestampError]]:
    for file in files:
        if can_be_stamped(file):
            try:
                yield file, confirm_file(root, file)
            except TimestampError as error:
                yield file, error


def confirm_file(root: Path, file: RawFile) -> Confirmation:
    """What the timestamp that the project has of the file proves.

    Raises `TimestampError` if that is nothing, and `OSError` if it can't be read.
    """
    path = path_of_stamp(file.path)
    try:
        stamp = brief_files.load(root, root / path)
    except FileNotFoundError as error:
        raise TimestampError(
            marked("there is no timestamp '{path}'", path=path)
        ) from error
    return confirm(authorities(root), stamp.content, stamped_content(file))
