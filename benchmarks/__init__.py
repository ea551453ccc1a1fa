"""
The measured promises: each act against its limit, in the same run.

    python -m benchmarks --scale 0.01

It builds cities in databases of its own, measures every case of ``cases`` and
prints one table; docs/performance.md says how to read it.
"""
