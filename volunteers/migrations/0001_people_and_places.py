import config.triggers
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import volunteers.models.naming
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=150)),
                (
                    "code",
                    models.CharField(max_length=6, primary_key=True, serialize=False),
                ),
                ("resident_population", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(blank=True, max_length=50, null=True, unique=True),
                ),
                ("email", models.EmailField(blank=True, max_length=254, null=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("phone_hash", models.BinaryField(null=True, unique=True)),
                (
                    "phone_last4",
                    models.CharField(blank=True, editable=False, max_length=4),
                ),
                ("language", models.CharField(blank=True, max_length=7)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NumberSeries",
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
                ("area", models.CharField(max_length=6)),
                ("month", models.CharField(max_length=4)),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name_plural": "number series",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "month"),
                        name="numbers_of_a_month_are_one_series",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "day",
                        "district_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("day", models.DateField()),
                ("delta", models.IntegerField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="volunteers.district",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Site",
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
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=150)),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("center", "Center"),
                            ("institute", "Institute"),
                            ("station", "Station"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="volunteers.district",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="volunteers.site",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=150)),
                (
                    "id",
                    models.UUIDField(
                        default=volunteers.models.naming.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("registered", "Registered organization"),
                            ("legal_person", "Other legal person"),
                            ("group", "Volunteer group"),
                            ("site", "Practice site"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "uscc",
                    models.CharField(blank=True, max_length=18, null=True, unique=True),
                ),
                ("sponsor", models.CharField(blank=True, max_length=100)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Under review"),
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("dissolved", "Dissolved"),
                            ("rejected", "Not accepted"),
                        ],
                        default="pending",
                        max_length=9,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="volunteers.district",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="below",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="volunteers.site",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "digest",
                    models.CharField(max_length=128, primary_key=True, serialize=False),
                ),
                ("token_key", models.CharField(db_index=True, max_length=25)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expiry", models.DateTimeField(blank=True, null=True)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="auth_token_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Volunteer",
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
                ("number", models.CharField(max_length=18, unique=True)),
                ("name", models.CharField(max_length=50)),
                (
                    "document_type",
                    models.CharField(
                        choices=[
                            ("resident_id", "Resident identity card"),
                            ("hk_macau_permit", "Hong Kong or Macau permit"),
                            ("taiwan_permit", "Taiwan permit"),
                            ("passport", "Passport"),
                            ("other", "Other document"),
                        ],
                        max_length=15,
                    ),
                ),
                ("document_sealed", models.BinaryField()),
                ("document_hash", models.BinaryField()),
                ("document_last4", models.CharField(editable=False, max_length=4)),
                ("phone_sealed", models.BinaryField(null=True)),
                ("phone_hash", models.BinaryField(null=True)),
                (
                    "phone_last4",
                    models.CharField(blank=True, editable=False, max_length=4),
                ),
                ("birth_date", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("suspended", "Suspended"),
                            ("closed", "Closed"),
                        ],
                        default="registered",
                        max_length=10,
                    ),
                ),
                (
                    "registered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteer",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="volunteers.district",
                    ),
                ),
                (
                    "home_site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volunteers",
                        to="volunteers.site",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
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
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
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
                ("purpose", models.SlugField(max_length=30)),
                ("version", models.CharField(max_length=20)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian"),
                            ("recorder", "Recorder"),
                            ("approver", "Approver"),
                            ("admin", "Administrator"),
                            ("clerk", "Station clerk"),
                            ("dispatcher", "Dispatcher"),
                            ("staff", "City staff"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appointed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="volunteers.organization",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="volunteers.site",
                    ),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guardianships",
                        to="volunteers.volunteer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="email_signs_in_one_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("username__isnull", False),
                    ("email__isnull", False),
                    ("phone_hash__isnull", False),
                    _connector="OR",
                ),
                name="account_can_sign_in_by_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("username__isnull", True),
                    ("username__regex", "^[A-Za-z_][A-Za-z0-9_.-]*$"),
                    _connector="OR",
                ),
                name="user_name_is_no_phone_and_no_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "center"), ("parent", None)),
                    ("kind", "institute"),
                    models.Q(("kind", "station"), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="station_has_an_institute_and_center_has_none",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="site_hangs_under_the_next_kind",
                sql=config.triggers.AlwaysOnSql(
                    condition='WHEN (NEW."parent_id" IS NOT NULL)',
                    func="-- A station hangs under an institute, an institute under a center.\nIF NOT EXISTS (\n    SELECT FROM volunteers_site AS above\n     WHERE above.id = NEW.parent_id\n       AND (NEW.kind, above.kind) IN (('station', 'institute'), ('institute', 'center'))\n) THEN\n    RAISE EXCEPTION 'a % does not hang under this site', NEW.kind\n          USING ERRCODE = 'check_violation', CONSTRAINT = 'site_hangs_under_the_next_kind';\nEND IF;\nRETURN NEW;\n",
                    hash="5379de6994aaff14a9de8202ac249bb09e1153cf",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_site_hangs_under_the_next_kind_f506c",
                    table="volunteers_site",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "registered"), _negated=True),
                    ("uscc__isnull", False),
                    _connector="OR",
                ),
                name="registered_organization_has_a_credit_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "group"), _negated=True),
                    ("uscc__isnull", False),
                    models.Q(("sponsor", ""), _negated=True),
                    _connector="OR",
                ),
                name="group_without_credit_code_has_a_sponsor",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "site"), _negated=True),
                    ("site__isnull", False),
                    _connector="OR",
                ),
                name="organizing_site_is_a_site",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "site")),
                fields=("site",),
                name="site_organizes_as_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(("scopes__contained_by", ["read", "log", "decide"])),
                name="token_scopes_are_known",
            ),
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(fields=["phone_hash"], name="volunteer_by_phone"),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.UniqueConstraint(
                fields=("document_type", "document_hash"),
                name="document_registers_one_volunteer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_counts_grow",
                sql=config.triggers.AlwaysOnSql(
                    func="-- Count people who were registered by this statement, on the day they registered.\nINSERT INTO volunteers_registeredday AS kept (day, district_id, delta)\nSELECT (registered_at AT TIME ZONE 'Asia/Shanghai')::date AS day, district_id, count(*)\n  FROM now_known\n WHERE status = 'registered'\n GROUP BY day, district_id\n ORDER BY day, district_id  -- everyone locks counts in one order: no deadlocks\n    ON CONFLICT (day, district_id) DO UPDATE\n   SET delta = kept.delta + excluded.delta;\n\nRETURN NULL;",
                    hash="a01c433ff5a8ece451e232567943615fe700170d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_registered_counts_grow_ac035",
                    referencing="REFERENCING NEW TABLE AS now_known ",
                    table="volunteers_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="registered_counts_move",
                sql=config.triggers.AlwaysOnSql(
                    func="-- Move people between districts, and in and out of the register, as of today.\nINSERT INTO volunteers_registeredday AS kept (day, district_id, delta)\nSELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS day, district_id, sum(step)\n  FROM (SELECT before.id, before.district_id, -1 AS step\n          FROM before WHERE before.status = 'registered'\n         UNION ALL\n        SELECT after.id, after.district_id, 1\n          FROM after WHERE after.status = 'registered') AS steps\n GROUP BY day, district_id\nHAVING sum(step) <> 0\n ORDER BY day, district_id  -- everyone locks counts in one order: no deadlocks\n    ON CONFLICT (day, district_id) DO UPDATE\n   SET delta = kept.delta + excluded.delta;\n\nRETURN NULL;",
                    hash="0f8a1109638c7716909ba4a43bfd89717be155df",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_registered_counts_move_6e535",
                    referencing="REFERENCING OLD TABLE AS before  NEW TABLE AS after ",
                    table="volunteers_volunteer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volunteer",
            trigger=pgtrigger.compiler.Trigger(
                name="volunteer_is_never_deleted",
                sql=config.triggers.AlwaysOnSql(
                    func="RAISE EXCEPTION 'volunteer_is_never_deleted' USING ERRCODE = 'check_violation', CONSTRAINT = 'volunteer_is_never_deleted';",
                    hash="530d73c5f345841a4aec6ef28c251ede8e48d0cf",
                    operation="DELETE",
                    pgid="pgtrigger_volunteer_is_never_deleted_10da1",
                    table="volunteers_volunteer",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("volunteer", "organization"),
                name="volunteer_is_a_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    ("left_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="member_joins_before_leaving",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("withdrawn_at__gte", models.F("given_at")),
                    _connector="OR",
                ),
                name="consent_is_given_before_it_is_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("organization__isnull", False),
                        ("role__in", ("recorder", "approver", "admin")),
                        ("site", None),
                        ("ward", None),
                    ),
                    models.Q(
                        ("organization", None),
                        ("role__in", ("clerk", "dispatcher")),
                        ("site__isnull", False),
                        ("ward", None),
                    ),
                    models.Q(
                        ("organization", None),
                        ("role__in", ("staff", "auditor")),
                        ("site", None),
                        ("ward", None),
                    ),
                    models.Q(
                        ("organization", None),
                        ("role", "guardian"),
                        ("site", None),
                        ("ward__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="role_has_the_scope_it_needs",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="appointment_starts_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("account", "role", "organization", "site", "ward"),
                name="account_is_appointed_once",
                nulls_distinct=False,
            ),
        ),
    ]
