"""What a form of the desk says: what is decided, about what, and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hours.desk.asked import Asked, read
from hours.reasons import OTHER, offered, why
from hours.rules import Decision

# Refusing more than this, and every correction, asks for the count to be typed.
MANY = 100
WORDS = forms.CharField(max_length=500, required=False)
# The boxes for words, and what is chosen beside them.
ASKING, REJECTING = ("question", "question_code"), ("reason", "reason_code")


@dataclass(frozen=True)
class Said:
    """What the posted form says, checked for form only."""

    decision: Decision
    asked: Asked
    ids: list[UUID]
    all: bool
    count: int
    shown_at: datetime | None
    reason_code: str
    is_gone: bool  # the reason that was chosen is offered no more
    reason: str
    question: str
    other: list[tuple[str, str]]  # what was typed in the box of another decision
    typed: str | None
    next: str

    @property
    def words(self) -> str:
        """One's own, of the box that belongs to the decision."""
        if not self.decision.needs_a_reason:
            return ""
        typed = self.question if self.decision == Decision.QUERY else self.reason
        return typed.strip()

    @property
    def unkeepable(self) -> str:
        """Why the words cannot be kept as they are; empty if they can."""
        try:
            WORDS.clean(self.words)
        except forms.ValidationError as wrong:
            return " ".join(wrong.messages)
        return ""

    @property
    def why(self) -> str:
        """The words the volunteer will read."""
        return why(self.reason_code, self.words, at=None)

    @property
    def lacks_a_reason(self) -> bool:
        return self.decision.needs_a_reason and not self.why

    def types_the_count(self, count: int) -> bool:
        """Whether so many are decided only once their count has been typed."""
        return self.decision == Decision.REVERSE or (
            self.decision == Decision.REJECT and count > MANY
        )

    def must_type(self, count: int) -> bool:
        """Whether the count is asked for, and has not been given as it is."""
        typed = (self.typed or "").replace(",", "").strip()
        return self.types_the_count(count) and typed != str(count)


def read_form(request: HttpRequest) -> Said:
    """
    :raises BadRequest: if no page of ours sends such a form
    :raises Http404: if it is about what the account does not decide
    """
    post = request.POST
    asked = read(request.user, QueryDict(post.get("back", "")))
    if asked is None or not asked.form.is_valid():
        raise BadRequest
    try:
        decision = Decision(post.get("decision", ""))
        ids = list(dict.fromkeys(UUID(one) for one in post.getlist("sessions")))
        count = int(post.get("count") or 0)
        shown_at = parse_datetime(post.get("shown_at", ""))
        if shown_at:
            timezone.localtime(shown_at)  # no moment without its offset
    except (ValueError, OverflowError) as error:
        raise BadRequest from error
    chosen = "question_code" if decision == Decision.QUERY else "reason_code"
    code = post.get(chosen, "")
    known = offered(decision, at=timezone.now())
    reason, question = post.get("reason", ""), post.get("question", "")
    other = REJECTING if decision == Decision.QUERY else ASKING
    return Said(
        decision=decision,
        asked=asked,
        ids=ids,
        all="all" in post,
        count=count,
        shown_at=shown_at,
        reason_code=code if code in known or (code == OTHER and reason.strip()) else "",
        is_gone=bool(code) and code not in known and code != OTHER,
        reason=reason,
        question=question,
        other=[(name, post.get(name, "")) for name in other],
        typed=post.get("typed"),
        next=post.get("next", ""),
    )
