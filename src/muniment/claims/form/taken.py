"""From a suggestion to the form that a person takes, changes or leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from muniment.model.claims import Act, Count, Party, Place, Span, Suggestion, Time


def form_of(mark: Suggestion) -> dict[str, Any]:
    """A form filled with what was suggested. What was resolved says by which program."""
    author, *others = mark.chain
    return {
        "passage": {"text": mark.passage.text, "start": mark.passage.start, "end": mark.passage.end},
        "asserter": author.name,
        "chain": [
            {"name": one.name, "role": "reported" if one.role == "author" else one.role}
            | ({"cue": one.cue.text} if one.cue else {})
            for one in others
        ],
        "basis": mark.basis,
        "polarity": mark.polarity,
        "hedges": _texts(mark.hedges),
        "characterisations": _texts(mark.characterisations),
        "acts": [_act(act, mark.extractor) for act in mark.acts],
        "language": mark.language,
    }


def _texts(spans: Sequence[Span]) -> list[str]:
    return [span.text for span in spans]


def _act(act: Act, by: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": act.code,
        "perpetrators": [_party(one) | {"involvement": one.involvement} for one in act.perpetrators],
        "victims": [_party(one) | ({"group": one.group} if one.group else {}) for one in act.victims],
        "target": {"said": act.target.text} if act.target else None,
        "method": {"said": act.method.text} if act.method else None,
        "place": _place(act.place, by) if act.place else None,
        "time": _time(act.time, by) if act.time else None,
        "count": _count(act.count, by) if act.count else None,
    }
    return {name: value for name, value in found.items() if value}


def _party(party: Party) -> dict[str, Any]:
    return {"said": party.said.text} | ({"code": party.code} if party.code else {})


def _place(place: Place, by: str) -> dict[str, Any]:
    found = {"said": place.said.text, "name": place.resolved, "record": place.record, "country": place.country}
    degrees = {"latitude": place.latitude, "longitude": place.longitude, "uncertainty": place.uncertainty}
    return found | {name: value for name, value in degrees.items() if value is not None} | {"by": place.by or by}


def _time(time: Time, by: str) -> dict[str, Any]:
    return {"said": time.said.text, "edtf": time.edtf, "relative_to": time.relative_to, "by": time.by or by}


def _count(count: Count, by: str) -> dict[str, Any]:
    bounds = {"low": count.low, "high": count.high}
    return {"said": count.said.text, "unit": count.unit, **bounds, "by": count.by or by}
