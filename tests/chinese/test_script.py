"""Traditional characters in their simplified form, one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.chinese.script import is_traditional, simplified


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("臺灣的漁村與茶園", "台湾的渔村与茶园"),
        ("獲評優秀博物館", "获评优秀博物馆"),
        ("國立歷史學系,2項", "国立历史学系,2项"),
        ("後面包頭", "后面包头"),
    ],
)
def test_every_traditional_character_has_its_simple_form(text: str, wanted: str) -> None:
    assert simplified(text) == wanted


@pytest.mark.parametrize("text", ["", "渔村与茶园", "Fishing, 12 boats", "①【】〇％", "ÄÖß\n\t"])
def test_what_is_no_traditional_character_stays(text: str) -> None:
    assert simplified(text) == text


# No lone surrogates: reading refuses a text that has one.
@given(st.text(st.one_of(st.characters(codec="utf-8"), st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF))))
def test_the_length_stays_and_each_character_is_by_itself(text: str) -> None:
    simple = simplified(text)
    assert len(simple) == len(text)
    assert simple == "".join(map(simplified, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("臺灣的漁村與茶園", True),
        ("台湾的渔村与茶园", False),
        ("乾隆年间的磨坊已经修好,县里的人都来看石磨怎样磨面,面粉在店里出售", False),  # 乾 alone
        ("Fishing, 12 boats", False),
        ("", False),
    ],
)
def test_a_text_is_traditional_by_a_fair_share_of_its_characters(text: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_traditional(text) is wanted
