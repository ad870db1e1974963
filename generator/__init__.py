"""makecards: printable material against human trafficking, for whoever has to hand it out today.

A pipeline of pure stages, a module each; every module turns one value into the next:

    problems, measures            the words in which all stages speak of mistakes and lengths
    yaml_nodes, reading, models   files -> frozen values that keep their places
    library, references,          -> the Library, every reference and every number checked
      numbers, safeguards
    selecting                     -> the Selection: what one audience is told, and why
    layouts, themes               what a layout, a sheet, a theme says of itself
    composing, markup, elements   -> the element tree: what the page says and means
    fonts, typesetting, spans,    -> faces: marks at absolute places
      flow, tables, strips, paging
    imposing                      -> where each face lies on the sheet
    pressing                      -> the bytes of a PDF
    proving                       -> the numbers and codes read back from those bytes
    making, kits                  the main line, and what a workshop takes along
    checking, starting, listing   what the other commands do
    publishing                    -> whole files
    cli                           words in, files out

docs/tour.md walks through it with an example.
"""

__version__ = "0.1.0"
