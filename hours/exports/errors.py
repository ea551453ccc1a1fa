"""What an export refuses, in words for the person who asked."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NoSuchExport(RuleBroken):
    """Whose sessions one may not export, one learns nothing of."""

    code = "not_found"
    status = 404
    sentence = _("There is nothing here that you may export.")


class ExportRunning(RuleBroken):
    code = "export_running"
    sentence = _("Your last export is not done yet. You can begin the next one then.")


class TooManyExports(RuleBroken):
    code = "too_many_exports"
    status = 429
    sentence = _("That were many exports for one day. Please go on tomorrow.")


class TooManyForASheet(RuleBroken):
    code = "too_many_for_a_sheet"
    status = 422
    sentence = _("These are too many sessions for a spreadsheet. Please take CSV.")


class ExportLost(RuleBroken):
    code = "export_lost"
    sentence = _("The beginning of the file got lost. Please begin the export again.")


class ExportGone(RuleBroken):
    code = "export_gone"
    status = 410
    sentence = _("This file is not there: it is kept a day once the export is done.")
