import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.lexiconlints import lint_words, placed, references
from extractor.packfiles import read_pack
from extractor.rules import builtin_folder, load_rules, load_what_can_be

Lint = Callable[..., list[str]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """`lint(en=..., common=...)`: what is wrong with the words of a pack with these files, `file:line: message`."""

    def write(**files: str) -> list[str]:
        (tmp_path / "pack.yaml").write_text('{name: mine, version: "1"}')
        for name, content in files.items():
            language, _, stem = name.rpartition("_")
            (path := tmp_path / (language or "en") / f"{stem}.yaml").parent.mkdir(exist_ok=True)
            path.write_text("stage: units\n" + content)
        rules, _ = load_what_can_be([tmp_path])
        below, own = (read_pack(folder, []) for folder in (builtin_folder(), tmp_path))
        found = lint_words(placed(own), [below], rules)
        return [f"{one.file.stem}:{one.line}: {one.severity} {one.code}: {one.message}" for one in found]

    return write


USED = "fragments:\n  article: '{town}'\n"


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("Oslo", "'Oslo' is never met, for rules see texts in lower case, with plain signs; write 'oslo'"),
        ("o’er", "'o’er' is never met, for rules see texts in lower case, with plain signs; write \"o'er\""),
        ("' oslo'", "' oslo' has blanks at an end, or several together; write 'oslo'"),
        ("los  angeles", "'los  angeles' has blanks at an end, or several together; write 'los angeles'"),
        ("' '", "an empty term is met nowhere; take it out"),
    ],
)  # fmt: skip
def test_a_term_that_no_text_contains(term: str, message: str, lint: Lint) -> None:
    assert lint(a=f"lexicons:\n  town: [bergen,\n    {term}]\n{USED}") == [f"a:4: error never-met: town: {message}"]


@pytest.mark.parametrize("term", ["oslo", "st. john's", "los angeles", "co., ltd.", "北京", "m²"])
def test_a_term_that_texts_contain(term: str, lint: Lint) -> None:
    assert lint(a=f'lexicons:\n  town: ["{term}"]\n{USED}') == []


def test_an_empty_lexicon(lint: Lint) -> None:
    assert lint(a=f"lexicons:\n  town: []\n{USED}") == [
        (
            "a:3: error never-met: town: the lexicon is empty, so that no pattern with it matches; "
            "add terms, or take it out"
        )
    ]


def test_a_term_in_two_files(lint: Lint, tmp_path: Path) -> None:
    a, b = f"lexicons:\n  town: [oslo]\n{USED}", "lexicons:\n  town: {no: [bergen, oslo]}\n"
    assert lint(a=a, b=b) == [
        f"b:3: error doubled: town: 'oslo' is listed already, at {tmp_path}/en/a.yaml:3; take one of them out"
    ]


def test_a_term_that_a_pack_below_has(lint: Lint) -> None:
    below = "lexicons:\n  month: [june]\n  kind_head:\n    university: [college]\n    college: [faculty]\n"
    # `college` is a kind of its own below: here it becomes a university, which is what the entry is for.
    assert lint(a=below) == [
        "a:3: warning doubled: month: a pack below has 'june' already, with the same value; take it out",
        "a:6: warning doubled: kind_head: a pack below has 'faculty' already, with the same value; take it out",
    ]


def test_what_no_pattern_asks_for(lint: Lint) -> None:
    found = lint(a="lexicons:\n  town: [oslo]\n  city: [bergen]\nfragments:\n  in_town: 'in {town}'\n")
    assert found == [
        "a:3: warning unused: no pattern asks for the lexicon 'town'; ask for it as {town}, or take it out",
        "a:4: warning unused: no pattern asks for the lexicon 'city'; ask for it as {city}, or take it out",
        "a:6: warning unused: no pattern asks for the fragment 'in_town'; ask for it as {in_town}, or take it out",
    ]


def test_what_the_program_or_a_used_fragment_asks_for_is_used(lint: Lint) -> None:
    words = "lexicons:\n  town: [oslo]\n  city: [rome]\n"
    assert lint(a=words + "fragments:\n  in: 'in {town}'\n  article: '{in}'\n  owning: '\\L<city>'\n") == []


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("(a", "fragment: article: not a valid pattern: missing ) at position 6; mend the fragment"),
        ("{monht}", "fragment: article: there is no fragment or lexicon 'monht'; did you mean month?"),
        ("{zzzz}", "fragment: article: there is no fragment or lexicon 'zzzz'; define it, or take it out"),
        ("a{article}", "fragment: article: the fragment contains itself: article > article; break the circle"),
    ],
)
def test_a_fragment_that_cannot_be(fragment: str, message: str, lint: Lint) -> None:
    assert lint(a=f"fragments:\n  article: '{fragment}'\n") == [
        f"a:3: error {message}",
    ]


def test_a_fragment_that_is_called_like_a_lexicon(lint: Lint) -> None:
    assert lint(a="fragments:\n  month: june\n") == [
        "a:3: error doubled: 'month' is the name of a lexicon too, which no pattern can ask for; rename one of them"
    ]


def test_what_serves_all_languages_is_tried_in_english(lint: Lint) -> None:
    assert lint(common_a="fragments:\n  article: '(?:{determiner})'\n") == []


def test_what_a_pattern_asks_for() -> None:
    assert references(r"{a}\L<b>x{2,3}<any>(?P<c>){a_b}") == ["a", "b", "a_b"]


def test_no_built_in_name_is_without_use() -> None:
    """The program asks for names by themselves, within patterns, and for columns by what stands in them."""
    rules = load_rules()
    fragments: dict[str, str] = {}  # two languages may give one name, each its own pattern
    for name, source in (item for part in rules.fragments.values() for item in part.items()):
        fragments[name] = fragments.get(name, "") + source
    names = fragments.keys() | {name for part in rules.lexicons.values() for name in part}
    code = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[1] / "src").rglob("*.py"))
    asked = {*re.findall(r"[\"']([a-z_]+)[\"']", code), *references(code)}
    asked |= {name for name in names if name.endswith("_column")}
    asked |= {name for rule in rules.rules for name in references(rule.match)}
    todo = list(asked & fragments.keys())
    while todo:
        new = set(references(fragments[todo.pop()])) - asked
        asked |= new
        todo += new & fragments.keys()
    assert sorted(names - asked) == []
