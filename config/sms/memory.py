"""For tests: messages stay in ``outbox``, as Django keeps mail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    to: str
    text: str


outbox: list[Message] = []


def deliver(*, to: str, text: str) -> None:
    outbox.append(Message(to, text))
