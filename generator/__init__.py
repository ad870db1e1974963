"""makecards: printable material against human trafficking, for whoever has to hand it out today.

The main line, each step a pure function that turns one frozen value into the next:

    library.selection.select      content and an audience   -> what this reader is told
    markup.compose.compose        that, in a layout          -> elements: what a page says and means
    typesetting.lay_out.lay_out   elements, in their looks   -> faces: marks at absolute places
    imposition.impose.impose      faces and a sheet          -> where each lies on the paper
    pdf.press.press_pages         faces, where they lie      -> the bytes of a PDF
    proof.prove.prove             the finished bytes         -> every number and code read back from them

The rooms, from the ground up. A room knows the floors below it, never its neighbours or those above:

    foundation      what all rooms speak of: problems, lengths, addresses, files
    library         the content's files -> what they say, and what a reader is told
    imposition      faces and a sheet -> where each lies on the paper
    languages       PO files -> the words of a language
    looks           a theme's file -> fonts, colours, a style for each role
    markup          a layout filled in -> elements: what a page says and means
    typesetting     elements in their looks -> faces
    pdf             faces and where they lie -> the bytes of a PDF
    proof           a finished PDF -> what is really on it
    making          an order -> its files: the main line, joined
    checking        all content and all pieces -> what a person should look at
    kits            a kit and a number of people -> the box of a workshop
    partners        a table of partners -> the pieces of each
    tasks           what the smaller commands do, a module each
    command         words in, files out

Each room's __init__ says what it promises, what it does not know, and which of its modules others may use: its doors.
docs/tour.md walks through the main line with an example; tests/whole/test_house.py holds the walls.
"""

__version__ = "0.1.0"
