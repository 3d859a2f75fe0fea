"""Texts that no desk would write, of any length: what grows faster than its text shows on one of them.

A kind is a function from a number of characters to a text of about so many, the same each time.
"""

from collections.abc import Callable, Iterator
from itertools import count

Kind = Callable[[int], str]

_NAMES = ("Ana Ruiz", "Omar Haddad", "Col. Petra Lindqvist", "Mayor Tobias Quill", "the Marlow Valley Council")
_WORDS = "the bridge over the lower river was closed to trucks for nine days after the flood".split()
_SMALL = "abcdefghijklmnopqrstuvwxyz"


def _filled(pieces: Iterator[str], length: int) -> str:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= length:
            break
    return "".join(held)


def _again(piece: str) -> Kind:
    """Give the same piece over and over."""
    return lambda length: piece * (length // len(piece) + 1)


def _counting(pattern: str) -> Kind:
    """Give a pattern over and over: ``{n}`` is the number, ``{word}`` a made-up word, ``{name}`` one of five names."""

    def kind(length: int) -> str:
        return _filled((_numbered(pattern, number) for number in count()), length)

    return kind


def _numbered(pattern: str, number: int) -> str:
    return pattern.format(n=number, word=_word(number), Word=_word(number).title(), name=_NAMES[number % len(_NAMES)])


def _word(number: int) -> str:
    """Give a made-up word for a number, another one for each."""
    letters = ""
    while number or not letters:
        number, letter = divmod(number, len(_SMALL))
        letters += _SMALL[letter]
    return f"bro{letters}"


def _around(front: str, piece: str, end: str) -> Kind:
    """Give a piece over and over between a front and an end that stand once."""
    return lambda length: front + piece * (length // len(piece) + 1) + end


def _nested(opening: str, middle: str, closing: str) -> Kind:
    """Give as many openings as closings around one middle."""

    def kind(length: int) -> str:
        depth = length // len(opening + closing) + 1
        return opening * depth + middle + closing * depth

    return kind


def _quoted_block(length: int) -> str:
    """Mail quoted again and again, fifty levels deep, and back."""
    line = 'Ana Ruiz said: "the bridge is closed" and left.\n'
    return _filled((">" * (min(n % 100, 99 - n % 100) + 1) + " " + line for n in count()), length)


def _set_in(length: int) -> str:
    """Lines set in deeper and deeper, fifty levels, as nested block quotations come."""
    return _filled((" " * (n % 50) + f"{_NAMES[n % 5]} said the pumps had failed {n} times\n" for n in count()), length)


def _three_times(length: int) -> str:
    """A page whose article stands three times."""
    article = _counting(
        '{name} said the {word} bridge was closed. "We saw {n} boats," she added. Nobody denied it.\n\n'
    )
    return article(length // 3) * 3


def _one_word_a_line(length: int) -> str:
    return _filled((_WORDS[n % len(_WORDS)] + "\n" for n in count()), length)


def _growing(length: int) -> str:
    """Sentences each a word longer than the one in front."""
    return _filled((f"{'very ' * n}old, he said. " for n in count()), length)


KINDS: dict[str, Kind] = {
    # quotations
    "I am, he said": _again('"I am," he said. '),
    "I am, he said, in curled marks": _again("“I am,” he said. "),
    "I am, he said, a paragraph each": _again('"I am," he said.\n\n'),
    "quotations with names": _counting('"The {word} bridge is closed," {name} said. '),
    "quotations with new names": _counting('"The bridge is closed," said Anna {Word}. '),
    "quotations with new names, a paragraph each": _counting('"The bridge is closed," said Anna {Word}.\n\n'),
    "quotations without a speaker": _again('"The bridge is closed." '),
    "quotations without a speaker, a paragraph each": _again('"The bridge is closed."\n\n'),
    "quotations left open, a paragraph each": _again("“The bridge is closed.\n\n"),
    "quotations begun by he said": _again('He said, "I am." '),
    "a quotation behind another": _again('"No," "yes," he said, "no," '),
    "one quotation of many sentences": _around('He said: "', "The bridge is closed. ", '"'),
    "one quotation of many paragraphs": _around("He said: ", "“The bridge is closed.\n\n", "”"),
    "one statement of 50,000 characters": _around("Ana Ruiz said that ", "the bridge was closed and ", "it fell."),
    "one quotation of 50,000 characters": _around("“", "the bridge was closed and ", "it fell,” Ana Ruiz said."),
    "nested quotations": _nested("“he said ‘", "it fell", "’ again” "),
    "quotation marks": _again('"'),
    "curled opening marks": _again("“"),
    "curled closing marks": _again("”"),
    "single opening marks": _again("‘"),
    "single closing marks": _again("’"),
    "marks in turn": _again("“ ”"),
    "low and angled marks": _again("„ « » “ "),
    "typed double marks": _again("`` a '' "),
    "apostrophes": _again("'"),
    "apostrophes in words": _again("y'all'd've'"),
    "a mark before each word": _again('"word '),
    "an opening mark before each word": _again("“word "),
    "a single opening mark before each word": _again("‘word "),
    "single marks around words": _again("'word' he said. "),
    # attributions without marks
    "statements in one paragraph": _counting("{name} said the {word} bridge was closed. "),
    "statements, a paragraph each": _counting("{name} said the {word} bridge was closed.\n\n"),
    "statements in one sentence": _counting("{name} said the {word} bridge was closed, and "),
    "statements with semicolons": _counting("{name} said the {word} bridge was closed; "),
    "said": _again("said "),
    "he said": _again("he said "),
    "he said, with commas": _again("he said, "),
    "said he said that": _again("he said that she said that "),
    "told her that, nested": _around("", "he told her that ", "it fell."),
    "reported that, nested": _counting("{name} reported that "),
    "that": _again("that "),
    "according to": _again("according to "),
    "according to names": _counting("It fell, according to {name}, "),
    "according to, a sentence each": _counting("The {word} bridge fell, according to {name}. "),
    "as he said": _again("as he said, "),
    "reportedly": _again("reportedly "),
    "allegedly, a sentence each": _again("The bridge allegedly fell. "),
    "asked": _again("asked if he asked whether "),
    "told reporters": _again("told reporters on Monday "),
    "verbs without a subject": _again("added warned claimed argued "),
    "endless subject": _around("The ", "very ", "old man said it fell."),
    "growing sentences": _growing,
    # doubts, denials, disagreements
    "denies": _again("He denies it. "),
    "denies, in one sentence": _again("he denies it, "),
    "denials by new names": _counting("Anna {Word} denied that the bridge fell. "),
    "names that deny each other": _counting("{name} said the {word} dam broke. {name} denied it. "),
    "denied": _again("denied "),
    "alleged": _again("alleged "),
    "alleged things": _counting("The alleged {word} thief is accused of theft. "),
    "could not be confirmed": _again("could not be confirmed "),
    "could not be confirmed, a sentence each": _again("The claim could not be independently confirmed. "),
    "claims that could not be confirmed": _counting(
        "{name} said the {word} dam broke. The claim could not be confirmed. "
    ),
    "none of the claims": _counting("{name} said the {word} dam broke. None of the claims could be verified. "),
    "without evidence": _again("He said, without evidence, that it fell. "),
    "nobody saw it": _counting("{name} said {word} fell. None of them saw it. "),
    "hearsay": _again("She said she heard from others that it fell. "),
    "rumours": _again("Rumours spread that it fell. "),
    "contradictions": _counting("{name} said the dam broke, but {name} said it did not. "),
    "the same contradicted again": _again("Ana Ruiz said the dam broke. Omar Haddad disputed the claim. "),
    "numbers that differ": _counting("{name} said {n} people died in the flood. "),
    "neither": _again("neither nor "),
    "not": _again("not "),
    # names and pronouns
    "names": _again("Ana Ruiz "),
    "new names": _counting("Anna {Word} "),
    "new names, a sentence each": _counting("Anna {Word} left. "),
    "new family names": _counting("{Word} Ruiz left. "),
    "one name of many words": _counting("{Word} "),
    "names of one family and he": _counting("{Word} Ruiz said he fell. Ruiz said it again. "),
    "acronyms": _counting("the National {Word} Association (NA) "),
    "initials": _again("J. "),
    "initials without spaces": _again("U.S."),
    "titles": _again("Mr. Dr. Gen. "),
    "possessives": _again("Ana's brother's "),
    "offices": _again("the mayor of the council of "),
    "an office, a sentence each": _counting("{name} left. The mayor said it fell. "),
    "pronouns": _again("he she they it "),
    "pronouns, a sentence each": _again("She said he said they fell. "),
    "I": _again("I "),
    "capitals": _counting("{Word} AND "),
    "capital letters": _again("A"),
    "lines in capitals": _again("THE BRIDGE OVER THE RIVER FELL\n"),
    # form
    "one endless sentence": _again("the bridge over the river was closed and "),
    "one word a line": _one_word_a_line,
    "one letter a line": _again("a\n"),
    "headlines": _counting("Bridge Over the {Word} River Falls\n\n"),
    "headlines, line upon line": _counting("Bridge Over the {Word} River Falls\n"),
    "bullets": _counting("- the {word} bridge fell\n"),
    "bullets with statements": _counting("* {name} said the {word} bridge fell\n"),
    "numbered list": _counting("{n}. the {word} bridge fell\n"),
    "transcript": _counting("ANA RUIZ: the {word} bridge fell.\n\nOMAR HADDAD: no.\n\n"),
    "transcript, line upon line": _counting("ANA RUIZ: the {word} bridge fell.\nOMAR HADDAD: no.\n"),
    "questions and answers": _again("Q: Did the bridge fall?\n\nA: It did, he said.\n\n"),
    "mail quoted fifty deep": _quoted_block,
    "quoted in one line": _again("> "),
    "lines set in fifty deep": _set_in,
    "a page three times": _three_times,
    "the same sentence again": _again("Ana Ruiz said the bridge fell. "),
    "datelines": _again("PORT SELINE, March 3 (Delta Wire) — The bridge fell.\n\n"),
    "datelines in one paragraph": _again("PORT SELINE — The bridge fell. "),
    "signed": _again("“The bridge fell.” — Ana Ruiz\n\n"),
    "hard-wrapped lines": _again(
        "the bridge over the lower river was closed to trucks for nine days\nafter the flood, he said, and was not "
    ),
    "blank lines": _again("\n"),
    "lines of blanks": _again(" \n"),
    "tags": _again('<p class="a">he said</p> '),
    "open tags": _again("<a b="),
    "furniture": _again("Read more: the bridge fell\n\nAdvertisement\n\n"),
    # characters
    "one word": _again("a"),
    "spaces": _again(" "),
    "digits": _again("7"),
    "numbers": _counting("{n} "),
    "numbers with commas": _again("1,000,"),
    "parentheses": _nested("(", "it fell", ")"),
    "open parentheses": _again("("),
    "closed parentheses": _again(") "),
    "asides in parentheses": _again("(he said) "),
    "commas": _again(","),
    "commas between words": _again("word, "),
    "colons": _again("he said: "),
    "semicolons": _again("; "),
    "dashes": _again("—"),
    "dashes between words": _again("word — "),
    "hyphens": _again("-"),
    "hyphened word": _again("well-"),
    "full stops": _again("."),
    "full stops between words": _again("word. "),
    "ellipses": _again("… "),
    "question marks": _again("Why? "),
    "links": _counting("https://harbour.example/{word}?{n}=%20 "),
    "one link": _around("https://harbour.example/", "a/b.c?d=e&", "f"),
    "addresses": _again("a.b@c.example, "),
    "combining characters": _again("e\u0301\u0302\u0303"),
    "other scripts": _again("Мост закрыт, сказал он. 桥已关闭。 "),
    "right to left": _again("قال إن الجسر مغلق. "),
    "emoji": _again("👩‍🚒 "),
    "zero-width characters": _again("\u200b\u200d"),
    "direction marks": _again("\u202ea\u202c "),
    "tabs": _again("\t"),
    "line separators": _again("a\u2028"),
    "no-break spaces": _again("a\u00a0"),
    "backslashes": _again("\\"),
    "bars": _again("a | b | "),
    "underscores": _again("_"),
    "percent signs": _again("5 % "),
    "money": _again("$5 million, "),
}  # fmt: skip
"""By name. Whoever adds one adds what a regular expression, a loop over a sentence or a look back could trip over."""
