"""Elements in their looks -> faces: marks at absolute places, nothing smaller than its floor.

It knows no sheet and nothing of how marks are drawn.

Doors: `blocks`, `directions`, `faces`, `images`, `lay_out`, `logos`, `mirror`, `qr`, `setting`, `strips`, `versions`.
"""
