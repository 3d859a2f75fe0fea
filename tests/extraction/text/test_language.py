"""Which language a text is in: only English is read for attributions."""

import pytest

from claimtrack.extraction.text.language import guess_language

_TEXTS = [
    ("The mayor said on Tuesday that the bridge would stay closed until the spring.", "en"),
    ("THE MAYOR SAID ON TUESDAY THAT THE BRIDGE WOULD STAY CLOSED UNTIL THE SPRING.", "en"),
    ("Rain delays match. Mayor resigns. Ferry stocks fall as winter nears.", "en"),
    ("Der Bürgermeister sagte am Dienstag, die Brücke werde bis zum Frühjahr geschlossen bleiben.", "de"),
    ("Le maire a déclaré mardi que le pont resterait fermé jusqu'au printemps.", "fr"),
    ("Мэр заявил во вторник, что мост будет закрыт до весны.", "ru"),
    ("De burgemeester zei dinsdag dat de brug tot de lente dicht was, en dat we in de stad over boten had.", "nl"),
    ("El alcalde dijo el martes que el puente seguirá cerrado hasta la primavera.", "es"),
    ("قال رئيس البلدية يوم الثلاثاء إن الجسر سيظل مغلقا حتى الربيع.", "ar"),
    ("", "und"),
    ("12 34 56 --- 78", "und"),
    ("x", "und"),
]


@pytest.mark.parametrize(("text", "language"), _TEXTS)
def test_the_language_of_a_text_is_named(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_few_foreign_words_do_not_make_an_english_article_foreign() -> None:
    text = "The mayor said that the „Brücke über den Fluss“ would stay closed, and that it was not safe to cross it."
    assert guess_language(text) == "en"
