package sheet

// Fitted is what a paste fills: the cells At, each with its text in Block, which has the very shape of At.
type Fitted struct {
	At    Range
	Block [][]string
	// LostRows and LostColumns count what fell off the edge of the table.
	LostRows, LostColumns int
}

// Fit lays a block on a selection. A single value fills the whole selection. A block repeats where the selection is
// an exact multiple of it in both directions. Else it stands once, from the selection's first cell on, and what
// does not fit the table is cut off and counted. An empty block fills nothing: its Block is nil.
func Fit(block [][]string, on Range, in Extent) Fitted {
	if len(block) == 0 || len(block[0]) == 0 || in.Rows == 0 || in.Columns == 0 {
		return Fitted{At: on}
	}
	rows, cols := len(block), len(block[0])
	tall, wide := rows, cols
	if on.Rows()%rows == 0 && on.Columns()%cols == 0 {
		tall, wide = on.Rows(), on.Columns()
	}
	f := Fitted{
		LostRows:    max(0, on.Top+tall-in.Rows),
		LostColumns: max(0, on.Left+wide-in.Columns),
	}
	tall -= f.LostRows
	wide -= f.LostColumns
	f.At = Range{on.Top, on.Left, on.Top + tall - 1, on.Left + wide - 1}
	f.Block = make([][]string, tall)
	for r := range f.Block {
		f.Block[r] = make([]string, wide)
		for c := range f.Block[r] {
			f.Block[r][c] = block[r%rows][c%cols]
		}
	}
	return f
}
