"""makecards: printable material against human trafficking, for whoever has to hand it out today.

A pipeline of pure stages, a module each; every module turns one value into the next:

    problems, measures, addresses, the words in which all stages speak of mistakes, lengths,
      locales                       addresses and languages
    yaml_nodes, reading, models   files -> frozen values that keep their places
    library, references,          -> the Library, every reference and every number checked
      numbers, safeguards
    selecting                     -> the Selection: what one audience is told, and why
    messages, catalogues,         -> the same Selection in another language
      translating
    layouts, sheets, themes,      what a layout, a sheet, a theme says of itself
      contrast
    composing, markup, elements,  -> the element tree: what the page says and means
      dates, linting
    fonts, typesetting, spans,    -> faces: marks at absolute places
      flow, tables, strips,
      paging, panels, codes, images
    imposing, tiling, printers    -> where each face lies on the paper
    structure, tagging            -> what a screen reader walks
    drawing, pressing, prepress,  -> the bytes of a PDF
      identity, patches, office
    readback, ledgers, proving    -> the numbers and codes read back from those bytes
    editions, making, twins       the main line: a piece for screen, paper, print shop, web and text
    kits, preflight, profiles,    what a workshop takes along, what a print shop is told,
      calibrating, previewing       what a printer is measured with, what is looked at first
    spreadsheets, partner_rows    -> partners, from the rows of a table
    slots, stencils, blanked,     the same piece for many: what all share is made once, and only
      personalising, binding        their own words are set for each
    fingerprints, receipts,       what need not be made again
      remaking, kept, compiled
    batching, bound_batch,        every row of a table, in several processes
      cluster, watching
    checking, verifying,          what the other commands do
      inspecting, starting, listing, shipped
    publishing                    -> whole files
    cli, options, asking          words in, files out

docs/tour.md walks through it with an example.
"""

__version__ = "0.1.0"
