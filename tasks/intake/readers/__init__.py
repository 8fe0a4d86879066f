"""Readers of formats, each a function of a stream that yields its rows, documents and problems (`tasks.intake.items`)."""
