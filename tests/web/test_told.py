"""What a page says of what was done: of a picture, which others on record it is nearly."""

from claimtrack.reading.lookalikes import How
from claimtrack.services.evidence.attachments import Attached
from claimtrack.services.evidence.lookalikes import Alike
from claimtrack.web.told import attached


def _attached(alike: tuple[Alike, ...] = (), unlike: str | None = None) -> list[str]:
    piece = Attached(9, "d" * 64, "image/png", 8, "Radio", None, False, (12,), (), alike=alike, unlike=unlike)
    return [str(one) for one in attached(piece)][1:]


def test_pictures_that_one_is_nearly_are_told_and_of_many_the_first() -> None:
    alike = tuple(Alike(9, number, (31,), How.CROPPED, 6) for number in range(1, 8))
    assert _attached(alike[:1]) == ["look again: this picture is nearly evidence 1 of claim 31, with its edges cut off"]
    told = _attached(alike)
    assert (len(told), told[-1]) == (6, "and it is nearly 2 more on record")


def test_one_that_was_compared_with_none_is_told_too() -> None:
    assert _attached(unlike="is larger than 100 MB") == [
        "not compared with other pictures on record: this picture is larger than 100 MB"
    ]
    assert _attached() == []
