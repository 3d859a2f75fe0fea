"""The page as a browser sees it: parsed, its links followed, its colours measured."""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.etree import _Element

import claimtrack.reports
from claimtrack.reports.harmless import everywhere, visible
from claimtrack.reports.html import render
from claimtrack.reports.model import (
    ArticleEntry,
    CaveatLine,
    ClaimEntry,
    EvidenceLine,
    FindingLine,
    LinkLine,
    NoteLine,
    Report,
    RestatementLine,
)
from claimtrack.vocabulary import CaveatKind, ClaimLinkKind, Said, Status

VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>x</script>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; <!-- -->",
    "`code` | *bold* =cmd()",
    "\x1b[31mred\u202etxt.exe\u2066\x00",
]


def page(report: Report) -> _Element:
    """Parse a rendered report."""
    return html.document_fromstring(render(report).decode())


def elements(tree: _Element) -> list[str]:
    """Name the elements in order, with their attributes' names."""
    return [f"{node.tag} {' '.join(sorted(node.attrib))}" for node in tree.iter(html.etree.Element)]


class _Nesting(HTMLParser):
    """Refuses an end tag that does not close the element opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute twice in <{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a" and self.open.count("a") > 1:
            self.faults.append("a link inside a link")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


def faults(text: str) -> list[str]:
    """List what is wrong with the nesting of a page."""
    parser = _Nesting()
    parser.feed(text)
    parser.close()
    return parser.faults + parser.open


def test_every_link_within_the_page_has_its_target_and_ids_are_unique(sample: Report) -> None:
    tree = page(sample)
    ids = tree.xpath("//@id")
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_every_claim_is_marked_in_the_text_and_linked_both_ways(sample: Report) -> None:
    tree = page(sample)
    for entry in sample.articles[0].claims:
        (section,) = tree.xpath(f"//article[@id='claim-{entry.number}']")
        back = section.xpath(f".//a[@href='#mark-{entry.number}']")
        assert len(tree.xpath(f"//p/a[@id='mark-{entry.number}'][@href='#claim-{entry.number}']")) == len(back)
        assert bool(back) == bool(entry.spans)


def test_the_marks_leave_the_article_as_it_was(sample: Report) -> None:
    shown = []
    for paragraph in page(sample).xpath("//div[@class='prose']/p"):
        for tag in paragraph.xpath("./a[starts-with(@class, 'tag')]"):
            tag.drop_tree()
        shown.append(paragraph.text_content())
    assert "\n\n".join(shown) == sample.articles[0].text.strip()


def test_nested_claims_are_both_marked_and_the_inner_one_is_the_link(sample: Report) -> None:
    (inner,) = page(sample).xpath(
        "//a[contains(@class, 'mark')][text()='the bow door was open before the ship turned']"
    )
    assert inner.get("href") == "#claim-6"
    assert inner.getparent().get("class") == "mark h1 s-unverified"


def test_the_page_is_well_nested_fetches_nothing_and_runs_nothing(sample: Report) -> None:
    text = render(sample).decode()
    tree = page(sample)
    assert faults(text) == []
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //base | //@src | //@onclick")
    assert not re.search(r"url\(|@import", text)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_the_outline_has_landmarks_a_language_and_headings_in_order(sample: Report) -> None:
    tree = page(sample)
    levels = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert tree.get("lang") == "en"
    assert set(tree.xpath("//div[@class='prose']/@lang")) == {"en"}
    assert [len(tree.xpath(f"//body/{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]


def test_status_is_always_a_word_and_a_sign_beside_the_colour(sample: Report) -> None:
    tree = page(sample)
    badges = [badge.text_content() for badge in tree.xpath("//article//span[starts-with(@class, 'badge')]")]
    assert badges[:4] == [
        "✓ proven (confirmed, independently)",
        "◐ in review",
        "± disputed",
        "~ ⚑ confirmed by override",
    ]
    tags = tree.xpath("//p/a[starts-with(@class, 'tag')]")
    assert [tag.text_content() for tag in tags[:4]] == ["1✓", "2◐", "3±", "4~⚑"]
    assert tags[0].get("aria-label") == "Claim 1, proven (confirmed, independently)"


def test_a_checked_quotation_is_not_shown_as_confirmed(sample: Report) -> None:
    (section,) = page(sample).xpath("//article[@id='claim-7']")
    answers = [" ".join(part.text_content().split()) for part in section.xpath(".//dl[@class='verdicts']/div")]
    assert answers == [
        "Is it true?no verdict yet",
        "Was it said?yes, it was really said (which does not make it true)",
    ]
    assert "confirmed" not in section.xpath("string(.//h3)")


def test_overrides_stand_at_the_top_and_on_the_claim(sample: Report) -> None:
    tree = page(sample)
    (box,) = tree.xpath("//section[@class='notice overrides']")
    assert box.xpath(".//a/@href") == ["#claim-4"]
    assert "The register was shown to us on site" in box.text_content()
    assert "Override." in tree.xpath("string(//article[@id='claim-4']/p[@class='flag'])")


def test_alarms_and_what_is_only_proposed_stand_at_the_top(sample: Report) -> None:
    tree = page(sample)
    (box,) = tree.xpath("//section[@class='notice alarms']")
    assert box.xpath(".//a/@href") == ["#claim-1", "#claim-12"]
    assert "2 claims that cannot stand beside another" in box.text_content()
    assert "a second person has yet to approve it: 1 claim" in tree.xpath("string(//section[@class='group left'])")


def test_the_chain_s_head_and_how_to_check_it_end_the_page(sample: Report) -> None:
    (record,) = page(sample).xpath("//footer[@id='record']")
    assert sample.head_hash in record.text_content()
    assert record.xpath(".//p/code/text()") == ["claimtrack verify"]


def test_several_articles_have_a_table_of_contents(
    article: Callable[..., ArticleEntry], report: Callable[..., Report]
) -> None:
    tree = page(report(article(title="One"), article(number=2, name="two.txt")))
    assert tree.xpath("//nav//a/@href") == ["#article-1", "#article-2"]
    assert tree.xpath("//nav//a//text()") == ["One", "two.txt"]
    assert tree.xpath("//section[@class='article']/@id") == ["article-1", "article-2"]


def test_a_claim_linked_to_one_outside_the_report_is_named_without_a_link(
    entry: Callable[..., ClaimEntry],
    link: Callable[..., LinkLine],
    article: Callable[..., ArticleEntry],
    report: Callable[..., Report],
) -> None:
    claim = entry(1, inside=77, links=(link(ClaimLinkKind.DENIES, 78),))
    text = page(report(article(claims=[claim]))).text_content()
    assert "claim 77" in text
    assert "claim 78" in text
    assert not page(report(article(claims=[claim]))).xpath("//a[@href='#claim-77' or @href='#claim-78']")


def test_only_web_addresses_are_links(article: Callable[..., ArticleEntry], report: Callable[..., Report]) -> None:
    def links(url: str) -> list[str]:
        return list(page(report(article(url=url))).xpath("//a[@class='url']/@href"))

    assert links("https://courier.example/a?b=1&c=2") == ["https://courier.example/a?b=1&c=2"]
    assert links("javascript:alert(1)") == []


@pytest.mark.parametrize("language", ['en" onclick="x', "", "not a tag", "<b>"])
def test_a_language_that_is_none_is_left_empty(
    article: Callable[..., ArticleEntry], report: Callable[..., Report], language: str
) -> None:
    assert page(report(article("Text.", language=language))).xpath("//div[@class='prose']/@lang") == [""]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_at_once_adds_no_element(sample: Report, text: str) -> None:
    def marked(with_text: str) -> Report:
        made = everywhere(sample, lambda field: field + with_text)
        articles = tuple(
            replace(one, text=old.text, claims=tuple(map(_kept, one.claims, old.claims)))
            for one, old in zip(made.articles, sample.articles, strict=True)
        )
        return replace(made, articles=articles)

    rendered = render(marked(text)).decode()
    assert elements(html.document_fromstring(rendered)) == elements(page(marked("x")))
    assert faults(rendered) == []
    assert visible(text) in html.document_fromstring(rendered).text_content()


def _kept(changed: ClaimEntry, old: ClaimEntry) -> ClaimEntry:
    """Keep the words that are no foreign text: what stands in them decides how a page is built."""
    hops = tuple(replace(new, role=before.role) for new, before in zip(changed.hops, old.hops, strict=True))
    notes = tuple(replace(new, kind=before.kind) for new, before in zip(changed.notes, old.notes, strict=True))
    return replace(changed, hops=hops, notes=notes)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None, categories=None), min_size=1))
def test_any_text_can_be_read_back_and_adds_no_element(
    entry: Callable[..., ClaimEntry],
    piece: Callable[..., EvidenceLine],
    article: Callable[..., ArticleEntry],
    report: Callable[..., Report],
    text: str,
) -> None:
    def made(words: str) -> Report:
        at = entry().created_at
        claim = entry(
            1,
            words,
            speaker=words,
            override_reason=words,
            overridden=True,
            evidence=(piece(1, words, source=words, excerpt=words, note=words, url=words),),
            caveats=(CaveatLine(CaveatKind.ALLEGED, words, words, ()),),
            notes=(NoteLine("comment", words, words, at),),
            restatement=RestatementLine(words, words, at, 2, fits=False, misfits=(words,)),
            finding=FindingLine(
                words, words, words, words, at, 2, Status.REFUTED, Said.UNCHECKED, fits=False, misfits=(words,)
            ),
        )
        return report(article("Story.", [claim], title=words, outlet=words, byline=words, url=words))

    rendered = render(made(text)).decode()
    tree = html.document_fromstring(rendered)
    assert elements(tree) == elements(page(made("x")))
    assert faults(rendered) == []
    shown = visible(text, keep_lines=True)
    assert tree.xpath("//article/blockquote[@class='claim-text']")[0].text_content() == shown
    assert tree.xpath("string(//h1)") == shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    sheet = (Path(claimtrack.reports.__file__).parent / "templates" / "report.css").read_text()
    blocks = re.findall(r":root \{(.*?)\}", sheet, flags=re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))
    grounds = {name: colours.pop(name) for name in ("page", "card")}
    flag, flag_ink, _ = (colours.pop(name) for name in ("flag", "flag-ink", "rule"))
    assert _contrast(flag, flag_ink) >= 4.5
    low = [
        (name, ground) for name, ink in colours.items() for ground in grounds if _contrast(ink, grounds[ground]) < 4.5
    ]
    assert not low


def _contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, after WCAG 2.2, "relative luminance"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_cards_of_a_paragraph_stand_beside_it(sample: Report) -> None:
    for row in page(sample).xpath("//div[@class='row'][div[@class='prose']]"):
        marked = [tag[5:] for tag in row.xpath("./div[@class='prose']//a/@id")]
        assert [card[6:] for card in row.xpath("./div[@class='entries']/article/@id")] == sorted(marked, key=int)


def test_digests_and_offsets_are_in_the_fold(sample: Report) -> None:
    tree = page(sample)
    for node in tree.xpath("//article//details | //header//details"):
        node.drop_tree()
    shown = tree.xpath("string(//main)")
    assert "sha256" not in shown
    assert "characters 120 to 187" not in shown
    assert "recorded it on ingest" not in shown
    assert "21.52 Halmar's lights lost to sight" in shown


def test_the_legend_is_folded(sample: Report) -> None:
    (legend,) = page(sample).xpath("//details[@class='legend']")
    assert legend.get("open") is None


def test_a_claim_on_which_nothing_was_found_out_is_one_line(sample: Report) -> None:
    lines = page(sample).xpath("//article[contains(@class, ' line ')]")
    assert [line.get("id") for line in lines] == ["claim-5", "claim-9", "claim-11", "claim-14"]
    assert all([child.tag for child in line] == ["h3", "p", "details"] for line in lines)


def test_the_opening_links_evidence_to_its_card_and_its_address(sample: Report) -> None:
    (ground,) = page(sample).xpath("//p[@class='ground'][contains(., 'Lighthouse')]")
    assert ground.xpath(".//a/@href") == [
        "#claim-1-evidence-1",
        "https://lighthouse.example/logs/2031/march.pdf",
    ]


def test_a_card_says_what_its_verdict_hangs_on(sample: Report) -> None:
    article = sample.articles[0]
    index = next(place for place, one in enumerate(article.claims) if one.status is Status.CONFIRMED)
    hangs = "it falls with one assumption: if evidence 1 is not a record"
    entries = list(article.claims)
    entries[index] = replace(entries[index], linchpins=(hangs,))
    told = page(replace(sample, articles=(replace(article, claims=tuple(entries)), *sample.articles[1:])))
    (card,) = told.xpath(f"//article[@id='claim-{entries[index].number}']")
    assert f"I{hangs[1:]}" in card.text_content()
