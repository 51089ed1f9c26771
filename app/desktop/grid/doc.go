// Package grid is a spreadsheet-like table widget for Fyne: frozen heads in several levels, ranges, one editor that
// moves over the cells, the clipboard's blocks, marks with a meaning, and columns from right to left.
//
// It asks a Model for the cells that are in view and tells its callbacks what the user did; it stores no value,
// formats no number, and undoes nothing. Colours come from the Palette that it is given, type from the Fyne theme.
// Everything in a cell is painted into one picture from glyphs drawn once, because that is what scrolls fastest
// without a graphics card; text whose letters join or change order is left to Fyne's own text objects above it.
// What needs no window (selection, movement, scroll arithmetic, clipboard text) lives in package sheet.
package grid
