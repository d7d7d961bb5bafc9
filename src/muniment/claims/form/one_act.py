"""A form that says something of one act, laid over the acts there are: what it does not say stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .refusing import ClaimError


def with_act(form: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The form with `acts` in the place of `act`, which is one act's fields and perhaps its `number` (from 1).

    Raises ClaimError where there are several and none is named.
    """
    found = dict(form)
    if "act" not in found:
        return found
    if "acts" in found:
        raise ClaimError("Give the act by flags or in the form, not both.")
    act = dict(found.pop("act"))
    number = act.pop("number", 1 if len(before) < 2 else None)
    acts = [dict(one) for one in before]
    if number is None:
        raise ClaimError(
            f"There are {len(acts)} acts. Say with --act which one the flags are about (1 to {len(acts)}; "
            f"{len(acts) + 1} adds one), or give all of them with --form."
        )
    if not 1 <= number <= len(acts) + 1:
        raise ClaimError(f"There is no act {number}; there are {len(acts)}.")
    given = {name: value for name, value in act.items() if value not in ("", None, [])}
    if number > len(acts):
        if not given.get("code"):
            raise ClaimError("Say with --code what is said to have happened; `muniment codes` lists the codes.")
        acts.append(given)
    else:
        acts[number - 1] |= given
    found["acts"] = acts
    return found
