"""Pages in the markup of outlets and systems that are in use, or were: what stands around an article goes on no record.

Each page has the six paragraphs of `TOLD` where the template puts an article's, and lines of furniture where it puts
those. The paragraphs are read whole; what the furniture says may be read, and is taken for no statement.
"""

from dataclasses import dataclass

import pytest

from claimtrack.extraction.engine import extract
from claimtrack.reading.pages.html import read_html

TOLD = (
    "The lock at Ferrow will stay shut until August, the waterways board said on Monday.",
    "Divers found that both gates had been hung from a single hinge since the spring flood of 2019.",
    "“We had asked for the drawings for three years,” said Ilse Tander, who keeps the lock. “Nobody had any.”",
    "Boats of more than nine metres must take the long way round by Osk, which costs them two days.",
    "The board put the cost of new gates at 2.3 million crowns and said that it had set aside half of that.",
    "Hauliers asked the court in Vell to order a temporary gate, and it will hear them on Thursday.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """The markup of a page with a mark for each two paragraphs, how it sets a paragraph, and what stands around."""

    name: str
    page: str
    furniture: tuple[str, ...]
    paragraph: str = "<p>{}</p>"


def _templates() -> list[Template]:
    return [
        Template(
            "washington-post",
            "<main><h1 data-qa='headline'>Lock shut</h1><div class='meteredContent grid-center'><article>"
            "<div class='teaser-content'><div class='article-body'>@1</div></div>"
            "<div class='hide-for-print'><div class='b bb'><div>Advertisement</div></div></div>"
            "<div class='article-body'>@2</div>"
            "<div data-qa='interstitial'><a href='/x'>Osk counts its barges, and finds one too many</a></div>"
            "<div class='article-body'>@3</div>"
            "<p class='tagline'>Dana Orlik in Vell contributed to this report.</p></article>"
            "<div data-qa='comments-btn'><button>218 Comments</button></div>"
            "<div class='author-bio'><div>Dana Orlik writes about rivers for the Post. She was born on a barge.</div></div>"
            "</div></main>",
            ("Dana Orlik in Vell contributed to this report.", "She was born on a barge.", "Osk counts its barges"),
        ),
        Template(
            "guardian-dcr",
            "<main><article><div data-gu-name='headline'><h1>Lock shut</h1></div><div data-gu-name='body'><div id='maincontent'>"
            "<div class='article-body-commercial-selector'>@1<aside data-component='rich-link'><a href='/r'>Why Osk has no bridge</a>"
            "<span>Read more</span></aside>@2<div class='ad-slot-container ad-slot-container--inline'><div class='ad-slot'>"
            "Barges from nine crowns a day.</div></div><gu-island name='EmailSignUpWrapper'><div><p>Sign up to Ferrow First</p>"
            "<p>Our morning letter tells you what happened on the water.</p><strong>Privacy Notice: </strong><span>Newsletters "
            "may contain information about charities and online ads.</span></div></gu-island>@3<p><em>Do you have an opinion on "
            "the issues raised in this article? If you would like to submit a response of up to 300 words by email to be "
            "considered for publication, please click here.</em></p></div></div></div></article>"
            "<div data-print-layout='hide'><ul><li><a href='/t'>Canals</a></li></ul></div></main>",
            (
                "Barges from nine crowns a day.",
                "Our morning letter tells you what happened on the water.",
                "Newsletters may contain information about charities and online ads.",
                "If you would like to submit a response of up to 300 words",
            ),
        ),
        Template(
            "guardian-epic",
            "<main><article><h1>Lock shut</h1><div class='content__article-body'>@1@2@3"
            "<div class='contributions__epic'><p>Since you’re here we have a small favour to ask. More people are reading the "
            "Sentinel than ever but advertising revenues are falling.</p><p>If everyone who reads our reporting helped fund it, "
            "our future would be much more secure. For as little as one crown, you can support us.</p></div></div></article></main>",
            ("More people are reading the Sentinel than ever", "our future would be much more secure"),
        ),
        Template(
            "independent",
            "<article><h1>Lock shut</h1><div id='main'>@1<div data-newsletter-component><h3>Sign up for a daily letter</h3>"
            "<p>I would like to be emailed about offers and events by the Freestander. Read our privacy notice.</p></div>@2"
            "<div class='related'><h2>Recommended</h2><ul><li><a href='/a'>Barge sinks in Osk basin</a></li></ul></div>@3"
            "<div><h2>Join our commenting forum</h2><p>Join thought-provoking conversations, follow other readers and see their "
            "replies.</p></div></div></article>",
            (
                "I would like to be emailed about offers",
                "Join thought-provoking conversations, follow other readers",
                "Barge sinks in Osk basin",
            ),
        ),
        Template(
            "daily-mail",
            "<div class='article-text' id='js-article-text'><h2>Lock shut</h2><ul class='mol-bullets-with-font'><li><strong>Gates "
            "hung from one hinge</strong></li></ul><div itemprop='articleBody'>@1"
            "<div class='mol-img-group'><div class='mol-img'><img></div><p class='imageCaption'>Closed: Boats queue at Ferrow "
            "on Sunday afternoon.</p></div>@2<div class='art-ins mol-factbox news floatRHS'><h3>HOW A LOCK WORKS</h3><p>Water is "
            "let in at one end and let out at the other, said nobody in particular.</p></div>@3</div></div>"
            "<div class='shareArticles'><h3>Share or comment on this article:</h3></div>"
            "<div id='reader-comments'><p class='comment-body comment-text'>They have been told about that hinge for years.</p></div>",
            (
                "Closed: Boats queue at Ferrow on Sunday afternoon.",
                "They have been told about that hinge for years.",
            ),
            "<p class='mol-para-with-font'>{}</p>",
        ),
        Template(
            "al-jazeera",
            "<main><header><h1>Lock shut</h1></header><div class='wysiwyg'>@1<div class='container__ads'><div>Advertisement</div>"
            "</div><div class='more-on'><h2 class='more-on__heading'>Recommended Stories</h2><span>list of 2 items</span><ul><li>"
            "<span>list 1 of 2</span><h3><a href='/1'>Osk reopens its basin</a></h3></li></ul><span>end of list</span></div>@2@3"
            "<div class='article-source'>Source: Gulf Relay and news agencies</div></div></main>",
            ("Osk reopens its basin", "list of 2 items", "Source: Gulf Relay and news agencies"),
        ),
        Template(
            "deutsche-welle",
            "<article><h1>Lock shut</h1><div class='rich-text'>@1<div class='embed external'><h2>To view this video please enable "
            "JavaScript, and consider upgrading to a web browser that supports HTML5 video</h2></div>@2@3"
            "<p><em>it/dr (AFP, dpa)</em></p><p><em>Every Tuesday, DLW editors round up what is happening on the rivers. You can "
            "sign up here for the weekly email newsletter River Briefing.</em></p></div></article>",
            ("To view this video please enable", "it/dr (AFP, dpa)", "You can sign up here for the weekly email newsletter"),
        ),
        Template(
            "france24",
            "<article><h1>Lock shut</h1><div class='t-content__body'>@1<div class='m-interstitial'><div class='o-ad-container'>"
            "Advertising</div><p>Read more<a href='/x'>The basin at Osk, drained</a></p></div>@2@3<p><em>(NEWS 30 with AFP)</em>"
            "</p></div><section class='o-self-promo'><strong>The Daily Brief</strong><p>Receive essential international news "
            "every morning.</p></section></article>",
            ("(NEWS 30 with AFP)", "Receive essential international news every morning."),
        ),
        Template(
            "rfe-rl",
            "<div class='body-container'><h1>Lock shut</h1><div id='article-content'><div class='wsw'>@1"
            "<div class='wsw__embed'><div class='media-block also-read'><a href='/r'><span>SEE ALSO:</span><h4>Osk Barge Crews Return "
            "To Work</h4></a></div></div>@2@3<div class='wsw__embed'>With reporting by AFP and Reuters</div></div></div>"
            "<ul class='author-group'><li><div class='author__bio'><p>Dana Orlik is a correspondent in Vell. She has covered the "
            "river since 2008.</p></div></li></ul></div>",
            ("Osk Barge Crews Return To Work", "With reporting by AFP and Reuters", "She has covered the river since 2008."),
        ),
        Template(
            "times-of-india",
            "<div class='_s30J'><h1>Lock shut</h1>@t<div class='ad1'></div></div><div class='download_app'>Download the Times "
            "news app for latest river news.</div><div class='wrap'><h2>About the Author</h2><p>Revathi Menon is a principal "
            "correspondent and loves boats.</p></div><div class='vdo'>FOLLOW US ON SOCIAL MEDIA</div>",
            ("Download the Times news app", "Revathi Menon is a principal correspondent and loves boats."),
            "{}<br><br>",
        ),
        Template(
            "dawn",
            "<article class='story'><h2 class='story__title'><a href='https://daybreak.example/1'>Lock shut</a></h2><div class='story__content'>"
            "@1<div class='pullquote'>Nobody had any</div>@2@3<p><em>Published in Daybreak, November 2nd, 2017</em></p></div></article>"
            "<div class='slideshow'><h4>Read more</h4><div class='box'><h2><a href='/2'>Basin gates seized</a></h2><div>The gates "
            "were taken to Osk on a raft.</div></div></div>",
            ("Published in Daybreak, November 2nd, 2017", "The gates were taken to Osk on a raft."),
        ),
        Template(
            "sydney-morning-herald",
            "<article><h1>Lock shut</h1><div data-testid='body-content'>@1<div class='noPrint'>Advertisement</div>@2@3<p><b><i>The Morning "
            "Edition newsletter is our guide to the day’s most important and interesting stories. </i></b><a href='/n'><b><i>Sign up "
            "here</i></b></a><b><i>.</i></b></p></div></article><section><h3>Most viewed in National</h3><ul><li><a href='/m'>Osk basin "
            "drains by mistake</a></li></ul></section>",
            ("newsletter is our guide to the day", "Osk basin drains by mistake"),
        ),
        Template(
            "irish-times",
            "<article class='default__ArticleBody article-body-wrapper'><h1>Lock shut</h1>@1<div class='interstitial-link block-margin-bottom'>"
            "<a href='/i'>[ Osk basin gets its water back Opens in new window ]</a></div>@2@3<ul class='b-it-list'><li>Sign up for "
            "<a href='/p'>push alerts</a> and have the best news delivered directly to your phone</li><li>Find The Liffey Times on "
            "<a href='/w'>WhatsApp</a> and stay up to date</li></ul></article>",
            (
                "Osk basin gets its water back",
                "have the best news delivered directly to your phone",
                "Find The Liffey Times on",
            ),
            "<p class='c-paragraph paywall'>{}</p>",
        ),
        Template(
            "der-standard",
            "<main><article class='article'><h1 class='article-title'>Lock shut</h1><div class='article-body'>@1"
            "<ad-container><ad-slot>Werbung</ad-slot></ad-container>@2@3<p>(dor, 4.7.2023)</p></div><div id='forum'><dst-posting>"
            "<div class='posting--content'>A hinge is a hinge, and two are better, my father said.</div></dst-posting></div></article></main>",
            ("(dor, 4.7.2023)", "A hinge is a hinge, and two are better"),
        ),
        Template(
            "politico",
            "<main><h2 class='headline'>Lock shut</h2><div class='container__column--story'>@1<div class='ad-slot flex-ad'>"
            "Advertisement</div>@2@3</div><ul class='story-enhancement'><li class='filed-under'>Filed Under: <a href='/l'>Locks</a></li>"
            "</ul><div class='story-frag'><div class='sign-up-title'>Palaver Playbook</div><p>The unofficial guide to the river, "
            "every morning and weekday afternoons.</p><p>By signing up, you acknowledge and agree to our Privacy Policy.</p></div></main>",
            ("The unofficial guide to the river", "By signing up, you acknowledge"),
            "<p class='story-text__paragraph'>{}</p>",
        ),
        Template(
            "axios",
            "<article><h1 data-vars-category='story'>Lock shut</h1><div class='DraftjsBlocks_draftjs__fm3S2'>@1<p><strong>Why it "
            "matters: </strong>Half of the valley’s grain goes by water.</p>@2@3<p><em>Get more local stories in your inbox with "
            "</em><a href='/l'><em>Axle Vell</em></a><em>.</em></p></div><aside>Go deeper</aside></article>",
            ("Get more local stories in your inbox",),
        ),
        Template(
            "the-conversation",
            "<article><h1>Lock shut</h1><div class='disclosure'><h3>Disclosure statement</h3><p>Bettina Okello receives funding from the "
            "Tidal Fund.</p></div><div class='content-body' itemprop='articleBody'>@1<hr><p><em><strong>Read more: <a href='/r'>Why some "
            "hinges fail first</a></strong></em></p><hr>@2@3</div><div class='republishing'><p>This article is republished from The "
            "Discourse under a Creative Commons license. Read the original article.</p></div><p>Bettina Okello does not work for, "
            "consult, own shares in or receive funding from any company or organisation that would benefit from this article.</p>"
            "</article>",
            (
                "Bettina Okello receives funding from the Tidal Fund.",
                "This article is republished from The Discourse",
                "does not work for, consult, own shares in",
                "Why some hinges fail first",
            ),
        ),
        Template(
            "propublica",
            "<main><article class='story'><h1 class='hed'>Lock shut</h1><div class='article-body'><div class='bb-callout--intro'><p>ProRiver "
            "is a nonprofit newsroom that investigates abuses of power. Sign up to receive our biggest stories as soon as they’re "
            "published.</p></div>@1<aside class='bb-callout'><p>Do You Know About Hinges? Help us report. Our reporters read every "
            "letter that you send.</p></aside>@2@3<p>If you have information about locks, reach Dana Orlik at "
            "<a href='mailto:d@p.example'>d@proriver.example</a>.</p><p>Sam Petrosky contributed research.</p></div></article></main>",
            (
                "is a nonprofit newsroom that investigates abuses of power",
                "Our reporters read every letter that you send.",
                "reach Dana Orlik at",
                "Sam Petrosky contributed research.",
            ),
        ),
        Template(
            "eurekalert",
            "<article class='news-release'><h1 class='page_title'>Lock shut</h1><div class='entry'>@1@2@3<p>###</p></div>"
            "<div class='details'><div class='well'><dl><dt>Journal</dt><dd>Journal of Hinges</dd><dt>Method of Research</dt>"
            "<dd>Observational study</dd></dl></div></div><p class='disclaimer'><strong>Disclaimer:</strong> AAXS and ScienceBell! are not "
            "responsible for the accuracy of news releases posted to ScienceBell! by contributing institutions.</p></article>",
            ("not responsible for the accuracy of news releases", "Observational study"),
        ),
        Template(
            "gov-uk",
            "<main id='content' class='news-article'><h1>Lock shut</h1><div class='gem-c-govspeak govspeak'>@1@2@3</div>"
            "<div class='app-c-published-dates'>Published 20 October 2021</div><div class='gem-c-contextual-sidebar'><h2>Related content</h2>"
            "<ul><li><a href='/r'>Apply to keep a lock</a></li></ul></div><div class='gem-c-feedback'><h3>Is this page useful?</h3>"
            "<p>Don’t include personal or financial information like your National Insurance number.</p><p>To help us improve, "
            "we’d like to know more about your visit today.</p></div></main>",
            ("Don’t include personal or financial information", "we’d like to know more about your visit today"),
        ),
        Template(
            "eu-press-corner",
            "<main><h1 class='ecl-heading'>Lock shut</h1><div class='ecl-paragraph'>@1@2@3</div><div class='ecl-row'><h2>Press contacts"
            "</h2><div class='ecl-contact'><p>Dana Orlik</p><p>Spokesperson, +32 2 555 01 42</p></div></div><div class='ecl-row'><h2>Share "
            "this page</h2></div><footer><p>This site is managed by the Directorate-General for Rivers.</p></footer></main>",
            ("Spokesperson, +32 2 555 01 42", "This site is managed by"),
        ),
        Template(
            "mediawiki-news",
            "<div id='content'><h1 id='firstHeading'>Lock shut</h1><div id='bodyContent'><div id='siteSub'>From Wikitidings, the free news "
            "source you can write!</div><div id='mw-content-text'>@1@2@3<h2><span id='Sources' class='mw-headline'>Sources</span></h2><ul><li>"
            "<span class='sourceTemplate'>Reidun Voll. “<a class='external text' href='http://x.example'>Lock shut</a>” — The Hamna "
            "Bugle, November 5, 2014</span></li></ul><table class='infobox'><tr><td>Share this: It helps us when you do.</td></tr></table>"
            "</div></div></div><div id='footer'><li>All text created after 2005 is available under a free licence.</li></div>",
            ("the free news source you can write", "It helps us when you do", "All text created after 2005"),
        ),
        Template(
            "medium",
            "<article><section><h1 class='pw-post-title'>Lock shut</h1><div class='ab q'><p>Petra Lindqvist</p><p>Follow</p><p>4 min read</p>"
            "</div>@1<figure><div role='button'>Press enter or click to view image in full size</div><figcaption>Photo by Ada Brunn on "
            "Unsplush</figcaption></figure>@2@3<p>If you enjoyed this story, please hold the clap button and share it with a friend.</p>"
            "</section></article><div class='speechify-ignore'><h2>Written by Petra Lindqvist</h2><div>214 Followers</div><p>I count "
            "stairs and write about it.</p></div>",
            (
                "Press enter or click to view image",
                "please hold the clap button",
                "I count stairs and write about it.",
            ),
            "<p class='pw-post-body-paragraph'>{}</p>",
        ),
        Template(
            "substack",
            "<article class='newsletter-post post'><h1 class='post-title'>Lock shut</h1><div class='available-content'><div class='body markup'>"
            "@1<div class='subscription-widget-wrap'><p class='cta-caption'>Tin Hat is a reader-supported publication. To receive new posts "
            "and support my work, consider becoming a free or paid subscriber.</p></div>@2@3<p class='button-wrapper'><a class='button' "
            "href='/s'><span>Share</span></a></p><p>Thanks for reading Tin Hat! Subscribe for free to receive new posts and support my "
            "work.</p></div></div></article><div class='comments-page'><h4>Discussion about this post</h4><p>I keep a lock, and I never "
            "saw a drawing.</p></div>",
            (
                "is a reader-supported publication",
                "Subscribe for free to receive new posts",
                "I keep a lock, and I never saw a drawing.",
            ),
        ),
        Template(
            "tumblr",
            "<div id='page'><div class='post text'><h2 class='title'>Lock shut</h2>@1@2@3<div class='date'>Posted on <a href='/p'>April 25, "
            "2013</a></div><ol class='notes'><li class='note like'><span class='action'><a href='/u'>tidewatcher</a> liked this</span></li>"
            "<li class='note reblog'>lockkeepers reblogged this from wardseven and added: The hinge was never drawn.</li></ol></div></div>",
            ("tidewatcher liked this", "The hinge was never drawn."),
        ),
        Template(
            "naver",
            "<div id='contents' class='newsct_body'><h2 id='title_area'><span>Lock shut</span></h2><article id='dic_area' class='go_trans "
            "_article_content'>@t</article><div class='byline'><p class='byline_p'><span>Kim Dana (dana@yonhap.example)</span></p></div>"
            "<p class='copyright'>Copyright ⓒ Northern Press. All rights reserved. Redistribution is prohibited.</p><div "
            "class='media_end_head_subscribe'><p>Subscribe to the Northern Press channel and see its news first.</p></div></div>",
            ("Redistribution is prohibited.", "see its news first"),
            "{}<br><br>",
        ),
        Template(
            "tables-2003",
            "<TABLE WIDTH=750><TR><TD WIDTH=120 CLASS=nav><A HREF='/'>Home</A><BR><A HREF='/l'>Local</A></TD><TD WIDTH=450><FONT SIZE=5>"
            "<B>Lock shut</B></FONT><BR>@1<TABLE ALIGN=right WIDTH=150><TR><TD><FONT SIZE=1>Advertisement</FONT></TD></TR><TR><TD>Boats "
            "painted while you wait. Ring Osk 14.</TD></TR></TABLE>@2@3<HR><FONT SIZE=1>Have an opinion? Write a letter to the editor. "
            "Letters of under 200 words are printed first.</FONT><BR><FONT SIZE=1><A HREF='/p'>Printer-friendly version</A></FONT></TD>"
            "<TD WIDTH=150><B>Poll</B><BR>Should the lock be opened? <BR>Yes<BR>No</TD></TR><TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>"
            "&copy; 2003 Ferrow Leader. This material may not be published, broadcast, rewritten or redistributed.</FONT></TD></TR></TABLE>",
            (
                "Boats painted while you wait.",
                "Letters of under 200 words are printed first.",
                "This material may not be published, broadcast",
            ),
        ),
        Template(
            "ap-wire-2009",
            "<div class='entry-content'><h1 class='entry-title'>Lock shut</h1>@1@2@3<p>___</p><p>On the Net:</p><p>Waterways board: "
            "http://www.board.example</p><p>Copyright 2009 Allied Press. All rights reserved. This material may not be published, "
            "broadcast, rewritten or redistributed.</p><p>This version CORRECTS the spelling of Osk.</p></div>",
            ("This material may not be published, broadcast", "This version CORRECTS the spelling"),
        ),
        Template(
            "press-release",
            "<article class='news-release carousel-template'><h1>Lock shut</h1><div class='release-body'>@1@2@3<p><b>About Ferrow "
            "Locks</b></p><p>Ferrow Locks designs and builds gates for rivers. It employs 290 people in six towns.</p><p><b>"
            "Forward-Looking Statements</b></p><p>This release contains forward-looking statements, which involve risks and "
            "uncertainties. Ferrow undertakes no obligation to update them.</p><p>SOURCE Ferrow Locks, Inc.</p></div></article>"
            "<div class='evidon-banner'><p>NewsConduit uses third-party technologies to deliver the service. Continue to consent.</p></div>",
            (
                "Ferrow Locks designs and builds gates",
                "It employs 290 people",
                "This release contains forward-looking statements",
                "SOURCE Ferrow Locks, Inc.",
                "uses third-party technologies",
            ),
        ),
        Template(
            "gannett",
            "<article><h1>Lock shut</h1><div class='asset-double-wide'>@1<div class='story-asset-inline-ad ads'><p>Tyres, four for three, "
            "until the ice is gone.</p></div>@2@3<p><em>Follow Brianna Stokes on Twitter: @briwexley</em></p><p>Read or Share this "
            "story: http://reg.example/2pq</p></div></article>",
            ("Tyres, four for three", "Follow Brianna Stokes on Twitter", "Read or Share this story"),
        ),
        Template(
            "nyt-vi",
            "<article><h1>Lock shut</h1><section name='articleBody'>@1@2@3</section><div class='bottom-of-article'><p>Rosalind Teague has "
            "reported on rivers since 2006. <a href='/b'>More about Rosalind Teague</a></p><p>A version of this article appears in print "
            "on , Section D, Page 3 of the New York edition with the headline: Lock Shut. Order Reprints | Today’s Paper | Subscribe</p>"
            "</div></article>",
            ("has reported on rivers since 2006", "A version of this article appears in print"),
        ),
    ]


TEMPLATES = _templates()


def _page(one: Template) -> bytes:
    told = [one.paragraph.format(words) for words in TOLD]
    page = one.page.replace("@t", "".join(told))
    for number in (1, 2, 3):
        page = page.replace(f"@{number}", "".join(told[2 * number - 2 : 2 * number]))
    return f"<html><head><title>Lock shut</title></head><body>{page}</body></html>".encode()


@pytest.mark.parametrize("one", [pytest.param(one, id=one.name) for one in TEMPLATES])
def test_what_a_template_puts_around_an_article_is_no_statement(one: Template) -> None:
    text = read_html(_page(one), name="a.html").text
    assert [words for words in TOLD if words not in text] == []
    extraction = extract(text)
    stated = [extraction.text[start:end] for each in extraction.statements for start, end in each.spans]
    bare = {line: _found(line, stated) for line in one.furniture}
    assert [line for line, found in bare.items() if found] == []


def _found(line: str, stated: list[str]) -> bool:
    """Tell whether a good part of a line stands in what is stated."""
    words = line.split()
    half = max(3, len(words) // 2)
    runs = [" ".join(words[start : start + half]) for start in range(max(1, len(words) - half + 1))]
    return any(run in one for one in stated for run in runs)


def test_the_set_is_of_many_kinds() -> None:
    assert len({one.name for one in TEMPLATES}) == len(TEMPLATES) >= 30
