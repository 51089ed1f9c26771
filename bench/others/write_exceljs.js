// Writes the sheets that bench writes, with the streaming writer of exceljs.
const ExcelJS = require('exceljs');
const [path, sheets] = [process.argv[2], JSON.parse(process.argv[3])];

(async () => {
  const start = process.hrtime.bigint();
  let figures = 0;
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false, useStyles: false });
  for (const sheet of sheets) {
    const ws = book.addWorksheet(sheet.Name);
    ws.addRow(['', '', ...Array.from({ length: sheet.Columns }, (_, c) => 'Column ' + c)]).commit();
    for (let r = 0; r < sheet.Rows; r++) {
      const row = ['Area ' + r, 'Age ' + r];
      for (let c = 0; c < sheet.Columns; c++) row.push((r * 31 + c * 17) % 100000);
      figures += sheet.Columns;
      ws.addRow(row).commit();
    }
    ws.commit();
  }
  await book.commit();
  console.log(JSON.stringify({ Took: Number(process.hrtime.bigint() - start), Figures: figures, Versions: require('exceljs/package.json').version }));
})();
