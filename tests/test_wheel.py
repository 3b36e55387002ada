"""What is installed from the wheel works by itself: its rules are in it, and so are its command and its component."""

import ast
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it, which borrows everything else from the one that runs the tests."""
    venv = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        venv / "bin" / "python",
        "--disable-pip-version-check",
    ]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    (packages,) = venv.glob("lib/python*/site-packages")
    # A .pth file adds a folder without its own .pth files, so the editable install of this project stays out of it.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return venv / "bin"


def run(*command: str | Path, cwd: Path) -> str:
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, capture_output=True, check=True, cwd=cwd, env=surroundings, text=True).stdout


def test_every_rule_file_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix("extractor/") for name in archive.namelist() if name.startswith("extractor/rules/")}
    assert packed == {str(path.relative_to(ROOT)) for path in (ROOT / "rules").rglob("*") if path.is_file()}


def test_the_rules_are_loaded_from_there(environment: Path, tmp_path: Path) -> None:
    program = "import extractor; print(extractor.__file__); print({str(r.file) for r in extractor.load_rules().rules})"
    where, files = run(environment / "python", "-c", program, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(environment.parent)
    assert all(Path(file).is_relative_to(environment.parent) for file in ast.literal_eval(files))


def test_the_seed_is_read_as_from_the_source_tree(environment: Path, tmp_path: Path, seed: Path) -> None:
    run(environment / "extract", seed, "-o", "units.json", "-q", cwd=tmp_path)
    here = run(sys.executable, "-m", "extractor", seed, "-q", cwd=tmp_path)
    assert json.loads((tmp_path / "units.json").read_text("utf-8")) == json.loads(here)


def test_the_component_is_found_by_its_entry_point(environment: Path, tmp_path: Path) -> None:
    program = "import spacy; print(spacy.blank('en').add_pipe('announcement_extractor').__class__.__module__)"
    assert run(environment / "python", "-c", program, cwd=tmp_path) == "extractor.component\n"
