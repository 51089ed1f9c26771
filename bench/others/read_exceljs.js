// Reads all figures of a workbook with the streaming reader of exceljs.
const ExcelJS = require('exceljs');

(async () => {
  const start = process.hrtime.bigint();
  let figures = 0;
  const book = new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'ignore' });
  for await (const ws of book) {
    for await (const row of ws) {
      for (const value of row.values) if (typeof value === 'number') figures++;
    }
  }
  console.log(JSON.stringify({ Took: Number(process.hrtime.bigint() - start), Figures: figures, Versions: require('exceljs/package.json').version }));
})();
