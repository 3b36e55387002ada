"""The picture in docs/architecture.md is the true one."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| `(\w+)` \|", PICTURE, re.MULTILINE)


def test_the_picture_shows_every_module_once() -> None:
    package = ROOT / "src" / "extractor"
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    modules |= {path.parent.name for path in package.glob("*/__init__.py")}
    assert sorted(name for _, name in ROWS) == sorted(modules)


def test_its_floors_are_those_that_are_enforced() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    [contract] = config["tool"]["importlinter"]["contracts"]
    floors = [sorted(re.findall(r"\w+", layer)) for layer in contract["layers"]]
    shown: dict[int, list[str]] = {}
    for floor, name in ROWS:
        shown.setdefault(int(floor), []).append(name)
    assert [sorted(shown[number]) for number in sorted(shown)] == floors
    assert sorted(shown) == list(range(1, len(floors) + 1))


def test_the_order_of_the_stages_is_that_of_the_pipeline() -> None:
    ways = {
        "pipeline": ("run", ["make_page", "read_structure", "make_places", "find_roles", "find_achievements",
                             "assemble", "find_findings"]),
        "english": ("read_structure", ["find_categories", "find_units", "link_mentions", "find_sections",
                                       "find_facts"]),
    }  # fmt: skip
    for module, (function, way) in ways.items():
        code = (ROOT / "src" / "extractor" / f"{module}.py").read_text("utf-8")
        body = code[code.index(f"def {function}(") :]
        places = [body.index(f"{step}(") for step in way]
        assert places == sorted(places), module
