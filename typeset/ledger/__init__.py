"""The figures of a report: what they are worth, how they are written, whether they agree."""
