"""Who works at the desk, and by which rules: people with their roles, and the policy with its versions."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from claimtrack.errors import ChangedMeanwhile, ClaimtrackError, UsageError
from claimtrack.remedies import Field, Step, Words, do, fields
from claimtrack.services import reviewers
from claimtrack.services.desk import Desk
from claimtrack.services.paging import Window
from claimtrack.services.weighing import policies, policy_changes
from claimtrack.services.weighing.policy_files import drift, file_of, write_file
from claimtrack.vocabulary import Role
from claimtrack.web.forms import Form
from claimtrack.web.languages.catalogues import gettext
from claimtrack.web.languages.names import named
from claimtrack.web.pages import desk_of, page, sitting_of, status_of
from claimtrack.web.told import Told, fallen

_ON_A_PAGE = 200


def people(request: Request) -> Response:
    """List who may act here, and in which role."""
    return _people(request, Form({}))


def _people(request: Request, form: Form, *, refusal: Words | None = None, status: int = 200) -> Response:
    found = reviewers.listing(desk_of(request), Window(_ON_A_PAGE, 1))
    return page(request, "people.html.jinja", status=status, found=found, roles=tuple(Role), form=form, refusal=refusal)


def give_role(request: Request, form: Form) -> Response:
    """Add somebody, or give somebody who is there another role."""
    name = form.words("name")
    try:
        role = form.one_of("role", Role)
        if name is None or role is None:
            raise UsageError(gettext("say who, and in which role:") + " " + fields("name", "role", last=gettext("and")))
        line = desk_of(request).enact(reviewers.add, name, role=role)
    except ClaimtrackError as error:
        return _people(request, form, refusal=error.message, status=status_of(error))
    sitting_of(request).tell(gettext("%(name)s is %(role)s here", name=line.name, role=named(line.role)))
    return RedirectResponse("/people", 303)


def policy(request: Request) -> Response:
    """Show the policy in force, and who set which version when."""
    return _policy(request, Form({}))


def _policy(request: Request, form: Form, *, refusal: Words | None = None, status: int = 200) -> Response:
    desk = desk_of(request)
    every = policies.versions(desk)
    return page(
        request,
        "policy.html.jinja",
        status=status,
        now=every[-1],
        earlier=every[-2::-1],
        edited=drift(desk),
        form=form,
        refusal=refusal,
    )


def set_policy(request: Request, form: Form) -> Response:
    """Put another policy in force; verdicts that it does not carry reopen."""
    try:
        told = list(_changed(desk_of(request), form))
    except ClaimtrackError as error:
        return _policy(request, form, refusal=error.message, status=status_of(error))
    for words in told:
        sitting_of(request).tell(words)
    return RedirectResponse("/policy", 303)


def _changed(desk: Desk, form: Form) -> Told:
    now, text = policies.versions(desk)[-1].version, form.exact("text")
    if not text.strip():
        raise UsageError(gettext("write the policy:") + " " + Field("text"))
    if form.number("version") != now:
        raise ChangedMeanwhile(
            f"the policy was changed since you looked: version {now} is in force; look again with "
            + do(Step.POLICY_SHOW)
        )
    edited, path = drift(desk), file_of(desk)
    done = desk.enact(policy_changes.change, text)
    if path is not None and edited is None:
        write_file(path, done.text)
    told: list[Words] = [gettext("policy version %(number)s is in force", number=done.version)]
    if done.nobody_approves:
        told.append(
            "verdicts now take two people, and only one here may review: nobody can approve what they propose; "
            + do(Step.REVIEWER_ADD, "NAME")
            + " adds a colleague"
        )
    return [*told, *fallen(done.reopened)]
