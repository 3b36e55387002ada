import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor import matching, rulecheck
from extractor.rules import RuleSet, load_rules

Rules = Callable[..., RuleSet]
Row = dict[str, Any]


def row(name: str, **fields: Any) -> Row:
    return {"id": f"test.{name}", "why": "planted by a test", **fields}


def example(text: str, *gives: Row, given: tuple[str, ...] = ()) -> Row:
    return {"text": text, "given": list(given), "gives": list(gives)}


ROOM: Row = row(
    "roles.room", match="room <cardinal>", gives={"role": "reference"},
    examples=[example("meet in room 12", {"number": 12}), example("meet in 12 rooms")],
)  # fmt: skip
COUNT: Row = row(
    "achievements.count", match="<cardinal>", gives={"measure": "count", "object": ["following"]},
    examples=[
        example("published 34 papers", {"value": 34, "object": "papers", "comparator": "="}),
        example("published new papers"),
    ],
)  # fmt: skip
OF_WHICH: Row = row(
    "relations.of-which", match="of which <any>", gives={"part_of": "previous"},
    examples=[
        example("published 34 papers, of which 11 papers are foreign", {"value": 11, "part_of": 34}),
        example("published 34 papers and 11 books"),
    ],
)  # fmt: skip
PRIZE: Row = row(
    "implied.prize", match="won the <ordinal> prize", gives={"measure": "count"},
    examples=[
        example("won the first prize", {"value": 1, "object": "first prize", "implied": True, "upper": None}),
        example("won 3 first prizes"),
    ],
)  # fmt: skip
GRADE: Row = row(
    "roles.grade", match="<ordinal> prizes?", gives={"role": "grade"},
    examples=[example("won 3 first prizes", {"number": "first"}), example("came first")],
)  # fmt: skip
FIRST, SECOND = "rules.yaml:3: ", "rules.yaml:4: "


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """`rules(stage, *rows)`: only these rules, a line each from line 3 on; `also` has more, by their stage."""

    def load(stage: str, *rows: Row, also: dict[str, Row] | None = None, head: str = "") -> RuleSet:
        (tmp_path / "en").mkdir()
        (tmp_path / "pack.yaml").write_text('{name: test, version: "1"}')
        lines = [f"{{stage: {stage}, {head}", "rules: [", *(json.dumps(one) + "," for one in rows), "]}"]
        (tmp_path / "en" / "rules.yaml").write_text("\n".join(lines))
        for other, one in (also or {}).items():
            (tmp_path / "en" / f"{other}.yaml").write_text(json.dumps({"stage": other, "rules": [one]}))
        whole = load_rules([tmp_path])
        return replace(whole, rules=tuple(rule for rule in whole.rules if tmp_path in rule.file.parents))

    return load


def problems(rule_set: RuleSet) -> list[str]:
    return [f"{problem.file.name}:{problem.line}: {problem.message}" for problem in rulecheck.check(rule_set)]


def test_rules_in_order_have_no_problems_and_every_example_is_a_case(rules: Rules) -> None:
    also = {"achievements": COUNT, "relations": OF_WHICH, "implied": PRIZE}
    rule_set = rules("roles", ROOM, GRADE, also=also)
    assert problems(rule_set) == []
    cases = rulecheck.cases(rule_set)
    assert len(cases) == 10
    assert {"test.roles.room-1", "test.roles.room-2"} < {case.id for case in cases}
    assert [complaint for case in cases for complaint in case.run()] == []


def test_a_problem_is_printed_with_its_file_and_line(rules: Rules) -> None:
    [problem] = rulecheck.check(rules("roles", ROOM | {"examples": ROOM["examples"][:1]}))
    assert str(problem) == f"{problem.file}:3: {problem.message}"
    assert problem.file.name == "rules.yaml"


@pytest.mark.parametrize(
    ("examples", "complaint"),
    [
        ([example("in room 12", {"number": "12"}), example("page 3", {"number": "3"}), example("x")], "is empty: "),
        ([example("room 12 and 3 chairs", {"number": "12"}, {"number": "3"}), example("x")], "is partial: "),
        ([example("room 12, room 3", {"number": "12"}), example("x")], "is surplus: "),
        (
            [example("room 12", {"number": "13"}), example("x")],
            'wrong: [{number: "13"}] was wanted, [{number: "12"}] came',
        ),
        ([example("room 12", {"number": "12"}), example("room 3")], 'surplus: [] was wanted, [{number: "3"}] came'),
        ([example("12 rooms")], "no example shows what the rule gives"),
        ([example("room 12", {"number": "12"})], "no near miss"),
        ([example("room 12", {"nummer": "12"}), example("x")], "unknown key 'nummer'"),
        ([example("room 12", {}), example("x")], "an empty record says nothing"),
        ([example("room 12", {"number": "12"}, given=("planned",)), example("x")], "given 'planned' changes nothing"),
    ],
)
def test_an_example_that_is_not_as_it_says(rules: Rules, examples: list[Row], complaint: str) -> None:
    [found] = problems(
        rules("roles", GRADE, row("roles.planted", **(ROOM | {"id": "test.roles.planted", "examples": examples})))
    )
    assert found.startswith(SECOND)
    assert complaint in found


@pytest.mark.parametrize(
    ("match", "complaint"),
    [
        ("room <cardinal>|flat <cardinal>", "dead alternative: no example reaches `flat <cardinal>`"),
        ("(room <cardinal>", "match: not a valid pattern: missing )"),
        ("room <cardinal>++", "match: <cardinal>: not a valid pattern"),
        ("room", "'room' needs a marker"),
        ("room <cardinol>", "<cardinol> is no form of numeral"),
        ("{monht}room <cardinal>", "no fragment or lexicon 'monht'; did you mean month?"),
        (r"\L<monht>room <cardinal>", "no fragment or lexicon 'monht'; did you mean month?"),
        ("{test_bad}room <cardinal>", "unknown fragment or lexicon {test_worse}"),
        ("{test_worst}room <cardinal>", "asks for the lexicon 'test_none'"),
    ],
)
def test_a_pattern_that_cannot_be_or_is_not_reached(rules: Rules, match: str, complaint: str) -> None:
    head = r"fragments: {test_bad: '{test_worse}', test_worst: '\L<test_none>'},"
    [found] = problems(rules("roles", GRADE, ROOM | {"match": match}, head=head))
    assert found.startswith(SECOND)
    assert complaint in found


@pytest.mark.parametrize(
    ("stage", "base", "fields", "complaint"),
    [
        ("roles", ROOM, {"where": ["not ranked", "not qouted"]}, "no condition 'qouted'; did you mean quoted?"),
        ("roles", ROOM, {"gives": {"role": "referense"}}, "role cannot be 'referense'; did you mean reference?"),
        ("roles", ROOM, {"gives": {"role": "unexplained"}}, "role cannot be 'unexplained'"),
        ("roles", ROOM, {"gives": {}}, "gives: role is missing"),
        ("roles", ROOM, {"gives": {"role": "date", "sign": 1}}, "unknown key 'sign'"),
        (
            "achievements",
            COUNT,
            {"gives": {"measure": "number", "object": ["following"]}},
            "measure cannot be 'number'",
        ),
        ("achievements", COUNT, {"gives": {"measure": "count"}}, "gives: object is missing"),
        ("achievements", COUNT, {"gives": COUNT["gives"] | {"object": "following"}}, "object is a list of ways"),
        ("achievements", COUNT, {"gives": COUNT["gives"] | {"object": ["folowing"]}}, "did you mean following?"),
        ("achievements", COUNT, {"gives": COUNT["gives"] | {"sign": 2}}, "sign cannot be 2; there are -1, 1"),
        ("achievements", COUNT, {"gives": COUNT["gives"] | {"comparator": "=<"}}, "comparator cannot be '=<'"),
        ("achievements", COUNT, {"gives": COUNT["gives"] | {"unit": 7}}, "unit is a word such as year, not 7"),
        ("relations", OF_WHICH, {"gives": {"part_of": "next"}}, "part_of cannot be 'next'"),
        ("implied", PRIZE, {"gives": {"measure": "rank"}}, "measure cannot be 'rank'"),
        ("sections", ROOM, {}, "the stage sections asks no rules"),
    ],
)  # fmt: skip
def test_what_a_rule_may_not_ask_or_say(rules: Rules, stage: str, base: Row, fields: Row, complaint: str) -> None:
    [found] = problems(rules(stage, base | fields))
    assert found.startswith(FIRST)
    assert complaint in found


def test_given_conditions_are_set_and_all_others_are_found_out(rules: Rules) -> None:
    planned = row(
        "roles.planned", match="<any>", where=["planned", "not in_profile"], gives={"role": "quantity"},
        examples=[
            example("It will open 12 halls", {"number": 12}, given=("not in_profile",)),
            example("It opened 12 halls", {"number": 12}, given=("planned", "not in_profile")),
            example("It opened 12 halls", given=("not in_profile",)),
            example("It will open 12 halls"),
        ],
    )  # fmt: skip
    assert problems(rules("roles", planned)) == []


def test_given_is_no_help_where_the_whole_text_is_read(rules: Rules) -> None:
    given = COUNT | {"examples": [COUNT["examples"][0] | {"given": ["planned"]}, COUNT["examples"][1]]}
    [found] = problems(rules("achievements", given))
    assert "given is for rules of roles" in found


def test_a_whole_reading_says_which_rule_took_each_number(rules: Rules) -> None:
    wanting = COUNT | {"examples": [example("in room 12", {"value": 12}), COUNT["examples"][1]]}
    [found] = problems(rules("achievements", wanting, also={"roles": ROOM}))
    assert "is empty: [{value: 12}] was wanted, nothing came (taken: '12' by test.roles.room)" in found


def test_only_what_an_example_writes_is_compared(rules: Rules) -> None:
    texts = [example("more than 34 papers", {"object": "papers"}), COUNT["examples"][1]]
    assert problems(rules("achievements", COUNT | {"examples": texts})) == []


def test_a_part_without_a_whole_is_no_relation(rules: Rules) -> None:
    alone = [*OF_WHICH["examples"], example("of which 11 papers are foreign", {"value": 11})]
    [found] = problems(rules("relations", OF_WHICH | {"examples": alone}, also={"achievements": COUNT}))
    assert "is empty: " in found


def test_all_problems_are_reported_at_once_and_a_broken_rule_is_left_out(rules: Rules) -> None:
    broken = GRADE | {"match": "(<ordinal>", "examples": []}
    blind = COUNT | {"id": "test.achievements.blind", "examples": []}
    rule_set = rules("roles", broken, ROOM | {"match": "room <cardinal>|flat <cardinal>"}, also={"achievements": blind})
    found = problems(rule_set)
    assert [line.partition(": ")[0] for line in found] == [
        "achievements.yaml:1", "achievements.yaml:1", "rules.yaml:3", "rules.yaml:3", "rules.yaml:3", "rules.yaml:4",
    ]  # fmt: skip
    assert {case.rule.id for case in rulecheck.cases(rule_set)} == {"test.roles.room"}


EXPLODING = row(
    "roles.exploding", match="<cardinal>(?= (?:[a-z]|[ab]|[a-c])+!)", gives={"role": "name"},
    examples=[example("12 ab!", {"number": 12}), example("none")],
)  # fmt: skip
LONG = "12 " + "ab" * 30 + ", and so on!"


def test_a_search_that_takes_too_long_names_its_rule(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SECONDS_PER_SEARCH", 0.1)
    long = EXPLODING | {"examples": [*EXPLODING["examples"], example(LONG)]}
    [found] = problems(rules("roles", ROOM, long))
    assert found.startswith(SECOND)
    assert "the pattern of rule test.roles.exploding (" in found


def test_a_search_of_another_rule_names_that_rule(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SECONDS_PER_SEARCH", 0.1)
    texts = [*COUNT["examples"], example(LONG, {"value": 12})]
    [found] = problems(rules("achievements", COUNT | {"examples": texts}, also={"roles": EXPLODING}))
    assert found.startswith(FIRST)
    assert "the pattern of rule test.roles.exploding (" in found
