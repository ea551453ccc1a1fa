"""
The demo city: a synthetic Lianyungang, the same for the same seed.

Nobody in it is real. ``seeding.seed`` builds it, ``accounts`` knows who may sign in.
"""
