"""A run on a Ray cluster: Ray Data reads, maps with actors that hold the rules, and writes Parquet. Needs `ray`.

Ray cares for machines, memory and what dies: an actor that is killed is replaced, and what it had in hand is read
again. The cluster has this package installed and sees the inputs and the output under the same paths.
"""

from __future__ import annotations

import logging
import pickle
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.arrowtables import arrow, missing, schema_of
from extractor.batches import batch_from, columns_for, table_from
from extractor.documents import is_table
from extractor.errors import OutputError
from extractor.inputs import Input
from extractor.jobs import Job, jobs_of
from extractor.outcomes import Counts, Failure, Outcome
from extractor.recipes import Recipe, reader
from extractor.recordtables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa

_DOCUMENTS_AT_ONCE = 16
_PARTS_FOR_EACH_ACTOR = 8
"""Enough that actors end at about the same time, few enough that a part is worth its file."""
_LARGEST_BLOCK = 4 * 2**20
"""Bytes: rows of one large table are shared out among the actors in pieces of this size."""


def run(
    inputs: Sequence[Input], recipe: Recipe, output: Path, *, address: str | None, workers: int | None
) -> Iterator[Outcome]:
    """Read all inputs and write each table to the folder `OUTPUT/TABLE.parquet`, in parts; then what came of each.

    `address` is that of the cluster (`auto`, `ray://HOST:10001`), None for one on this machine that ends with the run.
    The outcomes are for the closing words and without their records. Raises `OutputError` for another sort of output.
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
        # One core more than actors of a local cluster: reading and writing are tasks, which need one too.
        cores = None if address or workers is None else workers + 1
        ray.init(address, num_cpus=cores, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    try:
        scratch = output / ".records"
        shutil.rmtree(scratch, ignore_errors=True)
        _read(ray.data, inputs, recipe, scratch, actors=workers or _actors(ray))
        for table in TABLES:
            _write(ray.data, table, scratch, output / f"{table.name}.parquet")
        yield from _outcomes(scratch)
        shutil.rmtree(scratch)
    finally:
        if began:
            ray.shutdown()


def _actors(ray: Any) -> int:
    """One for each core of the cluster but one, which is for the tasks that read and write."""
    return max(1, int(ray.cluster_resources()["CPU"]) - 1)


class _Reader:
    """What an actor does: it loads the rules once and reads batch after batch."""

    def __init__(self, recipe: Recipe) -> None:
        self._read = reader(recipe)

    def __call__(self, batch: pa.Table) -> pa.Table:
        jobs: list[Job] = [pickle.loads(job) for job in batch.column("job").to_pylist()]  # noqa: S301 - made below
        return arrow().Table.from_batches([batch_from([self._read(job) for job in jobs])])


def _read(data: Any, inputs: Sequence[Input], recipe: Recipe, scratch: Path, *, actors: int) -> None:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.target_max_block_size = _LARGEST_BLOCK
    parts = max(1, min(len(inputs), actors * _PARTS_FOR_EACH_ACTOR))
    rows = data.from_items([{"path": entry.path, "place": entry.place} for entry in inputs], override_num_blocks=parts)
    # Half a core: so it is not fused with the actors, and the rows of one table are read by all of them.
    share = {"num_cpus": 0.5} if any(is_table(entry.path) for entry in inputs) else {}
    rows = rows.flat_map(partial(_jobs, recipe), **share)
    pool = data.ActorPoolStrategy(min_size=1, max_size=actors)
    rows.map_batches(
        _Reader, fn_constructor_args=(recipe,), compute=pool, batch_size=_DOCUMENTS_AT_ONCE, batch_format="pyarrow"
    ).write_parquet(str(scratch))


def _jobs(recipe: Recipe, row: dict[str, str]) -> list[dict[str, bytes]]:
    jobs = jobs_of([Input(row["path"], row["place"])], recipe.choices)
    return [{"job": pickle.dumps(job)} for job in jobs]


def _write(data: Any, table: Table, scratch: Path, target: Path) -> None:
    from pyarrow import parquet

    temporary = target.with_name(f".{target.name}")
    shutil.rmtree(temporary, ignore_errors=True)
    rows = data.read_parquet(str(scratch), columns=columns_for(table))
    rows.map_batches(partial(table_from, table), batch_format="pyarrow", batch_size=None).write_parquet(str(temporary))
    if not temporary.is_dir():  # Ray writes no file for no rows; who reads the table needs its columns all the same.
        temporary.mkdir()
        parquet.write_table(schema_of(table).empty_table(), temporary / "none.parquet")
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    temporary.rename(target)


def _outcomes(scratch: Path) -> Iterator[Outcome]:
    from pyarrow import dataset

    columns = ["name", "cause", "message", "documents", "findings"]
    for batch in dataset.dataset(scratch, format="parquet").to_batches(columns=columns, batch_size=1000):
        for row in batch.to_pylist():
            yield _outcome(row)


def _outcome(row: dict[str, Any]) -> Outcome:
    if row["message"] is not None:
        return Outcome(row["name"], "", failure=Failure(row["cause"], row["message"]))
    [document], severities = row["documents"], [finding["severity"] for finding in row["findings"]]
    counts = Counts(
        units=document["units"], achievements=document["achievements"], numerals=document["numerals"],
        explained=document["numerals"] - document["unexplained"],
        errors=severities.count("error"), warnings=severities.count("warning"), notes=severities.count("info"),
        first_error=next((finding["message"] for finding in row["findings"] if finding["severity"] == "error"), None),
        first_unexplained=None,  # It would take the numerals of all documents to say where.
    )  # fmt: skip
    return Outcome(row["name"], "", counts=counts)
