"""A small announcement and its whole reading, for the tests of what comes before and after the reading itself."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from extractor.achievements import find_achievements
from extractor.annotations import AchievementMention, Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.annotations import Source as ReadSource
from extractor.contexts import Places
from extractor.english import make_page
from extractor.extraction import Extraction
from extractor.matching import Grammar, grammar
from extractor.records import (
    Achievement,
    Announcement,
    Award,
    Category,
    Declared,
    Finding,
    Numeral,
    Organisation,
    Period,
    Profile,
    Provenance,
    RulesVersion,
    Section,
    Source,
    Span,
    Unit,
)
from extractor.roles import find_roles
from extractor.rules import load_rules

# A machine that does other things as well is slow at times; that is no failure of the property. And a commit passes or
# fails by what is in it: the same examples for all. `make fuzz` and `--hypothesis-profile searching` look further.
settings.register_profile("patient", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=1000)
# Thousands of runs, each of them the same whenever it is made: a mutant lives or dies, and not by chance.
settings.register_profile("mutation", deadline=None, derandomize=True, database=None, max_examples=25)
settings.load_profile("patient")

TEXT = """\
Good news from Springfield University

Two of its teams were selected as "model teams".
The Radar Team of the School of Physics won 3 first prizes and published more than 12 papers, including 4 books.
The Chess Team has 31% women.
"""
PRIZES, PAPERS, BOOKS, WOMEN = "3 first prizes", "12 papers", "4 books", "31% women"
RADAR, CHESS = "The Radar Team of the School", "The Chess Team has 31% women."


def span(text: str, *, within: str | None = None) -> Span:
    """The span of `text`, which occurs once in the announcement or once in the stretch `within` of it."""
    around = TEXT if within is None else within
    assert around.count(text) == 1, text
    assert TEXT.count(around) == 1, around
    start = TEXT.index(around) + around.index(text)
    return Span(start=start, end=start + len(text), text=text)


def _achievement(identity: str, owner: str, **fields: object) -> Achievement:
    values: dict[str, object] = {
        "id": identity, "owner": owner, "kind": "other", "measure": "count", "upper": None, "comparator": "=",
        "unit": None, "award": None, "level": None, "period": None, "part_of": None, "implied": False,
        "rule": "en.achievements.test", **fields,
    }  # fmt: skip
    return Achievement.model_validate(values)


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def spot() -> Callable[..., Span]:
    """`spot(text, within=...)`: a span of the announcement."""
    return span


@pytest.fixture
def parts() -> dict[str, object]:
    """What the constructor of the whole reading takes, so that a test can spoil one part of it."""
    radar, chess, second = TEXT.index(RADAR), TEXT.index(CHESS), TEXT.index("Two of its")
    won = "won 3 first prizes"
    return {
        "source": Source(
            path="news.txt", sha256=hashlib.sha256(TEXT.encode()).hexdigest(), encoding="utf-8", language="en",
            characters=len(TEXT), text=TEXT,
        ),
        "provenance": Provenance(version="0", rules=(RulesVersion(name="core", version="1", sha256="0" * 64),)),
        "announcement": Announcement(
            title=span("Good news from Springfield University"),
            institution=span("Springfield University"), issuer=None, published=None,
            declared_total=Declared(value=2, span=span("Two")),
        ),
        "sections": (
            Section(kind="title", start=0, end=second - 1, category=None, unit=None),
            Section(kind="summary", start=second, end=radar, category="model-teams", unit=None),
            Section(kind="profile", start=radar, end=chess, category="model-teams", unit="u01"),
            Section(kind="profile", start=chess, end=len(TEXT), category="model-teams", unit="u02"),
        ),
        "categories": (
            Category(
                id="model-teams", name="model teams", header=None, mentions=(span("model teams"),),
                declared=None, found=2,
            ),
        ),
        "units": (
            Unit(
                id="u01", category="model-teams", name="Radar Team", kind="team",
                organisations=(Organisation(name="School of Physics", span=span("School of Physics")),),
                mentions=(span("Radar Team"),), profile=Profile(start=radar, end=chess),
            ),
            Unit(
                id="u02", category="model-teams", name="Chess Team", kind="team", organisations=(),
                mentions=(span("Chess Team"),), profile=Profile(start=chess, end=len(TEXT)),
            ),
        ),
        "achievements": (
            _achievement(
                "a001", "u01", value=3, object="first prizes", award=Award(title=None, grade="first"),
                period=Period(text=won, start_year=None, end_year=None, span=span(won)),
                numeral=span("3", within=PRIZES), span=span(PRIZES), clause=span(won),
            ),
            _achievement(
                "a002", "u01", value=12, comparator=">", object="papers", numeral=span("12"), span=span(PAPERS),
                clause=span("published more than 12 papers"),
            ),
            _achievement(
                "a003", "u01", value=4, object="books", part_of="a002", numeral=span("4", within=BOOKS),
                span=span(BOOKS), clause=span("including 4 books"),
            ),
            _achievement(
                "a004", "u02", value=31, measure="share", unit="percent", object="women", numeral=span("31%"),
                span=span(WOMEN), clause=span(CHESS),
            ),
        ),
        "numerals": (
            Numeral(span=span("Two"), value=2, role="declared", achievement=None),
            Numeral(span=span("3", within=PRIZES), value=3, role="achievement", achievement="a001"),
            Numeral(span=span("first", within=PRIZES), value=1, role="grade", achievement=None),
            Numeral(span=span("12"), value=12, role="achievement", achievement="a002"),
            Numeral(span=span("4", within=BOOKS), value=4, role="achievement", achievement="a003"),
            Numeral(span=span("31%"), value=31, role="achievement", achievement="a004"),
        ),
        "findings": (Finding(code="no-header", severity="info", message="no header", spans=(span("model teams"),)),),
    }  # fmt: skip


@pytest.fixture
def extraction(parts: dict[str, object]) -> Extraction:
    return Extraction(**parts)  # type: ignore[arg-type]


@pytest.fixture
def read_source() -> ReadSource:
    """The small announcement as reading gives it."""
    return ReadSource("news.txt", hashlib.sha256(TEXT.encode()).hexdigest(), "utf-8", "en", TEXT)


@pytest.fixture(scope="session")
def seed() -> Path:
    return Path(__file__).parents[1] / "seeds" / "000_3c9e3a8efc907843.txt"


@pytest.fixture(scope="session")
def english() -> Grammar:
    """The built-in rules for English, compiled."""
    return grammar(load_rules(), "en")


@pytest.fixture(scope="session")
def paged(english: Grammar) -> Callable[[str], Page]:
    """`paged(text)`: the text as the stages read it."""
    return lambda text: make_page(text, english)


Reading = tuple[Page, list[AchievementMention], list[RoleMention]]


@pytest.fixture(scope="session")
def read_profile(english: Grammar) -> Callable[[str], Reading]:
    """`read_profile(text)`: the text read as the profile of a unit called Mill Choir, of an institution."""

    def read(text: str) -> Reading:
        unit = UnitMention("Mill Choir", None, "team", (), profile=Mark(0, len(text)))
        page = make_page(text, english)
        places = Places(page, english, [SectionMention("profile", 0, len(text), units=(0,))], [unit], frozenset(),
                        institution=None)  # fmt: skip
        places.has_institution = True  # there is one, the text only does not name it
        achievements, roles = find_achievements(places, english, find_roles(places, english), [unit])
        return page, achievements, roles

    return read
