"""What is said of known vulnerabilities; above all, that nobody who was not asked has said that there are none."""

import json

import pytest

import vulnerabilities

SOUND = {"name": "regex", "version": "2026.1", "vulns": []}
ASKED_IN_VAIN = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited: rich (15.0.0)"}
WORSE = {
    "name": "lxml",
    "version": "4.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["4.1", "5.0"]}, {"id": "PYSEC-2"}],
}


@pytest.mark.parametrize(
    ("packages", "lines", "count"),
    [
        ([SOUND], ["audit: 0 known vulnerabilities in 1 packages"], 0),
        ([ASKED_IN_VAIN], ["audit: skipped, nobody could be asked about any of 1 packages"], 0),
        (
            [SOUND, WORSE, ASKED_IN_VAIN],
            [
                "lxml 4.0: PYSEC-1, mended in 4.1, 5.0",
                "lxml 4.0: PYSEC-2, not mended yet",
                "audit: 2 known vulnerabilities in 2 packages; 1 could not be asked for: rich",
            ],
            2,
        ),
    ],
)
def test_what_is_said(packages: list[dict[str, object]], lines: list[str], count: int) -> None:
    assert vulnerabilities.said(json.dumps({"dependencies": packages, "fixes": []})) == (lines, count)


@pytest.mark.parametrize("report", ["", "Traceback", "[]", "{}"])
def test_no_report_is_no_clean_bill(report: str) -> None:
    words = "audit: skipped, the service with known vulnerabilities cannot be reached"
    assert vulnerabilities.said(report) == ([words], 0)
