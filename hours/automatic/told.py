"""Rules, and what they did, in plain words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.templatetags.ui import full_day
from hours.automatic.conditions import Conditions
from hours.automatic.forms import ENOUGH
from hours.models import AutomaticDecision, Evidence, Session
from hours.permissions import attends, name_of_actor
from policies.words import in_words
from volunteers.models import Account


def sentences(conditions: Conditions) -> list[str]:
    """What hours must be like, one condition a sentence."""
    said = [
        str(ENOUGH[Evidence(conditions.least_evidence)]),
        _("At most %(most)s")
        % {"most": in_words("automatic_minutes", conditions.most_minutes)},
    ]
    if conditions.needs_activity:
        said.append(_("Of an activity"))
    if conditions.most_days_outside == 0:
        said.append(_("Hours of an activity: on its days"))
    elif conditions.most_days_outside:
        said.append(
            ngettext(
                "Hours of an activity: at most %(n)s day before or after its own",
                "Hours of an activity: at most %(n)s days before or after its own",
                conditions.most_days_outside,
            )
            % {"n": conditions.most_days_outside}
        )
    if conditions.member_days == 0:
        said.append(_("Of members"))
    elif conditions.member_days:
        said.append(
            ngettext(
                "Of members for %(n)s day or longer",
                "Of members for %(n)s days or longer",
                conditions.member_days,
            )
            % {"n": conditions.member_days}
        )
    said.append(
        _("Of a hundred such sessions, chance leaves %(n)s to a person")
        % {"n": conditions.share}
    )
    return said


def facts(decision: AutomaticDecision) -> list[str]:
    """What the rule saw of a session beside its evidence and its length."""
    seen: dict[str, Any] = decision.facts
    said = []
    if seen["days_outside"] is None:
        said.append(_("without an activity"))
    elif seen["days_outside"] == 0:
        said.append(_("on the activity's days"))
    else:
        said.append(outside(seen["days_outside"]))
    if seen["member_since"]:
        since = full_day(date.fromisoformat(seen["member_since"]))
        said.append(_("member since %(day)s") % {"day": since})
    else:
        said.append(_("no member"))
    said.append(_("nothing that detectors found is open"))
    return said


def outside(days: int) -> str:
    """That hours are so many days before or after the activity's own."""
    said = ngettext(
        "%(n)s day outside the activity's own",
        "%(n)s days outside the activity's own",
        days,
    )
    return said % {"n": days}


@dataclass(frozen=True, slots=True)
class Trace:
    """
    What a rule made of a session, for whoever reads the session.

    :param by: the name of whoever had switched the rule on
    """

    decision: AutomaticDecision
    by: str

    @property
    def facts(self) -> list[str]:
        return facts(self.decision)

    @property
    def asked(self) -> list[str]:
        return sentences(Conditions.of(self.decision.switch.rule))


def trace(session: Session, *, reader: Account) -> Trace | None:
    """What a rule made of the session; None if none ever judged it."""
    # By the volunteer too: that is what the index begins with.
    theirs = AutomaticDecision.objects.filter(
        volunteer=session.volunteer_id, session=session.pk
    )
    decision = theirs.select_related("switch__rule", "switch__by__volunteer").first()
    if decision is None:
        return None
    in_office = attends(reader, session)
    by = name_of_actor(decision.switch.by, reader=reader, in_office=in_office)
    return Trace(decision, by)
