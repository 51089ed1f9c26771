// Package desktop is the windows of the program: the start screen, a new
// document, and the workspace with its sections, table, cell panel and
// findings. It shows what app/workspace knows and hands on what a person
// does; it computes nothing that workspace could. Questions, intake, export,
// history and settings are pages of their own in desktop/pages; the table is
// desktop/grid, and what needs no window is in desktop/view.
package desktop
