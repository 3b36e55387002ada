"""The time that the reading of one announcement may take."""

import math
import threading
from pathlib import Path

import pytest

import extractor
from extractor import limits
from extractor.errors import InputError, TimeLimitError

NEWS = "The Radar Team published 12 papers. " * 20


def test_what_is_not_done_in_time_ends_with_the_announcement_and_the_remedy() -> None:
    with pytest.raises(TimeLimitError) as error, limits.within(0, place="news.txt"):
        limits.left()
    assert str(error.value) == "news.txt: was not read in 0 s; give it more time with --time-limit, or part it"


def test_what_is_left_is_no_more_than_was_asked_for() -> None:
    with limits.within(1000, place="news.txt"):
        assert limits.left(2.0) == 2.0
        assert 900 < limits.left() <= 1000
    assert limits.left() == math.inf


def test_another_thread_has_its_own_time() -> None:
    seen: list[float] = []
    with limits.within(1000, place="news.txt"):
        thread = threading.Thread(target=lambda: seen.append(limits.left()))
        thread.start()
        thread.join()
    assert seen == [math.inf]


def test_the_default_grows_with_the_text() -> None:
    assert [limits.seconds_for(n) for n in (0, 2_000, 200_000)] == [30, 31, 130]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_text_is_read_in_time_or_not_at_all(language: str) -> None:
    text = NEWS if language == "en" else "雷达团队发表论文12篇。" * 20
    with pytest.raises(TimeLimitError, match=r"^<text>: was not read in 0 s; "):
        extractor.extract(text, time_limit=0)
    assert extractor.extract(text, time_limit=500) == extractor.extract(text)


def test_a_text_that_is_too_long_is_refused_in_the_library() -> None:
    assert extractor.extract(NEWS, max_size=len(NEWS)) == extractor.extract(NEWS)
    with pytest.raises(InputError, match=r"has 720 characters, and one announcement may have 719; .*--max-size"):
        extractor.extract(NEWS, max_size=len(NEWS) - 1)


def test_of_many_only_the_one_that_is_too_long_fails(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from extractor.cli import main_verb

    (tmp_path / "a.txt").write_text(NEWS, "utf-8")
    (tmp_path / "b.txt").write_text("The Chess Team won 3 prizes.", "utf-8")
    arguments = [str(tmp_path), "--max-size", "100", "-o", str(tmp_path / "out.jsonl"), "--workers", "1"]
    done = CliRunner().invoke(main_verb, arguments)
    assert done.exit_code == 1
    assert f"extract: {tmp_path / 'a.txt'}: has 720 characters, and one announcement may have 100; " in done.stderr
    (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert "b.txt" in line


def test_of_many_that_take_too_long_each_is_said(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from extractor.cli import main_verb

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEWS, "utf-8")
    arguments = [str(tmp_path), "--time-limit", "0", "-o", str(tmp_path / "out.jsonl"), "--workers", "1"]
    done = CliRunner().invoke(main_verb, arguments)
    assert [f"{tmp_path / name}: was not read in 0 s; " in done.stderr for name in ("a.txt", "b.txt")] == [True, True]
    assert not (tmp_path / "out.jsonl").exists()


def test_a_machine_that_pauses_takes_no_time_from_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    wall, work = [100.0], [5.0]
    monkeypatch.setattr(limits, "monotonic", lambda: wall[0])
    monkeypatch.setattr(limits, "thread_time", lambda: work[0])
    with limits.within(10, place="news.txt"):
        wall[0] += 3600
        assert limits.left() == 10
        wall[0] += 60
        work[0] += 4
        assert limits.left() == 6
        wall[0] += 5
        assert limits.left() == 1  # until the clock of work has to be asked again
        work[0] += 6
        wall[0] += 1
        with pytest.raises(TimeLimitError):
            limits.left()
