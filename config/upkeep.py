"""What falls due by itself: stalled jobs go on, and what is past its time goes."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult
from knox.models import get_token_model

from config import jobs
from config.answers import KEPT
from config.models import Allowance, IdempotencyKey, Job

RESULTS_KEPT = timedelta(days=30)
ALLOWANCES_KEPT = timedelta(days=1)


def run(*, at: datetime) -> None:
    """Do everything that is due; any number of times, by any number of callers."""
    jobs.resume_stalled(at=at)
    IdempotencyKey.objects.filter(created_at__lt=at - KEPT).delete()
    Job.objects.filter(finished_at__lt=at - RESULTS_KEPT).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=at - RESULTS_KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    get_token_model().objects.filter(expiry__lt=at).delete()
    yesterday = int((at - ALLOWANCES_KEPT).timestamp())
    Allowance.objects.filter(stretch__lt=yesterday).delete()
