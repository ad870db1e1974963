"""Faces, and where they lie -> the bytes of a PDF that can be read aloud, printed at the office, or sent to a print
shop.

It decides nothing: where everything stands was decided before. It knows no content.

Doors: `document`, `drawing`, `fonts`, `grounds`, `identity`, `inks`, `merge`, `objects`, `preflight`, `press`,
`printshop`, `profiles`, `tags`, `text`.
"""
