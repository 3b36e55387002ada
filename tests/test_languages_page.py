"""What docs/languages.md says is so."""

import re
import shlex
from pathlib import Path

import pytest

import extractor
from extractor import languages, rulecheck
from extractor.cli import main
from extractor.rules import load_rules

PAGE = (Path(__file__).parents[1] / "docs" / "languages.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_its_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text("临湖县榆木村入选“手工艺示范村”。\n\n榆木村推广竹林300余万亩。\n", "utf-8")
    for line in (line for kind, _, code in BLOCKS if kind == "sh" for line in code.splitlines()):
        program, *arguments = shlex.split(line)
        assert program == "extract"
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert (ended.value.code or 0) == 0, line
    assert "300余万" in capfd.readouterr().out
    assert '"language":"zh"' in Path("units.json").read_text("utf-8").replace(": ", ":")


def test_its_pack_is_in_order_and_taken(tmp_path: Path) -> None:
    for kind, name, content in BLOCKS:
        if kind == "yaml":
            (path := tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    laid = load_rules([tmp_path])
    assert [str(problem) for problem in rulecheck.check(laid)] == []
    text = "临湖县榆木村入选“手工艺示范村”。\n\n榆木村的酒存放在12号地窖。\n"
    roles = [{n.span.text: n.role for n in extractor.extract(text, rules=r).numerals}["12"] for r in (laid, None)]
    assert roles[0] == "reference" != roles[1]


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("建设一流磨坊", "一", "name"), ("双一流磨坊", "一", "name"), ("全省百强磨坊", "百", "name"),
        ("获面包节一等奖", "一", "grade"), ("第三批磨坊名单", "第三", "ordinal"),
        ("教思政厅函〔2024〕7号", "2024〕7号", "reference"), ("想千方百计", "千", "name"),
    ],
)  # fmt: skip
def test_the_roles_are_those_that_it_names(text: str, number: str, role: str) -> None:
    assert {n.span.text: n.role for n in extractor.extract(text, language="zh").numerals}[number] == role


@pytest.mark.parametrize(
    ("text", "value", "comparator", "unit"),
    [
        ("到账经费1.2亿元", 120_000_000, "=", "CNY"), ("竹林300余万亩", 3_000_000, ">", "mu"),
        ("竹林不少于5亩", 5, ">=", "mu"), ("竹林5亩以上", 5, ">=", "mu"), ("竹林约5亩", 5, "~", "mu"),
        ("竹林5亩左右", 5, "~", "mu"), ("竹林不足5亩", 5, "<", "mu"), ("竹林5亩以内", 5, "<=", "mu"),
        ("竹林5亩以下", 5, "<=", "mu"), ("竹林突破5亩", 5, ">", "mu"), ("产值翻一番", 100, "=", "percent"),
        ("八成以上的村民会唱歌", 80, ">=", "percent"),
    ],
)  # fmt: skip
def test_the_values_and_bounds_are_those_that_it_names(text: str, value: int, comparator: str, unit: str) -> None:
    found = extractor.extract(f"临湖县榆木村入选“手工艺示范村”。\n\n榆木村{text}。\n")
    assert [(a.value, a.comparator, a.unit) for a in found.achievements] == [(value, comparator, unit)]


def test_it_names_all_that_a_language_answers() -> None:
    named = ("make_page", "find_achievements", "find_name_findings", "find_headings", "find_sentences")
    assert set(named) <= set(languages.Language.__annotations__)
    assert [name for name in (*named, "Places", "HINDSIGHT") if f"`{name}`" not in PAGE] == []
