# Writes the answers of one table of a workbook as JSON, address to figure or
# sign, read with openpyxl as export/workbook/FORMAT.md says.
import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1])[sys.argv[2]]
rows = list(sheet.iter_rows(values_only=True))
axes = rows[0][0].split(":")[4].split(",")
codes = next(row for row in rows if row[0] == "#codes")
answers = {}
for row in rows:
    if not row[0] or "=" not in str(row[0]):
        continue
    for code, value in zip(codes, row):
        if not code or "=" not in str(code) or value is None or str(value).startswith("="):
            continue
        of = dict(part.split("=") for part in (row[0] + ";" + code).split(";") if part != "*")
        answers["/".join([sys.argv[2]] + [of[axis] for axis in axes])] = str(value)
json.dump(answers, sys.stdout)
