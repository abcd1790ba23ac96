"""PDFs, Word documents and zips made in code, whole and broken."""

import io
import zipfile
import zlib
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def pdf(*pages, title=None, author=None):
    """A PDF of these pages, each a list of lines."""
    streams = [_stream(_shown(lines)) for lines in pages]
    return pdf_of_streams(streams, title, author)


def placed_pdf(*pages):
    """A PDF of words at places: each page a list of (x, y, words) or (x, y, words, size)."""
    return pdf_of_streams(
        [_stream("\n".join(map(_placed, page)).encode("latin-1")) for page in pages]
    )


def _placed(words):
    x, y, text, *size = words
    return f"BT /F1 {size[0] if size else 10} Tf {x} {y} Td ({_escaped(text)}) Tj ET"


def _escaped(text):
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_of_streams(streams, title=None, author=None):
    """A PDF whose pages have these content streams, each a dictionary with its bytes."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>",
    ]
    for at, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * at)
        )
        objects.append(stream)
    fields = {"Title": title, "Author": author, "CreationDate": "D:20200102030405Z"}
    info = " ".join(f"/{name} ({value})" for name, value in fields.items() if value)
    objects.append(f"<< {info} >>".encode("latin-1"))
    return _file(objects)


def _file(objects):
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (
        len(objects) + 1, len(objects),
    ))  # fmt: skip
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _shown(lines):
    text = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT /F1 11 Tf 14 TL 72 720 Td\n{text}\nET".encode("latin-1") if lines else b""


def _stream(data, filters=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


def bomb(layers, megabytes):
    """A content stream packed `layers` times over; unpacked it has so many megabytes."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"0 0 m\n" * 170_000) for _ in range(megabytes))
    data += packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return _stream(data, b"/Filter [" + b"/FlateDecode " * layers + b"]")


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def styled(text, look):
    """A run of words with this look, the inside of its `w:rPr`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(body, title="", author="", document=None, parts=None):
    """A Word document with this body, or with `document` as its whole main part.

    `parts` are more of its parts, by their names.
    """
    main = document or f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    core = (
        f'<c:coreProperties xmlns:c="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:t="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<t:created>2020-01-02T03:04:05Z</t:created></c:coreProperties>"
    )
    return zipped({"word/document.xml": main, "docProps/core.xml": core, **(parts or {})})


def zipped(members):
    """A zip of these members; a list of pairs may name one twice."""
    out = io.BytesIO()
    pairs = members.items() if isinstance(members, dict) else members
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in pairs:
            made.writestr(name, data)
    return out.getvalue()


def locked(raw):
    """The zip with every member marked as encrypted."""
    found = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(mark)
        while at >= 0:
            found[at + offset] |= 1
            at = found.find(mark, at + 4)
    return bytes(found)


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = (
    f'xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:table="{ODF}table:1.0" '
    f'xmlns:style="{ODF}style:1.0" xmlns:draw="{ODF}drawing:1.0" xmlns:meta="{ODF}meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body, styles="", title="", author="", parts=None):
    """An OpenDocument text with this body; `parts` are more of its parts, by their names."""
    made = {
        "content.xml": f"<office:document-content {_ODF_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta {_ODF_NAMES}><office:meta><dc:title>{title}</dc:title>"
        f"<dc:creator>{author}</dc:creator></office:meta></office:document-meta>",
    }
    return zipped(made | (parts or {}))


def odt_style(name, look):
    """A style of letters: `odt_style("T1", 'style:text-position="super 58%"')`."""
    look = f"<style:text-properties {look}/>"
    return f'<style:style style:name="{name}" style:family="text">{look}</style:style>'


def epub(*chapters, title="", author="", spine=None, parts=None):
    """An EPUB of these chapters' bodies, in their order or that of `spine`."""
    order = range(len(chapters)) if spine is None else spine
    items = "".join(
        f'<item id="c{at}" href="c%20{at}.xhtml" media-type="application/xhtml+xml"/>'
        for at in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{at}"/>' for at in order)
    made = {
        "META-INF/container.xml": f'<container xmlns="{ODF}container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></metadata>"
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>",
    }
    made |= {f"OPS/c {at}.xhtml": _chapter(body) for at, body in enumerate(chapters)}
    return zipped(made | (parts or {}))


def _chapter(body):
    return (
        '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>Chapter</title><style>p {{}}</style></head><body>{body}</body></html>"
    )


STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"


def reason(found):
    assert found.articles == ()
    (failure,) = found.failures
    return failure.reason
