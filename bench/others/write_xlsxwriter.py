# Writes the sheets that bench writes, with XlsxWriter in the mode that keeps memory low.
import json, sys, time
import xlsxwriter

path, sheets = sys.argv[1], json.loads(sys.argv[2])
start, figures = time.perf_counter_ns(), 0
book = xlsxwriter.Workbook(path, {"constant_memory": True})
for sheet in sheets:
    ws = book.add_worksheet(sheet["Name"])
    for c in range(sheet["Columns"]):
        ws.write_string(0, c + 2, "Column %d" % c)
    for r in range(sheet["Rows"]):
        ws.write_string(r + 1, 0, "Area %d" % r)
        ws.write_string(r + 1, 1, "Age %d" % r)
        for c in range(sheet["Columns"]):
            ws.write_number(r + 1, c + 2, (r * 31 + c * 17) % 100000)
            figures += 1
book.close()
print(json.dumps({"Took": time.perf_counter_ns() - start, "Figures": figures, "Versions": xlsxwriter.__version__}))
