"""The content's files -> what they say, as frozen values that keep their places, and what one reader is told of it.

It knows no language but the one that was typed, no layout and no page.

Doors: `digits`, `folding`, `impostors`, `library`, `meanings`, `models`, `nodes`, `numbers`, `partners`, `printed`,
`read`, `safeguards`, `selection`, `stored`, `values`.
"""
