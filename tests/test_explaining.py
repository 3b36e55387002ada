"""Whole explanations: of what was read the chain, of what was not the reason."""

from pathlib import Path

import pytest

from extractor import documents, reading
from extractor.errors import InputError
from extractor.explaining import KINDS, Explanation, explain
from extractor.numberchains import number_chain
from extractor.pipeline import run
from extractor.records import Role
from extractor.replay import replay
from extractor.rules import load_rules
from extractor.steps import Step

TEXT = """The Lindal Crafts Council names its centres

Two centres were selected as Craft Anchors.

Craft Anchors (2)

The Lantern Centre of Oslo has restored 412 books, including 12 maps. Write to 14 Orchard Studio in Lindal.

The Elm Centre of Lindal has won the first prize of the county fair. It will hold 30 tours. The Rune Quire ranked 4th.

Town	Copies
Total	40
"""
LISTED = "Model quires\n\n- Rune Quire\n- Fen Quire of Oslo"
PROFILES = """Craft Anchors (2)

The Lantern Centre of Oslo has bound 412 books for all. The Rune quire of Fen has bound 30 atlases since then."""

CHINESE = """临湖县公布手工艺示范村名单
发布时间：2024-05-06

近日，临湖县文化局公布名单，2个村入选“手工艺示范村”，另有1家合作社。

手工艺示范村（2个）
1.榆木村
2.灯塔村（东河镇）

荣誉合作社：
青石竹编合作社

榆木村现有竹编工坊12间，其中省级3间，年产竹篮4万只，收入由80万元增至260万元。2023年获全省手工艺大赛一等奖。村民说，再过30年也要编下去。
灯塔村近三年修复古籍412册，位居全县第2。

下一步，全县将建成工坊50间。咨询电话：0551-66554433。
"""
UNREAD = """临湖县公布手工艺示范点名单

近日，临湖县文化局公布名单，青石竹编坊、东河竹编坊入选“手工艺示范点”。

青石竹编坊建于2001年，藏有竹篮412只。东河竹编坊有学徒12名。
"""


def explained(text: str | None, expect: str | None = None, *, at: int | None = None, of: str = TEXT) -> Explanation:
    return explain(reading.from_text(of), load_rules(), text=text, at=at, expect=expect)


def said(steps: tuple[Step, ...]) -> list[str]:
    """The steps as lines without the places in files, which move."""
    return [line for step in steps for line in [step.said, *(f"  {under}" for under in said(step.under))]]


def test_a_number_that_was_read_has_its_chain_from_form_to_part() -> None:
    found = explained("12")
    assert (found.text, found.start, found.line, found.others, found.unread) == ("12", TEXT.index("12 maps"), 7, 0, ())
    [chain] = found.read
    lines = said((chain,))
    assert lines[:2] == [
        "“12”, line 7: a cardinal number, 12",
        "  section: about a unit, Lantern Centre of Oslo, Craft Anchors",
    ]
    assert lines[2].startswith("  role: none of the ")
    assert [line.split(" rules/")[0] for line in lines[3:]] == [
        "  achievement a002: a count, by",
        "    A number before a noun phrase counts it; else it says how many the subject numbers.",
        "    pattern <cardinal> matched “12”",
        "  object: “maps”, found by following",
        "  kind: other, for no word of its object is in {kind_noun}",
        "  owner: Lantern Centre of Oslo, whose profile it stands in",
        "  part of a001, 412 books, by",
        "    What is included is part of what was counted before.",
        "    pattern " + _pattern("en.relations.including") + " matched “including 12”",
    ]  # fmt: skip


def _pattern(rule_id: str) -> str:
    return next(rule.match for rule in load_rules().rules if rule.id == rule_id)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Elm Centre", [
            "unit u02: Elm Centre of Lindal", "  category: Craft Anchors", "  profile: line 9",
            "  named in line 9: “Elm Centre of Lindal”, at the head of its profile",
            "  kind: centre, by the entry “centre” of {kind_head}",
        ]),
        ("Craft Anchors", ["category craft-anchors: Craft Anchors", "  units: 2; the text says 2 in line 5"]),
        ("first", [
            "  role: grade of a prize, by", "“first prize of the county fair”, line 9: a number that is not written",
        ]),
        ("books", ["“412”, line 7: a cardinal number, 412", "  object: “books”, found by following"]),
        ("40", ["  object: “Copies”", "  owner: the institution itself, for its row names no unit"]),
    ],
)  # fmt: skip
def test_what_was_read_is_explained_by_where_it_comes_from(text: str, lines: list[str]) -> None:
    found = [line.split(", rules/")[0].split(" rules/")[0] for line in said(explained(text).read)]
    assert [line for line in lines if line not in found] == []


def test_a_number_without_the_role_that_was_expected_has_the_nearest_rules_for_it() -> None:
    found = explained("14 Orchard Studio", "reference")
    assert found.read == ()
    street = next(step for step in found.unread[1].under if " en.roles.street: " in step.said)
    assert street.said.endswith("en.roles.street: expected {street} after the number, found “Studio”")
    assert street.under[1].said.endswith(": the entry “studio” in {street} would make it match")


@pytest.mark.parametrize(
    ("text", "expect", "line"),
    [
        ("14", "en.roles.street", "en.roles.street: expected {street} after the number, found “Studio”"),
        ("30", "achievement", "role: quantity that nobody achieved, by"),
        ("30", "achievement", "en.achievements.count would have read it"),
        ("412", "en.roles.planned", "en.roles.planned: where: planned does not hold here"),
        ("Elm Centre", "date", "numbers: none is seen here; a number has digits, or words of {number_word}"),
        ("Rune Quire", "unit", "headings: it stands in line 9, a line or paragraph, and no heading"),
        ("Rune Quire", "unit", "names: expected one of {kind_head}"),
        ("county fair", "category", "names: expected one of {kind_plural}"),
        ("Rune Quire", None, "statements: expected one of {selection_verb}"),
    ],
)
def test_what_was_not_read_as_expected_is_explained_by_what_is_lacking(
    text: str, expect: str | None, line: str
) -> None:
    found = explained(text, expect)
    assert found.read == ()
    assert any(line in lines for lines in said(found.unread)), said(found.unread)


@pytest.mark.parametrize(
    ("text", "expect"), [("412", "achievement"), ("412", "numeral"), ("412", "en.achievements.count")]
)
def test_of_what_was_read_as_expected_nothing_is_lacking(text: str, expect: str) -> None:
    found = explained(text, expect)
    assert (len(found.read), found.unread) == (1, ())


@pytest.mark.parametrize(
    ("text", "of", "expect", "entry"),
    [
        ("Model quires", LISTED, "category", "“quires” of the kind other in {kind_plural}"),
        ("Rune Quire", LISTED, "unit", "“quires” of the kind other in {kind_plural}"),
        ("Rune quire of Fen", PROFILES, "unit", "“quire” of the kind centre in {kind_head}"),
    ],
)  # fmt: skip
def test_an_entry_that_would_make_it_one_is_named_for_it_was_tried(text: str, of: str, expect: str, entry: str) -> None:
    before = "Lindal chooses\n\nThe Lindal Crafts Council has chosen the best of the valley this spring.\n\n"
    after = "\n\nThe council met in May and thanked all who took part in the long day of talks.\n"
    last = said(explained(text, expect, of=before + of + after).unread)[-1]
    assert last.startswith(f"the entry {entry}, ")
    assert last.endswith(", would make it one")


def test_a_chinese_number_has_the_same_chain() -> None:
    [chain] = explained("3间", of=CHINESE).read
    lines = [line.split(" rules/")[0] for line in said((chain,))]
    assert lines[:2] == ["“3”, line 13: a cardinal number, 3", "  section: about a unit, 榆木村, 手工艺示范村"]
    assert lines[2].startswith("  role: none of the ")
    assert "  object: “省级”, found by counted" in lines
    assert "  owner: 榆木村, whose profile it stands in" in lines
    assert any(line.startswith("  part of a001, 12 竹编工坊, by") for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("灯塔村", [
            "unit u02: 灯塔村", "  category: 手工艺示范村", "  profile: line 14", "  part of 东河镇, line 8",
            "  named in line 8: “灯塔村”, in an item of a list",
            "  named in line 14: “灯塔村”, at the head of its profile",
            "  kind: village, by the entry “村” of {kind_head}",
        ]),
        ("手工艺示范村（2个）", [
            "  heading in line 6: “手工艺示范村(2个)”, asks for a kind of unit by the entry “村” of {category_kind}",
            "  units: 2; the text says 2 in line 6",
        ]),
        ("260", ["  object: “收入”, one that was named before", "  kind: funding, for it is a sum of money"]),
        ("一等奖", ["  object: “全省手工艺大赛一等奖”", "  kind: award, for it is a grade of a prize"]),
        ("第2", ["  kind: rank, for it is a place in a ranking"]),
        ("古籍", ["“412”, line 14: a cardinal number, 412", "  object: “古籍”, found by counted"]),
    ],
)  # fmt: skip
def test_what_was_read_in_chinese_is_explained_by_lines_and_the_ends_of_names(text: str, lines: list[str]) -> None:
    found = [line.split(", rules/")[0].split(" rules/")[0] for line in said(explained(text, of=CHINESE).read)]
    assert [line for line in lines if line not in found] == []


@pytest.mark.parametrize(
    ("text", "expect", "line"),
    [
        ("50", "achievement", "role: quantity that nobody achieved, by"),
        ("412", "zh.achievements.share", "zh.achievements.share: expected <percent|fraction>, found another form"),
        ("412", "date", "the nearest rules that give date are"),
        ("古籍", "date", "numbers: none is seen here; a number has digits, or characters of {han_digit}, {han_scale}"),
        ("东河镇", "unit", "names: the entry “镇” of {kind_head} says other"),
        ("古籍412册，位居全县", "unit", "statements: expected one of {selection_verb}"),
        ("竹编工坊", "unit", "such words are a name only in a list, or in quotation marks"),
        ("东河镇", "unit", "lists: over it stands “手工艺示范村”, the heading of a category"),
        ("竹篮", "category", "names: expected one of {category_kind}"),
        ("手工艺示范村", "category", "names: it is like the name of category"),
    ],
)
def test_what_was_not_read_in_chinese_is_explained_by_what_is_lacking(text: str, expect: str, line: str) -> None:
    found = explained(text, expect, of=CHINESE)
    assert found.read == ()
    assert any(line in lines for lines in said(found.unread)), said(found.unread)


def test_a_word_that_would_make_it_a_chinese_unit_is_found_at_the_end_of_its_name() -> None:
    last = said(explained("青石竹编坊", "unit", of=UNREAD).unread)[-1]
    assert last.startswith("the entry “编坊” of the kind other in {kind_head}, ")
    assert last.endswith(", would make it one")


OF_CHINESE = sorted((Path(__file__).parent / "fixtures" / "blind_zh_a").glob("*.txt"))


@pytest.mark.parametrize("path", OF_CHINESE, ids=lambda path: path.stem)
def test_of_every_chinese_object_the_way_is_found_by_which_its_rule_found_it(path: Path) -> None:
    """An object that was named before is that of the number before: the second of two states."""
    rules = load_rules()
    extraction = run(documents.read(str(path)).source, rules)
    again = replay(extraction, rules)
    by_rule = {rule.id: rule.gives.get("object", ()) for rule in rules.rules}
    for i, n in enumerate(extraction.numerals):
        row = next((a for a in extraction.achievements if a.id == n.achievement), None)
        if row is not None and row.object is not None and by_rule.get(row.rule):
            [how] = [step.said for step in number_chain(again, i).under if step.said.startswith("object: ")]
            before = [a.object for a in extraction.achievements if a.clause.start < n.span.start]
            assert ", found by " in how or (how.endswith(", one that was named before") and row.object in before)


def test_the_kinds_are_all_roles_and_what_is_no_number() -> None:
    assert {"unit", "category", "numeral", *Role.__args__} - {"unexplained"} == set(KINDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("achievment", "nothing is called achievment; did you mean achievement?"),
        ("en.roles.streets", "nothing is called en.roles.streets; did you mean en.roles.street?"),
        ("zzz", f"nothing is called zzz; there are {', '.join(KINDS)}, and the ids of rules"),
    ],
)
def test_an_expectation_that_means_nothing_is_refused(expect: str, message: str) -> None:
    with pytest.raises(InputError, match="nothing is called") as caught:
        explained("412", expect)
    assert str(caught.value) == message
