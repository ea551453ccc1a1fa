import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models


class IdempotencyKey(models.Model):
    """
    The answer to one POST, kept a day for whoever sends it again.

    The key is stored hashed, with account, method and path; the answer is sealed
    with the key itself, so only who knows the key can read it.
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    body_digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    sealed_answer = models.BinaryField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()


class Allowance(models.Model):
    """
    How much of a limit someone has spent in the running stretch of time.

    ``stretch`` is when it began, in seconds since 1970.
    """

    subject = models.CharField(max_length=120, primary_key=True)
    stretch = models.BigIntegerField()
    spent = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, account: models.Model | AnonymousUser) -> "JobQuerySet":
        """Jobs that the account started."""
        return self.filter(account=account)

    def unfinished(self) -> "JobQuerySet":
        """Jobs that still have steps to do."""
        return self.filter(finished_at=None)


class Job(models.Model):
    """
    A long act in the background, done in steps that each are one transaction.

    ``done`` of ``total`` counts whatever the kind of job counts. ``result`` grows
    with each step; ``problem`` says why it ended early.
    """

    STATES = ("waiting", "running", "done", "failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    problem = models.JSONField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    @property
    def state(self) -> str:
        """One of ``STATES``."""
        if self.finished_at:
            return "failed" if self.problem else "done"
        return "running" if self.started_at else "waiting"


class JobPulse(models.Model):
    """
    How far a running step of a job is: ``done`` of ``total``, whatever it counts.

    Without a reference to the job, whose row the step has locked.
    """

    job_id = models.UUIDField(primary_key=True)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
