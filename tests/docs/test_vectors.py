"""The test vectors of the specification, computed again."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

VECTORS = Path(__file__).parents[2] / "docs" / "spec" / "vectors.md"


def test_every_vector_is_what_the_code_computes() -> None:
    # A fence would be taken for a part of the result above it.
    text = re.sub(r"^```\w*$", "", VECTORS.read_text("utf-8"), flags=re.MULTILINE)
    cases = doctest.DocTestParser().get_doctest(text, {}, VECTORS.name, str(VECTORS), 0)
    said: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(cases, out=said.append)
    assert not results.failed, "".join(said)
    assert results.attempted > 40
