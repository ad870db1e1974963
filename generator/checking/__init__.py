"""All content and all pieces -> what a person should look at before a large print run.

It makes no file, and mends nothing.

Doors: `content`, `coverage`, `safety`.
"""
