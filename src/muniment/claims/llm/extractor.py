"""The extractor `llm`: window after window to the server that was named, and what holds of its answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from muniment.claims.extractor import Background, refuse_law
from muniment.model.claims import Suggestion
from muniment.model.counting import counted
from muniment.model.reading import Reading

from .answer import BadAnswer, SpeaksOfLaw, marks_of
from .marking import Marking
from .question import question, question_hash
from .quoting import NotTaken
from .server import ServerFailed, ask
from .settings import Settings, read_settings
from .windows import Window, windows

VERSION = "1"
_MOST_BAD = 3
"""Answers one after another that cannot be read, before the server is left alone."""


class LlmExtractor:
    """Asks one server about one window of a text after another. Each answer is asked for once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.label = f"llm/{VERSION} model={settings.model} prompt={question_hash()[:12]}"

    @classmethod
    def configured(cls, given: Mapping[str, Any], folder: Path | None) -> Self:
        """From `[llm]` in `muniment.toml` and the folder of a person's settings. Raises ClaimError."""
        return cls(read_settings(given, folder))

    def suggest(self, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
        """Marks in the order of the text. Raises ServerFailed, and Refused where an answer speaks of the law."""
        if self._settings.remote and reading.text.strip():
            known.tell(f"The text of {item} goes to {self._settings.address}, another machine.")
        left_out: Counter[str] = Counter()
        bad = 0
        seen: set[str] = set()
        found: list[Suggestion] = []
        for window in windows(reading):
            try:
                marks = self._of_window(item, reading, known, window, left_out)
                bad = 0
            except BadAnswer as error:
                bad += 1
                known.tell(f"{item}, characters {window.start}–{window.end}: the answer was left out: {error}.")
                if bad == _MOST_BAD:
                    raise ServerFailed(f"{bad} answers on end could not be read; {item} is given up.") from error
                continue
            found += [mark for mark in marks if mark.suggestion not in seen]
            seen |= {mark.suggestion for mark in marks}
        _tell_left_out(item, left_out, known)
        yield from sorted(found, key=lambda mark: (mark.passage.start, mark.passage.end))

    def _of_window(
        self, item: str, reading: Reading, known: Background, window: Window, left_out: Counter[str]
    ) -> list[Suggestion]:
        codes = known.vocabulary
        body = ask(self._settings, question(self._settings, codes, reading.text, window))
        try:
            said = marks_of(body)
        except SpeaksOfLaw as error:
            refuse_law(self.label, item, str(error))
        marking = Marking(self.label, item, reading, known, window, codes.ids - codes.elements)
        found = []
        for one in said:
            if isinstance(one, str):
                left_out[one] += 1
                continue
            for act in one.acts:
                if codes.speaks_of_law(act.code):
                    refuse_law(self.label, item, act.code)
            try:
                found.append(marking.suggestion(one))
            except NotTaken as error:
                left_out[str(error)] += 1
        return found


def _tell_left_out(item: str, left_out: Counter[str], known: Background) -> None:
    if left_out:
        why = "; ".join(f"{count} × it {reason}" for reason, count in left_out.most_common())
        known.tell(f"{item}: {counted(left_out.total(), 'mark')} left out: {why}.")
