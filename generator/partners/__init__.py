"""A table of partners -> the pieces of each: what all share is made once, only their own words are set for each.

It knows no command line: it reports each row as it comes.

Doors: `batch`, `one_file`, `rows`, `shards`, `tables`, `verify`.
"""
