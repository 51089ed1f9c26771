package intake

import (
	"strconv"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// Reading is what was recognised in a file.
type Reading struct {
	File   *reader.File
	Sheets []*SheetReading
}

// SheetReading is what was recognised on one sheet.
type SheetReading struct {
	Sheet  *reader.Sheet
	Index  int // of the sheet in the file
	Blocks []*Block

	more      bool // there are more tables than are read
	grid      *grid
	country   string // the office's own
	decisions *Decisions
	decided   SheetDecision
	merged    map[place]reader.Range // by their first place
	covers    map[int][]reader.Range // those that touch the labels of the block being read, by column
}

// Block is one table on a sheet: a rectangle of figures with labels at its
// left and above it.
type Block struct {
	// Rows and Columns are those of the figures, counted from 0.
	Rows, Columns []int
	// Heads are the rows of labels above, Stubs the columns of labels at
	// the left.
	Heads, Stubs []int
	// Titles are the lines above the table, Notes those below.
	Titles, Notes []string
	Axes          []*Axis
	Number        int // of the table on its sheet, from 1
	// Said holds what the titles say of all figures; SaidBy the line that
	// says it, by field.
	Said   label.Said
	Unsure bool // two axes of areas, and it is not known which is which
	// Proof compares the table's own totals with what was read as their parts.
	Proof Proof

	sheet  *SheetReading
	over   string       // the line over all its rows, among the labels
	shared bool         // another table stands beside it in the same rows
	flags  map[int]bool // columns of flags to the figures at their left
	beside []int        // all columns that are not figures
	// at gives, for each axis that runs down, the label of each of Rows,
	// and for each that runs across that of each of Columns.
	at [][]*Label
	// finest is the fineness of the most detailed period in the table.
	finest int
	mixed  []bool // by axis: its labels name counts and derived figures
	bySex  bool   // wordy labels break the table down by sex
	// bothSexes says that the only sex that its labels speak of is both.
	bothSexes bool
}

// Axis is one row or column of labels.
type Axis struct {
	Concept label.Concept
	Head    string // what stands at its corner: "Country of birth"
	Down    bool
	Line    int    // the column of a stub or the row of a head
	Role    string // of areas: "destination", "origin" or ""
	// Criterion is citizenship, birth, previous or next, where the head or
	// the titles say so.
	Criterion string
	Varied    bool // it has more than one label
	Remark    bool // it tells something about each row, and breaks nothing down
	region    bool // it names the regions of the countries on another
	key       bool // codes of the axis Of, or serial numbers
	coded     bool // codes of countries stand beside almost all its names
	of        int
	proved    bool // its totals are the sums of its leaves
}

// Place names the axis as decisions do: the column of a label column, the row
// of a head.
func (a *Axis) Place() string {
	if a.Down {
		return reader.ColumnName(a.Line)
	}
	return strconv.Itoa(a.Line + 1)
}

// Label is one label with its meaning.
type Label struct {
	Text    string
	Meaning label.Meaning // no Code where it means nothing that is known
	Said    label.Said    // what a wordy label says besides
	Decided bool          // a person said what it means
}

// Figure is one cell that holds a figure or stands for one. The words of its
// fields are those of the command "inspect".
type Figure struct {
	Sheet       string
	Cell        string
	Value       string // plain decimal as stored, empty for a mark or text
	Kind        Kind
	Area        string
	Counterpart string
	Sex         string
	Age         string
	Time        string
	Other       map[string]string
	Confidence  float64

	row, col    int
	block       *Block
	areas       [2]*Label // destination or only one, origin
	areaAxes    [2]*Axis
	items       []item
	flags, mark string
	open        *Label        // a label that nobody knows, where one is needed
	blank       label.Concept // an axis on which it has no label though others have
	percent     bool
	outside     bool // of all tables
	unread      bool // perhaps of a table that was not read
}

type item struct {
	axis  *Axis
	label *Label
}

// Kind says what a figure is.
type Kind string

const (
	Data       Kind = "data"
	Subtotal   Kind = "subtotal"
	Total      Kind = "total"
	Derived    Kind = "derived"
	MissingOne Kind = "missing"
	NotAFigure Kind = "not-a-figure"
)

// Block returns the table that the figure belongs to, or nil.
func (f *Figure) Block() *Block { return f.block }

// Row and Col count from 0.
func (f *Figure) Row() int { return f.row }
func (f *Figure) Col() int { return f.col }

// Sheet returns the sheet that the block is on.
func (b *Block) Sheet() *SheetReading { return b.sheet }

// Labels returns the labels of an axis, one for each of Rows or Columns; nil
// where there is none.
func (b *Block) Labels(axis int) []*Label { return b.at[axis] }

// Range is the rectangle of the figures.
func (b *Block) Range() reader.Range {
	return reader.Range{Row: b.Rows[0], Col: b.Columns[0], LastRow: b.Rows[len(b.Rows)-1], LastCol: b.Columns[len(b.Columns)-1]}
}
