"""Whether a sentence says that the act happened, denies it, or leaves it open."""

from .reality import Reality as Reality
