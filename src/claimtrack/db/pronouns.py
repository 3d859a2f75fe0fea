"""Which claims have their speaker as a pronoun in the article: whose name it is was read from what stands around it."""

from collections.abc import Sequence

from sqlalchemy import Connection, Integer, Text, column, select, table

from claimtrack.db.among import among
from claimtrack.db.chunks import chunks
from claimtrack.vocabulary import HopRole, Mention

attribution = table(
    "attribution",
    *(column(name, Integer) for name in ("claim_id", "hop")),
    *(column(name, Text) for name in ("role", "mention", "words")),
)

_PRONOUNS = select(attribution.c.claim_id, attribution.c.words).where(
    among(attribution.c.claim_id),
    attribution.c.hop == 0,
    attribution.c.role == HopRole.SPEAKER.value,
    attribution.c.mention == Mention.PRONOUN.value,
)


def pronouns_of(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Return, of the claims whose speaker stands there as a pronoun, that word."""
    return {
        number: words or Mention.PRONOUN.value
        for some in chunks(numbers)
        for number, words in connection.execute(_PRONOUNS, {"numbers": some})
    }
