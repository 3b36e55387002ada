"""Made-up Word documents, put together by hand: what is in them is what a test says and nothing else."""

import io
import re
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(body: str, *, numbering: str = "", styles: str = "", **parts: str | bytes) -> bytes:
    """A document with the markup of its body, of its lists and of its styles; other parts by name."""
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>"
    }
    if numbering:
        files["word/numbering.xml"] = f"<w:numbering {_W}>{numbering}</w:numbering>"
    if styles:
        files["word/styles.xml"] = f"<w:styles {_W}>{styles}</w:styles>"
    return archive(files | parts)


def archive(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run; in its text other elements may stand."""
    inside = re.sub(r"[^<>]+(?=<|$)", lambda m: f"<w:t>{m[0]}</w:t>", text)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, identity: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>')


def outline(name: int, *levels: tuple[str, str]) -> str:
    """How a list is numbered: form and pattern of each level."""
    inside = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (form, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{name}">{inside}</w:abstractNum>'


def numbered(identity: int, name: int, override: str = "") -> str:
    """A list of an outline."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{name}"/>{override}</w:num>'


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """A cell with a paragraph for each line."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, text.split('/')))}</w:tc>"
