"""All that is wrong with rule packs, in one run: files, rules and examples, words, time, form; and the form mended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor import rulecheck, writing
from extractor.errors import RulesError
from extractor.lexiconlints import COMMON_IS_TRIED_IN, PlacedFile, lint_words, placed, references
from extractor.linearity import NOT_INSTALLED, can_prove, time_of
from extractor.matching import Grammar
from extractor.packfiles import PACK_FILE, PackContent, files_of, read_pack
from extractor.rulefiles import formatted
from extractor.rulelints import lint_rules
from extractor.ruleproblems import Problem, Severity, problem_of
from extractor.rules import Rule, RuleSet, builtin_folder, load_what_can_be
from extractor.yamlplaces import line_in_rule, spots

__all__ = ["examine", "mend"]

_IN_A_KEY = ("match", "where", "gives")


def examine(paths: Sequence[Path] = ()) -> list[Problem]:
    """Everything that is wrong with the packs in `paths`, or with the built-in one if there are none, by file and line.

    The rules of all packs are put to the test, for a pack may break what lies below it; manners are judged in `paths`.
    """
    rules, refused = load_what_can_be(paths)
    checked = _Checked(rules, [read_pack(folder, []) for folder in (builtin_folder(), *paths)], bool(paths))
    found = [*map(problem_of, refused), *checked.problems()]
    return sorted(set(found), key=lambda problem: (str(problem.file), problem.line, problem.message))


def mend(paths: Sequence[Path] = ()) -> list[Path]:
    """Write the files of the packs in their canonical form; those that were not."""
    mended = []
    for path in (path for folder in paths or (builtin_folder(),) for path in files_of(folder)):
        text = _text(path)
        if (form := formatted(text)) != text:
            writing.replace(path, form)
            mended.append(path)
    return mended


def _text(path: Path) -> str:
    """What stands in a file, line ends and all; nothing where it cannot be read, which is a problem by itself."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


@dataclass(frozen=True, slots=True)
class _Checked:
    """Packs that lie over one another; the lowest, which is the built-in one, is judged where it lies alone."""

    rules: RuleSet
    packs: Sequence[PackContent]
    over_built_in: bool

    def problems(self) -> Iterator[Problem]:
        judged = self.packs[1:] if self.over_built_in else self.packs
        files = {file.path: file for pack in judged for file in placed(pack)}
        yield from self._of_rules(files)
        for pack in judged:
            own = [files[path] for path, _, _ in pack.files]
            yield from lint_words(own, self.packs[: self.packs.index(pack)], self.rules)
            yield from _of_form(pack.folder)
        yield from _of_time(files.values(), self.rules)
        if not can_prove():
            message = f"time: {NOT_INSTALLED}, by which a pattern is proved to take linear time"
            yield Problem(judged[0].folder / PACK_FILE, 1, message, "note", "unproven")

    def _of_rules(self, files: dict[Path, PlacedFile]) -> Iterator[Problem]:
        try:
            found, cases = rulecheck.checked(self.rules)
        except RulesError as error:  # a fragment that the program asks for is no pattern, which is said there too
            yield from (problem_of(line) for line in error.problems)
            return
        by_place = {(rule.file, rule.line): rule for rule in self.rules.rules}
        for problem in found:
            rule = by_place.get((problem.file, problem.line))
            line = problem.line if rule is None else _line_in(rule, _key_of(problem.message, rule))
            yield replace(problem, line=line)
        for language in sorted({case.grammar.language for case in cases}):
            own = [case for case in cases if case.grammar.language == language]
            yield from lint_rules(own[0].grammar, own, files.__contains__, lambda rule, key: _line_in(rule, (key,)))


def _key_of(message: str, rule: Rule) -> tuple[int | str, ...]:
    """Where in a rule the thing stands that a message speaks of."""
    for number, example in enumerate(rule.examples):
        if message.startswith(f"example {example.text!r}"):
            return ("examples", number)
    key = message.partition(":")[0]
    return (key,) if key in _IN_A_KEY else ("match",) if "alternative" in key else ()


def _line_in(rule: Rule, way: tuple[int | str, ...]) -> int:
    """The line of a part of a rule, by the line at which the rule begins."""
    return line_in_rule(spots(_text(rule.file)), rule.line, *way)


def _of_form(folder: Path) -> Iterator[Problem]:
    for path in files_of(folder):
        text = _text(path)
        if (form := formatted(text)) != text:
            lines = zip(text.splitlines(), [*form.splitlines(), ""], strict=False)
            first = next((n for n, (old, new) in enumerate(lines, 1) if old != new), 1)
            message = "is not in the canonical form from here on; `extract rules check --fix` writes it"
            yield Problem(path, first, message, "warning", "format")


def _of_time(files: Collection[PlacedFile], rules: RuleSet) -> Iterator[Problem]:
    """Patterns whose time may grow faster than the text; a rule is not blamed for its fragments again."""
    slow: set[str] = set()
    for file in files:
        grammar = Grammar(rules, COMMON_IS_TRIED_IN if file.language == "common" else file.language)
        patterns = [(name, f"{{{name}}}") for name in file.content.fragments]
        lines = [file.line("fragments", name) for name in file.content.fragments]
        patterns += [("match", rule.match) for rule in file.content.rules]
        lines += [line_in_rule(file.places, line, "match") for line in file.content.lines]
        for (name, pattern), line in zip(patterns, lines, strict=True):
            try:
                time = time_of(pattern, grammar)
            except RulesError:
                continue  # that it is no pattern is said of the rule or fragment itself
            if time.because != NOT_INSTALLED and time.growth != "linear" and not slow & set(references(pattern)):
                severity, code, message = _worded(time.growth, time.because)
                yield Problem(file.path, line, f"{name}: {message}", severity, code)
                slow.add(name)


def _worded(growth: str, because: str) -> tuple[Severity, str, str]:
    if growth == "exponential":
        message = f"`{because}` can read one text in ever more ways, and may try them all; make it read each in one way"
        return "warning", "slow", message
    if growth == "square":
        message = f"`{because}` may take time that grows with the square of the text; part what the two repeats match"
        return "note", "slow", message
    return "note", "unproven", f"not known to take linear time: {because}; see that its repeats are short"
