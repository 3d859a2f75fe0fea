"""A right of reply on the page: that a party was asked, what it answered, or why an editor let it go unasked."""

from claimtrack.errors import UsageError
from claimtrack.remedies import Field
from claimtrack.services.claims import look
from claimtrack.services.desk import Desk
from claimtrack.services.inputs import Input, end_given
from claimtrack.services.marks import replies
from claimtrack.vocabulary import Means
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.told import Told


def reply(desk: Desk, number: int, form: Form) -> Told:
    """Put on record what became of asking a party about a claim."""
    answers = form.number("answers")
    if answers is not None:
        given = replies.Answer(form.words("words"), _text(form), form.ticked("declined"))
        done = desk.enact(replies.answer, answers, given)
        words = gettext("reply %(number)s: what %(party)s said is on record", number=done.number, party=done.party)
        return [gettext("%(words)s, after the deadline", words=words) if done.late else words]
    to = form.words("to")
    if to is None:
        raise UsageError(gettext("say whom the claim accuses:") + " " + Field("to"))
    seen = look(desk, [number], version=form.number("version"))
    if form.ticked("unasked"):
        done = desk.enact(
            replies.leave_unasked, seen, to, reason=form.words("reason"), new_source=form.ticked("new_source")
        )
        return [
            gettext(
                "reply %(number)s: %(party)s need not be asked; reports print why", number=done.number, party=done.party
            )
        ]
    means = form.one_of("means", Means)
    if means is None:
        raise UsageError(gettext("say how they were asked:") + " " + Field("means"))
    asking = replies.Asking(
        to, means, end_given(form.words("until")), text=_text(form), new_source=form.ticked("new_source")
    )
    done = desk.enact(replies.ask, seen, asking)
    return [
        gettext(
            "reply %(number)s: that %(party)s was asked is on record; claimtrack itself sends nothing",
            number=done.number,
            party=done.party,
        )
    ]


def _text(form: Form) -> replies.Text | None:
    return replies.text_of(Input(form.file.data, form.file.name)) if form.file is not None else None
