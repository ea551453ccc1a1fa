"""Practice sites: where help is near, and what was done there."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from city import reports
from city.permissions import may_read_city, reads_changes_of_site, reads_site
from city.taken_over import taken_over_from
from city.views.asking import period, text
from city.views.board import months
from volunteers.models import District, Organization, Site
from volunteers.scopes import receives_at


@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Centers and institutes by district; their stations are on their own pages."""
    words = text(request, "q")
    district = text(request, "district")
    found = Site.objects.annotate(stations=Count("below")).order_by("kind", "code")
    if words:
        found = found.filter(name__icontains=words) | found.filter(
            name_en__icontains=words
        )
    else:
        found = found.exclude(kind=Site.Kind.STATION)
    if district:
        found = found.filter(district=district)
    of_district: dict[str, list[Site]] = {}
    for site in found[:200]:
        of_district.setdefault(site.district_id, []).append(site)
    every = District.objects.all()
    context = {
        "words": words,
        "district": district,
        "districts": every,
        "groups": [
            (one, of_district[one.code]) for one in every if one.code in of_district
        ],
    }
    return render(request, "city/sites.html", context)


@require_safe
def site(request: HttpRequest, code: str) -> HttpResponse:
    """What anyone may know of a site; its keepers and the city see its year too."""
    one = get_object_or_404(
        Site.objects.select_related("district", "parent__parent"), code=code
    )
    context = {
        "site": one,
        "below": one.below.annotate(stations=Count("below")).order_by("kind", "code"),
        "organizers": Organization.objects.active().filter(site=one),
        "reads": reads_site(request.user, one),
        "receives": request.user.is_authenticated and receives_at(request.user, one),
        "reads_changes": reads_changes_of_site(request.user, one),
        "reviews": may_read_city(request.user),
    }
    if context["receives"]:
        context["taken_over"] = taken_over_from(
            one, reader=request.user, at=timezone.now()
        )
    if context["reads"]:
        asked = period(request)
        year = reports.site_year(site=one.pk, year=asked.year)
        context |= {"period": asked, "year": year, "months": months(year.months)}
    return render(request, "city/site.html", context)
