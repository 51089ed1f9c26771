// Package reader turns a file into raw sheets: cells with what they show, what
// they store, where they stand, and nothing about what they mean. It reads
// .xlsx, .xlsm, .xls (Excel 5 to 2003), .ods and text tables (comma, semicolon,
// tab or bar separated, in any of the usual encodings), and one of these inside
// of a zip or gzip. What the file is decides, not what it is called.
// Formulas give their stored results and are never run; links are never
// followed. Every limit is checked before memory is spent. What the cells mean
// is found in package intake.
package reader
