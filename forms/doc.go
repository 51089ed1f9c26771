// Package forms says what a questionnaire is and what an answer is: codes and
// code lists, tables as cubes of cells, questions, and the answers that an
// office gives. Everything here is a plain value. Reading definitions lives in
// forms/definition, the office's file in forms/document, reading spreadsheets
// in forms/intake, and rules in package validation. No files and no windows
// are touched here.
package forms
