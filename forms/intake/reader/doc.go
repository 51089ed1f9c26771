// Package reader turns a file into raw sheets: cells with what they show, what
// they store, where they stand, and nothing about what they mean. It reads
// .xlsx, .xlsm, .xls (Excel 5 to 2003, and the web pages and XML that are
// called so), .ods and .fods, and text tables (comma, semicolon, tab, bar or
// caret separated, in any of the usual encodings); locked ones with their
// password; and these inside of a zip or gzip, several as one file. What the
// file is decides, not what it is called. Formulas give their stored results
// and are never run; links are never followed. What a person would not see or
// might take for something else goes to File.Remarks. Every limit is checked
// before memory is spent. What the cells mean is found in package intake.
package reader
