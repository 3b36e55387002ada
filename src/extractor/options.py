"""Options that several verbs of the command line have, and how a message is said."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.reading import LanguageChoice

FOUND_SOMETHING = 3
"""The exit code where `--strict` or `--fail-on-unexplained` found something."""
SOME_FAILED = 1
"""The exit code where some inputs failed, and where two extractions differ."""
STOPPED = 130
"""The exit code of a run that was ended by Ctrl-C, as shells have it; its result is valid, and partial."""

SETTINGS = {"help_option_names": ["-h", "--help"]}

RulePacks = Annotated[
    list[Path], typer.Option("--rules", metavar="DIR", help="A rule pack to lay over the built-in ones; later wins.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Default: BOM, then UTF-8, then GB18030, then detection.")
]
Language = Annotated[LanguageChoice, typer.Option(help="auto decides by the script.")]


def say(message: str) -> None:
    """Each line of a message on standard error, with the name of the program before it."""
    for line in message.splitlines():
        typer.echo(f"extract: {line}", err=True)
