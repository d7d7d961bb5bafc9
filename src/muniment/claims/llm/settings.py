"""What `[llm]` in `muniment.toml` says: which server, which model. Keys never stand there."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from muniment.claims.form import ClaimError
from muniment.model.spelling import did_you_mean

KEY, KEYS_FILE = "MUNIMENT_LLM_KEY", "llm-keys.toml"
"""Where a key may be: this variable of the environment, or this file among a person's settings, by host."""
_FIELDS = ("server", "model", "allow_remote", "timeout", "response_format")
_FORMATS = ("json_schema", "json_object", "none")
_MODEL = re.compile(r"[\w.:/@+-]{1,120}\Z")
_TOKEN = re.compile(r"[!-~]{1,4096}\Z")
_LONGEST = 3600


class Settings(NamedTuple):
    """A server that was named, checked."""

    secure: bool
    """By TLS."""
    host: str
    port: int
    path: str
    """Of its completions: `/v1/chat/completions`."""
    model: str
    remote: bool
    """Whether texts may leave this machine."""
    timeout: float = 120.0
    """Seconds for one answer, all of it."""
    response_format: str = "json_schema"
    key: str = ""

    @property
    def address(self) -> str:
        """Host and port, for people."""
        return f"{self.host}:{self.port}"


def read_settings(given: Mapping[str, Any], folder: Path | None) -> Settings:
    """The section of `muniment.toml`; `folder` is where a person's settings are. Raises ClaimError."""
    if "key" in given or "api_key" in given:
        raise ClaimError(f"A key has no place in a vault. Take it out of muniment.toml and put it in {KEY}.")
    for name in given:
        if name not in _FIELDS:
            raise ClaimError(f"[llm] in muniment.toml has no {name!r}{did_you_mean(name, _FIELDS)}.")
    server, model = given.get("server"), given.get("model")
    if not server or not model:
        raise ClaimError(
            "No server is named, so none is asked. Write in muniment.toml: [llm], then "
            'server = "http://127.0.0.1:PORT/v1" and model = "NAME".'
        )
    if not isinstance(model, str) or not _MODEL.match(model):
        raise ClaimError(f"[llm] in muniment.toml: {model!r} is no name of a model.")
    url = _url(server)
    host = url.hostname or ""
    secure, remote = url.scheme == "https", _may_leave(host, url, given.get("allow_remote", False))
    return Settings(
        secure,
        host,
        url.port or (443 if secure else 80),
        f"{url.path.rstrip('/')}/chat/completions",
        model,
        remote,
        _seconds(given.get("timeout", 120)),
        _format(given.get("response_format", "json_schema")),
        _key(host, folder),
    )


def _url(server: Any) -> SplitResult:
    try:
        url = urlsplit(server) if isinstance(server, str) and server.isascii() and server.isprintable() else None
        bad = url is None or url.scheme not in ("http", "https") or not url.hostname or url.port == 0
    except ValueError:
        bad = True
    if bad or url is None or url.username or url.password or url.query or url.fragment or " " in url.geturl():
        raise ClaimError(f"[llm] in muniment.toml: {server!r} is no address such as http://127.0.0.1:8080/v1.")
    return url


def _may_leave(host: str, url: SplitResult, allowed: Any) -> bool:
    if not isinstance(allowed, bool):
        raise ClaimError("[llm] in muniment.toml: allow_remote is true or false.")
    if is_here(host):
        return False
    if not allowed:
        raise ClaimError(
            f"{host} is not this machine: texts would leave it. Nothing was sent. Who wants that writes "
            "allow_remote = true below [llm] in muniment.toml."
        )
    if url.scheme != "https":
        raise ClaimError(f"{host} is not this machine, so its address must begin with https. Nothing was sent.")
    return True


def is_here(host: str) -> bool:
    """Whether an address is this machine's own, by what it is called; see `server` for where it leads."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _seconds(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= _LONGEST:
        raise ClaimError(f"[llm] in muniment.toml: timeout is a number of seconds up to {_LONGEST}.")
    return float(given)


def _format(given: Any) -> str:
    if given not in _FORMATS:
        raise ClaimError(f"[llm] in muniment.toml: response_format is one of {', '.join(_FORMATS)}.")
    return str(given)


def _key(host: str, folder: Path | None) -> str:
    """The key for a host; empty where there is none. A vault cannot say which key goes where."""
    key = os.environ.get(KEY, "").strip() or _kept_key(host, folder)
    if key and not _TOKEN.match(key):
        raise ClaimError(f"The key for {host} has characters that no key has.")
    return key


def _kept_key(host: str, folder: Path | None) -> str:
    path = folder / KEYS_FILE if folder else None
    if path is None or not path.is_file():
        return ""
    try:
        keys = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ClaimError(f"{path} cannot be read: {error}") from error
    key = keys.get(host, "")
    return key.strip() if isinstance(key, str) else ""
