from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import make_volunteer
from volunteers.models import Volunteer
from volunteers.pinyin import LONGEST, initials


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("林小港", "lxg"),
        ("欧阳海", "oyh"),
        ("阿不都·买买提", "abdmmt"),
        # surnames that are read otherwise than the character alone
        ("单雨欣", "syx"),
        ("仇英", "qy"),
        ("曾子涵", "zzh"),
        ("解晓东", "xxd"),
        ("区楚良", "ocl"),
        ("查良镛", "zly"),
        ("翟天临", "ztl"),
        ("覃海洋", "qhy"),
        ("尉迟恭", "ycg"),
        ("万俟卨", "mqx"),
        ("长孙无忌", "zswj"),
        ("盖叫天", "gjt"),
        ("朴树", "ps"),
        # but not where they are no surname
        ("林单", "ld"),
        ("王长江", "wcj"),
        ("林  小港", "lxg"),
        ("Jean-Luc Picard", "jlp"),
        ("O'Brien Éva", "oe"),
        ("Ｌin Xiaogang", "lx"),  # as a Chinese keyboard writes
        ("金🙂", "j"),
        ("Иван", ""),
        ("", ""),
    ],
)
def test_a_name_is_read_as_it_is_spoken(name, read):
    assert initials(name) == read


def test_a_name_that_unfolds_still_fits_its_column():
    assert len(initials("㍿" * LONGEST)) == LONGEST


def test_everybody_registered_before_is_read_as_well(db):
    known = [make_volunteer(name=name) for name in ("单雨欣", "Иван", "林小港")]
    Volunteer.objects.update(initials="")

    migration = import_module("volunteers.migrations.0003_initials_of_everybody")
    migration.STEP = 2
    with connection.schema_editor() as editor:
        migration.read_names(apps, editor)

    read = Volunteer.objects.order_by("pk").values_list("pk", "initials")
    assert [*read] == list(
        zip([one.pk for one in known], ["syx", "", "lxg"], strict=True)
    )
