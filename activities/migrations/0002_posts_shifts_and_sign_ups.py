import config.moments
import config.triggers
import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import volunteers.models.naming
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_activities_and_fields"),
        ("volunteers", "0024_history_and_takeovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("old", models.JSONField()),
                ("new", models.JSONField()),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Guest",
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
                ("invited_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Post",
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
                ("name", models.CharField(blank=True, max_length=50)),
                ("description", models.CharField(blank=True, max_length=500)),
                ("min_age", models.PositiveSmallIntegerField(default=0)),
                ("credential", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("old", models.JSONField()),
                ("new", models.JSONField()),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("seats", models.PositiveSmallIntegerField()),
                (
                    "seated",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, editable=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShiftEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("old", models.JSONField()),
                ("new", models.JSONField()),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SignUp",
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
                ("starts_at", models.DateTimeField(editable=False)),
                ("ends_at", models.DateTimeField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("seated", "Signed up"),
                            ("waiting", "On the waiting list"),
                            ("offered", "A seat is free for you"),
                            ("given_up", "Given up"),
                            ("lapsed", "The offer ran out"),
                            ("cancelled", "The activity was cancelled"),
                        ],
                        max_length=9,
                    ),
                ),
                ("turn", models.PositiveIntegerField()),
                ("joined_at", models.DateTimeField()),
                ("offered_until", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SignUpEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("old", models.JSONField()),
                ("new", models.JSONField()),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="accessible",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="activity",
            name="audience",
            field=models.CharField(
                choices=[
                    ("public", "Everybody who is registered"),
                    ("members", "Members of the organization"),
                    ("invited", "Whoever is invited"),
                ],
                db_default="public",
                default="public",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="cancel_reason",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        migrations.AddField(
            model_name="activity",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="contact_name",
            field=models.CharField(blank=True, db_default="", max_length=50),
        ),
        migrations.AddField(
            model_name="activity",
            name="contact_name_is_public",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="contact_phone",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
        migrations.AddField(
            model_name="activity",
            name="contact_phone_is_public",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="activity",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="covered_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="declared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="declared_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="emergency",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="activity",
            name="guarantees",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("insurance", "Insurance"),
                        ("shared_ride", "A ride together"),
                        ("travel_money", "Travel expenses"),
                        ("meals", "Meals"),
                        ("water", "Drinking water"),
                        ("lodging", "Lodging"),
                        ("clothes", "Clothes"),
                        ("tools", "Tools"),
                        ("check_up", "A medical check-up"),
                        ("training", "Training"),
                        ("certificate", "A certificate"),
                        ("other", "Something else"),
                    ],
                    max_length=12,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="hazard",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="activity",
            name="insurer",
            field=models.CharField(blank=True, db_default="", max_length=100),
        ),
        migrations.AddField(
            model_name="activity",
            name="min_minutes",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="activity",
            name="place",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="activity",
            name="policy_number",
            field=models.CharField(blank=True, db_default="", max_length=50),
        ),
        migrations.AddField(
            model_name="activity",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="recipients",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("01", "Children"),
                        ("02", "Women"),
                        ("03", "Older people"),
                        ("04", "Disabled people"),
                        ("05", "Families of soldiers and martyrs"),
                        ("06", "Families in hardship"),
                        ("07", "People in special situations"),
                        ("08", "Sick people"),
                        ("09", "Village residents"),
                        ("10", "Town residents"),
                        ("11", "The public"),
                        ("13", "Taxpayers"),
                        ("99", "Others"),
                    ],
                    max_length=2,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="recruits_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="recruits_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="risks",
            field=models.CharField(blank=True, db_default="", max_length=1000),
        ),
        # What there is has been published; what comes begins as a draft.
        migrations.AddField(
            model_name="activity",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("published", "Open for sign-up"),
                    ("closed", "Sign-up closed"),
                    ("cancelled", "Cancelled"),
                ],
                default="published",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("published", "Open for sign-up"),
                    ("closed", "Sign-up closed"),
                    ("cancelled", "Cancelled"),
                ],
                default="draft",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="summary",
            field=models.CharField(blank=True, db_default="", max_length=2000),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_moves_as_the_table_allows",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.state IS DISTINCT FROM NEW.state AND NOT ((OLD.state = 'draft' AND NEW.state IN ('published')) OR (OLD.state = 'published' AND NEW.state IN ('cancelled', 'closed')) OR (OLD.state = 'closed' AND NEW.state IN ('cancelled', 'published'))))",
                    func="RAISE EXCEPTION 'activity_moves_as_the_table_allows' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_moves_as_the_table_allows';",
                    hash="81d31a98b7c317fcd831bc7bd95f36c5b33524f4",
                    operation="UPDATE",
                    pgid="pgtrigger_activity_moves_as_the_table_allows_d5d86",
                    table="activities_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_is_published_at_a_moment",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.state = 'draft' AND NEW.state <> 'draft' AND NEW.published_at IS NULL)",
                    func="RAISE EXCEPTION 'activity_is_published_at_a_moment' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_is_published_at_a_moment';",
                    hash="67178770c98dbf942596ec4d6905a4d7a5824713",
                    operation="UPDATE",
                    pgid="pgtrigger_activity_is_published_at_a_moment_e064e",
                    table="activities_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="only_a_draft_is_thrown_away",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.state <> 'draft')",
                    func="RAISE EXCEPTION 'only_a_draft_is_thrown_away' USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_is_thrown_away';",
                    hash="3528bf20e9b6c845825de823f7eaa10c794f428a",
                    operation="DELETE",
                    pgid="pgtrigger_only_a_draft_is_thrown_away_8fb53",
                    table="activities_activity",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_update",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_activityevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'update',\n       NEW.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(to_jsonb(NEW)) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="a34b67f497cb90452bfd24ddfde209ce78d11600",
                    operation="UPDATE",
                    pgid="pgtrigger_history_of_update_ccaf1",
                    table="activities_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_delete",
                sql=config.triggers.OwnersSql(
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_activityevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'delete',\n       OLD.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(NULL::jsonb) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="e103353caef427d1ec05bfef0f79a6a02404dcfe",
                    operation="DELETE",
                    pgid="pgtrigger_history_of_delete_25db7",
                    table="activities_activity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    (
                        "ends_on__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_on"),
                            "+",
                            models.Value(datetime.timedelta(days=365)),
                        ),
                    ),
                    _connector="OR",
                ),
                name="published_activity_lasts_a_year_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    (
                        "starts_on__gte",
                        config.moments.LocalDate(models.F("published_at")),
                    ),
                    _connector="OR",
                ),
                name="activity_is_published_before_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    models.Q(
                        ("declared_at__isnull", False),
                        ("declared_by__isnull", False),
                        models.Q(("risks", ""), _negated=True),
                        models.Q(("place", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="published_activity_is_declared_and_tells_its_risks",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), _negated=True),
                    ("published_at", None),
                    _connector="OR",
                ),
                name="draft_was_never_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at", None),
                    ("hazard", False),
                    models.Q(
                        models.Q(("insurer", ""), _negated=True),
                        models.Q(("policy_number", ""), _negated=True),
                        ("covered_until__gte", models.F("ends_on")),
                        ("covered_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dangerous_activity_is_insured",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                    models.Q(
                        models.Q(("state", "cancelled"), _negated=True),
                        ("cancelled_at", None),
                    ),
                    _connector="OR",
                ),
                name="cancelled_activity_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recruits_from", None),
                    ("recruits_until", None),
                    ("recruits_until__gt", models.F("recruits_from")),
                    _connector="OR",
                ),
                name="recruiting_begins_before_it_ends",
            ),
        ),
        migrations.AddField(
            model_name="activityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="activity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="guests",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="invited_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="volunteer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invited_to",
                to="volunteers.volunteer",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="activity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="posts",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="postevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="activities.post",
            ),
        ),
        migrations.AddField(
            model_name="shift",
            name="activity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shifts",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="shift",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shifts",
                to="activities.post",
            ),
        ),
        migrations.AddField(
            model_name="shiftevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="activities.shift",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="shift",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ups",
                to="activities.shift",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="volunteer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ups",
                to="volunteers.volunteer",
            ),
        ),
        migrations.AddField(
            model_name="signupevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="activities.signup",
            ),
        ),
        migrations.AddIndex(
            model_name="activityevent",
            index=models.Index(
                fields=["pgh_obj", "-pgh_created_at"], name="changes_of_activity"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_event_is_only_erased",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NOT (NEW.old = '{}' AND NEW.new = '{}' AND NEW.pgh_id IS NOT DISTINCT FROM OLD.pgh_id AND NEW.pgh_created_at IS NOT DISTINCT FROM OLD.pgh_created_at AND NEW.pgh_label IS NOT DISTINCT FROM OLD.pgh_label AND NEW.pgh_obj_id IS NOT DISTINCT FROM OLD.pgh_obj_id AND NEW.pgh_context IS NOT DISTINCT FROM OLD.pgh_context AND NEW.changed IS NOT DISTINCT FROM OLD.changed))",
                    func="RAISE EXCEPTION 'activity_event_is_only_erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_event_is_only_erased';",
                    hash="df3e0f6f9ceaa54aa72c9736f192f0b64437f2b3",
                    operation="UPDATE",
                    pgid="pgtrigger_activity_event_is_only_erased_a7339",
                    table="activities_activityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_event_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'activity_event_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_event_is_never_deleted';",
                    hash="93e7f0a76ab594196c2f488d0a2b5fd5f12a12ba",
                    operation="DELETE",
                    pgid="pgtrigger_activity_event_is_never_deleted_23dc0",
                    table="activities_activityevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(
                fields=("activity", "volunteer"), name="guest_is_invited_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=("activity", "name"), name="post_of_an_activity_is_named_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_update",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_postevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'update',\n       NEW.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(to_jsonb(NEW)) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="c00aa436363ddc5481cf40dc66e22d8c1d5757f8",
                    operation="UPDATE",
                    pgid="pgtrigger_history_of_update_c1451",
                    table="activities_post",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="postevent",
            index=models.Index(
                fields=["pgh_obj", "-pgh_created_at"], name="changes_of_post"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postevent",
            trigger=pgtrigger.compiler.Trigger(
                name="post_event_is_only_erased",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NOT (NEW.old = '{}' AND NEW.new = '{}' AND NEW.pgh_id IS NOT DISTINCT FROM OLD.pgh_id AND NEW.pgh_created_at IS NOT DISTINCT FROM OLD.pgh_created_at AND NEW.pgh_label IS NOT DISTINCT FROM OLD.pgh_label AND NEW.pgh_obj_id IS NOT DISTINCT FROM OLD.pgh_obj_id AND NEW.pgh_context IS NOT DISTINCT FROM OLD.pgh_context AND NEW.changed IS NOT DISTINCT FROM OLD.changed))",
                    func="RAISE EXCEPTION 'post_event_is_only_erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'post_event_is_only_erased';",
                    hash="aa7d61281816df3c22cfcac130159112caa221ba",
                    operation="UPDATE",
                    pgid="pgtrigger_post_event_is_only_erased_518fc",
                    table="activities_postevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postevent",
            trigger=pgtrigger.compiler.Trigger(
                name="post_event_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'post_event_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'post_event_is_never_deleted';",
                    hash="1523d6b2ba85efb64046f9b3baa840842cf8b658",
                    operation="DELETE",
                    pgid="pgtrigger_post_event_is_never_deleted_3d555",
                    table="activities_postevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(fields=["starts_at", "id"], name="shift_in_order"),
        ),
        migrations.AddIndex(
            model_name="shift",
            index=models.Index(
                fields=["activity", "starts_at", "id"], name="shift_of_activity"
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="shift_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__lte", config.moments.NextMidnight(models.F("starts_at")))
                ),
                name="shift_stays_within_its_local_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1)), name="shift_has_a_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="shift",
            constraint=models.CheckConstraint(
                condition=models.Q(("seated__lte", models.F("seats"))),
                name="shift_is_never_overbooked",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="shift_is_of_its_posts_activity",
                sql=config.triggers.OwnersSql(
                    func="-- A shift repeats which activity its post is of.\nSELECT post.activity_id INTO NEW.activity_id\n  FROM activities_post AS post\n WHERE post.id = NEW.post_id;\nRETURN NEW;\n",
                    hash="f39b2281d2973cac4cff847b73fe52cbb9fcff8f",
                    operation="INSERT",
                    pgid="pgtrigger_shift_is_of_its_posts_activity_17b81",
                    table="activities_shift",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="shift_keeps_its_times",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (ROW(OLD.activity_id, OLD.post_id, OLD.starts_at, OLD.ends_at) IS DISTINCT FROM ROW(NEW.activity_id, NEW.post_id, NEW.starts_at, NEW.ends_at))",
                    func="RAISE EXCEPTION 'shift_keeps_its_times' USING ERRCODE = 'check_violation', CONSTRAINT = 'shift_keeps_its_times';",
                    hash="51f319595a3c7ec2a33e02da89d6d4d405e11fc0",
                    operation="UPDATE",
                    pgid="pgtrigger_shift_keeps_its_times_1a920",
                    table="activities_shift",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_spans_its_shifts",
                sql=config.triggers.OwnersSql(
                    func="-- Keep an activity's dates the span of its shifts; without any, they stay as they were.\nUPDATE activities_activity AS activity\n   SET starts_on = span.first,\n       ends_on   = span.last\n  FROM (\n        SELECT shift.activity_id,\n               min((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS first,\n               max((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS last\n          FROM activities_shift AS shift\n         WHERE shift.activity_id IN (SELECT activity_id FROM changed)\n         GROUP BY shift.activity_id\n       ) AS span\n WHERE activity.id = span.activity_id\n   AND (activity.starts_on, activity.ends_on) IS DISTINCT FROM (span.first, span.last);\n\nRETURN NULL;",
                    hash="a6ce7452934644bd88c35adab0957db15ec17d8f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_activity_spans_its_shifts_b37d7",
                    referencing="REFERENCING NEW TABLE AS changed ",
                    table="activities_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="activity_spans_its_shifts_that_are_left",
                sql=config.triggers.OwnersSql(
                    func="-- Keep an activity's dates the span of its shifts; without any, they stay as they were.\nUPDATE activities_activity AS activity\n   SET starts_on = span.first,\n       ends_on   = span.last\n  FROM (\n        SELECT shift.activity_id,\n               min((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS first,\n               max((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS last\n          FROM activities_shift AS shift\n         WHERE shift.activity_id IN (SELECT activity_id FROM changed)\n         GROUP BY shift.activity_id\n       ) AS span\n WHERE activity.id = span.activity_id\n   AND (activity.starts_on, activity.ends_on) IS DISTINCT FROM (span.first, span.last);\n\nRETURN NULL;",
                    hash="b9ce3cec849e08e698e4dd62b98e0124720e3004",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_activity_spans_its_shifts_that_are_left_2869c",
                    referencing="REFERENCING OLD TABLE AS changed ",
                    table="activities_shift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shift",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_update",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_shiftevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'update',\n       NEW.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(to_jsonb(NEW)) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{seated}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="3888c97dade9d0286d30324632c26c6f26b63dbb",
                    operation="UPDATE",
                    pgid="pgtrigger_history_of_update_62123",
                    table="activities_shift",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="shiftevent",
            index=models.Index(
                fields=["pgh_obj", "-pgh_created_at"], name="changes_of_shift"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftevent",
            trigger=pgtrigger.compiler.Trigger(
                name="shift_event_is_only_erased",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NOT (NEW.old = '{}' AND NEW.new = '{}' AND NEW.pgh_id IS NOT DISTINCT FROM OLD.pgh_id AND NEW.pgh_created_at IS NOT DISTINCT FROM OLD.pgh_created_at AND NEW.pgh_label IS NOT DISTINCT FROM OLD.pgh_label AND NEW.pgh_obj_id IS NOT DISTINCT FROM OLD.pgh_obj_id AND NEW.pgh_context IS NOT DISTINCT FROM OLD.pgh_context AND NEW.changed IS NOT DISTINCT FROM OLD.changed))",
                    func="RAISE EXCEPTION 'shift_event_is_only_erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'shift_event_is_only_erased';",
                    hash="7ee2dda39e476c5e42fce95c0a99b9ece0374c12",
                    operation="UPDATE",
                    pgid="pgtrigger_shift_event_is_only_erased_01d63",
                    table="activities_shiftevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shiftevent",
            trigger=pgtrigger.compiler.Trigger(
                name="shift_event_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'shift_event_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'shift_event_is_never_deleted';",
                    hash="09caafdfc13c52f17baddacf2341fb99074548cb",
                    operation="DELETE",
                    pgid="pgtrigger_shift_event_is_never_deleted_ccd29",
                    table="activities_shiftevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                fields=["volunteer", "starts_at"], name="sign_up_of_person"
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                condition=models.Q(("state", "offered")),
                fields=["offered_until"],
                name="sign_up_offered",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["starts_at"],
                name="sign_up_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(
                condition=models.Q(("reminded_at", None), ("state", "seated")),
                fields=["starts_at", "id"],
                name="sign_up_to_remind",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("seated", "waiting", "offered"))),
                fields=("shift", "volunteer"),
                name="person_is_signed_up_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                fields=("shift", "turn"), name="people_of_a_shift_come_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ("seated", "offered"))),
                expressions=[
                    (models.F("volunteer"), "="),
                    (
                        config.moments.TimeRange(
                            models.F("starts_at"),
                            models.F("ends_at"),
                            models.Value("[)"),
                        ),
                        "&&",
                    ),
                ],
                name="person_is_expected_in_one_place_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "offered"), _negated=True),
                    ("offered_until__isnull", False),
                    _connector="OR",
                ),
                name="offer_ends_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at", None),
                        ("state__in", ("seated", "waiting", "offered")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("seated", "waiting", "offered")),
                            _negated=True,
                        ),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sign_up_ends_at_a_moment",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="sign_up_repeats_its_shift",
                sql=config.triggers.OwnersSql(
                    func="-- A sign-up repeats the times of its shift, so that seats at one time can be compared.\nSELECT shift.starts_at, shift.ends_at INTO NEW.starts_at, NEW.ends_at\n  FROM activities_shift AS shift\n WHERE shift.id = NEW.shift_id;\nRETURN NEW;\n",
                    hash="2544add841aa7f095fbcdf01cde0386c492d0ba6",
                    operation="INSERT",
                    pgid="pgtrigger_sign_up_repeats_its_shift_a1e1e",
                    table="activities_signup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="sign_up_begins_in_a_seat_or_waiting",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NEW.state NOT IN ('seated', 'waiting'))",
                    func="RAISE EXCEPTION 'sign_up_begins_in_a_seat_or_waiting' USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_up_begins_in_a_seat_or_waiting';",
                    hash="d2bd4221d76ea478509052d345172cd107392db4",
                    operation="INSERT",
                    pgid="pgtrigger_sign_up_begins_in_a_seat_or_waiting_44942",
                    table="activities_signup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="sign_up_is_never_anothers",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (ROW(OLD.id, OLD.shift_id, OLD.volunteer_id, OLD.starts_at, OLD.ends_at, OLD.turn, OLD.joined_at) IS DISTINCT FROM ROW(NEW.id, NEW.shift_id, NEW.volunteer_id, NEW.starts_at, NEW.ends_at, NEW.turn, NEW.joined_at))",
                    func="RAISE EXCEPTION 'sign_up_is_never_anothers' USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_up_is_never_anothers';",
                    hash="4eaecbad6e26157cb963518bcd8ad69777afbfec",
                    operation="UPDATE",
                    pgid="pgtrigger_sign_up_is_never_anothers_015e6",
                    table="activities_signup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="sign_up_moves_as_the_table_allows",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.state IS DISTINCT FROM NEW.state AND NOT ((OLD.state = 'waiting' AND NEW.state IN ('cancelled', 'given_up', 'offered')) OR (OLD.state = 'offered' AND NEW.state IN ('cancelled', 'given_up', 'lapsed', 'seated')) OR (OLD.state = 'seated' AND NEW.state IN ('cancelled', 'given_up'))))",
                    func="RAISE EXCEPTION 'sign_up_moves_as_the_table_allows' USING ERRCODE = 'check_violation', CONSTRAINT = 'sign_up_moves_as_the_table_allows';",
                    hash="a8e2159333862df8cbaefcc995214677d7cb164b",
                    operation="UPDATE",
                    pgid="pgtrigger_sign_up_moves_as_the_table_allows_b902e",
                    table="activities_signup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="seat_is_given_up_before_it_is_forgotten",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (OLD.ended_at IS NULL)",
                    func="RAISE EXCEPTION 'seat_is_given_up_before_it_is_forgotten' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_is_given_up_before_it_is_forgotten';",
                    hash="a66a7f7f27f7122af2af3b9e0a0ce5c03e63d647",
                    operation="DELETE",
                    pgid="pgtrigger_seat_is_given_up_before_it_is_forgotten_41be1",
                    table="activities_signup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="seats_are_taken",
                sql=config.triggers.OwnersSql(
                    func="-- Count the seats that newly signed-up people take; a shift refuses more than it has.\nUPDATE activities_shift AS shift\n   SET seated = shift.seated + taken.seats\n  FROM (SELECT shift_id, count(*) AS seats\n          FROM after\n         WHERE state IN ('seated', 'offered')\n         GROUP BY shift_id\n         ORDER BY shift_id) AS taken\n WHERE shift.id = taken.shift_id;\n\nRETURN NULL;",
                    hash="7dcc32e62671e6fc1ca57a4e7fd74c819a4e2f91",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_seats_are_taken_c8515",
                    referencing="REFERENCING NEW TABLE AS after ",
                    table="activities_signup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="seats_are_taken_and_freed",
                sql=config.triggers.OwnersSql(
                    func="-- Count the seats that were offered, given up or taken back.\nUPDATE activities_shift AS shift\n   SET seated = shift.seated + moved.seats\n  FROM (SELECT shift_id, sum(step) AS seats\n          FROM (SELECT shift_id, 1 AS step\n                  FROM after WHERE state IN ('seated', 'offered')\n                 UNION ALL\n                SELECT shift_id, -1\n                  FROM before WHERE state IN ('seated', 'offered')) AS steps\n         GROUP BY shift_id\n        HAVING sum(step) <> 0\n         ORDER BY shift_id) AS moved\n WHERE shift.id = moved.shift_id;\n\nRETURN NULL;",
                    hash="d4f0c4f1dfc9d286464f03dbf351aec2a5ad61b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_seats_are_taken_and_freed_9d0ab",
                    referencing="REFERENCING OLD TABLE AS before  NEW TABLE AS after ",
                    table="activities_signup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="history_of_update",
                sql=config.triggers.OwnersSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="-- Write down what changed in a row: which columns, and what stood in them before and\n-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.\nINSERT INTO activities_signupevent (\n    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new\n)\nSELECT clock_timestamp(),\n       'update',\n       NEW.\"id\",\n       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,\n       array_agg(field ORDER BY field),\n       coalesce(\n           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                     AND before IS NOT NULL), '{}'),\n       coalesce(\n           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ('{}'::text[])\n                                                    AND after IS NOT NULL), '{}')\n  FROM (\n      SELECT field,\n             nullif(was.value, 'null') AS before,\n             nullif(now.value, 'null') AS after\n        FROM jsonb_each(to_jsonb(OLD)) AS was (field, value)\n        FULL JOIN jsonb_each(to_jsonb(NEW)) AS now (field, value) USING (field)\n  ) AS fields\n WHERE before IS DISTINCT FROM after\n   AND field !~ '_(sealed|last4|hash[a-z0-9_]*)$'\n   AND field <> ALL ('{reminded_at}'::text[])\nHAVING count(*) > 0;\nRETURN NULL;\n",
                    hash="2ad0c9686a71b6cfc119b58c17fccac45b636e60",
                    operation="UPDATE",
                    pgid="pgtrigger_history_of_update_2e85d",
                    table="activities_signup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="signupevent",
            index=models.Index(
                fields=["pgh_obj", "-pgh_created_at"], name="changes_of_signup"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signupevent",
            trigger=pgtrigger.compiler.Trigger(
                name="signup_event_is_only_erased",
                sql=config.triggers.AlwaysOnSql(
                    condition="WHEN (NOT (NEW.old = '{}' AND NEW.new = '{}' AND NEW.pgh_id IS NOT DISTINCT FROM OLD.pgh_id AND NEW.pgh_created_at IS NOT DISTINCT FROM OLD.pgh_created_at AND NEW.pgh_label IS NOT DISTINCT FROM OLD.pgh_label AND NEW.pgh_obj_id IS NOT DISTINCT FROM OLD.pgh_obj_id AND NEW.pgh_context IS NOT DISTINCT FROM OLD.pgh_context AND NEW.changed IS NOT DISTINCT FROM OLD.changed))",
                    func="RAISE EXCEPTION 'signup_event_is_only_erased' USING ERRCODE = 'check_violation', CONSTRAINT = 'signup_event_is_only_erased';",
                    hash="1253f7c8f086eeddeab8d3b4d4fdca8bd7528944",
                    operation="UPDATE",
                    pgid="pgtrigger_signup_event_is_only_erased_60b0a",
                    table="activities_signupevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signupevent",
            trigger=pgtrigger.compiler.Trigger(
                name="signup_event_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'signup_event_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'signup_event_is_never_deleted';",
                    hash="5604e193b6c02a46dd584505f263c1fee1a7dfd3",
                    operation="DELETE",
                    pgid="pgtrigger_signup_event_is_never_deleted_f8744",
                    table="activities_signupevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
