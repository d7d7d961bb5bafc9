"""A claim's form from the command line: a file, flags, or flags over a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from muniment.model.claims import BASES, INVOLVEMENTS, POLARITIES

F = TypeVar("F", bound=Callable[..., Any])

_CLAIM = (
    click.option("--passage", metavar="WORDS", help="The passage, word for word as it stands in the item."),
    click.option("--from", "start", type=int, metavar="N", help="Where it begins: characters from 0."),
    click.option("--to", "end", type=int, metavar="N", help="Where it ends."),
    click.option("--where", metavar="PLACE", help="In an item without text: a time code, a part of the picture."),
    click.option("--asserter", metavar="NAME", help="Who says the document: its author or publisher."),
    click.option(
        "--speaker", "speakers", multiple=True, metavar="NAME", help="Whom it quotes; outermost first; ? is unnamed."
    ),
    click.option("--basis", type=click.Choice(BASES), help="How the speaker knows."),
    click.option("--polarity", type=click.Choice(POLARITIES), help="Whether the speaker says that it happened."),
    click.option("--hedge", "hedges", multiple=True, metavar="WORDS", help="Words that hold back: reportedly."),
    click.option(
        "--label", "characterisations", multiple=True, metavar="WORDS", help="The speaker's own label, verbatim."
    ),
    click.option("--note", metavar="TEXT", help="Anything else."),
)
_ACT = (
    click.option("--code", multiple=True, metavar="CODE", help="What is said to have happened; see `muniment codes`."),
    click.option("--act", type=int, metavar="N", help="Which of several acts the following are about, from 1."),
    click.option("--perpetrator", "perpetrators", multiple=True, metavar="WORDS", help="Who is said to have done it."),
    click.option("--involvement", type=click.Choice(INVOLVEMENTS), help="In which way."),
    click.option("--victim", "victims", multiple=True, metavar="WORDS", help="To whom: words, or person-3.0."),
    click.option("--group", metavar="WORDS", help="The group they were targeted as."),
    click.option("--target", metavar="WORDS", help="What was hit, taken or destroyed."),
    click.option("--method", metavar="WORDS", help="How; with which weapon."),
    click.option("--place", metavar="WORDS", help="Where, as said."),
    click.option("--place-is", metavar="NAME;CC;LAT;LON;METRES", help="Where, as you resolve it."),
    click.option("--time", metavar="WORDS", help="When, as said."),
    click.option("--edtf", metavar="DATE", help="When, as you resolve it (EDTF)."),
    click.option("--count", metavar="WORDS", help="How many, as said."),
    click.option("--low", type=int, metavar="N", help="At least so many."),
    click.option("--high", type=int, metavar="N", help="At most so many."),
    click.option("--unit", metavar="WORDS", help="What is counted."),
)  # fmt: skip


def form_options(command: F) -> F:
    """All flags of a form."""
    form = click.option("--form", "form_file", type=click.Path(path_type=Path, dir_okay=False), help="A form as JSON.")
    for option in (form, *reversed((*_CLAIM, *_ACT))):
        command = option(command)
    return command


def form_from(form_file: Path | None, given: dict[str, Any]) -> dict[str, Any]:
    """The form: what the file says, with what the flags say in its place."""
    form = _read(form_file) if form_file else {}
    passage = {"text": given["passage"], "start": given["start"], "end": given["end"], "where": given["where"]}
    if said := {name: value for name, value in passage.items() if value is not None}:
        form["passage"] = said
    for name in ("asserter", "basis", "polarity", "note"):
        if given[name] is not None:
            form[name] = given[name]
    for name in ("hedges", "characterisations"):
        if given[name]:
            form[name] = list(given[name])
    if given["speakers"]:
        form["chain"] = [{"name": "" if name == "?" else name} for name in given["speakers"]]
    if act := _act(given):
        form["act"] = act | ({"number": given["act"]} if given["act"] is not None else {})
    return form


def _read(path: Path) -> dict[str, Any]:
    try:
        form = json.loads(path.read_text("utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path} is no JSON in UTF-8: {error}.") from error
    except RecursionError as error:
        raise click.UsageError(f"{path} is nested too deeply for a form.") from error
    if not isinstance(form, dict):
        raise click.UsageError(f"{path} holds no form: one JSON object is wanted.")
    return form


def _act(given: dict[str, Any]) -> dict[str, Any]:
    names = [name for name in given if name in _ACT_NAMES]
    if not any(given[name] for name in names):
        return {}
    if len(given["code"]) > 1:
        raise click.UsageError("The flags are of one act, so give one --code; --form takes several acts.")
    involved = {"involvement": given["involvement"]} if given["involvement"] else {}
    group = {"group": given["group"]} if given["group"] else {}
    act = {
        "code": "".join(given["code"]),
        "perpetrators": [_party(one) | involved for one in given["perpetrators"]],
        # A group alone is said to be the victim: it must never be dropped.
        "victims": [_party(one) | group for one in given["victims"] or ([given["group"]] if group else [])],
        "target": _party(given["target"]) if given["target"] else None,
        "method": given["method"],
        "place": _place(given["place"], given["place_is"]),
        "time": _some(said=given["time"], edtf=given["edtf"]),
        "count": _some(said=given["count"], low=given["low"], high=given["high"], unit=given["unit"]),
    }
    return {name: value for name, value in act.items() if value}


_ACT_NAMES = frozenset((
    *("code", "perpetrators", "involvement", "victims", "group", "target", "method"),
    *("place", "place_is", "time", "edtf", "count", "low", "high", "unit"),
))  # fmt: skip
_RECORDS = ("person-", "object-", "account-")


def _party(words: str) -> dict[str, str]:
    return {"code": words} if words.startswith(_RECORDS) else {"said": words}


def _some(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _place(said: str | None, resolved: str | None) -> dict[str, Any]:
    if not resolved:
        return _some(said=said)
    names = ("name", "country", "latitude", "longitude", "uncertainty")
    cells = [cell.strip() for cell in resolved.split(";")]
    if len(cells) > len(names):
        raise click.UsageError("--place-is takes NAME;CC;LAT;LON;METRES, of which the last may be left out.")
    return _some(said=said) | {name: cell for name, cell in zip(names, cells, strict=False) if cell}
