"""The inspection report: one HTML file that shows where every record comes from, and needs nothing but a browser.

The page works from a file, without a network. Its Content-Security-Policy lets exactly one style sheet and one script
run, by their digests; what comes from a document stands in one block of JSON, which the script turns into text nodes.
"""

import base64
import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extractor import steering, wording
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.reportview import DocumentView, document_view
from extractor.rules import RuleSet
from extractor.twins.words import HeldInWords

PAGES = Path(__file__).parent / "pages"

STYLES = ("tokens.css", "page.css", "document.css", "marks.css", "records.css", "twin.css", "print.css", "correct.css")
"""The style sheets, in the order in which they are laid over one another."""

SCRIPTS = (
    "page.js", "dom.js", "text.js", "verify.js", "marks.js", "textpane.js", "legend.js", "glance.js", "twin.js",
    "records.js", "ledger.js", "pictures.js", "filters.js", "search.js", "selecting.js", "overview.js", "keyboard.js",
    "gold.js", "corrections.js", "changes.js", "correct.js", "adding.js", "start.js",
)  # fmt: skip
"""The parts of the one script, which share its scope; a part may use at once only what stands before it."""

MARKS: Mapping[str, str] = {
    "title": "title", "institution": "institution", "issuer": "who announces it", "published": "day of publication",
    "declared": "announced number of winners", "category": "name of a category", "header": "heading of a category",
    "unit": "name of a unit", "organisation": "body that a unit belongs to", "achievement": "achievement",
    "period": "when it was achieved",
}  # fmt: skip
"""What each sort of mark in the text stands for; marks of numbers and findings are called by role and severity."""

MARK_GROUPS: Mapping[str, str] = {
    "fact": "The announcement", "category": "Categories", "unit": "Units", "organisation": "Their bodies",
    "achievement": "Achievements", "period": "Periods", "number": "Numbers", "finding": "Findings",
}  # fmt: skip
"""The sorts of mark that the legend shows or hides together."""

_UNSAFE = re.compile("[<>&]")
"""What could end the block of data or begin something else in it; JSON reads the escape as the same character."""


def html(
    extractions: Sequence[Extraction], rules: RuleSet, *, title: str | None = None, held: HeldInWords | None = None
) -> str:
    """The report as one page: a single document, or an overview of several with each of them behind it.

    `rules` say why each rule is there, `held` what differs between a single document and its translation. The same
    input gives the same bytes. Raises `InputError` if there is nothing to show, or an extraction came without its text.
    """
    if not extractions:
        raise InputError("no announcement to report on; name at least one")
    views = [document_view(row, rules, key=str(number)) for number, row in enumerate(extractions, 1)]
    heading = title if title is not None else _heading(views)
    content = {"title": heading, "words": _words(), "documents": [dataclasses.asdict(view) for view in views]}
    data = _json(content if held is None else {**content, "twin": dataclasses.asdict(held)})
    style, script = _joined(PAGES, STYLES), _joined(PAGES / "js", SCRIPTS)
    template = _environment().get_template("report.html.j2")
    return template.render(
        title=wording.one_line(heading),
        policy=_policy(style, script),
        data_sha256=hashlib.sha256(data.encode("utf-8")).hexdigest(),
        # These three are safe as they stand: two are files of this package, the data has nothing left that opens a tag.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        data=Markup(data),  # noqa: S704
    )


def _heading(views: Sequence[DocumentView]) -> str:
    return views[0].summary.title if len(views) == 1 else wording.counted(len(views), "announcement")


def _words() -> dict[str, Any]:
    """Words that all documents share: what the marks in the text are called."""
    return {
        "roles": dict(wording.ROLES),
        "severities": dict(wording.SEVERITIES),
        "marks": dict(MARKS),
        "groups": dict(MARK_GROUPS),
    }


def _json(data: dict[str, Any]) -> str:
    plain = steering.in_json(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _joined(folder: Path, names: Sequence[str]) -> str:
    return "\n".join((folder / name).read_text("utf-8") for name in names)


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _source(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
