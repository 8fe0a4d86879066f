"""The dataset: its schemas, its parts, the manifest that says what is published, and the check that it is so."""
