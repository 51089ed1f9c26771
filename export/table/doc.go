// Package table writes the answers of a submission as one long table: the
// CSV of the program's contract, a line a cell, that other programs read and
// write without knowing the questionnaire's layout. Reading it belongs to
// forms/intake; the workbook for people is export/workbook.
package table
