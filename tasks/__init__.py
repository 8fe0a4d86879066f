"""What flows are made of: one package a phase, in the order in which an article passes through.

intake -> repair -> furniture -> dedupe -> dataset -> report. A later phase may import an earlier one's types,
never the other way round. Nothing here imports Prefect.
"""

__version__ = "0.1.0"
