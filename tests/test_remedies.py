import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from typer.main import get_command

import claimtrack
from claimtrack.cli.app import SECTIONS, application
from claimtrack.errors import ForbiddenMove, NotFound, not_there, require_reason
from claimtrack.remedies import Blank, Do, Field, Message, Step, do, fields, in_shell, joined, written

SOURCE = Path(claimtrack.__file__).parent
MAKES_THEM = SOURCE / "remedies.py"
NAMED_ALL_THE_SAME = {
    "claimtrack head 1": "the first line of an exported head: the name of a format, not of a command",
    "claimtrack head 2": "the first line of an exported head: the name of a format, not of a command",
    " is no card of a claimtrack model; ": "a model of claimtrack's, not the command `model`",
}


@pytest.mark.parametrize(
    ("remedy", "written_out"),
    [
        (do(Step.LIST), "`claimtrack list`"),
        (do(Step.REOPEN, 12, reason=Blank.TEXT), "`claimtrack reopen 12 --reason TEXT`"),
        (do(Step.POLICY_SHOW, toml=True), "`claimtrack policy show --toml`"),
        (do(Step.POLICY_SET, stale_after_days=90), "`claimtrack policy set stale_after_days=90`"),
        (do(Step.HEAD_EXPORT, output=Blank.FILE), "`claimtrack head export -o FILE`"),
        (do(Step.REVIEWER_ADD, "Ana Ruiz"), '`claimtrack reviewer add "Ana Ruiz"`'),
        (Field("no_relies_on"), "--no-relies-on"),
        (Field("despite", 3), "--despite 3"),
        (Field("workspace", Path("/desk/one")), "--workspace /desk/one"),
        (Field("workspace", Path("/desk/one of two")), '--workspace "/desk/one of two"'),
    ],
)
def test_a_remedy_is_written_as_the_command_line_takes_it(remedy: Do | Field, written_out: str) -> None:
    assert str(remedy) == written_out


@pytest.mark.parametrize("name", ['$(rm -rf "x")', "back`tick`", "a\\b", 'the "Sun"'])
def test_no_name_of_a_user_can_act_on_a_shell(name: str) -> None:
    line = do(Step.REVIEWER_ADD, name).line()
    read = run(["sh", "-c", f"printf '%s|' {line}"], capture_output=True, text=True, check=True).stdout
    assert read == f"claimtrack|reviewer|add|{name}|"


def test_who_shows_a_message_writes_its_remedies() -> None:
    message = "claim 3 is with ana; " + do(Step.RELEASE, 3) + " gives it back, or say " + Field("as", Blank.NAME)
    assert str(message) == "claim 3 is with ana; `claimtrack release 3` gives it back, or say --as NAME"
    assert written(message, in_shell("ct")) == "claim 3 is with ana; `ct release 3` gives it back, or say --as NAME"
    as_page = written(message, lambda one: f"[{one.step.name}]" if isinstance(one, Do) else f"<{one.name}>")
    assert as_page == "claim 3 is with ana; [RELEASE] gives it back, or say <as>"


def test_braces_in_words_of_users_mean_nothing() -> None:
    assert str('"{0} {claim.id} %s" is no source; ' + do(Step.SOURCE_LIST)) == (
        '"{0} {claim.id} %s" is no source; `claimtrack source list`'
    )


def test_messages_are_joined_and_compared_by_what_they_say() -> None:
    twice = [do(Step.LIST) + " shows all", "or " + Field("tag"), do(Step.LIST) + " shows all"]
    assert str(joined("; ", dict.fromkeys(twice))) == "`claimtrack list` shows all; or --tag"
    assert str(joined("; ", [])) == ""
    assert str(fields("quote", "speaker", "via", last="or")) == "--quote, --speaker or --via"


def test_an_error_keeps_its_remedies_and_reads_as_text() -> None:
    error = NotFound("no source; if it is none of them, add " + Field("new_source"))
    assert error.message == Message(("no source; if it is none of them, add ", Field("new_source")))
    assert str(error) == "no source; if it is none of them, add --new-source"
    assert str(NotFound("plain words")) == "plain words"
    assert str(not_there("no claim 7", Step.LIST)) == "no claim 7; `claimtrack list` shows the numbers there are"


@pytest.mark.parametrize("given", [None, "", " \n"])
def test_a_reason_is_words(given: str | None) -> None:
    with pytest.raises(ForbiddenMove, match=r"^rejecting takes a reason; say --reason TEXT$"):
        require_reason(given, "rejecting takes a reason")
    with pytest.raises(ForbiddenMove, match=r"^vouching takes words; say --reason TEXT$"):
        require_reason(given, "vouching takes words")
    assert require_reason(" because ", "rejecting takes a reason") == " because "


def test_every_action_is_a_command_and_is_named_by_a_message() -> None:
    named = {ast.unparse(node) for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for action in Step:
        assert command_of(action) is not None
        assert f"Step.{action.name}" in named


def test_every_remedy_in_the_source_is_a_command_line_that_the_program_takes() -> None:
    found = list(remedies())
    assert len(found) > 60
    for where, action, call in found:
        arguments: list[Any] = [7 for _ in call.args[1:]]
        options: dict[str, Any] = {}
        for keyword in call.keywords:
            if keyword.arg is not None:
                ticked = isinstance(keyword.value, ast.Constant) and keyword.value.value is True
                options[keyword.arg] = True if ticked else "words"
        words = shlex.split(do(action, *arguments, **options).line())[1 + len(action.split()) :]
        command, context = command_of(action)
        _, left, _ = command.make_parser(context).parse_args(args=words)
        assert not left, f"{where}: {action} takes fewer arguments"


def test_every_field_that_a_message_names_is_an_option() -> None:
    known = {name for action in all_commands() for option in action.params for name in option.opts}
    named = list(named_fields())
    assert len(named) > 40
    for where, name in named:
        assert {"output": "-o"}.get(name, f"--{name.replace('_', '-')}") in known, f"{where}: no option {name}"


def test_no_message_outside_the_command_line_is_written_for_a_shell() -> None:
    command = "|".join(name for section in SECTIONS.values() for name in section)
    shell = re.compile(rf"claimtrack ({command})\b|`({command})( [^`]*)?`|(?<![\w-])--[a-z]")
    for where, words in strings():
        assert words in NAMED_ALL_THE_SAME or not shell.search(words), f"{where}: {words}"


def test_no_remedy_is_made_text_inside_an_f_string() -> None:
    makers = {"do", "Field", "fields", "joined"}
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FormattedValue):
                assert not makers & {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}, (
                    f"{path}:{node.lineno}"
                )
                assert not ast.unparse(node.value).endswith(".message"), f"{path}:{node.lineno}"


def remedies() -> Iterator[tuple[str, Step, ast.Call]]:
    """Give every remedy to do something that the source makes, once for each action that it may stand for."""
    for path, tree in modules():
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Module)]:
            for node in ast.iter_child_nodes(function) if isinstance(function, ast.Module) else [function]:
                if isinstance(function, ast.Module) and isinstance(node, ast.FunctionDef | ast.ClassDef):
                    continue
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) == "do":
                        for action in actions_in(call.args[0], function):
                            yield f"{path}:{call.lineno}", action, call


def actions_in(first: ast.expr, function: ast.AST) -> set[Step]:
    """Give the actions that an expression can be: those it names, or those that its name was given."""
    if isinstance(first, ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == first.id
        ]
        return {action for value in given for action in actions_in(value, function)}
    names = [ast.unparse(node) for node in ast.walk(first) if isinstance(node, ast.Attribute)]
    return {Step[name.removeprefix("Step.")] for name in names if name.startswith("Step.")}


def named_fields() -> Iterator[tuple[str, str]]:
    for path, tree in modules():
        if path.parts[0] == "web":
            continue  # the fields of its own forms
        for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
            made = ast.unparse(call.func)
            if made in {"Field", "fields"}:
                names = call.args[:1] if made == "Field" else call.args
                for name in names:
                    if isinstance(name, ast.Constant):
                        yield f"{path}:{call.lineno}", str(name.value)


def strings() -> Iterator[tuple[str, str]]:
    """Give every string outside the command line that is no docstring, with the literal parts of f-strings."""
    for path, tree in modules():
        if path.parts[0] in {"cli", "training", "web"}:
            continue
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in said:
                words = node.value
                if isinstance(words, str):
                    yield f"{path}:{node.lineno}", words


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    paths = [path for path in sorted(SOURCE.rglob("*.py")) if path != MAKES_THEM]
    return [(path.relative_to(SOURCE), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def command_of(action: Step) -> tuple[Any, Any]:
    """Give the command of an action with its context; raises LookupError where there is none."""
    command: Any = program()
    context = command.make_context("claimtrack", ["list"], resilient_parsing=True)
    for word in action.split():
        command = command.get_command(context, word)
        if command is None:
            raise LookupError(action)
        context = type(context)(command, info_name=word, parent=context)
    return command, context


@cache
def program() -> Any:
    return get_command(application())


def all_commands() -> Iterator[Any]:
    waiting = [program()]
    while waiting:
        command = waiting.pop()
        yield command
        waiting += getattr(command, "commands", {}).values()
