// Package journey walks through the program as a person does: it starts the
// built program on a display of its own, presses keys and moves the mouse, and
// follows what the program says it shows (MIGRAFORM_TRACE). What a document or
// a workbook holds in the end is asked of the command line, not of the screen.
//
// There are tests only, and they are left out unless MIGRAFORM_JOURNEY is set;
// scripts/journey sets it, gives them a display, and says in MIGRAFORM_PROGRAM
// which program to walk through. Single widgets are tested beside their code.
package journey
