"""Every rule against every one of its examples, a case each, and what the loader refuses."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from extractor import packcheck, rulecheck
from extractor.errors import RulesError
from extractor.rules import RuleSet, load_rules, load_what_can_be


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in rulecheck.cases(load_rules())])
def test_an_example_gives_exactly_its_records(case: rulecheck.Case) -> None:
    assert case.run() == []


def test_the_built_in_rules_are_in_order() -> None:
    assert [str(problem) for problem in rulecheck.check(load_rules())] == []


Load = Callable[..., RuleSet]
GOOD = """\
stage: roles
rules:
  - id: en.roles.norway
    why: it shows what a rule looks like
    match: "<cardinal>"
    gives: {role: reference}
    examples: []
"""


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """`load(**files)`: a pack with these files in `en/` laid over the built-in one."""

    def write(*, pack: str = '{name: mine, version: "2"}', **files: str | bytes) -> RuleSet:
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "pack.yaml").write_text(pack)
        for name, content in files.items():
            (tmp_path / "en" / f"{name}.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
        return load_rules([tmp_path])

    return write


def problems(load: Load, folder: Path, **files: str | bytes) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load(**files)
    return [problem.replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_pack_is_laid_over_the_built_in_one(load: Load) -> None:
    lexicons = "stage: units\nlexicons: {month: [brumaire], kind_head: {orchard: [cider orchard]}}\n"
    pack = '{name: mine, version: "2", kinds: {unit: [orchard]}}'
    before, after = load_rules(), load(good=GOOD, units=lexicons, pack=pack)
    assert [(pack.name, pack.version) for pack in after.packs] == [("extractor-builtin", "0.1.0"), ("mine", "2")]
    assert [(r.id, r.stage, r.language, r.line) for r in after.rules if r not in before.rules] == [
        ("en.roles.norway", "roles", "en", 3),
    ]  # fmt: skip
    assert after.lexicons["en"]["month"] == {**before.lexicons["en"]["month"], "brumaire": "brumaire"}
    assert after.lexicons["en"]["kind_head"]["cider orchard"] == "orchard"
    assert after.digest != before.digest


def test_a_rule_below_can_be_switched_off(load: Load) -> None:
    off = load(pack='{name: mine, version: "2", off: [en.roles.enumeration, en.roles.said]}').rules
    assert {rule.id for rule in load_rules().rules} - {rule.id for rule in off} == {
        "en.roles.enumeration",
        "en.roles.said",
    }


@pytest.mark.parametrize("new_id", ["en.roles.said", "mine.roles.said"])
def test_a_rule_takes_the_place_of_the_one_that_it_replaces(load: Load, new_id: str) -> None:
    own = GOOD.replace("en.roles.norway", new_id).replace("match:", "replaces: en.roles.said\n    match:")
    before, after = load_rules().of("roles", "en"), load(good=own).of("roles", "en")
    place = [rule.id for rule in before].index("en.roles.said")
    assert [rule.id for rule in after] == [new_id if i == place else rule.id for i, rule in enumerate(before)]
    assert (after[place].why, after[place].replaces) == ("it shows what a rule looks like", "en.roles.said")


def test_what_a_pack_says_of_the_packs_below_must_be_so(load: Load, tmp_path: Path) -> None:
    pack = "name: mine\nversion: '2'\nlanguage: [zh]\nextends: [extractor-builtin, base]\noff: [en.roles.sayd]\n"
    rule = GOOD.replace("match:", "replaces: en.roles.yeer\n    match:")
    kinds = "stage: units\nlexicons:\n  kind_head:\n    orchard: [cider orchard]\n    centers: [hub]\n"
    assert problems(load, tmp_path, pack=pack, rule=rule, units=kinds) == [
        (
            "pack.yaml:4: extends 'base', which is not laid below; below are extractor-builtin: "
            "name the packs with --rules in their order"
        ),
        "pack.yaml:5: off: no rule below is called en.roles.sayd; did you mean en.roles.said?",
        "en/rule.yaml:1: is for 'en', but pack.yaml is for zh; move it, or add to language:",
        "en/rule.yaml:3: no rule below is called en.roles.yeer; did you mean en.roles.year?",
        "en/units.yaml:1: is for 'en', but pack.yaml is for zh; move it, or add to language:",
        (
            "en/units.yaml:5: kind_head: no pack declares the kind 'centers'; did you mean centre? else "
            "add it to kinds: unit: in pack.yaml"
        ),
        "en/units.yaml:4: kind_head: no pack declares the kind 'orchard'; add it to kinds: unit: in pack.yaml",
    ]


def test_a_kind_is_reported_in_the_lexicon_that_has_it(load: Load, tmp_path: Path) -> None:
    head = "stage: units\nlexicons:\n  kind_head:\n    school: [seminary]\n"
    kinds = f"{head}  kind_plural:\n    school: [seminaries]\n    ark: [arks]\n"
    [problem] = problems(load, tmp_path, units=kinds.replace("school: [seminary]", "school: [ark]"))
    assert problem.startswith("en/units.yaml:7: kind_plural: no pack declares the kind 'ark'; ")


def test_a_pack_that_was_edited_is_loaded_anew(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "en.roles.norway" in {rule.id for rule in load(good=GOOD).rules}
    assert "en.roles.sweden" in {rule.id for rule in load(good=GOOD.replace("norway", "sweden")).rules}
    monkeypatch.chdir(tmp_path)
    here = load_rules(["."])
    (other := tmp_path / "other").mkdir()
    (other / "pack.yaml").write_text("{name: other, version: '1'}")
    monkeypatch.chdir(other)
    assert [pack.name for pack in here.packs + load_rules(["."]).packs] == [
        "extractor-builtin", "mine", "extractor-builtin", "other",
    ]  # fmt: skip


def test_the_rules_of_a_later_pack_are_tried_first(tmp_path: Path) -> None:
    (other := tmp_path / "other" / "en").mkdir(parents=True)
    (other.parent / "pack.yaml").write_text("{name: other, version: '1'}")
    (other / "roles.yaml").write_text(GOOD.replace("norway", "sweden"))
    laid = load_rules([other.parent])
    assert laid.of("roles", "en")[0].id == "en.roles.sweden"
    assert laid.of("roles", "en")[1:] == load_rules().of("roles", "en")


def test_all_errors_of_all_files_come_at_once_with_file_and_line(load: Load, tmp_path: Path) -> None:
    found = problems(
        load,
        tmp_path,
        keys=GOOD.replace("why:", "whyy:").replace("norway", "oslo"),
        syntax="stage: roles\nrules: [\n",
        latin="stage: roles\nlexicons: {caf\xe9: []}\n".encode("latin-1"),
        text="just words",
        twice="stage: roles\nlexicons:\n  town: [oslo, oslo]\n",
        stage="stage: rolls\n",
        taken=GOOD.replace("en.roles.norway", "en.roles.enumeration"),
    )
    assert [problem.split(": ")[0] for problem in found] == [
        "en/keys.yaml:3", "en/keys.yaml:4", "en/latin.yaml:2", "en/stage.yaml:1", "en/syntax.yaml:3", "en/text.yaml:1",
        "en/twice.yaml:3", "en/taken.yaml:3",
    ]  # fmt: skip
    whole = "\n".join(found)
    for words in (
        "rules.0.why: Field required; add it", "rules.0.whyy: Extra inputs are not permitted; did you mean why?",
        "not UTF-8",
        "stage: Input should be 'phrases'", "a mapping is expected here, not str", "'oslo' is listed twice",
        "the id en.roles.enumeration is taken by ",
    ):  # fmt: skip
        assert words in whole


@pytest.mark.parametrize(
    "content",
    [
        "stage: units\nlexicons:\n  a: &x [b, b2]\n  c: *x\n",
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b]\n",
        "{stage: units, lexicons: {a: &x [b], c: *x}}",
    ],
)
def test_aliases_are_refused_where_they_stand(load: Load, tmp_path: Path, content: str) -> None:
    [found] = problems(load, tmp_path, bomb=content)
    line = 1 + content.partition("*")[0].count("\n")
    assert found == f"en/bomb.yaml:{line}: aliases (*name) are not allowed in a rule file; write it out"


def test_nothing_in_a_file_is_run(load: Load, tmp_path: Path) -> None:
    content = f"stage: !!python/object/apply:os.mkdir ['{tmp_path}/made']\n"
    [said] = problems(load, tmp_path, bad=content)
    assert said.startswith(
        "en/bad.yaml:1: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object"
    )
    assert not (tmp_path / "made").exists()


def test_a_bomb_of_aliases_costs_no_time(load: Load, tmp_path: Path) -> None:
    levels = [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 40)]
    begun = time.monotonic()
    assert len(problems(load, tmp_path, bomb="l0: &l0 [lol]\n" + "\n".join(levels))) == 1
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("word", ["no", "No", "NO", "on", "off", "yes", "y", "n", "2024-01-31", "<<", "null2"])
def test_words_are_words(load: Load, word: str) -> None:
    """Norway has the code `no`; YAML 1.1 would read `false`."""
    after = load(units=f"stage: units\nlexicons: {{code: [{word}], by: {{{word}: [oslo]}}}}\n")
    assert after.lexicons["en"]["code"] == {word: word}
    assert after.lexicons["en"]["by"] == {"oslo": word}


def test_true_and_false_stay_what_examples_mean_by_them(load: Load) -> None:
    text = GOOD.replace("examples: []", "examples: [{text: x, gives: [{implied: true}]}]")
    [rule] = [r for r in load(good=text).rules if r.id == "en.roles.norway"]
    assert rule.examples[0].gives == [{"implied": True}]


def test_a_key_that_stands_twice_is_an_error_at_the_second(load: Load, tmp_path: Path) -> None:
    twice = "stage: units\nlexicons:\n  town: [oslo]\n  town: [bergen]\n"
    assert problems(load, tmp_path, twice=twice) == ["en/twice.yaml:4: 'town' stands here twice; take one of them out"]


def test_a_key_that_is_a_list_is_an_error(load: Load, tmp_path: Path) -> None:
    assert problems(load, tmp_path, key="stage: units\n? [a, b]\n: c\n") == [
        "en/key.yaml:2: ['a', 'b'] is no name; quote it",
    ]  # fmt: skip


def test_what_is_wrong_is_left_out_and_the_rest_is_read(load: Load, tmp_path: Path) -> None:
    second = GOOD.partition("rules:\n")[2].replace("norway", "oslo")
    words = "stage: units\nlexicons: {a: [x, y, x, 7], b: {v: [x], w: [x, z]}, c: word}\nfragments: {f: 12, g: x}\n"
    files = {"rules": GOOD.replace("why:", "whyy:") + second, "words": words, "latin": b"\xe9"}
    with pytest.raises(RulesError) as caught:
        load(pack="{name: mine, version: 2, language: [en, 7], kinds: {unit: [orchard], x: []}}", **files)
    rules, said = load_what_can_be([tmp_path])
    assert list(caught.value.problems) == list(said)
    assert [(pack.name, pack.version) for pack in rules.packs[1:]] == [("mine", "?")]
    assert [(rule.id, rule.line) for rule in rules.rules if tmp_path in rule.file.parents] == [("en.roles.oslo", 8)]
    assert {name: rules.lexicons["en"][name] for name in "abc"} == {
        "a": {"x": "x", "y": "y"},
        "b": {"z": "w", "x": "w"},
        "c": {},
    }
    assert "f" not in rules.fragments["en"]
    assert rules.fragments["en"]["g"] == "x"


def test_the_head_of_a_pack_is_checked_too(load: Load, tmp_path: Path) -> None:
    assert problems(load, tmp_path, pack="{name: mine, verzion: '2'}") == [
        "pack.yaml:1: version: Field required; add it",
        "pack.yaml:1: verzion: Extra inputs are not permitted; did you mean version?",
    ]


def test_what_is_no_file_of_the_pack_is_not_read(load: Load, tmp_path: Path) -> None:
    """A pipe would keep the tool waiting for ever, and the words of a file elsewhere would stand in messages."""
    load(good=GOOD)
    (outside := tmp_path.parent / f"{tmp_path.name}.yaml").write_text("secret: [")
    os.mkfifo(tmp_path / "en" / "pipe.yaml")
    (tmp_path / "en" / "folder.yaml").mkdir()
    (tmp_path / "en" / "nowhere.yaml").symlink_to("nothing")
    (tmp_path / "en" / "outside.yaml").symlink_to(outside)
    no_file = "is no file; take it away, or put the file itself there"
    assert problems(load, tmp_path) == [
        f"en/folder.yaml:1: {no_file}", f"en/nowhere.yaml:1: {no_file}",
        "en/outside.yaml:1: is a link out of the pack; put the file itself into the pack", f"en/pipe.yaml:1: {no_file}",
    ]  # fmt: skip
    assert [problem.line for problem in packcheck.examine([tmp_path]) if problem.code == "load"] == [1, 1, 1, 1]
    (tmp_path / "en" / "folder.yaml").rmdir()
    for name in ("nowhere", "outside", "pipe"):
        (tmp_path / "en" / f"{name}.yaml").unlink()
    assert "en.roles.norway" in {rule.id for rule in load_rules([tmp_path]).rules}


def test_a_link_inside_of_the_pack_is_a_file_of_it(load: Load, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "norway.txt").write_text(GOOD)
    (tmp_path / "en" / "good.yaml").symlink_to(tmp_path / "norway.txt")
    assert "en.roles.norway" in {rule.id for rule in load().rules}


def test_a_file_that_cannot_be_read(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(good=GOOD)
    whole = Path.open

    def open_file(path: Path, *arguments: Any, **options: Any) -> IO[Any]:
        if path == tmp_path / "en" / "good.yaml":
            raise PermissionError(13, "Permission denied")
        opened: IO[Any] = whole(path, *arguments, **options)
        return opened

    monkeypatch.setattr(Path, "open", open_file)
    assert problems(load, tmp_path, other=b"stage: roles\n") == [
        "en/good.yaml:1: cannot be read: Permission denied; see to its permissions, or take it away"
    ]


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"nowhere: no such folder; a rule pack is a folder with pack.yaml in it"):
        load_rules([tmp_path / "nowhere"])
    with pytest.raises(RulesError, match=r"pack.yaml:1: missing; write it, for it gives the pack's name and version"):
        load_rules([tmp_path])


def test_equal_files_make_equal_rule_sets_and_others_do_not(load: Load) -> None:
    one = load(good=GOOD)
    assert load_rules() == load_rules()
    assert {load_rules(), load_rules(), one} == {load_rules(), one}
    assert one != load_rules()


def test_rules_cannot_be_changed() -> None:
    rules = load_rules()
    with pytest.raises(TypeError):
        rules.lexicons["en"] = {}  # type: ignore[index]
    with pytest.raises(AttributeError):
        rules.rules[0].match = ""  # type: ignore[misc]
