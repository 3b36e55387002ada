"""Made-up PDF files, set by reportlab, and broken ones put together by hand."""

import io
import zlib
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
ENGLISH = ParagraphStyle("en", fontName="Times-Roman", fontSize=11, leading=15, spaceAfter=8)
INDENTED = ParagraphStyle("indented", parent=ENGLISH, firstLineIndent=22, alignment=4, spaceAfter=0)
CHINESE = ParagraphStyle("zh", fontName="STSong-Light", fontSize=14, leading=28, firstLineIndent=28, wordWrap="CJK")
TITLE = ParagraphStyle("title", parent=CHINESE, fontSize=22, leading=32, firstLineIndent=0, alignment=1)
CELL = ParagraphStyle("cell", parent=CHINESE, fontSize=11, leading=16, firstLineIndent=0)


def pdf(*flow: Flowable, head: str = "", foot: str = "- {page} -") -> bytes:
    """A document of these parts; what is printed at the edges of its pages may have their numbers in it."""
    out = io.BytesIO()

    def edges(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(80, A4[1] - 30, head.format(page=document.page))
        canvas.drawCentredString(A4[0] / 2, 30, foot.format(page=document.page))

    SimpleDocTemplate(out, pagesize=A4).build(list(flow), onFirstPage=edges, onLaterPages=edges)
    return out.getvalue()


def paragraphs(texts: Sequence[str], style: ParagraphStyle = ENGLISH) -> list[Flowable]:
    """Each text a paragraph."""
    return [Paragraph(text, style) for text in texts]


def new_page() -> Flowable:
    """The end of a page."""
    return PageBreak()


def table(rows: Sequence[Sequence[str]], widths: Sequence[float], style: ParagraphStyle = CELL) -> Flowable:
    """A ruled table, its cells wrapped and in the middle of their rows."""
    return Table(
        [[Paragraph(cell, style) for cell in row] for row in rows],
        colWidths=list(widths),
        style=[("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    )


def lines(*texts: str, size: float = 13, slant: float = 0) -> bytes:
    """A page with these lines as they are; `slant` turns the last one, in degrees."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Times-Roman", size)
    for number, text in enumerate(texts, 1):
        if slant and number == len(texts):
            canvas.rotate(slant)
        canvas.drawString(60, 800 - 14 * number, text)
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    """A page that is a picture."""
    from PIL import Image

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 50, 50)
    canvas.save()
    return out.getvalue()


def locked() -> bytes:
    """A document that only its owner can open."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(60, 700, "Nobody reads this")
    canvas.save()
    return out.getvalue()


def raw(drawing: bytes, pages: int = 1) -> bytes:
    """A document whose pages all have one drawing, in the language of PDF."""
    fonts = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    packed = zlib.compress(drawing, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + b"3 0 R " * pages + b"] /Count %d >>" % pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font %s >> >>" % fonts,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
