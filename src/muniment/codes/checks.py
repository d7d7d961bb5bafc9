"""From a list as written to a list that can be used: every code is looked at, and refused in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, get_args

from .fields import known_keys, language_key, mapping, one_of, sequence, text, well_formed
from .lexicons import lexicon_of
from .types import Code, CodeList, Kind, Lexicon, Role
from .written import Path, Written

_HEAD = ("list", "version", "title", "codes", "lexicons")
_TEXTS = ("id", "label", "definition", "kind", "instrument", "article")
_CODE = (*_TEXTS, "roles", "labels")
_NEEDED = ("id", "label", "definition")


def checked(written: Written) -> CodeList:
    """The list. Raises ListRefused at the first thing that is wrong."""
    tree = written.tree
    known_keys(written, (), tree, _HEAD)
    name, version = (text(written, (key,), tree.get(key), f"“{key}” of the list") for key in ("list", "version"))
    well_formed(written, ("list",), name, "the name of a list")
    title = text(written, ("title",), tree["title"], "“title” of the list") if "title" in tree else ""
    if not isinstance(tree.get("codes"), list) or not tree["codes"]:
        raise written.refuse(("codes",), "a list has at least one code, under “codes”.")
    codes = tuple(_code(written, ("codes", number), raw) for number, raw in enumerate(tree["codes"]))
    _once(written, codes)
    return CodeList(name, version, title, codes, _lexicons(written, codes))


def _lexicons(written: Written, codes: Collection[Code]) -> dict[str, Lexicon]:
    raw = mapping(written, ("lexicons",), written.tree.get("lexicons", {}), "“lexicons”")
    found = {}
    for language in raw:
        language_key(written, ("lexicons", language), language)
        found[language] = lexicon_of(written, ("lexicons", language), raw[language], language, codes)
    return found


def _code(written: Written, path: Path, raw: Any) -> Code:
    mapping(written, path, raw, "a code")
    known_keys(written, path, raw, _CODE)
    named = f"the code {raw['id']!r}" if raw.get("id") else "the code"
    for key in _TEXTS:
        if key in _NEEDED or key in raw:
            text(written, (*path, key), raw.get(key), f"“{key}” of {named}")
    well_formed(written, (*path, "id"), raw["id"], "an id")
    kind = raw.get("kind", "act")
    one_of(written, (*path, "kind"), kind, get_args(Kind), f"the kind of {named}")
    labels, roles = raw.get("labels", {}), raw.get("roles", [])
    _labels(written, (*path, "labels"), labels, named)
    for number, role in enumerate(sequence(written, (*path, "roles"), roles, f"“roles” of {named}")):
        one_of(written, (*path, "roles", number), role, get_args(Role), f"a role of {named}")
    return Code(**{**raw, "roles": tuple(roles), "labels": labels})


def _labels(written: Written, path: Path, labels: Any, named: str) -> None:
    for language, label in mapping(written, path, labels, f"“labels” of {named}").items():
        language_key(written, (*path, language), language)
        text(written, (*path, language), label, f"the label of {named} in {language}")


def _once(written: Written, codes: Collection[Code]) -> None:
    first: dict[str, int] = {}
    for number, code in enumerate(codes):
        if code.id in first:
            line = written.line_of(("codes", first[code.id]))
            raise written.refuse(("codes", number, "id"), f"the id {code.id!r} stands in line {line} too; keep one.")
        first[code.id] = number
