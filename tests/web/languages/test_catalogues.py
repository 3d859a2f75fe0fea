"""The catalogues lack nothing: each string in each language, with what is filled in, and every form of a plural."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from tests.web.languages import write_catalogues
from tests.web.languages.write_catalogues import FOLDER, read, strings, written

from claimtrack.web.languages.catalogues import ENGLISH, LANGUAGES, catalogue, gettext, ngettext, pgettext, speaking

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
each = pytest.mark.parametrize("code", OTHERS)
_HOLE = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
_SCRIPTS = {
    "ar": r"[\u0600-\u06ff]",
    "ru": r"[\u0400-\u04ff]",
    "uk": r"[\u0400-\u04ff]",
    "es": r"[^\W\d_]",
    "fr": r"[^\W\d_]",
}
_FOREIGN = {"ru": r"[іїєґІЇЄҐ]", "uk": r"[ыэъёЫЭЪЁ]"}
"""Letters that one of two like languages does not have."""
_ENDS = str.maketrans({"؟": "?", "،": ",", "؛": ";"})


@pytest.fixture(scope="module")
def source() -> Catalog:
    return strings()


def _forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a translation with the English that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    one, *_, many = message.id
    return [(one if number == 0 else many, form) for number, form in enumerate(message.string or ())]


def _translated(code: str) -> Iterator[tuple[Message, str, str]]:
    for message in read(code):
        if message.id:
            yield from ((message, words, form) for words, form in _forms(message))


def _numbers(code: str, form: int, most: int = 500) -> list[int]:
    """Return up to ``most`` the numbers that take a form of the plural."""
    chosen = catalogue(code)
    return [one for one in range(most) if chosen.plural(one) == form]  # type: ignore[attr-defined] # GNUTranslations


@each
def test_a_catalogue_has_what_the_desk_says_and_nothing_else(code: str) -> None:
    assert (FOLDER / f"{code}.po").read_bytes() == written(code), "run `make catalogues`"


@each
def test_nothing_is_untranslated_or_guessed(code: str, source: Catalog) -> None:
    found = {(message.id, message.context): message for message in read(code) if message.id}
    assert len(source) > 600
    for message in source:
        if message.id:
            one = found[message.id, message.context]
            strings_ = one.string if isinstance(one.string, tuple) else (one.string,)
            assert all(strings_), one.id
            assert not one.fuzzy, one.id


@each
def test_the_holes_are_the_same(code: str) -> None:
    for message, words, form in _translated(code):
        wanted, given = sorted(_HOLE.findall(words)), sorted(_HOLE.findall(form))
        if isinstance(message.id, tuple) and wanted != given:
            # A form that stands for one number alone may say it in words: "two claims" is one word in Arabic.
            number = list(message.string or ()).index(form)
            assert len(_numbers(code, number)) == 1, form
            wanted.remove("%(num)s")
        assert wanted == given, (words, form)
        assert "%" not in _HOLE.sub("", form), form


@each
def test_every_plural_has_all_its_forms(code: str) -> None:
    count = read(code).num_plurals
    plurals = [message for message in read(code) if isinstance(message.id, tuple)]
    assert plurals
    for message in plurals:
        assert len(message.string or ()) == count
    # French and Spanish have one for millions.
    assert all(_numbers(code, form) or (code in {"es", "fr"} and form == 1) for form in range(count))


@each
def test_a_translation_ends_as_the_english_does_and_is_in_its_script(code: str) -> None:
    for _, words, form in _translated(code):
        bare, given = _HOLE.sub("", words), form.translate(_ENDS)
        assert (form[:1].isspace(), form[-1:].isspace()) == (words[:1].isspace(), words[-1:].isspace()), form
        assert given.rstrip()[-1:] in ":.?" if words.rstrip()[-1:] in ":.?" else given.rstrip()[-1:] not in ":.", form
        assert not re.search(r"[<>&]", form), form
        if re.search(r"[A-Za-z]{2}", bare):
            assert re.search(_SCRIPTS[code], form), form
        if code in _FOREIGN:
            assert not re.search(_FOREIGN[code], form), form


def test_names_of_states_are_told_apart() -> None:
    for code in OTHERS:
        named = [
            str(message.string)
            for message in read(code)
            if message.context == "how a claim stands" and isinstance(message.id, str)
        ]
        assert len(named) == 10
        assert len(set(named)) == 10, code


def test_a_number_takes_its_form() -> None:
    said = {}
    for code in LANGUAGES:
        with speaking(code):
            said[code] = [ngettext("%(num)s claim", "%(num)s claims", number) for number in (1, 2, 5)]
    assert said["en"] == ["1 claim", "2 claims", "5 claims"]
    assert said["ru"] == ["1 утверждение", "2 утверждения", "5 утверждений"]
    assert said["ar"] == ["ادعاء واحد", "ادعاءان", "5 ادعاءات"]
    assert said["fr"] == ["1 affirmation", "2 affirmations", "5 affirmations"]


def test_what_has_two_meanings_has_two_words() -> None:
    with speaking("es"):
        assert pgettext("a claim", "Withdraw") == "Retirar"
        assert pgettext("this source", "It") != pgettext("this claim", "It")
    with speaking("uk"):
        assert gettext("claim %(number)s", number=3) == "твердження 3"


def test_a_string_that_is_new_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    real = write_catalogues.strings

    def more() -> Catalog:
        found = real()
        found.add("a string that nobody translated")
        return found

    monkeypatch.setattr(write_catalogues, "strings", more)
    assert b'msgid "a string that nobody translated"\nmsgstr ""' in written("ru")
    assert (FOLDER / "ru.po").read_bytes() != written("ru")
