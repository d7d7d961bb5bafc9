"""What a manifest's claim and assertions say, in words: program, title, actions, ingredients."""

from __future__ import annotations

from typing import Any

from muniment.read.picture.c2pa.store import Manifest
from muniment.read.picture.small import printable

_MAX_ACTIONS = 100


def claim_metadata(active: Manifest) -> tuple[dict[str, str], list[str]]:
    """`c2pa:` name → text; and what could not be read."""
    claim = active.claim if isinstance(active.claim, dict) else {}
    faults = [*active.faults] + ([] if claim else ["the claim"])
    actions = [one for label, body in active.assertions if _is(label, "c2pa.actions") for one in _actions(body)]
    ingredients = [body for label, body in active.assertions if _is(label, "c2pa.ingredient")]
    out = {
        "c2pa:Manifest": printable(active.label)[:200],
        "c2pa:Generator": _generator(claim),
        "c2pa:Title": text_of(claim.get("dc:title")),
        "c2pa:Actions": "; ".join(actions[:_MAX_ACTIONS]),
        "c2pa:Ingredients": str(len(ingredients)),
        "c2pa:IngredientTitles": "; ".join(filter(None, map(_title, ingredients))),
        "c2pa:Assertions": "; ".join(dict.fromkeys(printable(label) for label, _ in active.assertions)),
    }
    return out, faults


def _is(label: str, name: str) -> bool:
    """Whether a label is `name`, a later version of it, or a further one of it: `c2pa.actions.v2`, `…__1`."""
    return label.partition("__")[0].split(".v")[0] == name


def text_of(value: Any) -> str:
    """A value that should be text or a number, as text."""
    return printable(str(value)) if isinstance(value, (str, int, float)) else ""


def _generator(claim: dict[Any, Any]) -> str:
    """Name and version of the program that wrote the claim: `claim_generator_info`, else `claim_generator`."""
    told = claim.get("claim_generator_info")
    infos = told if isinstance(told, list) else [told]
    names = [_named(one) for one in infos]
    return "; ".join(filter(None, names)) or text_of(claim.get("claim_generator"))


def _named(info: Any) -> str:
    if not isinstance(info, dict):
        return text_of(info)
    return " ".join(filter(None, (text_of(info.get("name")), text_of(info.get("version")))))


def _title(ingredient: Any) -> str:
    return text_of(ingredient.get("dc:title")) if isinstance(ingredient, dict) else ""


def _actions(body: Any) -> list[str]:
    listed = body.get("actions") if isinstance(body, dict) else None
    return [_action(one) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _action(one: dict[Any, Any]) -> str:
    """`c2pa.created 2024-05-01T10:00:00Z Darkroom 2 (digitalCapture)`."""
    source = text_of(one.get("digitalSourceType")).rpartition("/")[2]
    words = (text_of(one.get("action")), text_of(one.get("when")), _named(one.get("softwareAgent")))
    return " ".join(filter(None, (*words, f"({source})" if source else "")))
