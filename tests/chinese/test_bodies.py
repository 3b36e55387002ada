"""Who selected, and whose units were selected."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.chinese.bodies import find_institution, find_issuer
from extractor.chinese.outline import Piece
from extractor.matching import Grammar

Pieced = Callable[[str], tuple[Page, list[Piece]]]
PROSE = "青瓦村和白鹭村坐落在湖的东边，人家靠打鱼和种茶过日子，去年又添了新船。"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("近日，海棠县文化局公布了美丽茶厂名单。", "海棠县文化局"),
        ("日前，由省茶叶协会等主办的评选揭晓。", "省茶叶协会"),
        ("近日，农业和渔业部公布名单。", "农业和渔业部"),  # 和 within one body
        ("近日，《海棠县文化局关于公布美丽茶厂的通知》到县里。", "海棠县文化局"),
        (f"海棠县文化局关于公布美丽茶厂名单的通知\n\n{PROSE}", "海棠县文化局"),
        (f"海棠县文化局\n关于公布美丽茶厂名单的通知\n\n{PROSE}", "海棠县文化局"),
        (f"茶厂上榜\n\n{PROSE}\n\n海棠县文化局\n2021年3月4日", "海棠县文化局"),  # the signature
        ("海棠茶厂获省茶叶协会表彰。", "省茶叶协会"),
        ("海棠茶厂的茶好喝。", None),
        ("近日，各局公布名单。", None),
        (f"茶厂上榜\n\n{PROSE}\n\n海棠县文化局、湖心县文化局\n2021年3月4日", None),
        ("关于鱼的话", None),
    ],
)
def test_who_selected(pieced: Pieced, chinese: Grammar, text: str, issuer: str | None) -> None:
    page, pieces = pieced(text)
    found = find_issuer(page, chinese, pieces)
    assert (page.text[found.start : found.end] if found else None) == issuer


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        ("海棠市3家茶厂入选国家级名单\n\n海棠市有茶厂百家。", "海棠市"),
        ("海棠市3家茶厂入选国家级名单\n\n茶香。", "海棠市"),
        ("喜报！海棠中学上榜\n\n海棠中学很好。", "海棠中学"),
        ("我市茶厂上榜\n\n海棠市茶厂多。", "海棠市"),  # 我市 speaks of it
        (f"海棠茶业集团关于表彰优秀茶厂的决定\n\n{PROSE}", "海棠茶业集团"),  # it commends its own parts
        ("海棠茶业股份有限公司（以下简称“海棠茶业公司”）上榜\n\n海棠茶业公司有茶园。海棠茶业公司好。",
         "海棠茶业股份有限公司"),
        ("# 海棠市3家茶厂入选国家级名单\n\n茶香。", "海棠市"),
        # none
        (f"海棠县文化局关于公布美丽茶厂名单的通知\n\n{PROSE}", None),
        ("茶厂上榜\n\n茶厂多。", None),
        ("全市3家茶厂入选\n\n全市茶厂多。全市茶香。", None),
        ("茶厂上榜\n\n海棠市茶厂多。", None),  # named once and not in the title
    ],
)  # fmt: skip
def test_whose_units_were_selected(pieced: Pieced, chinese: Grammar, text: str, institution: str | None) -> None:
    page, pieces = pieced(text)
    issuer = find_issuer(page, chinese, pieces)
    found = find_institution(page, chinese, pieces, units=(), issuer=issuer, end=len(text))
    assert (page.text[found.start : found.end] if found else None) == institution


@pytest.mark.parametrize(("units", "institution"), [((), "海棠大学"), (("海棠大学",), None)])
def test_a_unit_and_an_issuer_are_no_institution(
    pieced: Pieced, chinese: Grammar, units: tuple[str, ...], institution: str | None
) -> None:
    text = "海棠大学新增3门金牌课程\n\n近日，渔业部公布名单，海棠大学《渔歌》入选。海棠大学很好。"
    page, pieces = pieced(text)
    issuer = find_issuer(page, chinese, pieces)
    found = find_institution(page, chinese, pieces, units=units, issuer=issuer, end=len(text))
    assert (page.text[found.start : found.end] if found else None) == institution
    assert issuer is not None
    assert page.text[issuer.start : issuer.end] == "渔业部"
