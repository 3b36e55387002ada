"""All numbers have one form in both languages, whatever their own rules make of them."""

import extractor
from extractor.rules import load_rules
from extractor.twins.figures import Figure, figures


def read(text: str) -> tuple[Figure, ...]:
    return figures(extractor.extract(text, rules=load_rules()), text)


def test_a_date_is_one_figure_in_either_language() -> None:
    chinese, english = read("2024年4月23日，论文18篇。"), read("On April 23, 2024 there were 18 papers.")
    assert [row.day for row in chinese] == [row.day for row in english] == [(2024, 4, 23), None]


def test_a_reference_has_a_figure_for_each_run_of_digits() -> None:
    rows = read("近日，教育厅发布通知（教高函〔2023〕17号），认定课程50门。")
    assert [row.value for row in rows] == [2023, 17, 50]


def test_years_of_a_decade_and_numbers_of_plans_are_not_held() -> None:
    rows = read("Since the 14th Five-Year Plan began, as in the 1990s, it has had 37 patents.")
    assert [row.value for row in rows if row.hard] == [37]


def test_one_in_a_thousand_is_a_tenth_of_a_per_cent_in_either_language() -> None:
    chinese, english = (
        read("工程学进入ESI前1‰，论文37篇。"),
        read("Engineering is in the top 1‰ of ESI with 37 papers."),
    )
    assert [row.value for row in chinese] == [row.value for row in english] == [0.1, 37]
