"""Where the documents are."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
GUIDE = DOCS / "guide"
SPEC = DOCS / "spec"


def text_of(path: Path) -> str:
    """A document's text."""
    return path.read_text("utf-8")


def every() -> list[Path]:
    """All documents, those at the top too."""
    return sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")])
