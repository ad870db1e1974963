"""An order -> its files, each proved before anybody gets it: the main line, joined.

It holds no rule of the stages that it joins, and knows no kit and no table.

Doors: `editions`, `fingerprints`, `make`, `order`, `pieces`, `receipts`, `remake`, `shop`, `together`.
"""
