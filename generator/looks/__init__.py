"""A theme's file -> fonts, colours, and a style for each role; nothing that a reader could not read.

It knows no element and no page.

Doors: `colours`, `fonts`, `theme`, `theme_files`, `typecase`.
"""
