"""How languages tell who does it to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from muniment.claims.acts.phrases import Phrase

Order = Literal["svo", "case", "vso"]
"""By the place before and behind the verb, by the endings, or with the verb first."""
Acts = Callable[[Phrase], bool]
"""Whether a phrase can stand for somebody who acts."""
