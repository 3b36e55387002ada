"""What an announcement says of itself."""

import datetime as dt
from collections.abc import Callable

import pytest

from extractor.annotations import Page, Structure
from extractor.chinese import read_structure
from extractor.matching import Grammar

Paged = Callable[[str], Page]


def structure(paged: Paged, grammar: Grammar, text: str) -> tuple[Page, Structure]:
    page = paged(text)
    return page, read_structure(page, grammar)


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("湖边的消息\n\n2021-03-04 来源：晚报\n\n青瓦村有船。", dt.date(2021, 3, 4), "2021-03-04"),
        ("湖边的消息\n\n青瓦村有船。\n\n2021年3月4日", dt.date(2021, 3, 4), "2021年3月4日"),
        (
            "湖边的消息\n\n青瓦村有船。\n\n海棠县文化局\n二〇二一年十二月三十一日",
            dt.date(2021, 12, 31),
            "二〇二一年十二月三十一日",
        ),
        ("湖边的消息\n\n青瓦村有船。\n\n二〇二一年三月二十日", dt.date(2021, 3, 20), "二〇二一年三月二十日"),
        ("湖边的消息\n\n发布时间：2021.12.31\n\n青瓦村有船。\n\n2022年1月5日", dt.date(2021, 12, 31), "2021.12.31"),
        ("湖边的消息\n\n发布时间：2021-13-04\n\n青瓦村有船。", None, None),
        ("湖边的消息\n\n2021年，青瓦村有船。", None, None),
        ("湖边的消息\n\n青瓦村有船。", None, None),
    ],
)
def test_when_it_was_published(
    paged: Paged, chinese: Grammar, text: str, date: dt.date | None, words: str | None
) -> None:
    page, found = structure(paged, chinese, text)
    published = found.facts.published
    assert (published and published[0]) == date
    assert (page.text[published[1].start : published[1].end] if published else None) == words


PROFILE = "青瓦村在湖边，有渔船12条，人家都会打鱼。"
TWO = "青瓦村、白鹭村入选“最美渔村”。"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (f"海棠县2个村上榜\n\n{TWO}", 2),
        (f"海棠县两个村上榜\n\n{TWO}", 2),
        (f"海棠县的村上榜\n\n名单公布，海棠县2个村榜上有名。\n\n{TWO}\n\n{PROFILE}", 2),  # before any is named
        (f"海棠县5个村悉数入选\n\n{TWO}", 5),  # said of all
        (
            "海棠县5个村上榜\n\n一、最美渔村（3个）\n青瓦村\n二、最美茶村（2个）\n白鹭村\n",
            5,
        ),  # the sum of what headings say
        (f"海棠县5个村上榜\n\n{TWO}", 5),  # said in the title, whether or not so many are found
        # none
        (f"海棠县的村上榜\n\n{TWO}", None),
        (f"海棠县超过2个村上榜\n\n{TWO}", None),
        ("海棠县1个村上榜\n\n青瓦村入选“最美渔村”。", None),
    ],
)
def test_how_many_it_says_were_selected(paged: Paged, chinese: Grammar, text: str, total: int | None) -> None:
    _, found = structure(paged, chinese, text)
    assert (found.facts.declared_total and found.facts.declared_total[0]) == total


@pytest.mark.parametrize("body", ["序号\t村名\n1\t青瓦村\n2\t白鹭村\n", "最美渔村名单\n1.青瓦村\n2.白鹭村\n"])
def test_the_number_of_an_item_is_no_total(paged: Paged, chinese: Grammar, body: str) -> None:
    _, found = structure(paged, chinese, f"海棠县的村上榜\n\n{body}")
    assert found.facts.declared_total is None


@pytest.mark.xfail(reason="what stands before the lists is looked through only where there is a list or a profile")
def test_a_total_in_a_text_without_lists(paged: Paged, chinese: Grammar) -> None:
    _, found = structure(paged, chinese, f"海棠县的村上榜\n\n名单公布，海棠县2个村榜上有名。\n\n{TWO}")
    assert found.facts.declared_total is not None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"海棠县2个村上榜\n\n{TWO}", ["2"]),
        ("海棠县3个村上榜\n\n一、最美渔村（2个）\n青瓦村\n白鹭村\n二、最美茶村（1个）\n石桥村\n", ["3", "2", "1"]),
        (f"海棠县2个村上榜\n\n{TWO}全县新增最美渔村2个。", ["2", "2"]),  # said again
        (f"海棠县2个村上榜\n\n{TWO}全县累计2个村上榜。", ["2"]),  # by now, and not this time
        (f"海棠县2个村上榜\n\n{TWO}\n\n青瓦村有渔船2条，人家都会打鱼。", ["2"]),
        (f"海棠县5个村上榜\n\n{TWO}", ["5"]),
    ],
)
def test_the_numbers_that_count_selected_units(paged: Paged, chinese: Grammar, text: str, numbers: list[str]) -> None:
    page, found = structure(paged, chinese, text)
    assert [page.text[n.start : n.end] for n in page.numerals if n.start in found.declared] == numbers


def test_title_institution_and_issuer(paged: Paged, chinese: Grammar) -> None:
    page, found = structure(
        paged, chinese, f"海棠县2个村上榜\n\n近日，湖心市文化局公布名单，海棠县{TWO}海棠县渔村多。海棠县好。"
    )
    facts = [found.facts.title, found.facts.institution, found.facts.issuer]
    assert [page.text[m.start : m.end] if m else None for m in facts] == ["海棠县2个村上榜", "海棠县", "湖心市文化局"]
