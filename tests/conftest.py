"""For all tests: on the machines that decide (CI=true), a skipped test is a failed one.

Only what needs the folder `../shared` may be skipped there, and only where that folder is absent.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def _no_settings_of_a_person(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may read or write the keys of whoever runs it."""
    monkeypatch.setenv("MUNIMENT_HOME", str(tmp_path_factory.mktemp("home")))


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every skip that does not count as one."""
    for report in _not_excused(terminalreporter):
        terminalreporter.write_line(f"SKIPPED, which is a failure with CI=true: {report.nodeid}: {_reason(report)}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn such skips into a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _not_excused(reporter) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _not_excused(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    if os.environ.get("CI") != "true":
        return []
    skipped = [report for report in reporter.stats.get("skipped", []) if isinstance(report, pytest.TestReport)]
    return [report for report in skipped if SHARED.exists() or "shared" not in _reason(report)]
