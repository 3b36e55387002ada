"""What the rules do in announcements of which all numbers are known."""

from pathlib import Path

import pytest
import yaml

from extractor.errors import InputError
from extractor.rules import Rule, RuleSet, load_rules
from extractor.rulestats import Overlap, RuleStat, gather

NEWS = """\
Two teams of Springfield University were selected as model teams.

1. Radar Team
The Radar Team published 12 papers, including 4 books.

2. Choir
The Choir gave 7 concerts in 2021.
"""
GOLD = {
    "categories": [],
    "units": [{"id": "u1", "category": None, "name": "Radar Team"}, {"id": "u2", "category": None, "name": "Choir"}],
    "achievements": [
        {"owner": "u1", "within": "12 papers", "number": "12", "value": 12, "measure": "count"},
        {"owner": "u1", "within": "4 books", "number": "4", "value": 4, "measure": "count", "part_of": "12 papers"},
        {"owner": "u2", "within": "7 concerts", "number": "7", "value": 8, "measure": "count"},
    ],
    "traps": [{"within": "in 2021", "number": "2021", "role": "reference"}],
}


def pack(folder: Path, *roles: tuple[str, str, str]) -> RuleSet:
    """The built-in rules under a pack with role rules of these names, patterns and roles."""
    rows = [
        {
            "id": f"mine.roles.{name}", "why": "It is one of the cases below.", "match": match, "gives": {"role": role},
            "examples": [],
        }
        for name, match, role in roles
    ]  # fmt: skip
    (folder / "en").mkdir(parents=True)
    (folder / "pack.yaml").write_text('name: mine\nversion: "1"\n')
    (folder / "en" / "roles.yaml").write_text(yaml.safe_dump({"stage": "roles", "rules": rows}))
    return load_rules([folder])


def stats(names: list[Path], rules: RuleSet) -> dict[str, RuleStat]:
    return {row.rule.id: row for row in gather(list(map(str, names)), rules, clock=lambda: 0.0)}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS)
    return path


def test_every_rule_of_the_language_has_a_row_in_the_order_of_the_rules(news: Path, tmp_path: Path) -> None:
    def asked(*paths: Path) -> list[Rule]:
        return [row.rule for row in gather(list(map(str, paths)), load_rules(), clock=lambda: 0.0)]

    chinese = tmp_path / "zh.txt"
    chinese.write_text("临湖县榆木村入选“手工艺示范村”。\n\n榆木村现有竹编工坊12间。\n", "utf-8")
    rules = load_rules().rules
    for paths, languages in (((news,), {"en"}), ((chinese,), {"zh"}), ((news, chinese), {"en", "zh"})):
        assert asked(*paths) == [rule for rule in rules if rule.language in languages | {"common"}]


def test_hits_are_what_a_rule_decided(news: Path, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "a.txt").write_text(NEWS)
    (tmp_path / "two" / "b.txt").write_text(NEWS.replace("12 papers, including 4 books", "many papers"))
    one, both = stats([news], load_rules()), stats([tmp_path / "two"], load_rules())
    counts = [(one[name].hits, one[name].documents) for name in ("en.achievements.count", "en.relations.including")]
    assert counts == [(3, 1), (1, 1)]
    assert [
        (both[name].hits, both[name].documents) for name in ("en.achievements.count", "en.relations.including")
    ] == [
        (4, 2),
        (1, 1),
    ]
    # All three achievements are counts; one of the seven numbers, which the marks of the list are among, is a year.
    assert (one["en.achievements.count"].share, one["en.relations.including"].share) == (1.0, 1.0)
    assert one["en.roles.year"].share == 1 / 7


def test_a_rule_without_a_hit_has_a_row_of_nothing(news: Path) -> None:
    row = stats([news], load_rules())["en.achievements.doubled"]
    assert (row.hits, row.share, row.documents, row.overlaps, row.precision) == (0, 0.0, 0, (), None)


def test_rules_that_hold_at_one_number(news: Path, tmp_path: Path) -> None:
    rules = pack(
        tmp_path / "pack",
        ("papers", "<cardinal> papers", "quantity"),
        ("papers-too", "<cardinal> papers", "quantity"),
        ("printed", "<cardinal> (?:papers|books)", "name"),
        ("goats", "<cardinal> goats", "name"),
    )
    rows = stats([news], rules)
    by_id = {rule.id: rule for rule in rules.rules}
    papers, too, printed, goats = (rows[f"mine.roles.{name}"] for name in ("papers", "papers-too", "printed", "goats"))
    assert papers.overlaps == (
        Overlap(by_id["mine.roles.papers-too"], 1, 0, same=True),
        Overlap(by_id["mine.roles.printed"], 1, 0, same=False),
    )
    # Between the two that did not decide nobody had to choose.
    assert too.overlaps == (Overlap(by_id["mine.roles.papers"], 0, 1, same=True),)
    assert printed.overlaps == (Overlap(by_id["mine.roles.papers"], 0, 1, same=False),)
    assert [(row.hits, row.overlapping, row.conflicting) for row in (papers, too, printed, goats)] == [
        (1, 1, 1), (0, 1, 0), (1, 1, 1), (0, 0, 0),
    ]  # fmt: skip


def test_gold_beside_an_announcement_judges(news: Path) -> None:
    assert {row.judged for row in stats([news], load_rules()).values()} == {0}
    news.with_name("news.gold.yaml").write_text(yaml.safe_dump(GOLD))
    rows = stats([news], load_rules())
    counts = {name: (rows[name].judged, rows[name].right) for name in rows if rows[name].judged}
    assert counts["en.achievements.count"] == (3, 2)  # gold has 8 concerts
    assert counts["en.relations.including"] == (1, 1)
    assert counts["en.roles.year"] == (1, 0)
    assert rows["en.achievements.count"].precision == 2 / 3


def test_an_unsound_gold_reading_is_an_error(news: Path) -> None:
    gold = news.with_name("news.gold.yaml")
    gold.write_text(yaml.safe_dump({**GOLD, "traps": [{"within": "in 2099", "number": "2099"}]}))
    with pytest.raises(InputError, match=r"news\.gold\.yaml: 'in 2099' occurs 0 times"):
        stats([news], load_rules())


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        stats([tmp_path / "none.txt"], load_rules())
