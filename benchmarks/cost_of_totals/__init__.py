"""
What each total costs an approval: the same approval with one kind of total less.

    python -m benchmarks.cost_of_totals

It wants a demo city with a running year in the program's own database, on this very
machine, to which nobody else comes meanwhile. Each round lays sessions in the first
organization's queue, leaves one total out of the triggers, approves them all in one
act and takes everything back.
"""
