"""The kinds of chart, one module each: what it takes, what it refuses, how it is drawn."""
