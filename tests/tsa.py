"""A real time-stamping authority on 127.0.0.1 for tests: openssl behind HTTP, with ways to misbehave.

It makes its own root and keys in the folder it is given, so nothing here is trusted by anybody.
Every answer, also a wrong one, is made and signed by `openssl ts`.
"""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

KeyKind = Literal["rsa", "p256", "p384", "p521"]
Fault = Literal["wrong nonce", "wrong hash", "rejected", "garbage", "slow", "dripping", "huge", "error", "redirect"]

SLOWNESS = 3.0
"""Seconds before a slow authority answers, and between the bytes of a dripping one times 20."""

_CONFIG = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = honest
[honest]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = {digest}
default_policy = 1.3.6.1.4.1.99999.1
digests = {accepts}
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""

_DIGESTS = {"rsa": "sha256", "p256": "sha256", "p384": "sha384", "p521": "sha512"}


def openssl(*arguments: str | Path) -> bytes:
    """Runs openssl; what it printed. Fails the test, with openssl's words, if it does."""
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr.decode(errors="replace"))
    return done.stdout


class Authority:
    """`with Authority(tmp_path) as a:` serves at `a.url`; `a.root_pem` is the file to trust.

    `fault` may be set at any time. With `expired`, the certificate ended yesterday. With `middle`,
    an authority stands between root and signer; `chain_pem` then holds its certificate.
    """

    def __init__(
        self,
        folder: Path,
        *,
        kind: KeyKind = "rsa",
        fault: Fault | None = None,
        expired: bool = False,
        middle: bool = False,
        name: str = "Test",
    ) -> None:
        self.folder, self.kind, self.fault, self.name = folder, kind, fault, name
        folder.mkdir(parents=True, exist_ok=True)
        self.root_pem, self.signer_pem = folder / "root.pem", folder / "tsa.pem"
        self.chain_pem = folder / "middle.pem"
        self.requests: list[bytes] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._write_configs()
        self._make_certificates(expired=expired, middle=middle)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/tsr"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def stamp(self, data: bytes) -> bytes:
        """A response for `data` without the network, made as the server makes it."""
        (self.folder / "data").write_bytes(data)
        query = self.folder / "query.tsq"
        openssl("ts", "-query", "-data", self.folder / "data", "-sha256", "-cert", "-out", query)
        return self.reply(query.read_bytes())

    def reply(self, query: bytes) -> bytes:
        """What `openssl ts` answers to the DER of a TimeStampReq."""
        config = "refusing.cnf" if self.fault == "rejected" else "tsa.cnf"
        source, target = self.folder / "in.tsq", self.folder / "out.tsr"
        with self._lock:
            source.write_bytes(query)
            openssl("ts", "-reply", "-config", self.folder / config, "-queryfile", source, "-out", target)
            return target.read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The body of the HTTP answer, in the way the fault wants it."""
        if self.fault == "garbage":
            return b"<html><title>Please log in to this network</title></html>"
        if self.fault == "huge":
            return bytes(3 << 20)
        if self.fault == "wrong nonce":
            query = _flip(query, len(query) - 4)  # its last byte, before the three of certReq
        if self.fault == "wrong hash":
            query = _flip(query, query.index(b"\x04\x20") + 2)
        if self.fault == "slow":
            self._stopping.wait(SLOWNESS)
        return self.reply(query)

    def drip(self) -> bool:
        """Waits a little; False when there is no more to wait for."""
        return not self._stopping.wait(SLOWNESS / 20)

    def _write_configs(self) -> None:
        (self.folder / "serial").write_text("01\n")
        digest = _DIGESTS[self.kind]
        for name, accepts in (("tsa.cnf", "sha256, sha384, sha512"), ("refusing.cnf", "sha384")):
            text = _CONFIG.format(folder=self.folder, digest=digest, accepts=accepts)
            (self.folder / name).write_text(text)

    def _make_certificates(self, *, expired: bool, middle: bool) -> None:
        self._make_key("root")
        openssl(
            *("req", "-x509", "-new", "-config", self.folder / "tsa.cnf", "-extensions", "root"),
            *("-key", self.folder / "root.key", "-subj", f"/O={self.name}/CN={self.name} Root"),
            *("-days", "3650", "-out", self.root_pem),
        )
        above = "root"
        if middle:
            self._issue("middle", above, "-days", "1000")
            above = "middle"
        # The period before yesterday: openssl knows no other way to an expired certificate here.
        self._issue("tsa", above, "-days", "-1" if expired else "1000", section="stamper")

    def _make_key(self, name: str) -> None:
        algorithm = (
            ("RSA", "rsa_keygen_bits:2048") if self.kind == "rsa" else ("EC", f"ec_paramgen_curve:P-{self.kind[1:]}")
        )
        openssl("genpkey", "-algorithm", algorithm[0], "-pkeyopt", algorithm[1], "-out", self.folder / f"{name}.key")

    def _issue(self, name: str, above: str, *period: str, section: str = "") -> None:
        self._make_key(name)
        folder, config = self.folder, self.folder / "tsa.cnf"
        openssl(
            *("req", "-new", "-config", config, "-key", folder / f"{name}.key"),
            *("-subj", f"/C=XX/O={self.name}/CN={self.name} {name}", "-out", folder / f"{name}.csr"),
        )
        issuer = folder / f"{above}.pem", "-CAkey", folder / f"{above}.key", "-CAcreateserial"
        openssl(
            *("x509", "-req", "-in", folder / f"{name}.csr", f"-{_DIGESTS[self.kind]}"),
            *("-CA", *issuer),
            *period,
            *("-extfile", config, "-extensions", section or name, "-out", folder / f"{name}.pem"),
        )


def _flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _handler_of(authority: Authority) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.requests.append(query)
            if authority.fault == "error":
                return self.send_error(503)
            if authority.fault == "redirect":
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:9/")
                return self.end_headers()
            self._send(authority.answer(query))

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if authority.fault == "dripping":
                    self._drip(body)
                else:
                    self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has gone, as it should

        def _drip(self, body: bytes) -> None:
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                if not authority.drip():
                    break

        def log_message(self, *_: object) -> None:
            pass

    return Handler
