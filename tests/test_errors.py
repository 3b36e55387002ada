import pytest

from extractor.errors import ExtractorError, InputError, OutputError, RulesError, SearchTimeout, searching


def test_a_broken_rule_pack_says_all_that_is_wrong_with_it() -> None:
    error = RulesError(["a.yaml:1: one", "b.yaml:2: two"])
    assert (str(error), error.problems) == ("a.yaml:1: one\nb.yaml:2: two", ("a.yaml:1: one", "b.yaml:2: two"))


def test_a_timeout_names_the_rule_the_place_and_the_remedy() -> None:
    assert str(SearchTimeout("en.x.y", place="news.txt, character 7", seconds=0.5)) == (
        "news.txt, character 7: the pattern of rule en.x.y ran for more than 0.5 s; "
        "make it less ambiguous (atomic groups, possessive repeats) or shorten the text"
    )


def test_a_timeout_among_many_texts_says_in_which_it_was() -> None:
    with pytest.raises(SearchTimeout) as caught, searching("news.txt"):
        raise SearchTimeout("en.x.y", place="character 7", seconds=0.5)
    assert (caught.value.rule, caught.value.place, caught.value.seconds) == ("en.x.y", "news.txt, character 7", 0.5)


@pytest.mark.parametrize("kind", [InputError, OutputError, RulesError, SearchTimeout])
def test_nothing_could_be_done_is_exit_code_2(kind: type[ExtractorError]) -> None:
    assert kind.exit_code == 2
