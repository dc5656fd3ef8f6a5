"""Review: what reviewers read and compare."""
