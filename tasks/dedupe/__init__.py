"""Duplicates: fingerprints -> candidate pairs -> verified pairs -> keepers."""
