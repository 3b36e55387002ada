"""Mistakes that people make, planted in one pack: each is reported where it stands, with a remedy, in one run.

A planted line ends in `# !` and the number of its mistake; the file in Latin-1 and the one that begins with a tab have
theirs by themselves.
"""

import re

import pytest

from extractor.packcheck import examine
from extractor.ruleproblems import Problem

PACK = """\
name: seeded  # !1
langauge: [en]  # !2
extends: [nobody]  # !3
off: [en.roles.sayd]  # !4
"""

ROLES = r"""stage: roles

lexicons:
  room_word: [booth, cubicle]

rules:
  - id: seeded.roles.good
    why: A number behind a room word names the room.
    match: '{room_word} <cardinal>'
    gives: {role: reference}
    examples:
      - {text: meet in booth 12, gives: [{number: 12}]}
      - {text: meet in 12 booths, gives: []}

  - id: seeded.roles.typo
    whyy: A key with a slip in it.  # !5
    why: There is another reason as well.
    match: 'typo <cardinal>'
    gives: {role: reference}
    examples: []

  - id: seeded.roles.unknown-fragment
    why: The fragment is called month.
    match: '{monht} at <cardinal>'  # !6
    gives: {role: date}
    examples:
      - {text: june at 12, gives: [{number: 12}]}
      - {text: june, gives: []}

  - id: seeded.roles.bad-pattern
    why: The bracket is not closed again.
    match: '(?:flat <cardinal>'  # !7
    gives: {role: reference}
    examples:
      - {text: in flat 12, gives: [{number: 12}]}
      - {text: in 12 flats, gives: []}

  - id: seeded.roles.unreached
    why: No example reaches the second alternative.
    match: 'bay <cardinal>|hangar <cardinal>'  # !8
    gives: {role: reference}
    examples:
      - {text: in bay 12, gives: [{number: 12}]}
      - {text: in 12 bays, gives: []}

  - id: seeded.roles.other
    why: The example says another number.
    match: 'dock <cardinal>'
    gives: {role: reference}
    examples:
      - {text: in dock 12, gives: [{number: 13}]}  # !9
      - {text: in 12 docks, gives: []}

  - id: en.roles.said  # !10
    why: The id is taken by a rule below.
    match: 'gate <cardinal>'
    gives: {role: reference}
    examples:
      - {text: at gate 12, gives: [{number: 12}]}
      - {text: at 12 gates, gives: []}

  - id: seeded.roles.type
    why: The pattern is a number.
    match: 12  # !11
    gives: {role: reference}
    examples: []

  - id: seeded.roles.condition
    why: The condition is called quoted.
    match: 'pier <cardinal>'
    where: [not qouted]  # !12
    gives: {role: reference}
    examples:
      - {text: at pier 12, gives: [{number: 12}]}
      - {text: at 12 piers, gives: []}

  - id: seeded.roles.no-near-miss  # !13
    why: There is no near miss.
    match: 'quay <cardinal>'
    gives: {role: reference}
    examples:
      - {text: at quay 12, gives: [{number: 12}]}

  - id: seeded.roles.no-marker
    why: The second alternative speaks of no number.
    match: 'lane <cardinal>|lane'  # !14
    gives: {role: reference}
    examples:
      - {text: at lane 12, gives: [{number: 12}]}
      - {text: at 12 lanes, gives: []}

  - id: Seeded Roles  # !15
    why: The id has capitals and a blank.
    match: 'kerb <cardinal>'
    gives: {role: reference}
    examples: []

  - id: seeded.roles.shadowed
    why: The first rule takes every number first.
    match: '{room_word} <cardinal>(?= upstairs)'  # !16
    gives: {role: reference}
    examples:
      - {text: meet in cubicle 12 upstairs, gives: [{number: 12}]}
      - {text: meet in cubicle 12 below, gives: []}

  - id: seeded.roles.never
    why: A number is not both.
    match: 'wharf <cardinal>'
    where: [ranked, not ranked]  # !17
    gives: {role: reference}
    examples:
      - {text: at wharf 12, given: [ranked], gives: []}
      - {text: at wharf 13, given: [ranked], gives: []}

  - id: seeded.roles.doubled
    why: The same word stands there twice.
    match: '(?:door|portal|door) <cardinal>'  # !18
    gives: {role: reference}
    examples:
      - {text: at portal 12, gives: [{number: 12}]}
      - {text: at 12 portals, gives: []}

  - id: seeded.roles.role
    why: The role is called reference.
    match: 'stall <cardinal>'
    gives: {role: referense}  # !19
    examples:
      - {text: at stall 12, gives: [{number: 12}]}
      - {text: at 12 stalls, gives: []}

  - id: seeded.roles.slow
    why: Words in a repeat, each with a blank that may be missing.
    match: 'box (?:[a-z]+ ?)*; <cardinal>'  # !20
    gives: {role: reference}
    examples:
      - {text: "at box a b; 12", gives: [{number: 12}]}
      - {text: at 12 boxes, gives: []}
"""

ACHIEVEMENTS = """\
stage: achievements
rules:
  - id: seeded.achievements.way
    why: The way to look for the thing is called following.
    match: 'fired <cardinal>'
    gives: {measure: count, object: [folowing]}  # !21
    examples:
      - {text: fired 12 vases, gives: [{value: 12}]}
      - {text: fired vases, gives: []}
"""

WORDS = """\
stage: units
lexicons:
  kind_head:
    orchrad: [cider orchard]  # !22
  room_word:
    - chamber
    - Vestry  # !23
    - chamber  # !24
    - " attic"  # !25
fragments:
  lonely: 'in (?:the )?attic'  # !26
  round: '(?:a |{about} )b'  # !27
  about: '{round}c'  # !28
  lost: '{nobody_knows}'  # !29
"""

FILES: dict[str, str | bytes] = {
    "pack.yaml": PACK,
    "en/roles.yaml": ROLES,
    "en/achievements.yaml": ACHIEVEMENTS,
    "en/words.yaml": WORDS,
    "en/bomb.yaml": "stage: units\na: &a [x, x]\nb: &b [*a, *a]  # !30\nc: [*b, *b]\n",
    "en/latin.yaml": "stage: units\nlexicons:\n  place: [caf\xe9]\n".encode("latin-1"),
    "en/rolls.yaml": "stage: rolls  # !31\n",
    "en/tab.yaml": "stage: units\nlexicons:\n\tplace: [inn]\n",
    "en/twice.yaml": "stage: units\nlexicons:\n  place: [inn]\nlexicons: {}  # !32\n",
    "en/untidy.yaml": "stage: sections\nlexicons:\n    future: [prone to]  # !33\n",
}

SAID = {
    1: ("version: Field required", "add it"),
    2: ("langauge: Extra inputs are not permitted", "did you mean language?"),
    3: ("extends 'nobody', which is not laid below", "name the packs with --rules in their order"),
    4: ("off: no rule below is called en.roles.sayd", "did you mean en.roles.said?"),
    5: ("rules.1.whyy: Extra inputs are not permitted", "did you mean why?"),
    6: ("match: there is no fragment or lexicon 'monht'", "did you mean month?"),
    7: ("match: not a valid pattern: missing )", "mend the pattern"),
    8: ("dead alternative: no example reaches `hangar <cardinal>`", "add one that does, or take it out"),
    9: ('is wrong: [{number: 13}] was wanted, [{number: "12"}] came', "mend the rule, or the example"),
    10: ("the id en.roles.said is taken by ", "choose another id"),
    11: ("rules.7.match: Input should be a valid string", "in quotation marks if it looks like a number"),
    12: ("where: there is no condition 'qouted'", "did you mean quoted?"),
    13: ("no near miss", "add a text that resembles the rule's"),
    14: ("match: 'lane' needs a marker such as <cardinal>", "mend the pattern"),
    15: ("rules.11.id: String should match pattern", "write <language or pack>.<stage>.<name> in lower case"),
    16: ("the rule is shadowed: seeded.roles.good", "put it before that rule, or take it out"),
    17: ("where: 'ranked' and 'not ranked' never hold together", "take one of them out"),
    18: ("the alternative `door` stands there 2 times", "take the others out"),
    19: ("gives: role cannot be 'referense'", "did you mean reference?"),
    20: ("can read one text in ever more ways", "make it read each in one way"),
    21: ("gives: object cannot be 'folowing'", "did you mean following?"),
    22: ("kind_head: no pack declares the kind 'orchrad'", "add it to kinds: unit: in pack.yaml"),
    23: ("room_word: 'Vestry' is never met, for rules see texts in lower case", "write 'vestry'"),
    24: ("lexicons.room_word: 'chamber' is listed twice", "take one of them out"),
    25: ("room_word: ' attic' has blanks at an end", "write 'attic'"),
    26: ("no pattern asks for the fragment 'lonely'", "ask for it as {lonely}, or take it out"),
    27: ("round: the fragment contains itself: round > about > round", "break the circle"),
    28: ("about: the fragment contains itself: about > round > about", "break the circle"),
    29: ("lost: there is no fragment or lexicon 'nobody_knows'", "define it, or take it out"),
    30: ("aliases (*name) are not allowed in a rule file", "write it out"),
    31: ("stage: Input should be 'phrases'", "did you mean roles?"),
    32: ("'lexicons' stands here twice", "take one of them out"),
    33: ("is not in the canonical form from here on", "`extract rules check --fix` writes it"),
}
OF_THEMSELVES = {
    ("en/latin.yaml", 3): ("not UTF-8", "save the file as UTF-8"),
    ("en/tab.yaml", 3): ("cannot start any token", "indent with blanks and not with tabs"),
}
BESIDE = [
    "no example shows what the rule gives",  # for its conditions never hold
    "no pattern asks for the fragment 'round'",
    "no pattern asks for the fragment 'about'",
    "no pattern asks for the fragment 'lost'",
]
"""What is true besides, of the rule and the fragments in which the mistakes are."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Problem]]:
    """Every problem that one run reports, with the file from the pack's folder on."""
    folder = tmp_path_factory.mktemp("seeded")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(problem.file.relative_to(folder).as_posix(), problem) for problem in examine([folder])]


def places() -> dict[int, tuple[str, int]]:
    """Where each numbered mistake is planted."""
    return {
        int(m[1]): (name, line)
        for name, content in FILES.items()
        if isinstance(content, str)
        for line, row in enumerate(content.splitlines(), 1)
        if (m := re.search(r"# !(\d+)$", row))
    }


@pytest.mark.parametrize("number", SAID)
def test_a_mistake_is_reported_where_it_stands_with_a_remedy(number: int, found: list[tuple[str, Problem]]) -> None:
    what, remedy = SAID[number]
    reported = [problem for name, problem in found if (name, problem.line) == places()[number]]
    assert [problem for problem in reported if what in problem.what and remedy in problem.remedy]


@pytest.mark.parametrize("place", OF_THEMSELVES)
def test_a_file_that_cannot_be_read_is_reported_where_that_begins(
    place: tuple[str, int], found: list[tuple[str, Problem]]
) -> None:
    [problem] = [problem for name, problem in found if (name, problem.line) == place]
    assert OF_THEMSELVES[place][0] in problem.what
    assert OF_THEMSELVES[place][1] in problem.remedy


def test_nothing_else_is_reported(found: list[tuple[str, Problem]]) -> None:
    """A mistake that hides others, or brings false reports with it, would show here."""
    at = {place: number for number, place in places().items()}
    more = []
    for name, problem in found:
        number = at.get((name, problem.line))
        planted = SAID[number][0] in problem.what if number else (name, problem.line) in OF_THEMSELVES
        if not planted:
            more.append(problem.what)
    assert more == BESIDE


def test_every_problem_says_what_to_do(found: list[tuple[str, Problem]]) -> None:
    assert [str(problem) for _, problem in found if not problem.remedy] == []
