"""The press room: what becomes of a Book besides its two editions, and the proof that they are right.

1. `proof.prove` runs preflight over both editions and writes report, ticket and certificate;
   `judges` asks veraPDF where there is one, and `whence` leads findings back to the manifest.
2. `spine` makes a cover with its spine, and the inside without the covers, as Books of their own.
3. `spreads` puts facing pages side by side, for looking at.

Nothing here paints: Books go in, Books and reports come out.
"""
