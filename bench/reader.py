"""Reads texts with one of the compared libraries, in an environment that has it, and prints what that took as JSON.

    python bench/reader.py NAME LANGUAGE FILE...     `bench/peers.py` runs it; nothing but the library is needed

`start` are seconds of processor time from the start of the process until the library has read one short text, `read`
the fewest seconds that it took for all the files, `memory` the most bytes of RAM that the process ever held.
"""

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[[str], Any]
ROUNDS, ENOUGH = 5, 4.0
"""All the files are read so many times, or until that took so many seconds: who takes long is timed well at once."""
_SHORT = {"en": "The school won 12 prizes in 2023.", "zh": "学校2023年获奖12项。"}
_KIB = 1024


def extractor(language: str) -> Reader:
    """Units, achievements and every number."""
    import extractor

    return lambda text: list(extractor.extract_many([text], language=language))  # type: ignore[arg-type]


def spacy(language: str) -> Reader:
    """Tokens and sentences."""
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def recognizers(language: str) -> Reader:
    """Numbers."""
    from recognizers_number import Culture, recognize_number  # type: ignore[import-not-found,unused-ignore]

    culture = Culture.English if language == "en" else Culture.Chinese
    return lambda text: recognize_number(text, culture)


def quantulum3(language: str) -> Reader:
    """Quantities; English alone."""
    from quantulum3 import parser  # type: ignore[import-not-found,unused-ignore]

    return lambda text: parser.parse(text, lang=f"{language}_US")


def edsnlp(_: str) -> Reader:
    """Sentences, dates and quantities, by rules for French."""
    import edsnlp  # type: ignore[import-not-found,unused-ignore]

    nlp = edsnlp.blank("eds")
    for pipe in ("eds.sentences", "eds.dates", "eds.quantities"):
        nlp.add_pipe(pipe)
    read: Reader = nlp
    return read


READERS: dict[str, Callable[[str], Reader]] = {
    "extractor": extractor, "spacy": spacy, "recognizers": recognizers, "quantulum3": quantulum3, "edsnlp": edsnlp,
}  # fmt: skip


def main() -> None:
    """Read the files and print the figures."""
    name, language, *paths = sys.argv[1:]
    warnings.simplefilter("ignore")
    read = READERS[name](language)
    read(_SHORT[language])
    start = time.process_time()
    texts = [Path(path).read_text(encoding="utf-8-sig") for path in paths]
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in texts:
            read(text)
        rounds.append(time.process_time() - begun)
        if sum(rounds) > ENOUGH:
            break
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB
    print(json.dumps({"start": start, "read": min(rounds), "memory": memory, "characters": sum(map(len, texts))}))


if __name__ == "__main__":
    main()
