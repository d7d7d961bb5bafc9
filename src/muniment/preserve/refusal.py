"""Refusals: what the vault's rules do not allow."""

from __future__ import annotations


class Refused(Exception):
    """A rule forbids it. `rule` is its name, `what` the record it protects."""

    def __init__(self, rule: str, what: str, words: str) -> None:
        super().__init__(words)
        self.rule, self.what = rule, what
