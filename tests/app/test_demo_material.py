"""The sample material: complete, deterministic, honest about itself, and about no real country."""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from muniment.app.demo.material import MANIFEST, PICTURES, lay_out
from muniment.app.demo.pictures import BROKEN, SCENE, SHRUNK, UNRELATED, make_pictures

HEADER = "file,obtained_by,source,role,method,tool,reference,obtained,hash,custody,basis,consent,restrictions,name"
NOT_HANDED_OVER = {f"{PICTURES}/courtyard-video.mp4"}
NOT_LISTED = {"hospital-gaceta.txt"}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}\+\d{2}:\d{2})?)?)?[~?]?")

SCRIPTS = {
    "hospital-physicians.md": "ARABIC",
    "children-families.txt": "HEBREW",
    "library-librarians.md": "CYRILLIC",
    "school-parents.txt": "CYRILLIC",
    "hospital-gaceta.txt": "LATIN",
    "league-communique.md": "LATIN",
}

COUNTRIES = (
    """
Afghanistan|Albania|Algeria|Andorra|Angola|Antigua|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas
Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Botswana|Brazil|Brunei
Bulgaria|Burkina Faso|Burundi|Cabo Verde|Cambodia|Cameroon|Canada|Central African Republic|Chad|Chile|China
Colombia|Comoros|Congo|Costa Rica|Côte d'Ivoire|Croatia|Cuba|Cyprus|Czechia|Denmark|Djibouti|Dominica|Ecuador
Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia
Germany|Ghana|Greece|Grenada|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq
Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Korea|Kosovo|Kuwait|Kyrgyzstan|Lao|Laos
Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives
Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco
Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Macedonia|Norway
Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania
Russia|Russian Federation|Rwanda|Saint Kitts|Saint Lucia|Saint Vincent|Samoa|San Marino|Sao Tome|Saudi Arabia
Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa
South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Syrian Arab Republic|Taiwan|Tajikistan
Tanzania|Thailand|Timor-Leste|Togo|Tonga|Trinidad|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine
United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Vanuatu|Vatican|Holy See|Venezuela
Viet Nam|Vietnam|Western Sahara|Yemen|Zambia|Zimbabwe
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "material"
    lay_out(path)
    return path


def texts(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix in {".md", ".txt", ".html"}]


def rows(folder: Path) -> list[dict[str, str]]:
    with open(folder / MANIFEST, encoding="utf-8", newline="") as manifest:
        return list(csv.DictReader(manifest))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_two_layouts_are_the_same_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert everything(tmp_path) == everything(folder)


def test_laying_out_twice_changes_nothing_and_leaves_other_files_alone(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "my-own.txt").write_text("mine", encoding="utf-8")
    before = everything(tmp_path)
    lay_out(tmp_path)
    assert everything(tmp_path) == before


def test_every_text_is_utf8_and_of_a_readable_length(folder: Path) -> None:
    found = texts(folder)
    assert len(found) >= 12
    for path in found:
        data = path.read_bytes()
        assert b"\r" not in data, path.name
        assert 150 <= len(data.decode("utf-8").split()) <= 500, path.name


def test_texts_are_in_normal_form_without_hidden_characters(folder: Path) -> None:
    for path in texts(folder):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", text) == text, path.name
        assert not [c for c in text if unicodedata.category(c) in {"Cf", "Co", "Cn"}], path.name


@pytest.mark.parametrize(("name", "script"), SCRIPTS.items())
def test_each_language_is_in_its_script(folder: Path, name: str, script: str) -> None:
    letters = [c for c in (folder / name).read_text(encoding="utf-8") if c.isalpha()]
    assert sum(unicodedata.name(c).startswith(script) for c in letters) > 0.95 * len(letters)


def test_no_real_country_is_named(folder: Path) -> None:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, COUNTRIES)) + r")\b", re.IGNORECASE)
    for path in [*texts(folder), *folder.glob("*.csv")]:
        assert pattern.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_addresses_point_nowhere_real(folder: Path) -> None:
    hosts = re.compile(r"https?://([^/\s\"'>)]+)")
    for path in [*texts(folder), *folder.glob("*.csv")]:
        for host in hosts.findall(path.read_text(encoding="utf-8")):
            assert host.endswith(".example") or host == "schema.org", (path.name, host)


def test_manifest_has_the_columns_and_one_row_a_file(folder: Path) -> None:
    found = rows(folder)
    assert ",".join(found[0]) == HEADER
    assert len({row["file"] for row in found}) == len(found)


def test_one_row_has_no_file_and_one_file_has_no_row(folder: Path) -> None:
    listed = {row["file"] for row in rows(folder)}
    present = set(everything(folder)) - {MANIFEST}
    assert listed - present == NOT_HANDED_OVER
    assert present - listed == NOT_LISTED


def test_manifest_values_are_well_formed(folder: Path) -> None:
    for row in rows(folder):
        assert row["basis"] in {"public", "person", "organisation", "unstated"}, row
        assert row["method"] in {"handed over", "own capture", "download", "seizure", "import"}, row
        assert re.fullmatch(rf"{DATE.pattern}(/{DATE.pattern})?", row["obtained"]), row
        for rule in filter(None, row["restrictions"].split("; ")):
            assert re.fullmatch(r"(not-for|only-for): [a-z-]+", rule), row
        assert re.fullmatch(r"([a-z-]+(; [a-z-]+)*( until \d{4}-\d{2}-\d{2})?)?", row["consent"]), row


def test_custody_is_dated_and_in_order_and_says_where_it_has_gaps(folder: Path) -> None:
    gaps = 0
    for row in rows(folder):
        steps = row["custody"].split(" | ")
        for step in steps:
            assert re.fullmatch(rf"{DATE.pattern}(/{DATE.pattern})? (gap: )?\S.*", step), step
        days = [step.split(" ")[0].split("/")[0] for step in steps]
        assert days == sorted(days), row["file"]
        gaps += sum(" gap: " in step for step in steps)
    assert gaps >= 3


def test_hashes_given_by_the_bringer_are_those_of_the_files(folder: Path) -> None:
    given = [row for row in rows(folder) if row["hash"]]
    assert len(given) == 2
    for row in given:
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["hash"], row["file"]


def test_the_account_is_of_a_person_without_a_name(folder: Path) -> None:
    (row,) = [row for row in rows(folder) if row["file"] == "account-person-7.txt"]
    assert (row["basis"], row["source"], row["restrictions"]) == ("person", "person-7", "only-for: court")


def test_the_wire_story_stands_nearly_word_for_word_in_two_papers(folder: Path) -> None:
    page = re.sub(r"<[^>]+>", "", (folder / "hospital-courier.html").read_text(encoding="utf-8"))
    paper = (folder / "hospital-harbour-post.txt").read_text(encoding="utf-8")
    one, two = _runs(page, 6), _runs(paper, 6)
    assert len(one & two) / min(len(one), len(two)) > 0.5


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_statement_has_a_page_break_in_mid_sentence_and_a_dead_link(folder: Path) -> None:
    text = (folder / "statement-osmel-network.md").read_text(encoding="utf-8")
    assert "births in the lower\n\nvalley were lost" in text
    assert "[statement](#)" in text


def test_a_cell_that_looks_like_a_formula_stays_as_it_was_typed(folder: Path) -> None:
    with open(folder / "villages.csv", encoding="utf-8", newline="") as table:
        found = list(csv.reader(table))
    assert {len(row) for row in found} == {6}
    assert [cell for row in found for cell in row if cell.startswith("=")] == ["=12+9"]


def test_pictures_come_back_in_order(tmp_path: Path) -> None:
    assert [path.name for path in make_pictures(tmp_path)] == [SCENE, SHRUNK, UNRELATED, BROKEN]


def test_the_scene_carries_camera_time_and_a_place_in_the_ocean(folder: Path) -> None:
    with Image.open(folder / PICTURES / SCENE) as image:
        assert image.size == (1600, 1200)
        exif = image.getexif()
    assert exif[ExifTags.Base.Make] == "Plover Optical (invented)"
    details = exif.get_ifd(ExifTags.IFD.Exif)
    assert details[ExifTags.Base.DateTimeOriginal] == "2024:03:14 07:52:10"
    assert details[ExifTags.Base.OffsetTimeOriginal] == "+02:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert (place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef]) == ("S", "E")
    assert [float(part) for part in place[ExifTags.GPS.GPSLatitude]] == [45, 30, 0]
    assert [float(part) for part in place[ExifTags.GPS.GPSLongitude]] == [28, 15, 0]


def test_the_shrunk_copy_shows_the_same_without_metadata(folder: Path) -> None:
    small = Image.open(folder / PICTURES / SHRUNK)
    scene = Image.open(folder / PICTURES / SCENE)
    other = Image.open(folder / PICTURES / UNRELATED)
    assert small.size == (800, 600)
    assert not small.getexif()
    assert _distance(small, scene) < 3 < 20 < _distance(small, other)


def _distance(one: Image.Image, two: Image.Image) -> float:
    """Mean difference of brightness (0–255) after shrinking both to 16 × 16."""
    pixels = [image.convert("L").resize((16, 16)).tobytes() for image in (one, two)]
    return sum(abs(a - b) for a, b in zip(pixels[0], pixels[1], strict=True)) / 256


def test_the_broken_picture_opens_but_breaks_off(folder: Path) -> None:
    with Image.open(folder / PICTURES / BROKEN) as image, pytest.raises(OSError, match="truncated"):
        image.load()
