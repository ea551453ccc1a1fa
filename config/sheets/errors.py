"""Why a file cannot be read as a table, in words for whoever brought it."""

from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken


class NotATable(RuleBroken):
    code = "not_a_table"
    status = 422
    sentence = _(
        "This file cannot be read. Please save it as CSV (UTF-8) or as XLSX and"
        " try again."
    )


class Unreadable(RuleBroken):
    """A row that a text file breaks off in, such as after a lone quotation mark."""

    code = "unreadable_row"
    status = 422
    sentence = _(
        "Row %(line)s cannot be read. Often a quotation mark is missing there or"
        " stands alone."
    )


class Empty(RuleBroken):
    code = "empty_table"
    status = 422
    sentence = _("There is nothing in this file. Its first row must be the headings.")


class HeadingsMissing(RuleBroken):
    code = "headings_missing"
    status = 422
    sentence = _(
        "These headings are missing in the first row: %(missing)s. Found were:"
        " %(found)s."
    )


class HeadingTwice(RuleBroken):
    code = "heading_twice"
    status = 422
    sentence = _(
        "Two columns mean the same: %(first)s and %(second)s. Please keep one of them."
    )


class TooManyRows(RuleBroken):
    code = "too_many_rows"
    status = 422
    sentence = _(
        "A workbook may have up to %(most)s rows, and this one has more. Please save"
        " it as CSV: that may be as long as you like."
    )


class TooBig(RuleBroken):
    code = "too_big"
    status = 422
    sentence = _(
        "This workbook is bigger than a table should be. Please keep only the table"
        " in it, or save it as CSV."
    )
