"""``python -m benchmarks.cost_of_totals``"""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from benchmarks.cost_of_totals.measure import table

    print("\n".join(table()))
