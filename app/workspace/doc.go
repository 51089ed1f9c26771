// Package workspace is one open questionnaire: its answers, checks, progress,
// history, and the ways in and out of it (intake, workbook, mail). Whatever
// either face of the program does, the windows or the command line, goes
// through here, and this is the one place that holds state. It knows no
// window; sentences for people leave it as words.Message.
package workspace
