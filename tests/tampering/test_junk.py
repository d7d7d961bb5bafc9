"""Junk in the place of values, signed where that needs a key: told in words, never a traceback, never accepted."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tampering.forging import forge, newest_authority
from tests.tampering.scene import MATERIAL, Scene
from tests.tampering.tools import check_package, check_vault, rebag

JUNK: list[Any] = [
    None,
    True,
    -1,
    0,
    2**53,
    "",
    "x",
    "1.0",
    "é",
    [],
    [[]],
    {},
    {"object": 1},
    {"object": "ab", "size": "x"},
]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of every value inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from places(inner)


def spoil(text: bytes, choose: random.Random) -> bytes:
    """The JSON with one value replaced, removed or doubled."""
    value = json.loads(text)
    container, key = choose.choice(list(places(value)))
    action = choose.randrange(4)
    if action == 0:
        del container[key]
    elif action == 1 and isinstance(container, list):
        container.append(container[key])
    else:
        container[key] = choose.choice(JUNK)
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize("name", ["data/contents.json", "data/log/disclosure.json", "data/disclosures/1.json"])
def test_junk_in_a_package(package: Path, name: str) -> None:
    choose, good = random.Random(name), (package / name).read_bytes()
    for _ in range(150):
        spoiled = spoil(good, choose)
        if json.loads(spoiled) == json.loads(good):
            continue
        (package / name).write_bytes(spoiled)
        rebag(package)
        assert not check_package(package).ok, spoiled


FIELDS: dict[str, list[dict[str, Any]]] = {
    "acquire": [{"item": {"object": "ab" * 32, "size": 3}, "basis": "public"}],
    "read": [{"record": MATERIAL, "reading": {"object": "ab" * 32, "size": 3}}],
    "erase-proposal": [{"ground": "x", "item": "item-1.0"}, {"record": MATERIAL}],
    "erase": [{"ground": "x"}, {"record": MATERIAL}],
    "stamp": [{"size": 3, "authority": "x", "token": {"object": "ab" * 32}, "checkpoint": {"object": "ab" * 32}}],
    "restrict": [{"record": MATERIAL, "prior": MATERIAL, "restrictions": []}],
}


@pytest.mark.parametrize("kind", FIELDS)
def test_junk_in_the_fields_of_an_act(vault: Path, scene: Scene, kind: str) -> None:
    """By an operator in force: it may stand, but it must not stop the check."""
    choose = random.Random(kind)
    for _ in range(12):
        fields = json.loads(spoil(json.dumps(FIELDS[kind]).encode(), choose))
        fields = [part for part in fields if isinstance(part, dict)]
        forge(vault, kind, scene.identity("op-1"), fields, proposal=choose.choice(JUNK))
    check_vault(vault).as_text()


PAYLOAD = ("log", "seen", "authority", "by", "clock", "parts", "nonce", "program", "act", "keys", "before", "charter")


def test_junk_in_the_payload_of_an_act(vault: Path, scene: Scene) -> None:
    choose = random.Random(1)
    for number in range(80):
        name = choose.choice(PAYLOAD)
        kind = choose.choice(["hold", "authority", "erase", "charter", "disclose"])
        changes: dict[str, Any] = {"before": newest_authority(vault)} if kind == "authority" else {}
        changes[name] = choose.choice([*JUNK, {"operators": [{}], "revoked": [], "recovery": "", "policy": {}}])
        forge(vault, kind, scene.identity("op-1"), [{"record": MATERIAL}], **changes)
        if number % 20 == 0:
            check_vault(vault).as_text()
    report = check_vault(vault)
    assert not report.ok
    json.dumps(report.as_json())
