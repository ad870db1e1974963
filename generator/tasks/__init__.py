"""What the smaller commands do, a module each: lists, pictures, test sheets, starters, differences, where a number is
used.

They know neither each other nor the command line.

Doors: `calibration`, `dialling`, `differences`, `lists`, `previews`, `schemas`, `starters`, `where_used`.
"""
