"""The figures of the twin check, and that they would tell of a slip missed and of a false alarm."""

import shutil
from pathlib import Path

import pytest

import twins
from twins import Figures


def test_all_planted_slips_are_found_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert twins.main() == 0
    assert capsys.readouterr().out == (
        "reading-spaces: 0 of 0 planted slips found, 0 false alarms\n"
        "seed-industry: 8 of 8 planted slips found, 0 false alarms\n"
    )


def test_a_missed_slip_and_a_false_alarm_are_told(tmp_path: Path) -> None:
    shutil.copytree(twins.TWINS, tmp_path, dirs_exist_ok=True)
    english = tmp_path / "seed-industry.en.txt"
    english.write_text(
        english.read_text("utf-8").replace("1,326", "1,362").replace("460 million", "46 million"), "utf-8"
    )
    (tmp_path / "reading-spaces.zh.txt").unlink()
    (row,) = twins.measured(tmp_path)
    assert (row, row.all_well) == (Figures("seed-industry", planted=8, found=7, false_alarms=1), False)
