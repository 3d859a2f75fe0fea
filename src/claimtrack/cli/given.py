"""What many commands are given: an open workspace, an output format, claim numbers.

A command that names a parameter ``desk`` gets the options ``--workspace`` and ``--as`` and an opened ``Desk``; one
that names ``form`` gets ``--json``, ``--jsonl``, ``--csv`` and ``--excel`` and the ``Form`` asked for; one that names
``window`` gets ``--limit``, ``--page`` and ``--all`` and the ``Window`` of a listing. Modules that know of more such
parameters say so with ``fills``.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.models import ArgumentInfo

from claimtrack.config import MAX_SIZE, Model, acting_reviewer, locate
from claimtrack.errors import UsageError

# No module of the command line imports a service, and with it SQLAlchemy, before one of its commands runs: help and
# completion would wait for what they never use.
if TYPE_CHECKING:
    from claimtrack.services.claims import Seen
    from claimtrack.services.desk import Desk
    from claimtrack.services.paging import Window

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="FOLDER",
        help="The workspace to work in; else the nearest one from here upward.",
        show_default=False,
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Who acts; else CLAIMTRACK_REVIEWER or the login name.", show_default=False
    ),
]
ExtractorOption = Annotated[
    str | None,
    typer.Option(
        "--extractor", metavar="NAME", help="The engine that reads; else CLAIMTRACK_EXTRACTOR.", show_default="learned"
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would follow, and change nothing.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="EVENT|TIME",
        help="What stood after this event, or at the end of this day or time.",
        show_default=False,
    ),
]
ModelOption = Annotated[
    Model | None,
    typer.Option("--model", help="The learned engine's model; `fast` is for archives.", show_default="default"),
]
ReasonOption = Annotated[str | None, typer.Option("--reason", "-r", metavar="TEXT", help="Why.", show_default=False)]


class Form(Enum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    EXCEL = "excel"


def complete_claims(incomplete: str) -> list[tuple[str, str]]:
    """Offer claim numbers with their words to the shell."""
    from claimtrack.services.reports.completion import claims

    return claims(incomplete)


def complete_sources(incomplete: str) -> list[str]:
    """Offer names of sources to the shell."""
    from claimtrack.services.reports.completion import sources

    return sources(incomplete)


def complete_tags(incomplete: str) -> list[str]:
    """Offer tags to the shell."""
    from claimtrack.services.reports.completion import tags

    return tags(incomplete)


def complete_ratings(incomplete: str) -> list[str]:
    """Offer the ratings of the desk's scale to the shell."""
    from claimtrack.services.reports.completion import ratings

    return ratings(incomplete)


def complete_claims_or_tags(incomplete: str) -> list[tuple[str, str]]:
    """Offer claim numbers, and tags, which have no words of their own beside them."""
    return [*complete_claims(incomplete), *((tag, "") for tag in complete_tags(incomplete))]


TagOption = Annotated[
    str | None,
    typer.Option("--tag", metavar="TAG", help="Only with this tag.", autocompletion=complete_tags, show_default=False),
]
ClaimsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="CLAIM...",
        help="Claim numbers and ranges, such as 12 15-18.",
        autocompletion=complete_claims,
        show_default=False,
    ),
]
ClaimArgument = Annotated[
    int,
    typer.Argument(metavar="CLAIM", help="A claim's number.", autocompletion=complete_claims, show_default=False),
]
VersionOption = Annotated[
    int | None,
    typer.Option(
        "--if-version",
        metavar="N",
        help="Only if the claim is still at this version, as `show` gave it.",
        show_default=False,
    ),
]

FilesArgument = Annotated[
    list[str],
    typer.Argument(metavar="FILE|URL|-...", help="Files, web addresses, or - for standard input.", show_default=False),
]
MaxSizeOption = Annotated[
    int,
    typer.Option(
        "--max-size",
        min=1,
        max=1_000_000_000_000,
        metavar="BYTES",
        help="Refuse anything larger.",
        show_default=f"{MAX_SIZE // 1_000_000} MB",
    ),
]
MaxPieceOption = Annotated[
    int | None,
    typer.Option(
        "--max-size",
        min=1,
        max=1_000_000_000_000,
        metavar="BYTES",
        help="Refuse anything larger.",
        show_default="20 MB of what is read, 100 GB of a film and the like",
    ),
]
AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="What the file is in, such as windows-1251 or mac-roman, where it does not say so or says it wrongly.",
        show_default=False,
    ),
]
MOST = 1_000_000_000
"""As much as anybody asks for of a list; more than that is a slip, and overflows in a database."""

LimitOption = Annotated[int, typer.Option("--limit", min=1, max=MOST, metavar="N", help="How many on a page.")]
PageOption = Annotated[int, typer.Option("--page", min=1, max=MOST, metavar="N", help="Which page.")]
AllOption = Annotated[bool, typer.Option("--all", help="All pages at once.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Read so many files at once.")]
NumbersArgument = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM",
        help="A claim number, or several: 12,15-18.",
        autocompletion=complete_claims,
        show_default=False,
    ),
]
ArticleArgument = Annotated[int, typer.Argument(metavar="ARTICLE", help="The article's number.", show_default=False)]
SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE", help="A source's name or number.", autocompletion=complete_sources, show_default=False
    ),
]
NewSourceOption = Annotated[
    bool, typer.Option("--new-source", help="The name is another source than the similar ones on record.")
]

_RANGE = re.compile(r"(\d{1,15})(?:-(\d{1,15}))?")
_MOST = 10_000


def rehearsed(desk: "Desk", dry_run: bool) -> "Desk":
    """Return the same workspace, where ``dry_run`` asks for it as one in which everything is undone at the end."""
    return replace(desk, rehearsal=dry_run)


def numbers(words: Sequence[str]) -> list[int]:
    """Read claim numbers and ranges: ``12``, ``15-18``, ``3,5,7-9``. Raises UsageError for anything else."""
    found: list[int] = []
    for word in ",".join(words).split(","):
        match = _RANGE.fullmatch(word.strip())
        if match is None:
            raise UsageError(f'"{word}" is no claim number; write numbers and ranges, such as 12 15-18')
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= _MOST:
            raise UsageError(f'"{word}" is no range of claims; write the smaller number first, at most {_MOST} claims')
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


def seen_by(desk: "Desk", claims: Sequence[str], version: int | None = None) -> "Seen":
    """Note which claims a command names, and at which version."""
    from claimtrack.services.claims import look

    named = numbers(claims)
    if version is not None and len(named) > 1:
        raise UsageError("--if-version is for one claim at a time")
    return look(desk, named, version=version)


def given(command: Callable[..., None]) -> Callable[..., None]:
    """Fill in ``desk``, ``form`` and ``window`` from options that the command does not have to spell out."""
    signature = inspect.signature(command)
    wanted = [name for name in _OPTIONS if name in signature.parameters]
    # In any order, so that what is asked most often is shown first.
    own = [one.replace(kind=one.KEYWORD_ONLY) for name, one in signature.parameters.items() if name not in wanted]
    arguments = [one for one in own if _is_argument(one)]
    first = [option for name in wanted if name not in _LAST for option in _OPTIONS[name]]
    last = [option for name in _LAST if name in wanted for option in _OPTIONS[name]]
    parameters = [*arguments, *first, *(one for one in own if one not in arguments), *last]

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        found = {name: _FILL[name](options) for name in sorted(wanted, key=lambda name: name == "desk")}
        with _whole(found.get("desk")):
            command(*args, **options, **found)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what Typer reads
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    del run.__wrapped__  # Typer would look through it to the command's own parameters
    return run


def _is_argument(parameter: inspect.Parameter) -> bool:
    """Tell whether a parameter of a command is a word of it, not an option."""
    return any(isinstance(one, ArgumentInfo) for one in getattr(parameter.annotation, "__metadata__", ()))


def fills(name: str, fill: Callable[[dict[str, Any]], Any], options: list[inspect.Parameter]) -> None:
    """Let commands name one more parameter, which ``fill`` takes out of these options."""
    _OPTIONS[name] = options
    _FILL[name] = fill


@contextmanager
def _whole(desk: "Desk | None") -> Iterator[None]:
    """Tell of a damaged database where something failed that reads it, and it is that; else of a mistake of ours."""
    try:
        yield
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        from claimtrack.services.integrity.damaged import damaged

        trouble = damaged(desk) if desk is not None else None
        if trouble is None:
            raise
        raise trouble from error


def _desk(options: dict[str, Any]) -> "Desk":
    from claimtrack.services.desk import open_desk

    return open_desk(locate(options.pop("workspace")), reviewer=acting_reviewer(options.pop("who")))


def _form(options: dict[str, Any]) -> Form:
    asked = [form for form in (Form.JSON, Form.JSONL, Form.CSV, Form.EXCEL) if options.pop(f"as_{form.value}")]
    if len(asked) > 1:
        raise UsageError("choose one of --json, --jsonl, --csv and --excel")
    return asked[0] if asked else Form.TABLE


def _window(options: dict[str, Any]) -> "Window":
    from claimtrack.services.paging import WHOLE, Window

    limit, page, everything = (options.pop(name) for name in ("limit", "page", "everything"))
    return WHOLE if everything else Window(limit, page)


def option(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    """Return an option that ``given`` adds to a command."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _flag(form: Form, words: str) -> inspect.Parameter:
    annotation = Annotated[bool, typer.Option(f"--{form.value}", help=words)]
    return option(f"as_{form.value}", annotation, default=False)


_ON_A_PAGE = 50
_LAST = ("window", "form", "desk")
"""What help shows behind a command's own options, in this order; what others fill in stands in front of them."""
_OPTIONS: dict[str, list[inspect.Parameter]] = {
    "window": [
        option("limit", LimitOption, _ON_A_PAGE),
        option("page", PageOption, 1),
        option("everything", AllOption, default=False),
    ],
    "form": [
        _flag(Form.JSON, "Write one JSON array."),
        _flag(Form.JSONL, "Write one JSON object a line."),
        _flag(Form.CSV, "Write CSV, in UTF-8."),
        _flag(Form.EXCEL, "Write CSV with the byte order mark by which Excel knows UTF-8."),
    ],
    "desk": [option("workspace", WorkspaceOption, None), option("who", AsOption, None)],
}
"""In the order in which help shows them and they are filled in: a slip is told before a workspace is looked for."""
_FILL: dict[str, Callable[[dict[str, Any]], Any]] = {"window": _window, "form": _form, "desk": _desk}
