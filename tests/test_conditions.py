"""What the page says about the place of a number: every condition, where it holds and where it does not."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, SectionMention, UnitMention
from extractor.conditions import CONDITIONS
from extractor.contexts import Places
from extractor.english import make_page
from extractor.matching import Grammar

Holds = Callable[..., bool]


@pytest.fixture
def places(english: Grammar) -> Callable[..., Places]:
    """`places(text, kind=…, unit=…, declared=…, institution=…)`: the text as one section, read with what is known."""

    def build(
        text: str,
        *,
        kind: str = "profile",
        unit: str = "",
        declared: str = "",
        institution: str | None = "",
        issuer: str = "",
    ) -> Places:
        page = make_page(text, english)
        named = Mark(text.index(unit), text.index(unit) + len(unit)) if unit else Mark(0, 0)
        units = [UnitMention(unit, None, "team", (named,))] if unit else []
        counts = frozenset({text.index(declared)} if declared else ())
        body = Mark(text.index(institution), text.index(institution) + len(institution)) if institution else None
        sender = Mark(text.index(issuer), text.index(issuer) + len(issuer)) if issuer else None
        sections = [SectionMention(kind, 0, len(text))]
        found = Places(page, english, sections, units, counts, institution=body, issuer=sender)
        found.has_institution = institution is not None
        return found

    return build


def case(name: str, text: str, number: str, **known: str | None) -> object:
    return pytest.param(name, text, number, known, id=f"{name}: {text.splitlines()[0]}")


TRUE = [
    case("marker", "3. Bread and pastry", "3"),
    case("code_date", "Printed 1998-04-30 at the mill", "1998-04-30"),
    case("code_phone", "Call 020 7946 0123 now", "020 7946 0123"),
    case("code_ratio", "It mixes them at 1:3 by hand", "1:3"),
    case("contact", "Contact: Ms Lee, room 12", "12", kind="other"),
    case("yearlike", "It opened in 1987.", "1987"),
    case("month_near", "It opened on 2 May.", "2"),
    case("month_near", "It opened on May 2.", "2"),
    case("quoted", 'The "seven powerful" method', "seven"),
    case("in_name", "The Third Boat Team rows.", "Third", unit="Third Boat Team"),
    case("counted", "It built 12 halls.", "12"),
    case("counted_plural", "It built 12 halls.", "12"),
    case("five_year_plan", "It follows the 14th Five-Year Plan.", "14th"),
    case("hyphened", "It is a 40-metre bridge.", "40"),
    case("is_one", "It has one hall.", "one"),
    case("title_follows", "It won 3 Boat Prizes.", "3"),
    case("ranked", "It ranked 3rd.", "3rd"),
    case("capital_word", "It grew Three Gorges tea.", "Three"),
    case("is_zero_word", "It made zero errors.", "zero"),
    case("planned", "It will build 50 halls.", "50"),
    case("planned", "It built 50 halls.", "50", kind="outlook"),
    case("in_profile", "It built 50 halls.", "50"),
    case("in_profile", "It built 50 halls.", "50", kind="list"),
    case("declared", "In all, 12 were selected.", "12", declared="12"),
    case("call_sentence", "It was chosen from 40 applicants.", "40", kind="summary"),
    case("nobodys", "There are 40 mills.", "40", kind="background", institution=None),
    case("of_issuer", "The Council, which has 40 members, met.", "40", kind="background", issuer="Council"),
    case("in_speech", '"We built 50 halls, and we are very glad of it," she said.', "50"),
    case("small_word", "It has three halls.", "three"),
    case("after_capital", "It follows the Plan 12 and more.", "12"),
    case("after_one", "It is one of only eleven.", "eleven"),
    case("once", "It won once.", "once"),
    case("in_row", "Oak | 12\nElm | 3", "12"),
    case("streak", "It won for the third time.", "third"),
    case("date_sentence", "It grew in the 3rd quarter.", "3rd"),
    case("place_word", "It came in first place.", "first"),
    case("place_word", "It was runner-up.", "runner-up"),
    case("bounded", "It has more than 12 halls.", "12"),
    case("time_measure", "It took 12 hours.", "12"),
    case("decimal", "It scored 3.5 of all.", "3.5"),
]
FALSE = [
    case("marker", "It has 3 halls", "3"),
    case("code_date", "Call 020 7946 0123 now", "020 7946 0123"),
    case("code_phone", "Printed 1998-04-30 at the mill", "1998-04-30"),
    case("code_ratio", "Printed 1998-04-30 at the mill", "1998-04-30"),
    case("contact", "Contact: Ms Lee, room 12", "12"),
    case("contact", "It has 12 halls.", "12", kind="other"),
    case("yearlike", "It built 1200 halls.", "1200"),
    case("yearlike", "It built more than 2000 halls.", "2000"),
    case("month_near", "It may build 2 halls.", "2"),
    case("month_near", "It built 40 halls in May.", "40"),
    case("quoted", 'It has "good" and 7 "bad" halls', "7"),
    case("quoted", '"We have built 7 halls. We are very glad of it," she said.', "7"),
    case("in_name", "The third Boat Team rows.", "third", unit="Boat Team"),
    case("counted", "It was 12.", "12"),
    case("counted_plural", "It was 12.", "12"),
    case("five_year_plan", "It is the 14th hall.", "14th"),
    case("hyphened", "It is 40 metres long.", "40"),
    case("is_one", "It has two halls.", "two"),
    case("title_follows", "It won 3 boat prizes.", "3"),
    case("ranked", "It won, and the 3rd hall was built.", "3rd"),
    case("capital_word", "Three Gorges tea grew there.", "Three"),
    case("capital_word", "It grew three Gorges teas.", "three"),
    case("is_zero_word", "It made 0 errors.", "0"),
    case("planned", "It built 50 halls.", "50"),
    case("planned", "It will go on; it built 50 halls.", "50"),
    case("in_profile", "It built 50 halls.", "50", kind="background"),
    case("declared", "In all, 12 were selected.", "12"),
    case("call_sentence", "It was chosen from 40 applicants.", "40", kind="profile"),
    case("call_sentence", "Our mills have 40 wheels.", "40", kind="summary"),
    case("nobodys", "There are 40 mills.", "40", kind="background"),
    case("of_issuer", "It met the Council in 40 mills.", "40", kind="background", issuer="Council"),
    case("of_issuer", "The Council has 40 members.", "40", issuer="Council"),
    case("nobodys", "There are 40 mills.", "40", kind="profile", institution=None),
    case("in_speech", "We built 50 halls, and we are very glad of it, she said.", "50"),
    case("small_word", "It has 3 halls.", "3"),
    case("small_word", "It has eleven halls.", "eleven"),
    case("after_capital", "It follows the plan 12 and more.", "12"),
    case("after_one", "It is two of only eleven.", "eleven"),
    case("once", "It won twice.", "twice"),
    case("in_row", "It has 12 halls", "12"),
    case("streak", "It won third prizes.", "third"),
    case("date_sentence", "It grew in the 3rd hall.", "3rd"),
    case("place_word", "It won the first hall.", "first"),
    case("bounded", "It has 12 halls.", "12"),
    case("time_measure", "It took 12 halls.", "12"),
    case("decimal", "It has 35 halls.", "35"),
]


def holds(places: Places, name: str, number: str) -> bool:
    page = places.page
    [n] = [n for n in page.numerals if page.text[n.start : n.end] == number]
    return places.conditions(n)[name]


@pytest.mark.parametrize(("name", "text", "number", "known"), TRUE)
def test_it_holds(places: Callable[..., Places], name: str, text: str, number: str, known: dict[str, str]) -> None:
    assert holds(places(text, **known), name, number) is True


@pytest.mark.parametrize(("name", "text", "number", "known"), FALSE)
def test_it_does_not(places: Callable[..., Places], name: str, text: str, number: str, known: dict[str, str]) -> None:
    assert holds(places(text, **known), name, number) is False


@pytest.mark.parametrize("cases", [TRUE, FALSE], ids=["true", "false"])
def test_every_condition_is_asked(cases: list[object]) -> None:
    asked = {param.values[0] for param in cases}  # type: ignore[attr-defined]
    assert set(CONDITIONS) == asked
