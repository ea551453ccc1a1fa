"""What the rules of imports refuse, in words for the person who asked."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy

from config.errors import RuleBroken


class MayNotImport(RuleBroken):
    code = "may_not_import"
    status = 403
    sentence = gettext_lazy(
        "Only a recorder or an administrator of the organization, or city staff, may"
        " bring its hours as a file."
    )


class RowsAreBad(RuleBroken):
    """Carries the ``count`` of rows that cannot be added."""

    code = "rows_are_bad"
    status = 422
    sentence = ngettext_lazy(
        "%(count)s row cannot be added, so none was. Please put it right, or leave it"
        " out.",
        "%(count)s rows cannot be added, so none was. Please put them right, or leave"
        " them out.",
        "count",
    )

    @property
    def extra(self) -> dict[str, Any]:
        return {"count": self.details["count"]}


class ImportUndone(RuleBroken):
    code = "import_undone"
    sentence = gettext_lazy(
        "This file was taken back. Please choose it again to add its hours anew."
    )


class ImportNotLoaded(RuleBroken):
    code = "import_not_loaded"
    sentence = gettext_lazy("Nothing of this file has been added yet.")


class ImportCounts(RuleBroken):
    """Carries the ``count`` of sessions that have been approved."""

    code = "import_counts"
    sentence = ngettext_lazy(
        "%(count)s session of this file has been approved. Counted hours can be"
        " corrected, and the file can no longer be taken back as a whole.",
        "%(count)s sessions of this file have been approved. Counted hours can be"
        " corrected, and the file can no longer be taken back as a whole.",
        "count",
    )

    @property
    def extra(self) -> dict[str, Any]:
        return {"count": self.details["count"]}


class ImportTooOld(RuleBroken):
    code = "import_too_old"
    sentence = gettext_lazy(
        "The rows of this file are not kept any more. Please choose the file again."
    )
