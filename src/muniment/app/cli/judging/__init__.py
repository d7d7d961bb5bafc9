"""`judge`, `review`, `elements`, `coding`: what people judge, and who stands behind it."""

from __future__ import annotations

from .coding import coding_command
from .elements import elements_command
from .judge import judge_command
from .review import review_command

__all__ = ["coding_command", "elements_command", "judge_command", "review_command"]
