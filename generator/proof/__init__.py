"""A finished PDF -> what is really on it, read back by another program and held against the registry.

It does not know who pressed the file, nor how.

Doors: `finished`, `ledgers`, `manifests`, `prove`, `readback`, `spots`, `verify`.
"""
