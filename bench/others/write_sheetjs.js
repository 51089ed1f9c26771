// Writes the sheets that bench writes, with SheetJS.
const XLSX = require('xlsx');
const [path, sheets] = [process.argv[2], JSON.parse(process.argv[3])];

const start = process.hrtime.bigint();
let figures = 0;
const book = XLSX.utils.book_new();
for (const sheet of sheets) {
  const rows = [['', '', ...Array.from({ length: sheet.Columns }, (_, c) => 'Column ' + c)]];
  for (let r = 0; r < sheet.Rows; r++) {
    const row = ['Area ' + r, 'Age ' + r];
    for (let c = 0; c < sheet.Columns; c++) row.push((r * 31 + c * 17) % 100000);
    figures += sheet.Columns;
    rows.push(row);
  }
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, { dense: true }), sheet.Name);
}
XLSX.writeFile(book, path, { compression: true });
console.log(JSON.stringify({ Took: Number(process.hrtime.bigint() - start), Figures: figures, Versions: XLSX.version }));
