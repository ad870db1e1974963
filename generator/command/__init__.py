"""Words in, files out: the only room that prints and exits. It turns what a person typed into orders, and problems into
sentences.

It holds no rule about content, layouts or numbers.

Doors: `run`.
"""
