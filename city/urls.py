from django.urls import path

from city.views import (
    annual,
    apart,
    applications,
    applying,
    audits,
    board,
    calendar,
    changes,
    city,
    closing,
    credential_kinds,
    exports,
    family,
    insurance,
    integrity,
    invitations,
    joining,
    limits,
    me,
    member,
    member_lists,
    member_requests,
    merges,
    my_data,
    needs,
    objections,
    offices,
    organizations,
    people,
    personal_data,
    policies,
    reasons,
    reports,
    restrictions,
    retention,
    rule_stops,
    sessions,
    sites,
    stars,
    teams,
    years,
)

app_name = "city"

# For everyone
public_urls = [
    path("", board.board, name="board"),
    path("figures/", board.figures, name="figures"),
    path("closed/", closing.closed, name="closed"),
    path("years/", years.closed_years, name="closed_years"),
    path("years/<int:year>/", years.closed_year, name="closed_year"),
    path("years/<int:year>/figures.csv", years.closed_year_csv, name="closed_year_csv"),
    path(
        "years/<int:year>/figures.json", years.closed_year_json, name="closed_year_json"
    ),
]

my_urls = [
    path("me/", me.me, name="me"),
    path(
        "me/organizations/",
        joining.my_organizations,
        name="my_organizations",
    ),
    path("me/sessions/", me.my_sessions, name="my_sessions"),
    path("me/family/", family.family, name="family"),
    path("me/family/register/", family.register_ward, name="register_ward"),
    path("me/family/<slug:number>/", family.ward, name="ward"),
    path(
        "me/family/<slug:number>/changes/",
        changes.of_ward,
        name="changes_of_ward",
    ),
    path("me/checks/", audits.my_checks, name="my_checks"),
    path("me/data/", my_data.my_data, name="my_data"),
    path("me/data/changes/", changes.of_mine, name="my_changes"),
    path("me/export/", my_data.my_export, name="my_export"),
    path("me/close/", closing.close, name="close"),
    path("me/close/now/", closing.close_now, name="close_now"),
    path("me/deputies/", offices.deputies, name="deputies"),
    path("appointments/<int:pk>/end/", offices.end, name="end_office"),
]

organization_urls = [
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/apply/", applying.apply, name="apply"),
    path("organizations/<uuid:pk>/", organizations.organization, name="organization"),
    path(
        "organizations/<uuid:pk>/application/",
        applying.application,
        name="application",
    ),
    path(
        "organizations/<uuid:pk>/settings/",
        applying.settings,
        name="organization_settings",
    ),
    path("organizations/<uuid:pk>/restate/", applying.restate, name="restate"),
    path("organizations/<uuid:pk>/insurance/", insurance.insurance, name="insurance"),
    path("organizations/<uuid:pk>/limits/", limits.limits, name="limits"),
    path(
        "organizations/<uuid:pk>/limits/<slug:code>/",
        limits.limit,
        name="limit",
    ),
    path(
        "organizations/<uuid:pk>/appointments/",
        offices.of_organization,
        name="offices_of_organization",
    ),
    path(
        "organizations/<uuid:pk>/changes/",
        changes.of_one_organization,
        name="changes_of_organization",
    ),
    path("organizations/<uuid:pk>/questions/", integrity.questions, name="questions"),
    path("organizations/<uuid:pk>/members/", organizations.members, name="members"),
    path("organizations/<uuid:pk>/people/", people.members, name="people_of"),
    path("organizations/<uuid:pk>/people/<slug:number>/", member.member, name="member"),
    path("organizations/<uuid:pk>/join/", joining.join, name="join"),
    path("organizations/<uuid:pk>/teams/", teams.teams, name="teams"),
    path("organizations/<uuid:organization>/teams/<uuid:pk>/", teams.team, name="team"),
    path(
        "organizations/<uuid:pk>/member-lists/",
        member_lists.lists,
        name="member_lists",
    ),
    path(
        "organizations/<uuid:organization>/member-lists/<uuid:pk>/",
        member_lists.one_list,
        name="member_list",
    ),
    path("join/<slug:code>/", joining.by_link, name="by_link"),
    path(
        "organizations/<uuid:pk>/invitations/",
        invitations.invitations,
        name="invitations",
    ),
    path(
        "organizations/<uuid:pk>/requests/",
        member_requests.requests,
        name="requests",
    ),
    path("organizations/<uuid:pk>/members.csv", exports.members, name="members_export"),
    path(
        "organizations/<uuid:pk>/reports/",
        reports.organization_report,
        name="organization_report",
    ),
    path(
        "organizations/<uuid:pk>/reports.csv",
        reports.organization_report_export,
        name="organization_report_export",
    ),
    path(
        "organizations/<uuid:pk>/sessions/",
        sessions.organization_sessions,
        name="organization_sessions",
    ),
]

site_urls = [
    path("sites/", sites.sites, name="sites"),
    path("sites/<slug:code>/", sites.site, name="site"),
    path("sites/<slug:code>/appointments/", offices.of_site, name="offices_of_site"),
    path("sites/<slug:code>/changes/", changes.of_one_site, name="changes_of_site"),
    path("sites/<slug:code>/sessions/", sessions.site_sessions, name="site_sessions"),
]

# What is masked, for whoever may see it and says why
people_urls = [
    path(
        "people/<slug:number>/data/",
        personal_data.personal_data,
        name="personal_data",
    ),
    path(
        "people/<slug:number>/close/",
        closing.close_for_somebody,
        name="close_for",
    ),
]

# For city staff and auditors
city_urls = [
    path("city/", city.city, name="city"),
    path("city/organizations/", city.organizations, name="organization_lines"),
    path(
        "city/organizations.csv",
        exports.organizations,
        name="organizations_export",
    ),
    path("city/applications/", applications.applications, name="applications"),
    path("city/applications/<uuid:pk>/", applications.review, name="review"),
    path("city/appointments/", offices.of_city, name="offices"),
    path("city/sites/", city.sites, name="site_lines"),
    path("city/sites.csv", exports.sites, name="sites_export"),
    path("city/volunteers/", city.volunteers, name="volunteer_lines"),
    path("city/volunteers.csv", exports.volunteers, name="volunteers_export"),
    path("city/people/", people.everybody, name="people"),
    path("city/volunteers/<slug:number>/", city.volunteer, name="volunteer"),
    path(
        "city/volunteers/<slug:number>/changes/",
        changes.of_volunteer,
        name="changes_of_volunteer",
    ),
    path("city/changes/", changes.of_city, name="changes"),
    path("city/annual/", annual.annual, name="annual"),
    path("city/annual.csv", annual.annual_export, name="annual_export"),
    path("city/reports/", reports.city_report, name="report"),
    path("city/reports.csv", reports.city_report_export, name="report_export"),
    path("city/merges/", merges.merges, name="merges"),
    path("city/merges/<uuid:pk>/", merges.merge, name="merge"),
    path("city/merges/two-people/", apart.two_people, name="two_people"),
    path("city/records/<slug:one>/and/<slug:other>/", merges.pair, name="pair"),
    path("city/objections/", objections.objections, name="objections"),
    path("city/integrity/", integrity.integrity, name="integrity"),
    path("city/integrity/cases.csv", integrity.cases_export, name="cases_export"),
    path("city/audits/", audits.audits, name="audits"),
    path("city/audits/<uuid:pk>/", audits.audit, name="audit"),
    path("city/integrity/<uuid:pk>/", integrity.finding, name="finding"),
    path(
        "city/integrity/<uuid:pk>/take-back/",
        restrictions.take_back,
        name="take_hours_back",
    ),
    path("city/integrity/<uuid:pk>/restrict/", restrictions.restrict, name="restrict"),
    path("city/restrictions/", restrictions.restrictions, name="restrictions"),
    path("restrictions/<uuid:pk>/", restrictions.restriction, name="restriction"),
    path(
        "city/records/<slug:one>/and/<slug:other>/set-apart/",
        apart.set_apart,
        name="set_apart",
    ),
    path(
        "city/records/<slug:one>/and/<slug:other>/take-back/",
        apart.take_back,
        name="take_back",
    ),
    path("city/stars/", stars.stars, name="stars"),
    path("city/stars/people/", stars.star_people, name="star_people"),
    path("city/stars/<uuid:pk>/", stars.star, name="star"),
    path("city/automatic/", rule_stops.rule_stops, name="rule_stops"),
    path("city/calendar/", calendar.calendar, name="calendar"),
    path("city/policies/", policies.policies, name="policies"),
    path("city/policies/<slug:code>/", policies.policy, name="policy"),
    path(
        "city/credential-kinds/",
        credential_kinds.kinds,
        name="credential_kinds",
    ),
    path(
        "city/credential-kinds/<slug:code>/",
        credential_kinds.kind,
        name="credential_kind",
    ),
    path("city/reasons/", reasons.reasons, name="reasons"),
    path("city/reasons/<slug:code>/", reasons.reason, name="reason"),
    path("city/retention/", retention.retention, name="retention"),
    path("city/needs/", needs.needs, name="needs"),
    path("city/districts/", city.districts, name="districts"),
    path("city/districts/<slug:code>/", city.district, name="district"),
]

urlpatterns = [
    *public_urls,
    *my_urls,
    *organization_urls,
    *site_urls,
    *people_urls,
    *city_urls,
]
