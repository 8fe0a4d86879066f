"""Intake: sources -> shards -> records. Formats, compression, bytes -> text with evidence."""
