"""Which kinds of papers people may state and posts may ask for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.credential_errors import KindThere
from volunteers.models import CredentialKind


def add_kind(*, code: str, name: str, name_en: str, place: int) -> CredentialKind:
    """
    Let people state another kind of paper, and posts ask for it.

    :raises KindThere: if there is or was one with this code
    """
    kind, is_new = CredentialKind.objects.get_or_create(
        code=code, defaults={"name": name, "name_en": name_en, "place": place}
    )
    if not is_new:
        raise KindThere
    return kind


@transaction.atomic
def change_kind(
    *,
    kind: CredentialKind,
    name: str,
    name_en: str,
    place: int,
    is_offered: bool,
    at: datetime,
) -> CredentialKind:
    """
    Call a kind something else, or let nobody choose it any more, or again.

    Papers and posts that name it keep it, by its new name.
    """
    # Whoever changes the same kind at the same time waits here.
    known = CredentialKind.objects.select_for_update(no_key=True).get(pk=kind.pk)
    known.name, known.name_en, known.place = name, name_en, place
    if is_offered:
        known.retired_on = None
    elif known.retired_on is None:
        known.retired_on = timezone.localdate(at)
    known.save(update_fields=["name", "name_en", "place", "retired_on"])
    return known
