"""The rule sets that a name stands for: none, a folder, a folder as it was."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import extract
from extractor.errors import InputError, RulesError
from extractor.packrevisions import load, load_revision
from extractor.rules import builtin_folder, load_rules

PACK = 'name: mine\nversion: "{version}"\n'
RULES = """\
stage: roles
rules:
  - id: mine.roles.{name}
    why: A test wants to tell the states of a pack apart.
    match: '<cardinal> goats'
    gives: {{role: quantity}}
    examples:
      - {{text: 12 goats, gives: [{{number: "12"}}]}}
      - {{text: 12 cows, gives: []}}
"""
NAMES = ("mine.roles.one", "mine.roles.two")
Git = Callable[..., None]


def write(folder: Path, *, name: str, version: str) -> None:
    (folder / "en").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(PACK.format(version=version))
    (folder / "en" / "roles.yaml").write_text(RULES.format(name=name))


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """`git("add", ".")` in a repository of the test's own, in which it stands."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    settings = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]

    def run(*arguments: str) -> None:
        subprocess.run([shutil.which("git") or "git", *settings, *arguments], check=True, capture_output=True)

    run("init", "-q")
    return run


@pytest.fixture
def repository(git: Git, tmp_path: Path) -> Path:
    """A pack in two states, the first of them under the tag `first`."""
    for name, version in (("one", "1"), ("two", "2")):
        write(tmp_path / "packs" / "mine", name=name, version=version)
        git("add", ".")
        git("commit", "-q", "-m", name)
        if name == "one":
            git("tag", "first")
    return tmp_path


def mine(named: str) -> tuple[list[str], str]:
    """The rules of the pack among those that a name stands for, and the version of the pack."""
    rules = load(named)
    return [rule.id for rule in rules.rules if rule.id in NAMES], rules.packs[-1].version


def test_built_in_is_no_pack() -> None:
    assert load("built-in") == load_rules()


def test_a_folder_is_laid_over_the_built_in_rules(tmp_path: Path) -> None:
    write(tmp_path, name="one", version="1")
    assert load(str(tmp_path)) == load_rules([tmp_path])


def test_another_state_of_the_built_in_pack_takes_its_place(tmp_path: Path) -> None:
    same = load(str(shutil.copytree(builtin_folder(), tmp_path / "same")))
    assert same.packs == load_rules().packs
    assert [rule.id for rule in same.rules] == [rule.id for rule in load_rules().rules]
    assert (same.lexicons, same.fragments) == (load_rules().lexicons, load_rules().fragments)

    changed = shutil.copytree(builtin_folder(), tmp_path / "rules")
    (changed / "en" / "implied.yaml").write_text("stage: implied\n")
    other = load(str(changed))
    assert len(other.packs) == 1
    assert {rule.id for rule in load_rules().rules} - {rule.id for rule in other.rules} == {"en.implied.prize"}
    assert extract("The Radar Team of Springfield University won 3 medals.", rules=other).provenance.rules[
        0
    ].sha256 == (other.packs[0].sha256)


def test_a_revision(repository: Path) -> None:
    assert mine("first:packs/mine") == (["mine.roles.one"], "1")
    assert mine("HEAD~1:packs/mine") == (["mine.roles.one"], "1")
    assert mine("HEAD:packs/mine") == (["mine.roles.two"], "2")
    assert load_revision("HEAD:packs/mine").packs == load_rules([repository / "packs" / "mine"]).packs


def test_a_revision_seen_from_a_folder_of_the_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "packs")
    assert mine("first:./mine") == (["mine.roles.one"], "1")
    assert mine("first:packs/mine") == (["mine.roles.one"], "1")


@pytest.mark.usefixtures("repository")
def test_rules_of_a_revision_say_where_git_has_them() -> None:
    files = {rule.file for rule in load("first:packs/mine").rules if rule.id in NAMES}
    assert files == {Path("first:packs/mine/en/roles.yaml")}


def test_defects_of_a_revision_say_where_git_has_them(git: Git, tmp_path: Path) -> None:
    write(tmp_path / "mine", name="One", version="1")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    with pytest.raises(RulesError) as caught:
        load("HEAD:mine")
    assert [problem.partition(": ")[0] for problem in caught.value.problems] == ["HEAD:mine/en/roles.yaml:3"]


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nowhere", "nowhere: no such folder; name a pack's folder, REV:FOLDER"),
        ("gone:packs/mine", "gone:packs/mine: cannot be read, git says: .*gone:packs/mine"),
        ("HEAD:packs/none", "HEAD:packs/none: cannot be read, git says: .*"),
        ("HEAD:packs/mine/pack.yaml", "cannot be read, git says: not a tree object; name a pack's folder"),
        ("--output=x:y", "--output=x:y: is no revision"),
        ("-x:packs/mine", "-x:packs/mine: is no revision"),
        ("HEAD:\0", "is no revision"),
    ],
)
def test_what_there_is_not(named: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(named)


def test_a_folder_without_rules(git: Git, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("a")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    with pytest.raises(InputError, match="HEAD:notes: there is no rule file in this folder at this revision"):
        load("HEAD:notes")


def test_a_link_out_of_the_pack_is_not_followed(git: Git, tmp_path: Path) -> None:
    write(tmp_path / "mine", name="one", version="1")
    (tmp_path / "mine" / "en" / "units.yaml").symlink_to("/etc/hostname")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    with pytest.raises(InputError, match=r"HEAD:mine: en/units\.yaml is a link; put the file itself into the pack"):
        load("HEAD:mine")


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(InputError, match="HEAD:rules: cannot be read, git says: not a git repository"):
        load("HEAD:rules")


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="HEAD:rules: git is needed to read a revision and is not installed"):
        load("HEAD:rules")
