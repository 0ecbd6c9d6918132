"""The shift sheets: their list, and the sheet itself, typed as the paper is written.

Keystrokes go into a draft of plain texts (`draft`); `reading` makes a strict record of it or says
what stands in the way; `presenter` keeps, undoes and saves it; the rest are Qt's views of it.
"""
