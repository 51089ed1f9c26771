// Package report writes what the checks found: as an HTML page to print, and
// as a validation report in the structure of the European Statistical System
// for programs. It takes plain values whose sentences are already in a
// language; it knows neither documents nor checks. Lines for programs are the
// command line's, the findings within a workbook package workbook's.
package report
