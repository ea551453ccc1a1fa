"""Rows that the database writes by itself."""

from django.db import models


class Kept(models.Model):
    """
    A total, or a state of one: the program reads it and has no right to write it.

    Triggers and the owner's acts (see ``config.database.acts``) keep it in step.
    """

    class Meta:
        abstract = True
