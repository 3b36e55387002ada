"""No document of the corpus is read worse than it once was."""

import gate


def test_every_document_is_at_or_above_its_floors() -> None:
    assert gate.load(gate.FLOORS).floors
    assert gate.judge(gate.load(gate.FLOORS), gate.measured(gate.CORPUS), gate.digest(gate.CORPUS)) == []
