"""The shipped gazetteer: it is opened, not loaded, and holds what it says."""

from __future__ import annotations

import subprocess
import sys

from muniment.claims.places.gazetteer import shipped
from muniment.claims.places.keys import key


def test_keys_drop_what_writers_leave_out() -> None:
    assert key("São Tomé") == "sao tome"
    assert key("Bobo-Dioulasso") == "bobo dioulasso"
    assert key("Берёзовка") == "березовка"
    assert key("Кам'янець") == key("Кам’янець")
    assert key("Київ") == "київ"
    assert key("الإسكندرية") == key("الاسكندريه")


def test_names_and_the_beginnings_of_longer_names_are_found() -> None:
    found, goes_on = shipped().named("nakuru")
    assert {each.entry.country for each in found} == {"KE"}
    _, goes_on = shipped().named("nizhniy")
    assert goes_on
    assert shipped().named("no such name anywhere") == ([], False)


def test_it_has_towns_regions_and_countries() -> None:
    kinds = {name: {each.entry.kind for each in shipped().named(name)[0]} for name in ("nakuru", "texas", "kenya")}
    assert kinds["nakuru"] == {"town"}
    assert "region" in kinds["texas"]
    assert "country" in kinds["kenya"]


def test_the_first_look_up_is_fast() -> None:
    code = (
        "import time; from muniment.claims.places.gazetteer import shipped\n"
        "began = time.perf_counter(); shipped().named('nakuru'); print(time.perf_counter() - began)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(said.stdout) < 0.3
