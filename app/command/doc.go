// Package command is the command line: the same work as in the windows, for
// scripts and for people who prefer to type. It reads arguments, calls
// app/workspace and says what came of it: results on standard output, messages
// to a person on standard error, and an exit status that a script can decide
// by. It computes nothing itself and knows no windows.
package command
