"""Recognition for one item: page after page within bounds, and what a person should know of it.

Whatever goes wrong is a finding: the library is missing, no language is installed, a page takes too long.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from muniment.model.reading import Finding
from muniment.read.ocr import packs
from muniment.read.ocr.engine import Engine, library, name_and_version
from muniment.read.ocr.recognise import recognise
from muniment.read.ocr.recognised import Recognised

if TYPE_CHECKING:
    from muniment.read.interface import Source

MAX_PAGES = 500
"""Pages of one item that are recognised: at a second or two a page."""
SECONDS = 5.0
"""What is asked for each page, on top of what the item's size gives."""
LOW = 70
"""Below this mean a page's text is not to be relied on."""
_INSTALL = (
    "install them (Debian, Ubuntu: apt install tesseract-ocr-eng tesseract-ocr-ukr tesseract-ocr-rus "
    "tesseract-ocr-ara tesseract-ocr-heb tesseract-ocr-spa tesseract-ocr-fra tesseract-ocr-osd), or put the files "
    "*.traineddata into /usr/local/share/tessdata, and read the item again"
)


def ready() -> str:
    """Empty where text can be recognised here, else why not, in words for a person."""
    if library() is None:
        return "the library tesserocr is missing: install it (pip install tesserocr), and read the item again"
    if not packs.packs():
        return f"no language data of Tesseract were found: {_INSTALL}"
    return ""


def warm() -> None:
    """Import what recognition needs, before the process is confined; harmless where it is missing."""
    import numpy  # noqa: F401
    from PIL import Image, ImageOps  # noqa: F401

    from muniment.read.text.language import model

    model()
    library()


class Session:
    """Recognises the pages of one item. To be closed; usable as a context."""

    def __init__(self, source: Source, max_pages: int = MAX_PAGES) -> None:
        self._source = source
        self._max_pages = max_pages
        self._why_not = ready()
        self._engine: Engine | None = None
        self._likely: str | None = None
        self._asked: list[str] = []
        self._done: list[tuple[str, float]] = []
        self._empty: list[str] = []
        self._undrawn: list[str] = []
        self._slow: list[str] = []
        self._left: list[str] = []
        self._languages: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._engine is not None:
            self._engine.close()

    @property
    def able(self) -> bool:
        """Whether it is worth drawing another page."""
        return not self._why_not and len(self._asked) < self._max_pages

    def page(self, picture: Any, where: str, dpi: int = 300) -> Recognised | None:
        """What is written on a Pillow picture; None where it could not be tried. `where`: `3`, for the findings."""
        if self.refuse(where):
            return None
        self._asked.append(where)
        self._source.more_time(SECONDS)
        if self._engine is None:
            folder = packs.folder()
            assert folder is not None
            self._engine = Engine(folder)
        found = recognise(self._engine, picture, dpi=dpi, likely=self._likely)
        self._likely = found.language or self._likely
        if found.too_slow:
            self._slow.append(where)
        return found

    def refuse(self, where: str) -> bool:
        """Whether no more can be recognised; what stands at `where` is then remembered as left out."""
        if self.able:
            return False
        self._left.append(where)
        return True

    def keep(self, found: Recognised, where: str) -> None:
        """What was recognised there goes into the reading, so it has to be told."""
        if found.lines:
            self._done.append((where, found.confidence))
            self._languages += [one for one in found.languages.split("+") if one not in self._languages]

    def leave(self, found: Recognised, where: str) -> None:
        """Nothing of what was recognised there goes into the reading; that has to be told too."""
        if not found.too_slow:
            self._empty.append(where)

    def leave_undrawn(self, where: str) -> None:
        """There was no picture to recognise."""
        self._undrawn.append(where)

    def metadata(self) -> dict[str, str]:
        """Which program recognised the text, with which languages; empty where none was."""
        if not self._done:
            return {}
        mean = sum(sure for _, sure in self._done) / len(self._done)
        return {
            "ocr:Engine": name_and_version(),
            "ocr:Languages": "+".join(self._languages),
            "ocr:Confidence": f"{mean:.0f}",
        }

    def findings(self, place: Any = None) -> Iterator[Finding]:
        """What a person should know. `place` makes words of a list of `where`; pictures have none."""
        told = place or (lambda _: "")
        if self._done:
            yield self._recognised(told)
            low = [where for where, sure in self._done if sure < LOW]
            if low:
                on = told(low)
                text = f"Letters were hard to tell{_on(on)}: much of the recognised text there may be wrong."
                yield Finding("low-confidence-text", text, "warning", on)
        if self._empty:
            on = told(self._empty)
            text = (
                f"Recognition found no letters{_on(on)} that it was sure of. That does not prove that there are none."
            )
            yield Finding("no-letters-found", text, "note", on)
        if self._undrawn:
            on = told(self._undrawn)
            text = f"There was no picture that could be decoded to look for letters{_on(on)}."
            yield Finding("recognition-failed", text, "warning", on)
        if self._slow:
            on = told(self._slow)
            text = f"Recognising the text took too long and was given up{_on(on)}."
            yield Finding("recognition-too-slow", text, "warning", on)
        if self._left and self._why_not:
            on = told(self._left)
            text = f"Text on pictures was not recognised{_on(on)}: {self._why_not}."
            yield Finding("no-ocr", text, "warning", on)
        elif self._left:
            on = told(self._left)
            text = f"Only {self._max_pages} pages of one file are recognised; not recognised{_on(on)}."
            yield Finding("too-many-pages-to-recognise", text, "warning", on)

    def _recognised(self, told: Any) -> Finding:
        facts = self.metadata()
        on = told([where for where, _ in self._done])
        text = (
            f"The text{_on(on)} was recognised by a program ({facts['ocr:Engine']}, {facts['ocr:Languages']}), which "
            f"gives it {facts['ocr:Confidence']} of 100. It makes mistakes: compare it with the picture before quoting."
        )
        return Finding("recognised-text", text, "note", on)


def _on(where: str) -> str:
    return f" on {where}" if where else ""
