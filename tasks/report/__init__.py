"""The run report: one HTML page that needs nothing else, and what it is made of."""
