"""What somebody has typed of an application so far."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from volunteers.models import Account, Draft
from volunteers.sealing import seal, unseal

LONGEST = 2_000  # characters kept of one answer; forms refuse far shorter ones


@transaction.atomic
def keep_draft(
    *, said: dict[str, list[str]], by: Account, at: datetime
) -> dict[str, list[str]]:
    """Add to what the account has typed, right or wrong: nothing of it is lost."""
    known = read_draft(account=by)
    for name, values in said.items():
        known[name] = [value[:LONGEST] for value in values]
    Draft.objects.update_or_create(
        account=by, defaults={"said_sealed": seal(json.dumps(known)), "saved_at": at}
    )
    return known


def read_draft(*, account: Account) -> dict[str, Any]:
    """What the account has typed so far, by field."""
    draft = Draft.objects.filter(account=account).first()
    return json.loads(unseal(draft.said_sealed)) if draft else {}
