// Reads all figures of a workbook with SheetJS.
const XLSX = require('xlsx');

const start = process.hrtime.bigint();
let figures = 0;
const book = XLSX.readFile(process.argv[2], { dense: true, cellFormula: false, cellHTML: false, cellText: false });
for (const name of book.SheetNames) {
  const ws = book.Sheets[name];
  for (const row of ws['!data'] || ws) {
    for (const cell of row || []) if (cell && typeof cell.v === 'number') figures++;
  }
}
console.log(JSON.stringify({ Took: Number(process.hrtime.bigint() - start), Figures: figures, Versions: XLSX.version }));
