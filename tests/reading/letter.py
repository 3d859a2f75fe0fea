"""A Word document that says something wherever one can."""

import io
import zipfile
from collections.abc import Callable, Iterator

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="urn:wp" xmlns:a="urn:a" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:m="urn:m"'
)

Say = Callable[[], str]
"""Gives the words of the next place."""


def run(words: str, properties: str = "") -> str:
    """Give a run of these words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def split(words: str) -> str:
    """Give words in runs of three letters, with what Word puts between them."""
    pieces = [words[at : at + 3] for at in range(0, len(words), 3)]
    between = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>'
    return between.join(run(piece, "<w:b/>" if place % 2 else "") for place, piece in enumerate(pieces))


def paragraph(inner: str, style: str = "") -> str:
    """Give a paragraph of runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _shown(say: Say) -> Iterator[str]:
    """Yield paragraphs that a reader sees."""
    yield paragraph(run(say()), "Head")
    yield paragraph(split(say()))
    yield paragraph(f'<w:hyperlink r:id="rLink" w:tooltip="{say()}">{split(say())}</w:hyperlink>')
    yield paragraph(f'<w:ins w:id="3" w:author="{say()}" w:date="2026-03-06T10:00:00Z">{run(say())}</w:ins>')
    yield paragraph(f'<w:moveTo w:id="4" w:author="x">{run(say())}</w:moveTo>')
    first, _, last = say().partition(" ")
    yield paragraph(run(first) + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(last))
    first, _, last = say().partition(" ")
    yield paragraph(
        f'{run(first)}<w:del w:id="5" w:author="x"><w:r><w:delText>not by</w:delText></w:r></w:del>{run(last)}'
    )
    first, _, last = say().partition(" ")
    yield paragraph(run(first)) + paragraph(run(last))
    yield paragraph(f'<w:commentRangeStart w:id="7"/>{run(say())}<w:commentRangeEnd w:id="7"/>')
    control = f"<w:sdtPr><w:alias w:val='{say()}'/></w:sdtPr><w:sdtContent>{paragraph(split(say()))}</w:sdtContent>"
    yield f"<w:sdt>{control}</w:sdt>"
    cells = "".join(f"<w:tc>{paragraph(split(one))}</w:tc>" for one in (say(), say(), *say().split(" ")))
    yield f"<w:tbl><w:tblPr><w:tblCaption w:val='{say()}'/></w:tblPr><w:tr>{cells}</w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph(split(say()))}</w:txbxContent>"
    first, _, last = say().partition(" ")
    shape = f'<w:drawing><wp:docPr descr="{say()}"/><wps:txbx>{box}</wps:txbx></w:drawing>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    boxed = f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice>{fallback}</mc:AlternateContent>"
    yield paragraph(f"{run(first)}<w:r>{boxed}</w:r>{run(last)}")
    yield paragraph(f'<w:fldSimple w:instr="AUTHOR {say()}">{run(say())}</w:fldSimple>')
    field = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{say()}"/></w:ffData></w:fldChar></w:r>'
    yield paragraph(f'{field}<w:r><w:instrText>HYPERLINK "{say()}"</w:instrText></w:r>{run(say())}')
    yield paragraph(f"<m:oMath><m:r><m:t>{say()}</m:t></m:r></m:oMath>")
    yield f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("counted")}</w:p>'


def _unseen(say: Say) -> Iterator[str]:
    """Yield paragraphs with what no reader sees."""
    yield paragraph(f'<w:del w:id="9" w:author="{say()}"><w:r><w:delText>{say()}</w:delText></w:r></w:del>')
    yield paragraph(f'<w:moveFrom w:id="10" w:author="x">{run(say())}</w:moveFrom>')
    yield paragraph(run(say(), "<w:vanish/>") + run(say(), '<w:rStyle w:val="Secret"/>'))
    yield paragraph(run(say()), "Secret2")
    yield paragraph(f'<w:r><w:drawing><wp:docPr descr="{say()}"/><a:blip r:embed="rPicture"/></w:drawing></w:r>')
    yield paragraph(f'<w:bookmarkStart w:id="1" w:name="{say()}"/><w:bookmarkEnd w:id="1"/>{run("marked")}')


def letter(say: Say, *, more: str = "") -> bytes:
    """Give a document whose every part says what ``say`` gives: each place another word, where it does."""
    section = f'<w:sectPr>{_REFERENCES}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = f"{''.join(_shown(say))}{''.join(_unseen(say))}{more}{section}"
    comment = f'<w:comment w:id="7" w:author="{say()}" w:initials="{say()}">{paragraph(split(say()))}</w:comment>'
    styles = (
        '<w:style w:styleId="Head"><w:name w:val="heading 1"/></w:style>'
        f'<w:style w:styleId="x"><w:name w:val="{say()}"/></w:style>'
        '<w:style w:styleId="Secret"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Secret2"><w:name w:val="t"/><w:basedOn w:val="Secret"/></w:style>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="3"><w:name w:val="{say()}"/><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt '
        f'w:val="decimal"/><w:lvlText w:val="%1. {say()}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>'
    )
    core = (
        '<cp:p xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        f"<dc:title>{say()}</dc:title><dc:creator>{say()}</dc:creator>"
        f"<cp:lastModifiedBy>{say()}</cp:lastModifiedBy></cp:p>"
    )
    settings = f"<w:evenAndOddHeaders/><w:docVars><w:docVar w:val='{say()}'/></w:docVars>"
    footnote = f'<w:footnote w:id="2">{paragraph(split(say()))}</w:footnote>'
    endnote = f'<w:endnote w:id="2">{paragraph(run(say()))}</w:endnote>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="urn:t"><Override PartName="/word/{say()}"/></Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {
                **{f"r{one}": (one, f"{one}.xml") for one in _PARTS},
                "rHead": ("header", "header1.xml"),
                "rFoot": ("footer", "footer1.xml"),
                "rPicture": ("image", "media/image1.png"),
                "rLink": ("hyperlink", f'https://example.org/{say()}" TargetMode="External'),
            }
        ),
        "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMES}>{numbering}</w:numbering>",
        "word/settings.xml": f"<w:settings {_NAMES}>{settings}</w:settings>",
        "word/footnotes.xml": f"<w:footnotes {_NAMES}>{footnote}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {_NAMES}>{endnote}</w:endnotes>",
        "word/comments.xml": f"<w:comments {_NAMES}>{comment}</w:comments>",
        "word/header1.xml": f"<w:hdr {_NAMES}>{paragraph(split(say()))}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_NAMES}>{paragraph(split(say()))}</w:ftr>",
        "word/people.xml": f'<w:people {_NAMES}><w:person w:author="{say()}"/></w:people>',
        "docProps/core.xml": core,
        "docProps/app.xml": f"<Properties><Company>{say()}</Company><Manager>{say()}</Manager></Properties>",
        "docProps/custom.xml": f"<Properties><property name='{say()}'>{say()}</property></Properties>",
        "customXml/item1.xml": f"<case by='{say()}'>{say()}</case>",
        "word/glossary/document.xml": f"<w:glossaryDocument {_NAMES}>{paragraph(split(say()))}</w:glossaryDocument>",
        "word/embeddings/sheet1.bin": say(),
        f"word/media/{say().replace(' ', '_')}.png": f"\x89PNG {say()}",
        "word/media/image1.png": f"\x89PNG {say()}",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = say().encode()
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


_PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")
_REFERENCES = '<w:headerReference w:type="default" r:id="rHead"/><w:footerReference w:type="default" r:id="rFoot"/>'


def _relations(of: dict[str, tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{to}"/>' for key, (kind, to) in of.items())
    return f'<Relationships xmlns="{_P}">{inner}</Relationships>'
