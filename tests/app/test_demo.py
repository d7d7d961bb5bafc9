"""`muniment demo` from its first line to its last: what it says it does, it did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenes.commands import Result, run

DRAWING = Path(__file__).parents[2] / "docs" / "origins.svg"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "tour"


@pytest.fixture(scope="module")
def tour(folder: Path) -> Result:
    return run("demo", folder, home=folder.parent / "home", cwd=folder.parent).ok()


def chapter(tour: Result, number: int) -> str:
    """What stands between the heading of this number and the next."""
    found = re.search(rf"^{number}\. .*?(?=^{number + 1}\. |\Z)", tour.out, re.MULTILINE | re.DOTALL)
    assert found, number
    return found.group()


def test_everything_came_out_as_it_must(tour: Result) -> None:
    assert "THIS IS NOT WHAT SHOULD HAVE HAPPENED" not in tour.out
    assert re.findall(r"^(\d+)\. ", tour.out, re.MULTILINE) == [str(number) for number in range(1, 12)]


def test_marks_are_shown_in_four_languages_with_whoever_says_it(tour: Result) -> None:
    said = chapter(tour, 3)
    assert "reports the town’s health office" in said
    for words in ("by «", "Ligue du Littoral", "погибли трое детей", "פונו 31 ילדים"):
        assert words in said
    assert "the log is as long as before" in said


def test_claims_are_peoples_own_and_say_how_they_began(tour: Result, folder: Path) -> None:
    assert chapter(tour, 4).count("taken from s-") == 4
    settings = folder / "keys-of-the-person"
    claims = run("claims", "list", "--vault", folder / "case", "--json", home=settings, cwd=folder).ok().json
    assert [("began_as" in claim, claim["polarity"]) for claim in claims] == [
        *[(True, "affirmed")] * 3, (True, "denied"), (False, "affirmed"),
    ]  # fmt: skip
    assert {claim["by"] for claim in claims} == {"op-1"}


def test_counts_and_the_denial_stand_side_by_side(tour: Result) -> None:
    said = chapter(tour, 5)
    assert said.count("how many: ") == 4
    assert "DENIES it" in said
    assert "= 9\n" in said
    assert "11 or more" in said


def test_two_papers_are_one_group_and_no_link_is_not_independence(tour: Result) -> None:
    said = chapter(tour, 6)
    assert "5 documents in 4 groups; between groups no link was found." in said
    assert "they share a passage of" in said
    assert "Not finding a link is not independence." in said


def test_a_judgement_waits_for_somebody_else_and_then_stands(tour: Result) -> None:
    said = chapter(tour, 7)
    assert said.count("waiting: 1 of the 2 people") == 2
    assert "«own-judgement»" in said
    assert re.search(r"op-2 agrees: judgement-\S+ stands, behind it op-1 and op-2", said)


def test_the_dossier_says_what_it_leaves_out(tour: Result, folder: Path) -> None:
    said = chapter(tour, 8)
    assert "«left-out-unexplained»" in said
    assert "are left out; 1 of them bears contrary information" in said
    check = run("verify", folder / "package-of-the-dossier", home=folder.parent / "home", cwd=folder)
    assert check.exit_code == 0


def test_the_drawing_in_the_documents_is_the_one_of_the_demo(tour: Result, folder: Path) -> None:
    """`docs/origins.svg` is a copy of what the demo draws; entries' numbers may differ."""
    drawings = [path.read_text("utf-8") for path in (DRAWING, folder / "origins.svg")]
    kept, made = (re.sub(r"claim-\d+\.\d+", "claim-N", drawing) for drawing in drawings)
    assert kept == made


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    answer = run("demo", tmp_path, home=tmp_path / "home", cwd=tmp_path)
    assert (answer.exit_code, "not empty" in answer.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
