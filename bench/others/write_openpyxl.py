# Writes the sheets that bench writes, with openpyxl in its write-only mode.
import json, sys, time
import openpyxl

path, sheets = sys.argv[1], json.loads(sys.argv[2])
start, figures = time.perf_counter_ns(), 0
book = openpyxl.Workbook(write_only=True)
for sheet in sheets:
    ws = book.create_sheet(sheet["Name"])
    columns = sheet["Columns"]
    ws.append(["", ""] + ["Column %d" % c for c in range(columns)])
    for r in range(sheet["Rows"]):
        ws.append(["Area %d" % r, "Age %d" % r] + [(r * 31 + c * 17) % 100000 for c in range(columns)])
        figures += columns
book.save(path)
print(json.dumps({"Took": time.perf_counter_ns() - start, "Figures": figures, "Versions": openpyxl.__version__}))
