"""A timestamp authority of the test's own (RFC 3161): OpenSSL answers its requests."""

import datetime
import subprocess
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.host import Reply

_SETTINGS = """
[tsa]
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
serial = {folder}/serial
"""
DAY = datetime.timedelta(days=1)


def _name(organization: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization)])


@dataclass(frozen=True)
class Authority:
    folder: Path
    root: bytes
    """Its root certificate, as PEM."""

    def stamp(self, query: bytes) -> bytes:
        """The answer to a request, as OpenSSL gives it."""
        (self.folder / "query").write_bytes(query)
        command = f"openssl ts -reply -config {self.folder}/settings -section tsa -queryfile {self.folder}/query"
        command += f" -signer {self.folder}/signer.pem -inkey {self.folder}/key.pem"
        ended = subprocess.run(command.split(), capture_output=True, check=True)
        return ended.stdout

    def answer(self, query: bytes) -> Reply:
        return Reply(
            body=self.stamp(query),
            headers={"Content-Type": "application/timestamp-reply"},
        )


def authority(
    folder: Path, name: str = "Notaries <b>of</b> 上海", until: datetime.timedelta = DAY
) -> Authority:
    """One whose certificates are valid from a year ago until so long from now."""
    folder.mkdir()
    now = datetime.datetime.now(datetime.UTC)
    root_key, key = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    certificates = []
    for subject, public, is_root in (
        (_name(name), root_key.public_key(), True),
        (_name("signer"), key.public_key(), False),
    ):
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(_name(name))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 365 * DAY)
            .not_valid_after(now + until)
            .add_extension(
                x509.BasicConstraints(ca=is_root, path_length=None), critical=True
            )
        )
        if not is_root:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        certificate = builder.sign(root_key, hashes.SHA256())
        certificates.append(certificate.public_bytes(serialization.Encoding.PEM))
    root, signer = certificates
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "key.pem").write_bytes(private)
    (folder / "signer.pem").write_bytes(signer)
    (folder / "settings").write_text(_SETTINGS.format(folder=folder))
    return Authority(folder, root)
