"""What an import came to, and whether there is a way back."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from hours.models import Import, ImportRow, Session, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """Sessions ``added`` and already counted (``approved``), or ever so."""

    added: int
    approved: int
    is_loaded: bool
    keeps_rows: bool

    @property
    def can_be_undone(self) -> bool:
        return (
            self.is_loaded and self.keeps_rows and self.added > 0 and self.approved == 0
        )


def outcome(imported: Import) -> Outcome:
    """The import as it stands now."""
    good = ImportRow.objects.filter(
        imported=imported,
        verdict=ImportRow.Verdict.GOOD,
        session_id=OuterRef("pk"),
    )
    counted = Session.objects.filter(
        Exists(good), status__in=[Status.APPROVED, Status.REVERSED]
    )
    return Outcome(
        added=imported.added,
        approved=counted.count() if imported.is_loaded else 0,
        is_loaded=imported.is_loaded,
        keeps_rows=imported.keeps_rows,
    )
