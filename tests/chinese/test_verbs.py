"""The verb behind which a noun begins."""

import pytest

from extractor.chinese.verbs import Verbs
from extractor.chinese.words import words
from extractor.matching import Grammar


@pytest.fixture(scope="module")
def verbs(chinese: Grammar) -> Verbs:
    return Verbs(chinese)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("获得金奖", "金奖"),  # of the lexicon
        ("渔队去年修好渔船", "渔船"),  # of the dictionary: behind a time
        ("县城建起渔站", "渔站"),  # with an ending that verbs alone have
        ("渔队打捞了海带", "海带"),  # behind those who act
        ("渔民悉心修补渔网", "渔网"),  # behind an adverb
        ("他们修渔船", "渔船"),  # of one character, behind those who act
        ("湖心农场种植茶树", "茶树"),  # as often a part of a noun, behind those who act
        # no verb
        ("茶树种植基地", "茶树种植基地"),
        ("渔村服务中心", "渔村服务中心"),
        ("新能源汽车充电设施", "新能源汽车充电设施"),  # nobody acts
        ("岛上注册志愿者", "岛上注册志愿者"),  # it tells of which sort they are
        ("渔网抽检合格率", "渔网抽检合格率"),  # one noun with the property behind it
        ("渔网维修", "渔网维修"),  # nothing is behind it
        ("", ""),
    ],
)
def test_the_noun_behind_the_last_verb(verbs: Verbs, text: str, noun: str) -> None:
    assert text[verbs.last(text, 0, len(text), words(text, 0, len(text))) :] == noun


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("渔民听歌", "听歌"),
        ("队员成为师傅", "成为"),
        ("渔民服务队", None),
        ("学生作品展示", None),
        ("茶园面积扩大", None),
    ],
)
def test_what_those_do_who_are_counted(verbs: Verbs, text: str, told: str | None) -> None:
    inside = words(text, 0, len(text))
    found = [w for i, w in enumerate(inside) if i and verbs.tells(text, inside, i)]
    assert (text[found[0].start : found[0].end] if found else None) == told


@pytest.mark.parametrize(
    ("noun", "is_property"), [("合格率", True), ("种植面积", True), ("就业人数", True), ("渔船", False), ("", False)]
)
def test_nouns_that_name_a_property(verbs: Verbs, noun: str, *, is_property: bool) -> None:
    assert verbs.is_property(noun, 0, len(noun)) is is_property
