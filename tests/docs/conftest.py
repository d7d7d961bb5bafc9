"""One played scenario for all tests here: it takes some twenty seconds."""

from __future__ import annotations

import pytest

from .scenario import Scenario, play


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return play(tmp_path_factory.mktemp("scenario"))
