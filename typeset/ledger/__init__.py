"""The figures of a report: what they are worth, how they are written, whether they agree.

`values` and `formula` say what a figure is; `ledger` where it is used; `audit` whether the
report contradicts itself, by the rules in `rules`, the house styles in `houses`, and the
suppressions beside the text.
"""
