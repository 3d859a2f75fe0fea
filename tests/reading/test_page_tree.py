"""A page's source as a tree: bounded in depth and in attributes, with nothing lost."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from claimtrack.reading.pages.html import read_html
from claimtrack.reading.pages.page_tree import parsed

TOLD = "The ferry between Skarn and Holm stopped at noon on Friday, the harbour office said, and will not run again."
PARAGRAPH = f"<p>{TOLD}</p>"


def depth(tree: Any) -> int:
    deepest = now = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        now += 1 if event == "start" else -1
        deepest = max(deepest, now)
    return deepest


@pytest.mark.parametrize("count", [300, 1_500, 2_100, 30_000])
@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "blockquote", "ul><li", "section class='a b'", "table><tr><td", "font"]
)
def test_a_tree_is_never_deep_and_holds_every_word(tag: str, count: int) -> None:
    tree, _ = parsed(f"<html><body>{PARAGRAPH}{f'<{tag}>' * count}{TOLD}{PARAGRAPH}</body></html>")
    assert depth(tree) <= 205
    assert tree.text_content().count(TOLD) == 3


def test_boxes_that_hold_one_box_are_joined_and_the_page_stays_a_page() -> None:
    tree, is_flat = parsed(f"<html><body><nav>Home</nav>{'<div>' * 1_000}{PARAGRAPH}{'</div>' * 1_000}</body></html>")
    assert not is_flat
    assert tree.find(".//nav").text == "Home"


def test_a_page_made_flat_says_so_and_keeps_its_data() -> None:
    page = (
        "<html><head><title>Ferry</title><script>if (a<b) x('<div>')</script></head><body><!-- <p>no</p> "
        f"-->{'<div>x' * 5_000}{PARAGRAPH}"
    )
    document = read_html(page.encode(), name="a.html")
    assert TOLD in document.text
    assert "no" not in document.text.split("\n")
    assert document.title == "Ferry"
    assert "too deep" in str(document.notices[0])


@pytest.mark.parametrize("attribute", ["a{0}", "a{0}=1", "a{0}='x > y'", 'a{0}="<p>"', "a", "a{0}='", "/a{0} = {0}"])
@pytest.mark.parametrize("before", ["", '<!-- " -->', "<script>x = '\"'</script>", "<p title='>'>x</p>"])
def test_a_tag_keeps_few_attributes_and_what_stands_behind_it(attribute: str, before: str) -> None:
    many = " ".join(attribute.format(number) for number in range(10_000))
    tree, _ = parsed(f"<html><body>{before}<div {many}>{PARAGRAPH}</div></body></html>")
    assert max(len(one.attrib) for one in tree.iter("*")) <= 501
    if not attribute.endswith("'"):
        assert TOLD in tree.text_content()


def test_a_long_attribute_is_left_as_it_is() -> None:
    picture = "data:image/png;base64," + "A b=" * 20_000
    tree, _ = parsed(f'<html><body><img src="{picture}" alt="x">{PARAGRAPH}</body></html>')
    assert tree.find(".//img").get("src") == picture
    assert tree.find(".//img").get("alt") == "x"


def _calls(source: str) -> int:
    """Count what is called while a page is read."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    sys.setprofile(counted)
    try:
        read_html(source.encode(), name="a.html")
    finally:
        sys.setprofile(None)
    return count


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested": lambda n: "<div>" * n + PARAGRAPH,
    # Both are deeper than what is walked: up to there each box is asked for those around it.
    "nested-text": lambda n: ("<div>" + PARAGRAPH) * 3 * n,
    "attributes": lambda n: f"<p {' '.join(f'a{one}=1' for one in range(n))}>{TOLD}</p>",
    "classes": lambda n: f"<p class='{' '.join(f'a{one}' for one in range(n))}'>{TOLD}</p>",
    "times": lambda n: f"<p>{TOLD}{'<time>now</time> ' * n}</p>",
    "quotations": lambda n: f"<p>{TOLD}{'<q>now</q> ' * n}</p>",
    "headings": lambda n: f"<div>{'<h2>Top stories</h2>' * n}{PARAGRAPH}</div>",
    "galleries": lambda n: PARAGRAPH * 3 + "<div class=gallery>" * 50 + PARAGRAPH * n,
    "white": lambda n: f"<div style='color:#fff'>{PARAGRAPH}</div>" * n,
    "doubled": lambda n: f"<div>{PARAGRAPH * 2}</div>" * n,
    "noscripts": lambda n: f"<noscript>{PARAGRAPH * 3}</noscript>" * n,
    "rows": lambda n: f"{PARAGRAPH}<table>{'<tr><td>a</td><td>b</td></tr>' * n}</table>",
    "styles": lambda n: f"<style>{'.a{display:none}' * n}</style>{PARAGRAPH}",
    "comments": lambda n: f"{PARAGRAPH}{'<!--' * n}",
    "boxes": lambda n: "".join(f"<div class='b{one % 9} c'><p>{TOLD} {one}</p></div>" for one in range(n)),
    "breaks": lambda n: f"<div>{(TOLD + '<br>') * n}</div>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_page_is_twice_the_work(name: str) -> None:
    source = HOSTILE[name]
    read_html(source(20).encode(), name="a.html")  # what is imported, and made once
    small, large = _calls(source(100)), _calls(source(200))
    assert large <= 2.4 * small
