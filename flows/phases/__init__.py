"""The phases of a run, each over a shard's work files: plan, scrub, learn, finish, match, publish.

Plain functions of a work folder; `flows.run` hands them out as jobs (`flows.jobs`), which `flows.clean` makes Prefect
tasks of. Each leaves a marker when it is done and does nothing where the marker is there, which is all that resuming needs.
"""
