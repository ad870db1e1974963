"""A kit and a number of people -> the box of a workshop: its pieces, what to print how often, and what to bring.

It knows no table of partners.

Doors: `kit`.
"""
