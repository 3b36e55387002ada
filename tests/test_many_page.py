"""docs/many.md is true: its Python runs, in Spark too where that is, and its endings are those that there are."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import sinks

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "many.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+(?: \w+)?)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def code(kind: str) -> str:
    [block] = [text for found, text in BLOCKS if found == kind]
    return block


def test_its_python_runs() -> None:
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    exec(compile(code("python"), "many.md", "exec"), {})  # noqa: S102 - the block is our own


@pytest.mark.slow
def test_its_spark_job_prints_what_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    (job := tmp_path / "job.py").write_text(code("python spark"), "utf-8")
    surroundings = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    ran = subprocess.run([sys.executable, job], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout == [text for kind, text in BLOCKS if kind == "text"][-1]


def test_its_endings_are_those_that_are_written() -> None:
    rows = re.findall(r"^\| (`NAME\..*?) \|", PAGE, re.MULTILINE)
    assert sorted(re.findall(r"NAME(\.\w+)", " ".join(rows))) == sorted(sinks.FILES)
