// Package sheet is the part of a spreadsheet that needs no window: which cells are selected and where a key moves
// the selection, where a row or a column lies and how far to scroll to show it, how a block of cells is written on
// and read from the clipboard, and what a paste fills.
//
// All is values in, values out. It knows nothing of what a cell holds, of colours, or of Fyne.
package sheet
