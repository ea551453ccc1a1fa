"""The kinds of papers a new city starts with; its staff change them on their page."""

from typing import Any

from django.apps import apps as registry
from django.apps.registry import Apps

from volunteers.models import CredentialKind

KINDS = [
    ("doctor", "医师执业证书", "Physician's licence"),
    ("nurse", "护士执业证书", "Nurse's licence"),
    ("first_aid", "急救员证", "First-aid certificate"),
    ("lifeguard", "救生员证", "Lifeguard's certificate"),
    ("rescuer", "应急救援员证", "Emergency rescuer's certificate"),
    ("counsellor", "心理咨询师证书", "Psychological counsellor's certificate"),
    ("social_worker", "社会工作者职业资格证书", "Social worker's certificate"),
    ("teacher", "教师资格证", "Teacher's certificate"),
    ("lawyer", "律师执业证", "Lawyer's licence"),
    ("sign_language", "手语翻译证书", "Sign language interpreter's certificate"),
    ("sports", "社会体育指导员证书", "Sports instructor's certificate"),
    ("driver", "机动车驾驶证", "Driving licence"),
    ("operator", "特种作业操作证", "Special operations permit"),
]


def load(*, apps: Apps = registry, **kwargs: Any) -> None:
    """
    Add the kinds that are missing; one the city has changed stays.

    :param apps: the models the database has come to; in one of before nothing is done
    """
    known = apps.all_models[CredentialKind._meta.app_label]
    if CredentialKind._meta.model_name not in known:
        return
    CredentialKind.objects.bulk_create(
        [
            CredentialKind(code=code, name=name, name_en=name_en, place=10 * place)
            for place, (code, name, name_en) in enumerate(KINDS, start=1)
        ],
        ignore_conflicts=True,
    )
