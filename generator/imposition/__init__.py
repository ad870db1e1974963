"""Faces, as numbers and boxes, and a sheet -> where each lies on the paper, on both sides, and where to cut.

It knows nothing of what stands on a face, and no PDF.

Doors: `impose`, `printers`, `sheets`, `tiles`.
"""
