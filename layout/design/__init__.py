"""The report's vocabulary: what a cover, an opener, a fact box or a commentary looks like.

`parts` says what can be said, `styles` what each kind of text looks like, `words` sets
rich text, and one module per part turns it into pages. `book.set_book` runs them in
order, again and again until page numbers that depend on the layout agree with it.
"""
