"""Reads a workbook as any Python program would, for the tests.

dump FILE     one line a filled cell: sheet, cell, value, as JSON
save FILE TO  opens and saves it again
"""

import json
import sys

import openpyxl

what, path = sys.argv[1:3]
if what == "dump":
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    print(json.dumps([sheet.title, cell.coordinate, cell.value]))
else:
    openpyxl.load_workbook(path).save(sys.argv[3])
