"""The name set off behind what somebody is, or by which somebody goes."""

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], Any]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Karr's sister, Odile,", "Odile"),
        ("His late aunt, Wilma,", "Wilma"),
        ("her solicitor, Femi Adu,", "Femi Adu"),
        ("The Registrar, Mrs. Efua Mensah-Tetteh, who had come by bus,", "Efua Mensah-Tetteh"),
        ("The Deputy Minister for Rivers, Mrs Lata Rane,", "Lata Rane"),
        ("The ferry operator, NordSund,", "NordSund"),
        ("The group behind the petition, Heathwatch,", "Heathwatch"),
        ("one of the divers, Tomas Lind, a Tarn man,", "Tomas Lind"),
        ("one of them, who gave her name as Nadia", "Nadia"),
        ("a foreman who introduced himself only as Mr Goh", "Mr. Goh"),
        ("Inspector Tuuli Aho of the harbour police", "Tuuli Aho"),
    ],
)
def test_a_name_set_off_is_the_speakers(read: Reader, source: str, name: str) -> None:
    assert {one for one, _ in read(f"{source[0].upper()}{source[1:]} said the mill was shut for good.").said} == {name}


@pytest.mark.parametrize(
    "source",
    [
        "The mayor of Tarn, Ohio,",
        "The group, founded in Vellmar,",
        "Its author, a lieutenant colonel,",
        "The defendant, of Elm Road,",
    ],
)
def test_a_place_or_a_description_set_off_is_no_name(read: Reader, source: str) -> None:
    told = {one for one, _ in read(f"{source} said the mill was shut for good.").said}
    assert not {"Ohio", "Vellmar", "Elm Road"} & told
