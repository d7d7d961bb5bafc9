"""Runs the validators that are not ours, as a stranger would, with no way out to a network."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from requests import Request, Response
from requests_cache import CachedSession
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_TERMS = Path(__file__).parent / "assets" / "ro-crate-1.1-terms.json"
# A proxy that nobody listens on: whatever tries to reach out fails at once instead of succeeding unseen.
_CLOSED = "http://127.0.0.1:9"
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _CLOSED)


def run(program: str, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A program of this environment (or of the system), its output captured, whatever its exit code."""
    own = Path(sys.executable).parent / program
    command = [str(own if own.exists() else program), *map(str, arguments)]
    environment = {**os.environ, **_NO_NETWORK, "NO_COLOR": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def bagit(root: Path) -> subprocess.CompletedProcess[str]:
    return run("bagit.py", "--validate", root)


def sha256sum(root: Path, manifest: str) -> subprocess.CompletedProcess[str]:
    return run("sha256sum", "--check", "--strict", "--quiet", manifest, cwd=root)


def case_validate(root: Path) -> subprocess.CompletedProcess[str]:
    """The newest ontology that the program brings along."""
    return run("case_validate", root / "data/case/case.jsonld")


def rocrate(root: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """RO-Crate 1.1 at REQUIRED, its context served from a cache made at `cache`."""
    _fill(cache)
    arguments = ("validate", "--offline", "--cache-path", cache, "--no-paging", "-v")
    profile = ("-p", "ro-crate-1.1", "-l", "required")
    return run("rocrate-validator", "-y", "--disable-color", *arguments, *profile, root / "data")


def _fill(cache: Path) -> None:
    """Puts the context into a cache of the kind that the validator keeps (requests-cache, SQLite)."""
    body = _TERMS.read_bytes()
    response = Response()
    response.status_code = 200
    response.url = CONTEXT
    response.headers["Content-Type"] = "application/ld+json"
    response.raw = HTTPResponse(io.BytesIO(body), headers=dict(response.headers), status=200, preload_content=False)
    response._content = body
    response.request = Request("GET", CONTEXT).prepare()
    with CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1) as session:
        session.cache.save_response(response)
