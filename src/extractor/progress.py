"""How far a run is, for a person who watches it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text


@contextmanager
def shown(total: int | None, *, wanted: bool) -> Iterator[Callable[[], None]]:
    """What to call after each document; shows a bar, the rate and the time that remains on standard error.

    Nothing is shown if it is not wanted or no terminal is there to show it. `total` is None where nobody knows it.
    """
    if not (wanted and sys.stderr.isatty()):
        yield lambda: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    # Messages that are said meanwhile go above the bar; what goes to standard output is a result and left alone.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


class _Rate(ProgressColumn):
    """Documents a second, of late."""

    def render(self, task: Task) -> Text:
        """As it stands now."""
        return Text("" if task.speed is None else f"{task.speed:,.1f}/s")
