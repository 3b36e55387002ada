"""No document of the corpus, and no set of announcements that were unseen once, is read worse than it once was."""

import gate


def test_every_document_is_at_or_above_its_floors() -> None:
    floors = gate.load(gate.FLOORS)
    assert gate.judge(floors, gate.measured(gate.FIXTURES), gate.digest(gate.judged(floors))) == []


def test_both_languages_have_floors() -> None:
    """All of the corpus, and of the sets at least those that the figures of each language were published for."""
    documents = set(gate.load(gate.FLOORS).floors)
    corpus = {path.name.removesuffix(".gold.yaml") for path in gate.CORPUS.glob("*.gold.yaml")}
    sets = {f"blind_{name}" for name in "abcdefghij"} | {f"blind_zh_{name}" for name in "abcd"}
    assert documents >= corpus | sets
