"""What lists, totals and decisions are narrowed by: nothing unknown is ignored."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.settings import api_settings

from config.errors import RuleBroken

# What an address may say of every list: which page of it, and in which format.
OF_PAGES = frozenset({"cursor", "page_size"})
OF_FORMAT = frozenset({api_settings.URL_FORMAT_OVERRIDE})


class UnknownFilter(RuleBroken):
    """A filter nobody knows is never ignored: the answer would mean more than asked."""

    code = "unknown_filter"
    status = 422
    sentence = _("There is no such filter: %(keys)s.")


class FilterSerializer(serializers.Serializer):
    """Filters, each under a name that is known; ``besides`` them others may be said."""

    besides: ClassVar[Collection[str]] = ()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            refuse_unknown(data, known={*self.fields, *self.besides})
        return super().to_internal_value(data)


class QuerySerializer(FilterSerializer):
    """Filters as an address says them."""

    besides = OF_FORMAT


def refuse_unknown(asked: Collection[str], *, known: Collection[str]) -> None:
    """:raises UnknownFilter: if anything is asked that is not known"""
    if unknown := {*map(str, asked)} - {*known}:
        raise UnknownFilter(keys=", ".join(sorted(unknown)))


def refuse_filters(request: Request, *, known: Collection[str] = ()) -> None:
    """:raises UnknownFilter: if a list is narrowed by anything else"""
    asked = [name for name, value in request.query_params.items() if value]
    refuse_unknown(asked, known={*known, *OF_PAGES, *OF_FORMAT})
