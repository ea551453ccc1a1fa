from django.db import IntegrityError


def broken_constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused the statement."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
