package grid

import "migraform/app/desktop/grid/sheet"

// Range is a rectangle of cells; all four edges belong to it.
type Range = sheet.Range

// Selection is the active cell and the range around it.
type Selection = sheet.Selection

// Model is the table that a Grid shows. Rows and columns count from 0. It is only called on Fyne's main goroutine.
type Model interface {
	Rows() int
	Columns() int
	// Cell is called for visible cells only, every time they come into view, so it should be cheap: Text is
	// formatted already.
	Cell(row, col int) Cell
	RowHead(row int) RowHead
	// ColumnLevels is the number of rows of column heads, at least 1.
	ColumnLevels() int
	// ColumnHead is the head of a column at a level, the outermost being 0. Neighbours with the same text under the
	// same parents are drawn as one head.
	ColumnHead(level, col int) string
	// Edit is the text with which the editor opens: the raw value, ungrouped.
	Edit(row, col int) string
}

// Skipper is a Model that names cells which Tab and Enter pass over.
type Skipper interface{ Skip(row, col int) bool }

// Filler is a Model that says at less cost than Edit whether a cell holds something; Ctrl+arrows ask it.
type Filler interface{ Filled(row, col int) bool }

// Corner is a Model with a title above the row heads.
type Corner interface{ CornerHead(level int) string }

// Measurer is a Model that says how wide its columns should be from the beginning: by the longest text that they hold.
type Measurer interface{ Longest(col int) string }

// Merger is a Model some of whose cells are joined: their text stands in the first of them.
type Merger interface {
	// Merged is the range of cells that a cell is joined with; false where it stands alone.
	Merged(row, col int) (Range, bool)
}

// Cell is one cell as it is drawn. Tip is shown while the pointer rests on the cell.
type Cell struct {
	Text   string
	Style  Style
	Mark   Mark
	Ground uint8 // the colour behind it: that many of the palette's Grounds, 0 for none
	Tip    string
}

// Style says what kind of value a cell holds; each bit has its own look and they combine.
type Style uint16

const (
	Computed      Style = 1 << iota // by the program: italic, dimmed
	Derived                         // by a rule that the user accepted: italic, dotted underline
	Imported                        // from a file and not looked at yet: mark in the lower corner
	Changed                         // since it was last sent: a dot
	Total                           // heavier, with a rule above
	NotApplicable                   // hatched
	Confidential                    // a lock
	Locked                          // cannot be edited: a shade of grey
	Left                            // text: at the start of the cell, not at the right
	Note                            // has a note: mark in the upper corner
	Over                            // text that runs over empty cells after it, and widens no column
)

// Mark is what a check says of a cell. Each has a colour and a shape of its own.
type Mark uint8

const (
	None        Mark = iota
	Information      // i in a circle
	Warning          // triangle
	Error            // octagon
	Explained        // speech mark
	Done             // tick
)

// RowHead is the head of a row. Indent counts steps of hierarchy.
type RowHead struct {
	Text                 string
	Indent               int
	Kind                 HeadKind
	Expandable, Expanded bool
	Mark                 Mark
	Dim                  bool
}

// HeadKind sets the rows that others add up to apart.
type HeadKind uint8

const (
	Plain HeadKind = iota
	SubtotalRow
	TotalRow
)
