"""A person who has their answers ready, for `review` without a terminal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from claimtrack.cli.reviewing.terminal import Interrupted, Offers
from claimtrack.cli.reviewing.work import work_through
from claimtrack.services.desk import Desk
from claimtrack.services.integrity.verify import verify
from claimtrack.services.verdicts import queue

Answer = str | type[Interrupted] | Callable[[], object]
"""A key or a line; what can be called happens before the next one is given."""


@dataclass(slots=True)
class Script:
    """Gives its answers one after the other, and keeps what it was shown and asked."""

    answers: list[Answer]
    shown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    offered: list[Sequence[str]] = field(default_factory=list)
    rows: int = 1000

    def show(self, words: str) -> None:
        self.shown.append(words)

    def ask_key(self, question: str, keys: Sequence[str]) -> str:
        key = self.ask_line(question)
        assert key in keys, f"{key} is none of {keys}"
        return key

    def ask_line(self, question: str, offers: Offers | None = None, *, default: str = "") -> str:
        self.asked.append(question)
        self.offered.append(offers(default) if offers is not None else [default])
        answer = self.answers.pop(0)
        while not isinstance(answer, str):
            if answer is Interrupted:
                raise Interrupted
            answer()
            answer = self.answers.pop(0)
        return answer

    def ask_file(self, question: str, *, default: str = "") -> str:
        return self.ask_line(question, default=default)

    @property
    def claims(self) -> list[int]:
        """The claims that were shown, in order."""
        pages = (words.split("   claim ") for words in self.shown if words.startswith("\n") and "   claim " in words)
        return [int(rest.split()[0]) for _, rest, *_ in pages]

    @property
    def told(self) -> str:
        """All that was shown, on one line."""
        return " ".join(" ".join(self.shown).split())


def sit(desk: Desk, *answers: Answer, share: queue.Share | None = None, rows: int = 1000) -> Script:
    """Work through a share of the queue with these answers; all of them are asked for, and the record stays intact."""
    script = Script(list(answers), rows=rows)
    work_through(desk, script, share or queue.within_reach(desk))
    assert script.answers == []
    assert verify(desk).problems == ()
    return script
