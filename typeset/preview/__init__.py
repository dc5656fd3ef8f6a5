"""The preview room: pages in a browser while somebody writes. `typeset watch` is its door, and nothing else is.

1. `watching` notices that a file of the report was saved.
2. `workshop` lays the report out again, with everything kept in memory that an edit leaves as it was.
3. `differ` tells which pages look different now, and on which of them something was written.
4. `places` finds what stands where: the blocks of a page with their lines in the manifest, and a problem's page.
5. `picture` paints a page as SVG when somebody looks at it, with `proofing` as paper would show it.
6. `board` holds what is shown at the moment and wakes whoever waits for news; `telling` puts it into JSON.
7. `server` answers the browser, on this machine's own address and nobody else; `room/` is the page it gives.
8. `session` runs all of this until it is stopped.

The pages are painted from the very Book that a build would print. Everything else of a
build (files, proofs, certificates) does not happen here.
"""
