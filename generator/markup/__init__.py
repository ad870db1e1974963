"""A layout, filled in with what a reader is told -> elements: what a page says and means.

It knows no places, no sizes and no PDF.

Doors: `compose`, `edition_code`, `elements`, `layouts`, `lint`, `loose_digits`, `slots`.
"""
