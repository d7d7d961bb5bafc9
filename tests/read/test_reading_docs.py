"""The guide's example works as printed, and the specification names every field there is."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from muniment.model import reading
from muniment.read.pool import Job, ReadingPool
from tests.read.test_reader_interface import install

DOCS = Path(__file__).parents[2] / "docs"
STRUCTS = [reading.Reading, reading.Passage, reading.Link, reading.Finding, reading.Moment, reading.Position,
           reading.Derivative, reading.Told, reading.Part]  # fmt: skip


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", (DOCS / "guide" / "new-reader.md").read_text(), re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_guides_reader_installed_as_a_stranger_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "muniment_rows", example("python"), example("toml").splitlines()[1].replace('"', ""))
    monkeypatch.syspath_prepend(tmp_path)
    data = 'name,place\n"Koval, O.",Верба\n'.encode()
    with ReadingPool(1) as pool:
        ((_job, found),) = pool.read_all([Job("a", "text/csv", data=data)])
    assert found.reader == "rows/1"
    assert found.findings == ()
    assert [found.text[one.start : one.end] for one in found.passages] == ["name\tplace", "Koval, O.\tВерба"]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_is_specified(struct: type[msgspec.Struct]) -> None:
    text = (DOCS / "spec" / "reading.md").read_text()
    section = text.split(f"### {struct.__name__}\n", 1)[1].split("\n##", 1)[0]
    named = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert named == set(struct.__struct_fields__)


def test_every_finding_of_the_text_readers_and_the_pool_is_specified() -> None:
    text = (DOCS / "spec" / "reading.md").read_text()
    read = Path(reading.__file__).parents[1] / "read"
    ours = [*read.glob("*.py"), *read.glob("text/*.py"), *read.glob("worker/*.py"),
            *(read / "readers" / f"{name}.py" for name in ("text", "markdown", "html"))]  # fmt: skip
    pattern = r'(?:Finding\(|code, text = |return )"([a-z]+-[a-z-]+)"|"((?:reader|bytes)-[a-z]+)"'
    found = {one or other for path in ours for one, other in re.findall(pattern, path.read_text())}
    assert len(found) >= 10
    assert {code for code in found if f"`{code}`" not in text} == set()


def test_a_reading_as_json_is_as_specified() -> None:
    made = reading.Reading("text/2", "a b", (reading.Passage(0, 3, boxes=(reading.Box(1, 0, 0, 5, 5),)),))
    encoded = msgspec.json.encode(made)
    assert encoded == b'{"reader":"text/2","text":"a b","passages":[{"start":0,"end":3,"boxes":[[1,0,0,5,5]]}]}'
    assert msgspec.json.decode(encoded[:-1] + b',"new":1}', type=reading.Reading) == made
