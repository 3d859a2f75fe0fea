"""What is known of the article, by single keys: which outlet published it."""

from claimtrack.cli.reviewing.sitting import Sitting
from claimtrack.cli.reviewing.terminal import Asked
from claimtrack.services.articles import details


def outlet(sitting: Sitting, asked: Asked) -> None:
    """Say which outlet published the article in front of the person."""
    article = sitting.shown.entry.article
    name = asked.line("outlet", "which outlet published it: ", offers=sitting.names())
    known = details.Details(outlet=name, new_source=asked.given("new_source") is not None)
    fallen = sitting.desk.enact(details.correct, article, known)
    sitting.did("put right", None, instead=f"`article set {article} --outlet NAME` says which other outlet it is")
    sitting.tell(f"article {article} is from {name}")
    sitting.tell_fallen(fallen)
