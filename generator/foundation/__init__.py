"""What all rooms speak of: problems and their places, lengths and papers, addresses, languages' codes, files, and what
one run keeps for the next.

It knows nothing of trafficking, of pages or of PDF.

Doors: `addresses`, `cache`, `files`, `locales`, `measures`, `problems`, `publish`.
"""
