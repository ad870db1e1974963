"""PO files -> the words of a language, its dates and plurals, and what of a selection it cannot say yet.

It knows no layout and no page: who asks brings the texts.

Doors: `catalogues`, `dates`, `first_words`, `messages`, `translation`.
"""
