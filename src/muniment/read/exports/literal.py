"""Python literals as `repr` writes them: dictionaries, lists, strings, numbers, dates. Nothing is ever run.

Only the syntax is looked at; what is no literal (an object, a call to anything but `datetime`) becomes None.
"""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta, timezone

LONGEST = 4 << 20
_DEEPEST = 60


def literal(text: str) -> object:
    """The value that `text` writes down. ValueError where it is no Python expression, or a hostile one."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError("no literal") from error
    return _value(tree.body, 0)


def _value(node: ast.expr, depth: int) -> object:
    if depth > _DEEPEST:
        return None
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Dict(keys=keys, values=values):
            made = {}
            for key, one in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    made[key.value] = _value(one, depth + 1)
            return made
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return [_value(element, depth + 1) for element in elements]
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Call():
            return _time(node)
    return None


def _time(node: ast.Call) -> datetime | date | None:
    """`datetime.datetime(…)` and `datetime.date(…)`; a zone that is not known is left out."""
    name = ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""
    numbers = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, int)]
    zone = next((_zone(keyword.value) for keyword in node.keywords if keyword.arg == "tzinfo"), None)
    try:
        if name in ("datetime.datetime", "datetime") and len(numbers) == len(node.args) >= 3:
            return datetime(*numbers[:7], tzinfo=zone)  # type: ignore[misc, arg-type]
        if name in ("datetime.date", "date") and len(numbers) == len(node.args) == 3:
            return date(*numbers)
    except (ValueError, TypeError, OverflowError):
        pass
    return None


def _zone(node: ast.expr) -> timezone | None:
    """UTC, or a fixed offset; None for zones of other libraries."""
    said = ast.unparse(node)[:200].replace("datetime.", "")
    if said in ("timezone.utc", "tzutc()", "UTC", "TzInfo(UTC)", "TzInfo(0)"):
        return UTC
    if not (said.startswith("timezone(timedelta(") and isinstance(node, ast.Call) and node.args):
        return None
    delta = node.args[0]
    if not isinstance(delta, ast.Call):
        return None
    parts = {one.arg: _value(one.value, 0) for one in delta.keywords if one.arg in ("days", "seconds")}
    try:
        return timezone(timedelta(**parts))  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        return None
