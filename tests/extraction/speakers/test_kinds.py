"""What kind of source a name is."""

import pytest

from claimtrack.extraction.speakers.kinds import kind_of_name
from claimtrack.vocabulary import SpeakerKind


@pytest.mark.parametrize("name", ["Russia", "Jordan", "South Sudan", "North Korea", "Saudi Arabia", "Côte d’Ivoire"])
def test_a_state_that_speaks_is_no_person(name: str) -> None:
    assert kind_of_name(tuple(name.split()), None) is SpeakerKind.GOVERNMENT


@pytest.mark.parametrize("name", ["Jordan Peele", "Chad Norris", "Ana Ruiz", "India Moore"])
def test_a_person_with_a_states_name_is_one(name: str) -> None:
    assert kind_of_name(tuple(name.split()), None) is SpeakerKind.PERSON
