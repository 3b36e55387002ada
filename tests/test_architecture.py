"""The picture in docs/architecture.md is the true one."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| `(\w+)` \|", PICTURE, re.MULTILINE)
PACKAGE = ROOT / "src" / "extractor"
TITLES = {
    "audit": "### The arithmetic of a text",
    "chinese": "### Announcements in Chinese",
    "formats": "### Formats",
    "twins": "### An announcement held against its translation",
}


def test_the_picture_shows_every_module_once() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    modules |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert sorted(name for _, name in ROWS) == sorted(modules)


def test_each_package_has_a_table_with_every_module_once() -> None:
    assert sorted(TITLES) == sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    for package, title in TITLES.items():
        table = PICTURE[PICTURE.index(title) :].split("\n#")[0]
        named = [
            name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
        ]
        assert sorted(named) == sorted({path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"})


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
        "chinese/__init__": ("read_structure", ["outline", "find_issuer", "find_selection", "find_sections",
                                                "find_facts"]),
    }  # fmt: skip
    for module, (function, way) in ways.items():
        code = (PACKAGE / f"{module}.py").read_text("utf-8")
        body = code[code.index(f"def {function}(") :]
        places = [body.index(f"{step}(") for step in way]
        assert places == sorted(places), module
