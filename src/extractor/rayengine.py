"""A run on a Ray cluster: Ray Data shares documents out to actors that hold the rules and write Parquet. Needs `ray`.

Ray cares for machines, memory and what dies: an actor that is killed is replaced, and what it had in hand is read and
written again. The cluster has this package installed, runs as this user, and sees the inputs and the output under the
same paths.
"""

from __future__ import annotations

import dataclasses
import logging
import pickle
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import replacing
from extractor.arrowtables import arrow, missing, schema_of
from extractor.batches import batch_from, table_from
from extractor.documents import is_table
from extractor.errors import InputError, OutputError
from extractor.inputs import Input
from extractor.jobs import Job, jobs_of
from extractor.outcomes import Outcome
from extractor.recipes import Recipe, reader
from extractor.recordtables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

_PARTS_FOR_EACH_ACTOR = 8
"""Enough that actors end at about the same time, few enough that a part is worth its file."""
_LARGEST_PART = 512
"""Documents: what an actor holds before it writes, and what is read again if it dies: half a minute of work."""
_LARGEST_BLOCK = 4 * 2**20
"""Bytes: rows of one large table are shared out among the actors in pieces of this size."""


def run(
    inputs: Sequence[Input], recipe: Recipe, output: Path, *, address: str | None, workers: int | None
) -> Iterator[Outcome]:
    """Read all inputs and write each table to the folder `OUTPUT/TABLE.parquet`, in parts; then what came of each.

    `address` is that of the cluster (`auto`, `ray://HOST:10001`), None for one on this machine that ends with the run.
    The outcomes come as they are known, in order, for the closing words and without their records; the tables take
    their places after the last one. Raises `OutputError` for another sort of output, and `InputError` if nothing could
    be read.
    """
    if output.suffix.lower() != ".parquet":
        raise OutputError(f"{output}: --engine ray writes Parquet; name a folder that ends in .parquet")
    arrow()
    try:
        import ray
    except ImportError:
        raise missing("ray", "ray") from None
    began = not ray.is_initialized()
    if began:
        # One core more than actors of a local cluster: making the jobs is a task, which needs one too.
        cores = None if address or workers is None else workers + 1
        ray.init(address, num_cpus=cores, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    try:
        with replacing.folder_beside(output) as made:
            for table in TABLES:
                (made / f"{table.name}.parquet").mkdir()
            read = 0
            for outcome in _read(ray.data, inputs, recipe, made, actors=workers or _actors(ray)):
                read += outcome.failure is None
                yield outcome
            if not read:
                raise InputError("no announcement could be read, so nothing was written")
            _complete(made)
    finally:
        if began:
            ray.shutdown()


def _actors(ray: Any) -> int:
    """One for each core of the cluster but one, which is for the tasks that make the jobs."""
    return max(1, int(ray.cluster_resources()["CPU"]) - 1)


def _read(data: Any, inputs: Sequence[Input], recipe: Recipe, made: Path, *, actors: int) -> Iterator[Outcome]:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.target_max_block_size = _LARGEST_BLOCK
    parts = max(1, min(len(inputs), max(actors * _PARTS_FOR_EACH_ACTOR, len(inputs) // _LARGEST_PART)))
    entries = [{"number": number, **dataclasses.asdict(entry)} for number, entry in enumerate(inputs)]
    rows = data.from_items(entries, override_num_blocks=parts)
    # Half a core: so it is not fused with the actors, and the rows of one table are read by all of them.
    share = {"num_cpus": 0.5} if any(is_table(entry.path) for entry in inputs) else {}
    rows = rows.flat_map(partial(_jobs, recipe), **share)
    pool = data.ActorPoolStrategy(min_size=1, max_size=actors)
    rows = rows.map_batches(
        _Reader, fn_constructor_args=(recipe, made), compute=pool, batch_size=None, batch_format="pyarrow"
    )
    for row in rows.iter_rows():
        yield pickle.loads(row["outcome"])  # noqa: S301 - made below


def _jobs(recipe: Recipe, row: dict[str, Any]) -> list[dict[str, Any]]:
    number = row.pop("number")
    jobs = enumerate(jobs_of([Input(**row)], recipe.choices))
    return [{"part": f"{number:09}-{place:09}", "job": pickle.dumps(job)} for place, job in jobs]


class _Reader:
    """What an actor does: it loads the rules once, reads batch after batch and writes the tables of each.

    It writes them itself, since Ray's own reader of Parquet does not keep the order of what Ray wrote before: the
    name of a part is the place of its first document, so the parts in the order of their names are in that of the run.
    """

    def __init__(self, recipe: Recipe, made: Path) -> None:
        self._read = reader(recipe)
        self._made = made

    def __call__(self, batch: pa.Table) -> pa.Table:
        pa = arrow()
        jobs: list[Job] = [pickle.loads(job) for job in batch.column("job").to_pylist()]  # noqa: S301 - made above
        outcomes = [self._read(job) for job in jobs]
        self._write(pa.Table.from_batches([batch_from(outcomes)]), batch.column("part")[0].as_py())
        told = [pickle.dumps(dataclasses.replace(outcome, packed=b"")) for outcome in outcomes]
        return pa.table({"outcome": pa.array(told, pa.binary())})

    def _write(self, read: pa.Table, part: str) -> None:
        from pyarrow import parquet

        for table in TABLES:
            folder, rows = self._made / f"{table.name}.parquet", table_from(table, read)
            if rows.num_rows:
                # An actor that is killed here leaves no half of a part behind under a name that anybody reads.
                parquet.write_table(rows, half := folder / f".{part}", compression="zstd")
                half.replace(folder / f"{part}.parquet")


def _complete(made: Path) -> None:
    """Give a table without rows its columns all the same, and clear what killed actors left."""
    from pyarrow import parquet

    for table in TABLES:
        folder = made / f"{table.name}.parquet"
        for half in folder.glob(".*"):
            half.unlink()
        if not any(folder.iterdir()):
            parquet.write_table(schema_of(table).empty_table(), folder / "none.parquet")
