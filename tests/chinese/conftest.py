"""What the tests of the Chinese stages share: the compiled rules, a page, its pieces, and a profile read to its end."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from extractor.annotations import AchievementMention, Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.chinese.achievements import find_achievements
from extractor.chinese.outline import Piece, outline
from extractor.chinese.page import make_page
from extractor.chinese.places import Places
from extractor.chinese.refinements import refined
from extractor.chinese.selection import Selection
from extractor.chinese.units import find_selection
from extractor.matching import Grammar, grammar
from extractor.roles import find_roles
from extractor.rules import load_rules


@dataclass(frozen=True, slots=True)
class Profile:
    """A text read as the passage about one unit of an institution that the text does not name."""

    page: Page
    achievements: list[AchievementMention]
    roles: list[RoleMention]

    def words(self, mark: Mark | None) -> str | None:
        """What a mark covers, on the page."""
        return None if mark is None else self.page.text[mark.start : mark.end]


@pytest.fixture(scope="session")
def chinese() -> Grammar:
    """The built-in rules for Chinese, compiled."""
    return grammar(load_rules(), "zh")


@pytest.fixture(scope="session")
def paged(chinese: Grammar) -> Callable[[str], Page]:
    """`paged(text)`: the text as the stages read it."""
    return lambda text: make_page(text, chinese)


@pytest.fixture(scope="session")
def pieced(chinese: Grammar) -> Callable[[str], tuple[Page, list[Piece]]]:
    """`pieced(text)`: the page and its outline."""

    def read(text: str) -> tuple[Page, list[Piece]]:
        page = make_page(text, chinese)
        return page, refined(page, outline(page, chinese))

    return read


@pytest.fixture(scope="session")
def selected(chinese: Grammar) -> Callable[[str], tuple[Page, list[Piece], Selection]]:
    """`selected(text)`: the page, its outline and who was selected, where no institution and no issuer are known."""

    def read(text: str) -> tuple[Page, list[Piece], Selection]:
        page = make_page(text, chinese)
        pieces = refined(page, outline(page, chinese))
        return page, pieces, find_selection(page, chinese, pieces, institution=None, issuer=None)

    return read


@pytest.fixture(scope="session")
def read_profile(chinese: Grammar) -> Callable[[str], Profile]:
    """`read_profile(text)`: the text read as the profile of a unit called 磨坊合唱队, of an institution."""

    def read(text: str) -> Profile:
        page = make_page(text, chinese)
        unit = UnitMention("磨坊合唱队", None, "team", (), profile=Mark(0, len(text)))
        places = Places(page, chinese, [SectionMention("profile", 0, len(text), units=(0,))], [unit], frozenset(),
                        institution=None)  # fmt: skip
        places.has_institution = True  # there is one, the text only does not name it
        achievements, roles = find_achievements(places, chinese, find_roles(places, chinese), [unit])
        return Profile(page, achievements, roles)

    return read
