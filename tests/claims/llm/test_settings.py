"""Which server may be asked, and where keys may be."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from muniment.claims.form import ClaimError
from muniment.claims.llm import LlmExtractor
from muniment.claims.llm.server import ServerFailed, ask
from muniment.claims.llm.settings import KEY, KEYS_FILE, Settings, read_settings

from .scripted import Server, saying

HERE = {"server": "http://127.0.0.1:8080/v1", "model": "small-7b"}
THERE = {"server": "https://models.example.org/v1", "model": "big", "allow_remote": True}


def refused(**given: Any) -> str:
    with pytest.raises(ClaimError) as error:
        read_settings(given, None)
    return str(error.value)


def test_nothing_is_asked_where_no_server_is_named() -> None:
    assert "No server is named" in refused()
    assert "No server is named" in refused(model="m")
    assert "No server is named" in refused(server="http://127.0.0.1/v1")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "[::1]", "localhost"])
def test_this_machine_is_asked_by_default(host: str) -> None:
    found = read_settings({**HERE, "server": f"http://{host}:8080/v1/"}, None)
    assert not found.remote
    assert found.path == "/v1/chat/completions"


@pytest.mark.parametrize(
    "host", ["models.example.org", "10.0.0.7", "0.0.0.0", "127.0.0.1.example.org", "[::]", "2130706433"]
)
def test_another_machine_only_where_it_is_allowed(host: str) -> None:
    assert "is not this machine" in refused(server=f"https://{host}/v1", model="m")


def test_another_machine_only_by_tls() -> None:
    assert "https" in refused(server="http://models.example.org/v1", model="m", allow_remote=True)
    assert read_settings(THERE, None).remote


@pytest.mark.parametrize(
    "server",
    ["127.0.0.1:8080", "ftp://127.0.0.1/v1", "http://a:b@127.0.0.1/v1", "http://127.0.0.1/v1?k=1", "http:///v1", 7,
     "http://127.0.0.1:99999/v1", "http://127.0.0.1:0/v1", "http://127.0.0.1/v1\r\nX: y", "http://[::1/v1"],
)  # fmt: skip
def test_an_address_that_is_none(server: Any) -> None:
    assert "no address" in refused(server=server, model="m")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"model": "a b"}, "no name of a model"),
        ({"model": "a\n"}, "no name of a model"),
        ({"allow_remote": "yes"}, "true or false"),
        ({"timeout": 0}, "seconds"),
        ({"timeout": True}, "seconds"),
        ({"timeout": 1e9}, "seconds"),
        ({"response_format": "xml"}, "one of"),
        ({"modell": "m"}, "did you mean"),
        ({"key": "sk-1"}, "no place in a vault"),
        ({"api_key": "sk-1"}, "no place in a vault"),
    ],
)
def test_wrong_settings_are_said(given: dict[str, Any], why: str) -> None:
    assert why in refused(**{**HERE, **given})


def test_a_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sk-abc")
    with Server(saying()) as server:
        ask(read_settings({"server": server.url, "model": "m"}, None), b"{}")
    assert server.asked[0][1]["Authorization"] == "Bearer sk-abc"


def test_a_key_that_is_kept_goes_to_its_own_host_only(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text('"models.example.org" = "sk-1"\n')
    assert read_settings(THERE, tmp_path).key == "sk-1"
    assert read_settings({**THERE, "server": "https://else.example.org/v1"}, tmp_path).key == ""


def test_a_key_with_a_line_end_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sk\r\nX-Other: 1")
    assert "characters that no key has" in refused(**HERE)


def test_keys_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text("= 1")
    with pytest.raises(ClaimError, match="cannot be read"):
        read_settings(THERE, tmp_path)


def test_a_name_that_leads_elsewhere_gets_nothing() -> None:
    """Where a name leads is seen after connecting, before anything is sent."""
    address = _own_address()
    if address is None:
        pytest.skip("this machine has no address but its own loopback")
    with Server(saying(), address) as server:
        port = int(server.url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(ServerFailed, match="not this machine"):
            ask(Settings(False, address, port, "/v1/chat/completions", "m", False), b"{}")
        assert server.asked == []


def _own_address() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found = str(line.getsockname()[0])
    return None if found.startswith("127.") else found


def test_the_label_names_model_and_hash() -> None:
    label = LlmExtractor.configured(HERE, None).label
    assert label.startswith("llm/1 model=small-7b prompt=")
    assert len(label.rpartition("=")[2]) == 12
