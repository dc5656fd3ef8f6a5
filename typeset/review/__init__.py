"""Review: what readers of drafts need to see what a report says, and what became of it.

    Book or PDF ──read──▶ Version ─┐
                                   ├─compare──▶ Comparison ──tell──▶ text, JSON or a page
    Book or PDF ──read──▶ Version ─┘

`blocks` reads a structure tree as one stream of paragraphs; `pagetext` writes it out page
by page. `originals` opens what a command names (a manifest, a PDF, a folder of page texts,
a revision kept by git) as a `Version`; `align` finds which paragraph became which, `words`
what changed within, `compare` both, `telling` and `page` show it. `proof` adds to a Book's
pages what editors need beside them. `plugin` brings page text into a reader's own tests.
"""
