"""How many rows or lines it takes until something is done in another way, each with the measurement behind it.

Times are of the processor of a usual laptop. A key may wait about 30 ms before a person notices.
"""

MOST_ROWS_DRAWN_AT_ONCE = 1_000
"""Beyond this a document is made in a thread: 1,000 events take 21 ms, 5,000 take 112 ms."""

MOST_EVENTS_DRAWN_BESIDE = 2_000
"""Beyond this the document is not drawn beside the form: it takes 40 ms of every pause in typing, at 5,000 94 ms."""

MOST_LINES_COMPARED = 3_000
"""Beyond this two documents are not compared line by line: 3,000 lines take 29 ms, twice as many 165 ms."""

MOST_LINES_READ_AT_ONCE = 1_000
"""Beyond this a pasted block is read in a thread: 1,000 lines of a chat take 300 ms, once for each block."""

MOST_FILES_READ_WHOLE = 300
"""Beyond this only the heads of the files of a folder are read: the heads of 300 files take 34 ms."""
