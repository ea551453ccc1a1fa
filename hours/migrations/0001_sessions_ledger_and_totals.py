import config.triggers
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import hours.models.moments
import pgtrigger.compiler
import pgtrigger.migrations
import volunteers.models.naming
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("activities", "0001_activities_and_fields"),
        ("volunteers", "0001_people_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=volunteers.models.naming.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("break_minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "minutes",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            hours.models.moments.WholeMinutes(
                                models.F("ended_at"), models.F("started_at")
                            ),
                            "-",
                            models.F("break_minutes"),
                        ),
                        output_field=models.IntegerField(null=True),
                    ),
                ),
                (
                    "service_date",
                    models.GeneratedField(
                        db_persist=True,
                        expression=hours.models.moments.LocalDate(
                            models.F("started_at")
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("timed", "Timed"),
                            ("witnessed", "Witnessed"),
                            ("declared", "Self-reported"),
                            ("entered", "Entered later"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("organization", "Organization"),
                            ("parent", "Parent organization"),
                            ("city", "City"),
                        ],
                        default="organization",
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "On site"),
                            ("submitted", "Awaiting review"),
                            ("queried", "Reply needed"),
                            ("approved", "Counted"),
                            ("rejected", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                            ("reversed", "Corrected"),
                        ],
                        default="submitted",
                        max_length=9,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "submitted_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), null=True
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason_code", models.SlugField(blank=True, max_length=30)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="activities.activity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="hours.session",
                    ),
                ),
                (
                    "service_field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.servicefield",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.site",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "old",
                    models.CharField(
                        choices=[
                            ("open", "On site"),
                            ("submitted", "Awaiting review"),
                            ("queried", "Reply needed"),
                            ("approved", "Counted"),
                            ("rejected", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                            ("reversed", "Corrected"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "new",
                    models.CharField(
                        choices=[
                            ("open", "On site"),
                            ("submitted", "Awaiting review"),
                            ("queried", "Reply needed"),
                            ("approved", "Counted"),
                            ("rejected", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                            ("reversed", "Corrected"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "reason_code",
                    models.SlugField(blank=True, db_index=False, max_length=30),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.volunteer",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="hours.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approve", "Approve"),
                            ("reverse", "Reverse"),
                            ("undo", "Undo"),
                            ("merge", "Merge"),
                        ],
                        max_length=7,
                    ),
                ),
                ("minutes", models.IntegerField()),
                ("service_date", models.DateField()),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("timed", "Timed"),
                            ("witnessed", "Witnessed"),
                            ("declared", "Self-reported"),
                            ("entered", "Entered later"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "posted_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "reason_code",
                    models.SlugField(blank=True, db_index=False, max_length=30),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service_field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.servicefield",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.site",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="volunteers.volunteer",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="hours.session",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
            },
        ),
        migrations.CreateModel(
            name="SiteMonth",
            fields=[
                ("minutes", models.BigIntegerField()),
                ("sessions", models.IntegerField()),
                ("timed", models.BigIntegerField()),
                ("witnessed", models.BigIntegerField()),
                ("declared", models.BigIntegerField()),
                ("entered", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "site_id",
                        "month",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField()),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="volunteers.site",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VolunteerOrganizationYear",
            fields=[
                ("minutes", models.BigIntegerField()),
                ("sessions", models.IntegerField()),
                ("timed", models.BigIntegerField()),
                ("witnessed", models.BigIntegerField()),
                ("declared", models.BigIntegerField()),
                ("entered", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "volunteer_id",
                        "organization_id",
                        "year",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VolunteerYear",
            fields=[
                ("minutes", models.BigIntegerField()),
                ("sessions", models.IntegerField()),
                ("timed", models.BigIntegerField()),
                ("witnessed", models.BigIntegerField()),
                ("declared", models.BigIntegerField()),
                ("entered", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "volunteer_id",
                        "year",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "home_district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
                (
                    "home_site",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.site",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActiveCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("band", models.PositiveSmallIntegerField()),
                ("people", models.IntegerField()),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "district", "site", "band"),
                        name="active_people_are_counted_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("band__gte", 1), ("band__lte", 5)),
                        name="band_is_one_of_five",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganizationMonth",
            fields=[
                ("minutes", models.BigIntegerField()),
                ("sessions", models.IntegerField()),
                ("timed", models.BigIntegerField()),
                ("witnessed", models.BigIntegerField()),
                ("declared", models.BigIntegerField()),
                ("entered", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organization_id",
                        "month",
                        "district_id",
                        "service_field_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField()),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "service_field",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.servicefield",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["month"], name="organization_month_by_month")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["volunteer", "-service_date", "-started_at"],
                name="session_of_volunteer",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("status", "submitted")),
                fields=["organization", "submitted_at", "id"],
                name="session_waiting_at_the_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("status", "queried")),
                fields=["organization", "submitted_at", "id"],
                name="session_asked_at_the_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["organization", "-service_date", "-started_at"],
                name="session_of_organization",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["activity", "-service_date", "-started_at"],
                name="session_of_activity",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["site", "-service_date", "-started_at"], name="session_of_site"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                fields=["-service_date", "-started_at", "-id"], name="session_of_city"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("decided_by__isnull", False)),
                fields=["decided_by", "-decided_at"],
                name="session_decided_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(
                        ("ended_at__gt", models.F("started_at")), ("minutes__gte", 1)
                    ),
                    _connector="OR",
                ),
                name="session_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    (
                        "ended_at__lte",
                        hours.models.moments.NextMidnight(models.F("started_at")),
                    ),
                    _connector="OR",
                ),
                name="session_stays_within_its_local_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["open", "withdrawn"]),
                    ("ended_at__isnull", False),
                    _connector="OR",
                ),
                name="submitted_session_has_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("status__in", ("open", "submitted", "queried", "approved"))
                ),
                expressions=[
                    (models.F("volunteer"), "="),
                    (
                        hours.models.moments.TimeRange(
                            models.F("started_at"),
                            django.db.models.functions.comparison.Coalesce(
                                models.F("ended_at"),
                                hours.models.moments.NextMidnight(
                                    models.F("started_at")
                                ),
                            ),
                            models.Value("[)"),
                        ),
                        "&&",
                    ),
                ],
                name="volunteer_is_in_one_place_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="session_begins_open_or_submitted",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NEW.status NOT IN ('open', 'submitted') OR NEW.round <> 1)",
                    func="RAISE EXCEPTION 'session_begins_open_or_submitted' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_begins_open_or_submitted';",
                    hash="5a998b8864751a9bb35ef3f741c5307b9cef81e7",
                    operation="INSERT",
                    pgid="pgtrigger_session_begins_open_or_submitted_b976c",
                    table="hours_session",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="session_moves_as_the_table_allows",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.status IS DISTINCT FROM NEW.status AND NOT ((OLD.status = 'open' AND NEW.status IN ('queried', 'submitted', 'withdrawn')) OR (OLD.status = 'submitted' AND NEW.status IN ('approved', 'queried', 'rejected', 'withdrawn')) OR (OLD.status = 'queried' AND NEW.status IN ('rejected', 'submitted', 'withdrawn')) OR (OLD.status = 'approved' AND NEW.status IN ('reversed', 'submitted')) OR (OLD.status = 'rejected' AND NEW.status IN ('submitted'))))",
                    func="RAISE EXCEPTION 'session_moves_as_the_table_allows' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_moves_as_the_table_allows';",
                    hash="0b99f704e44784f25dc34d414be7e655be861733",
                    operation="UPDATE",
                    pgid="pgtrigger_session_moves_as_the_table_allows_f585c",
                    table="hours_session",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="session_returns_in_a_new_round",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NEW.round IS DISTINCT FROM OLD.round + (NEW.status = 'submitted' AND OLD.status IN ('approved', 'rejected'))::int)",
                    func="RAISE EXCEPTION 'session_returns_in_a_new_round' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_returns_in_a_new_round';",
                    hash="8355da3afe28a8ead97444a1def9a38ff358854f",
                    operation="UPDATE",
                    pgid="pgtrigger_session_returns_in_a_new_round_cc0e2",
                    table="hours_session",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="session_claim_is_never_changed",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.status <> 'open' AND (OLD.id, OLD.volunteer_id, OLD.organization_id, OLD.activity_id, OLD.district_id, OLD.site_id, OLD.service_field_id, OLD.started_at, OLD.ended_at, OLD.break_minutes, OLD.evidence, OLD.level, OLD.note, OLD.replaces_id, OLD.submitted_by_id, OLD.submitted_at) IS DISTINCT FROM (NEW.id, NEW.volunteer_id, NEW.organization_id, NEW.activity_id, NEW.district_id, NEW.site_id, NEW.service_field_id, NEW.started_at, NEW.ended_at, NEW.break_minutes, NEW.evidence, NEW.level, NEW.note, NEW.replaces_id, NEW.submitted_by_id, NEW.submitted_at) OR (OLD.id, OLD.volunteer_id) IS DISTINCT FROM (NEW.id, NEW.volunteer_id))",
                    func="RAISE EXCEPTION 'session_claim_is_never_changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_claim_is_never_changed';",
                    hash="099b3cea515ed81019d0e6b6b8b2a606be193609",
                    operation="UPDATE",
                    pgid="pgtrigger_session_claim_is_never_changed_30610",
                    table="hours_session",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="session_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'session_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_is_never_deleted';",
                    hash="bad0996023defc9b6fa9bb75eeea8153f33b21e2",
                    operation="DELETE",
                    pgid="pgtrigger_session_is_never_deleted_15434",
                    table="hours_session",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="move_is_never_changed",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'move_is_never_changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'move_is_never_changed';",
                    hash="f718a0b626a9f8a7339a55ed4163233af7349ab4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_move_is_never_changed_e190e",
                    table="hours_move",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["posted_at"], name="entry_posted_at"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                fields=("volunteer", "session", "round", "kind"),
                name="session_is_posted_once_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "approve"), ("minutes__gt", 0)),
                    models.Q(
                        models.Q(("kind", "approve"), _negated=True), ("minutes__lt", 0)
                    ),
                    _connector="OR",
                ),
                name="approving_adds_and_taking_back_subtracts",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_is_never_changed",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'entry_is_never_changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_never_changed';",
                    hash="6c340979f0a9c251010c5d8a8c5acec7fedbef59",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_entry_is_never_changed_9c1e8",
                    table="hours_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="totals_follow_the_ledger",
                sql=config.triggers.AlwaysOnSql(
                    func="-- Begin the years of people posted for the first time, empty, under the home of the moment.\n-- All minutes then arrive by UPDATE, and active people are counted in one sorted pass:\n-- counting the new by INSERT and the others by UPDATE would lock the counts twice over.\nINSERT INTO hours_volunteeryear\n       (volunteer_id, year, home_district_id, home_site_id,\n        minutes, sessions, timed, witnessed, declared, entered)\nSELECT DISTINCT\n       posted.volunteer_id,\n       extract(year FROM service_date)::int AS year,\n       person.district_id,\n       person.home_site_id,\n       0, 0, 0, 0, 0, 0\n  FROM posted\n  JOIN volunteers_volunteer AS person ON person.id = posted.volunteer_id\n ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks\n    ON CONFLICT (volunteer_id, year) DO NOTHING;\n\n-- Add newly posted entries to the years of people; each has begun (see begin_volunteer_year.sql).\nINSERT INTO hours_volunteeryear AS total\n       (volunteer_id, year, home_district_id, home_site_id,\n        minutes, sessions, timed, witnessed, declared, entered)\nSELECT posted.volunteer_id,\n       extract(year FROM service_date) AS year,\n       person.district_id,\n       person.home_site_id,\n       sum(minutes),\n       sum(sign(minutes)),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)\n  FROM posted\n  JOIN volunteers_volunteer AS person ON person.id = posted.volunteer_id\n GROUP BY 1, 2, 3, 4\n ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks\n    ON CONFLICT (volunteer_id, year) DO UPDATE\n   SET minutes   = total.minutes   + excluded.minutes,\n       sessions  = total.sessions  + excluded.sessions,\n       timed     = total.timed     + excluded.timed,\n       witnessed = total.witnessed + excluded.witnessed,\n       declared  = total.declared  + excluded.declared,\n       entered   = total.entered   + excluded.entered;\n\n-- Add newly posted entries to the years of people with an organization.\nINSERT INTO hours_volunteerorganizationyear AS total\n       (volunteer_id, organization_id, year, minutes, sessions, timed, witnessed, declared, entered)\nSELECT volunteer_id,\n       organization_id,\n       extract(year FROM service_date) AS year,\n       sum(minutes),\n       sum(sign(minutes)),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)\n  FROM posted\n GROUP BY 1, 2, 3\n ORDER BY 1, 2, 3  -- everyone locks totals in one order: no deadlocks\n    ON CONFLICT (volunteer_id, organization_id, year) DO UPDATE\n   SET minutes   = total.minutes   + excluded.minutes,\n       sessions  = total.sessions  + excluded.sessions,\n       timed     = total.timed     + excluded.timed,\n       witnessed = total.witnessed + excluded.witnessed,\n       declared  = total.declared  + excluded.declared,\n       entered   = total.entered   + excluded.entered;\n\n-- Add newly posted entries to the months of organizations.\nINSERT INTO hours_organizationmonth AS total\n       (organization_id, month, district_id, service_field_id, minutes, sessions, timed, witnessed, declared, entered)\nSELECT organization_id,\n       date_trunc('month', service_date)::date AS month,\n       district_id,\n       service_field_id,\n       sum(minutes),\n       sum(sign(minutes)),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)\n  FROM posted\n GROUP BY 1, 2, 3, 4\n ORDER BY 1, 2, 3, 4  -- everyone locks totals in one order: no deadlocks\n    ON CONFLICT (organization_id, month, district_id, service_field_id) DO UPDATE\n   SET minutes   = total.minutes   + excluded.minutes,\n       sessions  = total.sessions  + excluded.sessions,\n       timed     = total.timed     + excluded.timed,\n       witnessed = total.witnessed + excluded.witnessed,\n       declared  = total.declared  + excluded.declared,\n       entered   = total.entered   + excluded.entered;\n\n-- Add newly posted entries to the months of practice sites.\nINSERT INTO hours_sitemonth AS total\n       (site_id, month, minutes, sessions, timed, witnessed, declared, entered)\nSELECT site_id,\n       date_trunc('month', service_date)::date AS month,\n       sum(minutes),\n       sum(sign(minutes)),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'timed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'witnessed'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'declared'), 0),\n       coalesce(sum(minutes) FILTER (WHERE evidence = 'entered'), 0)\n  FROM posted\n WHERE site_id IS NOT NULL\n GROUP BY 1, 2\n ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks\n    ON CONFLICT (site_id, month) DO UPDATE\n   SET minutes   = total.minutes   + excluded.minutes,\n       sessions  = total.sessions  + excluded.sessions,\n       timed     = total.timed     + excluded.timed,\n       witnessed = total.witnessed + excluded.witnessed,\n       declared  = total.declared  + excluded.declared,\n       entered   = total.entered   + excluded.entered;\n\nRETURN NULL;",
                    hash="83b3e141f542c811f09d60032646477e5562c6f6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_totals_follow_the_ledger_7d783",
                    referencing="REFERENCING NEW TABLE AS posted ",
                    table="hours_entry",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sitemonth",
            index=models.Index(fields=["month"], name="site_month_by_month"),
        ),
        migrations.AddIndex(
            model_name="volunteerorganizationyear",
            index=models.Index(
                fields=["organization", "year", "-minutes", "volunteer"],
                name="person_year_with_organization",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteeryear",
            index=models.Index(
                fields=["year", "-minutes", "volunteer"], name="person_year"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteeryear",
            trigger=pgtrigger.compiler.Trigger(
                name="active_counts_grow",
                sql=config.triggers.AlwaysOnSql(
                    func="-- Count people whose year began, under their home and hours band.\nINSERT INTO hours_activecount AS kept (year, district_id, site_id, band, people)\nSELECT year,\n       home_district_id,\n       home_site_id,\n       width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band,\n       count(*)\n  FROM after\n WHERE minutes > 0\n GROUP BY 1, 2, 3, 4\n ORDER BY 1, 2, 3, 4  -- everyone locks counts in one order: no deadlocks\n    ON CONFLICT (year, district_id, site_id, band) DO UPDATE\n   SET people = kept.people + excluded.people;\n\nRETURN NULL;",
                    hash="9279b388a1470ddacfde18d3af4cb3ea94fe69dd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_active_counts_grow_6b80a",
                    referencing="REFERENCING NEW TABLE AS after ",
                    table="hours_volunteeryear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteeryear",
            trigger=pgtrigger.compiler.Trigger(
                name="active_counts_move",
                sql=config.triggers.AlwaysOnSql(
                    func="-- Move people whose year changed from one hours band or home to another.\nINSERT INTO hours_activecount AS kept (year, district_id, site_id, band, people)\nSELECT year, home_district_id, home_site_id, band, sum(step)\n  FROM (SELECT year, home_district_id, home_site_id, -1 AS step,\n               width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band\n          FROM before\n         UNION ALL\n        SELECT year, home_district_id, home_site_id, 1 AS step,\n               width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band\n          FROM after) AS steps\n WHERE band > 0\n GROUP BY 1, 2, 3, 4\nHAVING sum(step) <> 0\n ORDER BY 1, 2, 3, 4  -- everyone locks counts in one order: no deadlocks\n    ON CONFLICT (year, district_id, site_id, band) DO UPDATE\n   SET people = kept.people + excluded.people;\n\nRETURN NULL;",
                    hash="e2a350775ddf64662d5ca3839aa7d71c976b4b62",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_active_counts_move_db47e",
                    referencing="REFERENCING OLD TABLE AS before  NEW TABLE AS after ",
                    table="hours_volunteeryear",
                    when="AFTER",
                ),
            ),
        ),
    ]
