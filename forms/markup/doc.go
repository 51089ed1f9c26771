// Package markup reads the XML that spreadsheets are made of, piece by piece,
// in one pass and with bounded memory: elements, attributes, texts, CDATA. It
// knows no name spaces and refuses document types, which no spreadsheet has,
// so that there are no entities to blow up. It is some ten times as fast as
// encoding/xml, which matters at a million cells. What the elements mean is
// left to those who read workbooks: forms/intake/reader and export/workbook.
package markup
