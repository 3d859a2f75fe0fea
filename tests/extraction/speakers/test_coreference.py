"""Whom pronouns, roles and common nouns mean: each text is read by the rules, and its speakers are compared."""

from collections.abc import Callable
from typing import Any

import pytest

from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.speakers.resolver import Cast
from claimtrack.extraction.speakers.roster import Roster

Reader = Callable[[str], Any]

PERSONS = [
    # A subject outweighs whoever is named last; a name inside what is said is not who says it.
    ("Tom Karr met Paul Lund in a bar by the mill. He said it rained.", ["Tom Karr"]),
    ("“It rained,” Tom Karr said. ¶“It will be as Paul Lund wants,” he said.", ["Tom Karr", "Tom Karr"]),
    ("Tom Karr said it rained. A meeting with Paul Lund failed, he said.", ["Tom Karr", "Tom Karr"]),
    # A name in a quotation is the speaker's to use.
    ("Ana Ruiz said it rained. “We miss Clara Lund,” she added.", ["Ana Ruiz", "Ana Ruiz"]),
    # A pronoun keeps its person in mind for the next one.
    ("Tom Karr said it rained. He said it was cold. He said it froze.", ["Tom Karr"] * 3),
    # Gender: by a rare given name's own pronouns, before or after, and by title.
    ("Orlu Vasht hurt her hand. Tom Karr left. She said it rained.", ["Orlu Vasht"]),
    ("Congresswoman Orlu Vasht met Tom Karr at the mill. She said it rained.", ["Orlu Vasht"]),
    ("Tom Karr met Orlu Vasht, a widow. She said it rained.", ["Orlu Vasht"]),
    # ... and by the pronouns behind a family name alone, before the full name comes.
    ("Vasht hurt her hand. Orlu Vasht left for the hills with Tom Karr. She said it rained.", ["Orlu Vasht"]),
    # An opening clause points forward.
    ("Tom Karr left. When he reached the dam, Paul Lund said it rained.", ["Paul Lund"]),
    ("Tom Karr left. Though he said it rained, Paul Lund went on.", ["Paul Lund"]),
    # The common noun that a sentence opens with.
    ("Ana Ruiz met the crew. The nurse was late, but she said it rained.", ["The nurse"]),
    ("Ana Ruiz met the crew. The nurse spoke to Clara Lund, and she said it rained.", ["Clara Lund"]),
    ("Tom Karr said it rained. The crew slept. Paul Lund met the crew at noon, he said.", ["Tom Karr", "Tom Karr"]),
    # Whose gender is known outweighs whose is not.
    ("Tom Karr and Mayor Orlu Vasht left for the hills. He said it rained.", ["Tom Karr"]),
    ("“Here comes Orlu Vasht,” her aide cried. Mayor Orlu Vasht sat down. He said it rained.", ["Orlu Vasht"]),
    ("Stanley Energy was sold at noon. He said it rained.", ["He"]),
    ("Stanley Energy said it rained. He said it was cold.", ["Stanley Energy", "He"]),
    # Whoever a pronoun meant stays near.
    (
        "Tom Karr said it rained. He said it was cold. He said it froze. Paul Lund’s dog barked. He said it snowed.",
        ["Tom Karr"] * 4,
    ),
    # Verbs make subjects of names deep in a sentence.
    ("On Friday in the old town hall Tom Karr waved to Paul Lund. He said it rained.", ["Tom Karr"]),
    (
        "Tom Karr said it rained. At the old mill by the river Paul Lund was ill when he said it was cold.",
        ["Tom Karr", "Paul Lund"],
    ),
]


@pytest.mark.parametrize(("text", "names"), PERSONS)
def test_he_and_she(read: Reader, text: str, names: list[str | None]) -> None:
    assert [speaker for speaker, _ in read(text.replace("¶", "\n")).said] == names


SPOKEN = "Ana Ruiz said it rained. Tom Karr said it was cold. "
BOTH = "Ana Ruiz and Tom Karr"
ROLES = [
    ("Tom Karr, the mayor of Vellmar, left. The mayor said it rained.", "Tom Karr"),
    ("Former senator Tom Karr left. The former senator said it rained.", "Tom Karr"),
    ("Orsenian presidential nominee Ana Ruiz left. The nominee said it rained.", "Ana Ruiz"),
    ("The billionaire Tom Karr left. The billionaire said it rained.", "Tom Karr"),
    ("Tom Karr (R-Vellmar), a former senator, left. The former senator said it rained.", "Tom Karr"),
    ("My lawyer, Tom Karr, left. The lawyer said it rained.", "Tom Karr"),
    ("Tom Karr, the farmer, met Paul Lund, the mayor. The farmer said it rained.", "Tom Karr"),
    ("Vasht, the mayor, left for the hills. Orlu Vasht slept. The mayor said it rained.", "Orlu Vasht"),
    ("Ana Ruiz left at noon. The candidate for president said it rained.", "Ana Ruiz"),
    ("Ana Ruiz left at noon. The candidate for the post said it rained.", "The candidate for the post"),
    ("Mayor Tom Karr left for the hills. Paul Lund slept. The former mayor said it rained.", "Tom Karr"),
    (
        "Chairman Tom Karr left for the hills. The chairman of the Harbour Board said it rained.",
        "The chairman of the Harbour Board",
    ),
    # The name may come after the headline and the lead.
    ("A former city treasurer said it rained. Former city treasurer Tom Karr left.", "Tom Karr"),
    ("A farmer said it rained. Farmer Tom Karr left.", "A farmer"),
    # A role that belongs to a name.
    ("A lawyer for Ruiz, Tom Karr, left. Ruiz's lawyer said it rained.", "Tom Karr"),
    ("Ana Ruiz hired a man. A lawyer for Ruiz, Tom Karr, left. Ruiz then rose. Her lawyer said it rained.", "Tom Karr"),
    # Nobody is called so: whoever the sentences before are about, unless the words say it is another.
    ("Ana Ruiz left at noon. The Vellmar businesswoman said it rained.", "Ana Ruiz"),
    ("Ana Ruiz left at noon. The candidate said it rained.", "Ana Ruiz"),
    ("Ana Ruiz left at noon. The businessman said it rained.", "The businessman"),
    ("Ana Ruiz left at noon. The band leader said it rained.", "The band leader"),
    ("Ana Ruiz left at noon. The leader of the band said it rained.", "The leader of the band"),
    ("Ana Ruiz left at noon. A candidate said it rained.", "A candidate"),
    # Two of a role, or the last two named together.
    ("Candidate Ana Ruiz left. Candidate Tom Karr left. The candidates said it rained.", "Ana Ruiz and Tom Karr"),
    ("Ana Ruiz and Tom Karr left. The senators said it rained.", "Ana Ruiz and Tom Karr"),
    ("Ana Ruiz and Tom Karr left. They said it rained.", "Ana Ruiz and Tom Karr"),
    # Two who spoke outweigh two who did not.
    (SPOKEN + "Ana Ruiz and Tom Karr left. Paul Lund and Clara Lund left. The rivals said it froze.", BOTH),
    ("Ana Ruiz and Tom Karr left, each said to be ill. Both said it rained.", "Ana Ruiz and Tom Karr"),
]


@pytest.mark.parametrize(("text", "name"), ROLES)
def test_a_role_is_led_back_to_whom_the_article_calls_so(read: Reader, text: str, name: str) -> None:
    assert read(text).said[0 if text.startswith("A f") else -1][0] == name


BODIES = [
    ("The National River Fund met. The fund said it rained.", "National River Fund"),
    ("The National River Fund met. The agency said it rained.", "National River Fund"),
    ("The Harbour Courier was asked. The newspaper said it rained.", "Harbour Courier"),
    ("The National River Fund was asked. The newspaper said it rained.", "The newspaper"),
    ("Vellmar University was asked. The company said it rained.", "The company"),
    ("The Court of Appeals for the Lower Valley met. The appeals court said it rained.", None),
    ("The Court of Appeals for the Lower Valley met. The district court said it rained.", "The district court"),
    ("A river panel said it rained. The House River Committee met.", "House River Committee"),
    ("Officials at Vellmar Customs said it rained. The agency said it was cold.", "Vellmar Customs"),
    ("The National River Fund met. It said it rained.", "National River Fund"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_noun_for_a_body_is_led_back_to_its_name(read: Reader, text: str, name: str | None) -> None:
    said = read(text).said
    speaker = said[0 if text.startswith("A river") else -1][0]
    assert speaker == (name or "Court of Appeals for the Lower Valley")


SHORT_FORMS = [
    ("The National Rail Board met. The NRB said it rained.", "National Rail Board"),
    ("The Securities and Savings Commission met. The S.S.C. said it rained.", "Securities and Savings Commission"),
    ("The Alliance to Save Our Rivers (ASOR) met. ASOR said it rained.", "Alliance to Save Our Rivers"),
    ('Rep. Edward L. "Ned" Karr left for the hills in a car. Ned Karr said it rained.', 'Edward L. "Ned" Karr'),
    ('Edward L. "Pac" Karr left for the hills in a car. He said it rained.', 'Edward L. "Pac" Karr'),
    ("Robert J. Karr left. Robert Karr left. Robert Karr slept. Karr said it rained.", "Robert J. Karr"),
    ("He wrote to the Harbour Post Karr wanted. Tom Karr left. Karr said it rained.", "Tom Karr"),
    ("The Karr Foundation met. Karr said it rained.", "Karr"),
    ("Acme Holdings met. Acme said it rained.", "Acme Holdings"),
    ("Speaker of the House Tom Karr left. Karr said it rained.", "Tom Karr"),
    ("Harbour News correspondent Tom Karr left. Karr said it rained.", "Tom Karr"),
    ("Tom Karr Wins The Vellmar Mayor Race.\nKarr said it rained.", "Tom Karr"),
    ("TOM KARR WINS THE VELLMAR MAYOR RACE.\nKarr said it rained.", "Tom Karr"),
    ("Grace Fades As The Vellmar Dam Breaks.\nFades said it rained.", "Fades"),
    ("G.K. Karr left. Karr said it rained.", "G.K. Karr"),
    ("Acme itself said it rained.", "Acme"),
]


@pytest.mark.parametrize(("text", "name"), SHORT_FORMS)
def test_short_forms(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name


OWNERS = [
    ("Ana Ruiz left. Her campaign said it rained.", "Ana Ruiz's campaign"),
    ("Tom Karr left. His aides said it rained.", "Tom Karr's aides"),
    ("Ana Ruiz left. His aides said it rained.", "His aides"),
]


@pytest.mark.parametrize(("text", "name"), OWNERS)
def test_a_possessive_pronoun_gives_its_owner(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name


def test_who_stands_for_all_of_a_group(read: Reader) -> None:
    found = read("The bill pleased the local Conservatives in Vellmar, who said it rained.")
    assert found.said[0][0] == "the local Conservatives in Vellmar"


DOCUMENTS = [
    ("They ordered a survey of growers last year. The study said it rained.", "a survey of growers"),
    ("They ordered a survey of growers that pleased no one. The survey said it rained.", "a survey of growers"),
    ("They ordered a song. The study said it rained.", "The study"),
]


@pytest.mark.parametrize(("text", "name"), DOCUMENTS)
def test_a_document_is_called_as_it_was_brought_in(read: Reader, text: str, name: str) -> None:
    assert read(text).said[-1][0] == name


AUTHORS = [
    ("I think it rained.\nMore words stand here.\nClara Lund is a baker in Vellmar.", "Clara Lund"),
    ("I think it rained.\nClara Lund was late.\nTom Karr left.\nClara Lund is a baker in Vellmar.", "I"),
    ("I think it rained.", "I"),
]


@pytest.mark.parametrize(("text", "name"), AUTHORS)
def test_i_outside_quotations_is_the_author_whom_the_article_names(read: Reader, text: str, name: str) -> None:
    found = read(text)
    assert found.first().speaker == name
    assert not found.said


def test_generic_you_means_the_readers() -> None:
    you = Mentioned((0, 3), "You", pronoun="you")
    assert Cast(Roster(), []).resolve(you, sentence=0).name == "readers"
