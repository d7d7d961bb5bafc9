"""Who judges: people, each with keys of their own. No program does, and nobody is two people under two codes.

What the log shows are codes and keys. One person who holds two keys of two codes cannot be told from two people.
"""

from __future__ import annotations

from muniment.preserve import Ledger, Refused


def person(ledger: Ledger, author: str | None = None, what: str = "judgement") -> str:
    """The code of whoever signs here, who must be the author. Raises Refused for a program, or for another's name.

    Whoever writes on behalf of an extractor names it as the author, and is refused here; there is no other way in.
    """
    code = ledger.identity.code
    if author is not None and author != code:
        raise Refused(
            "people-only",
            author,
            f"A {what} is a person's own, signed by them: {author!r} is not {code}, who would sign it. A program "
            "judges nothing; what it suggests is for a person to weigh.",
        )
    return code


def same_person(ledger: Ledger, one: str, other: str) -> bool:
    """Whether two codes are one person as far as the log can tell: the same code, or ever the same key."""
    return one == other or bool(_keys(ledger, one) & _keys(ledger, other))


def _keys(ledger: Ledger, code: str) -> set[bytes]:
    operators = [op for keys in ledger.authority.chain for op in keys.operators if op.code == code]
    return {key for op in operators for key in (op.public, op.log_key.public)}
