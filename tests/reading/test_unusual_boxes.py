"""Shadow roots, elements of a page's own, pages for browsers without scripts, and articles set beside one."""

import pytest

from claimtrack.reading.pages.html import read_html

TOLD = [
    "The lighthouse at Morvik went dark for eleven hours on Sunday, the coast service said, and nobody knows why.",
    "Its keeper, Sigrun Dahle, said that she had lit it herself at dusk, as on every day since 1991.",
    "“I saw it burn when I went to bed,” she told the inquiry. “At four it was black.”",
    "A trawler ran on the skerry at half past two, its owner said, with six men on board.",
    "The coast service denied that the lamp was old, and said it had been changed in April of last year.",
    "Two fishermen said that they had seen a boat without lights at the pier shortly before midnight.",
    "The police asked the county for the pictures of a camera at the pier, and were told that there were none.",
    "The inquiry will hear the men of the trawler in June, its chairman, Odd Lunde, said.",
]
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in TOLD)
MENU = "<div class='top'><a href='/'>Front page</a> <a href='/sea'>At sea</a></div>"


def lines(body: str) -> list[str]:
    source = f"<!doctype html><html><head><title>The lamp</title></head><body>{MENU}{body}</body></html>"
    return read_html(source.encode(), name="page.html").text.split("\n")


@pytest.mark.parametrize("name", ["shadowrootmode", "shadowroot"])
def test_a_shadow_root_is_read(name: str) -> None:
    assert lines(f"<x-news><template {name}='open'><article>{PARAGRAPHS}</article></template></x-news>") == TOLD


def test_half_an_article_in_a_shadow_root_is_read() -> None:
    first, rest = ("".join(f"<p>{one}</p>" for one in part) for part in (TOLD[:4], TOLD[4:]))
    assert lines(f"<main>{first}<x-rest><template shadowrootmode='open'>{rest}</template></x-rest></main>") == TOLD


def test_a_template_that_is_none_is_not_read() -> None:
    assert "The row is empty, the table said." not in lines(
        f"<main>{PARAGRAPHS}<template><p>The row is empty, the table said.</p></template></main>"
    )


@pytest.mark.parametrize(
    ("story", "part"), [("nk-story", "nk-paragraph"), ("news-body", "news-block"), ("my-article", "my-text-para")]
)
def test_elements_of_a_pages_own_are_lines(story: str, part: str) -> None:
    body = "".join(f"<{part}>{one}</{part}>" for one in TOLD)
    assert lines(f"<x-app><{story}>{body}</{story}><x-footer>Printed by Vik at Morvik.</x-footer></x-app>") == TOLD


def test_an_element_of_its_own_in_a_sentence_stays_in_it() -> None:
    told = f"{PARAGRAPHS}<p>The owner, <x-person>Tor Vik</x-person>, said that he had <x-em>no</x-em> doubt of it.</p>"
    assert lines(f"<main>{told}</main>")[-1] == "The owner, Tor Vik, said that he had no doubt of it."


@pytest.mark.parametrize(
    "asks",
    [
        "<p>Please turn on JavaScript to see the whole page.</p>",
        "<div class='note'>You see a plain page because scripts are off in your browser.</div>",
    ],
)
def test_a_page_for_browsers_without_scripts_is_read_though_it_asks_for_them(asks: str) -> None:
    body = (
        f"<div id='app'><p>Loading the story…</p></div><noscript>{asks}<div class='story'>{PARAGRAPHS}</div></noscript>"
    )
    assert lines(body) == TOLD


def test_how_to_turn_scripts_on_is_not_read() -> None:
    how = "<p>Open the settings, choose what is said of pages, and let them do it.</p>" * 3
    read = lines(f"<main>{PARAGRAPHS}</main><noscript><p>Please turn on JavaScript.</p>{how}</noscript>")
    assert read == TOLD


@pytest.mark.parametrize("tag", ["aside", "footer"])
def test_an_article_that_is_set_beside_one_is_read(tag: str) -> None:
    assert lines(f"<{tag} class='story'>{PARAGRAPHS}</{tag}>") == TOLD


def test_what_stands_beside_an_article_is_not() -> None:
    beside = "<aside><p>The county has five lighthouses, and two of them are let to guests.</p></aside>"
    assert lines(f"<main>{PARAGRAPHS}{beside}</main>") == TOLD


def test_a_menu_of_sentences_is_a_list() -> None:
    items = "".join(f"<li>{one}</li>" for one in TOLD[1:])
    assert lines(f"<main><p>{TOLD[0]}</p><menu>{items}</menu></main>") == [TOLD[0], *(f"- {one}" for one in TOLD[1:])]


def test_a_table_of_one_cell_between_paragraphs_is_read() -> None:
    first, rest = ("".join(f"<p>{one}</p>" for one in part) for part in (TOLD[:4], TOLD[5:]))
    assert lines(f"<main>{first}<table><tr><td>{TOLD[4]}</td></tr></table>{rest}</main>") == TOLD
