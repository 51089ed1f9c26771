// Package workbook writes a submission as the standard Excel workbook and
// reads it back. FORMAT.md beside this file is the contract that other
// programs may rely on; what is written is read again and compared before it
// counts as written.
//
// What an answer is lives in package forms; where the answers come from and
// which totals are computed is the caller's business. Spreadsheets of other
// shapes are read by forms/intake.
package workbook
