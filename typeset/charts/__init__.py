"""Charts: from data to display lists of inks and shaped words, with matplotlib behind one door.

1. `spec`: a frozen `Chart`; `judging` says what in it cannot be shown honestly.
2. `registry` finds its kind: one module in `kinds/`, or an outside package's entry point.
3. `drawing` looks in the `cache`; what is not there a kind draws on a `sheet`. Its `pen`
   makes matplotlib artists, and the `recorder` takes them down as marks of an `Art`.
4. `tables` gives the same data as a table and as a sentence; `checks` judges the palette,
   `collisions` the finished drawing.

Only the pen, the recorder and the figure import matplotlib and numpy, and they are
imported when a chart is really drawn.
"""
