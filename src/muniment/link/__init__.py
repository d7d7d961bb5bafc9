"""Which reports go back to one origin (copies, citations, shared pictures), which claims are one incident.

Reads no files. Finds dependence; not finding it is not independence.
"""

from typing import TYPE_CHECKING

from muniment.door import door

if TYPE_CHECKING:
    from .citations import LinkRow as LinkRow
    from .citations import links as links
    from .declared import RELATIONS as RELATIONS
    from .declared import LinkError as LinkError
    from .declared import declarations as declarations
    from .declared import declare as declare
    from .declared import independence as independence
    from .declared import withdraw_declaration as withdraw_declaration
    from .origins import Origins as Origins
    from .origins import origins_of as origins_of
    from .origins import origins_svg as origins_svg
    from .origins import sentence as sentence
    from .origins.upstream import Attributed as Attributed
    from .ties import Tie as Tie

_NAMES = {
    "RELATIONS": "declared",
    "Attributed": "origins.upstream",
    "LinkError": "declared",
    "LinkRow": "citations",
    "Origins": "origins",
    "Tie": "ties",
    "declare": "declared",
    "declarations": "declared",
    "independence": "declared",
    "links": "citations",
    "origins_of": "origins",
    "origins_svg": "origins",
    "sentence": "origins",
    "withdraw_declaration": "declared",
}
__all__ = [
    "RELATIONS",
    "Attributed",
    "LinkError",
    "LinkRow",
    "Origins",
    "Tie",
    "declarations",
    "declare",
    "independence",
    "links",
    "origins_of",
    "origins_svg",
    "sentence",
    "withdraw_declaration",
]
__getattr__ = door(__name__, _NAMES)
