package forms

import (
	"fmt"
	"strings"
)

// Cell is the index of a cell over all cubes of a questionnaire.
type Cell int32

// NoCell is no cell.
const NoCell Cell = -1

// Axis is one dimension of a cube.
type Axis struct {
	Concept string
	Name    Text
	List    *CodeList
	stride  int
}

// Stride is the distance between neighbours on this axis, in cells.
func (a *Axis) Stride() int { return a.stride }

// View says which axes stand as rows, which as columns (outermost first), and
// which are chosen one code at a time. The numbers are indexes into Axes.
type View struct {
	Rows, Columns, Pages []int
}

// Bound says that the absolute value of an item stays within shares of other
// items of the same axis (R16's adjustment).
type Bound struct {
	Rule   string
	Axis   int
	Code   int
	Shares []Share
}

// Share is a proportion of the absolute value of a sum of terms.
type Share struct {
	Of         []Term
	PerMillion int64
}

// Cube is a dense table: every combination of the codes of its axes is a
// cell. Cells are numbered with the last axis running fastest.
type Cube struct {
	Name    string // "C1", or "C1.age" for a further cube of a table
	Title   Text   // empty for a table's only cube
	Measure string // what it measures; items of an axis may say it instead
	// Where fixes concepts for the whole cube: residents where birth is
	// foreign. Values are code keys.
	Where map[string]string
	Unit  string
	// Decimals is the number of decimals that figures are written with: 0 for
	// counts. Figures of the unit "rate" do not add up.
	Decimals int
	Axes     []*Axis
	View     View
	Bounds   []Bound
	// Cuts say in which years an axis stops early.
	Cuts []Cut
	// First is the cube's first cell; it has Cells cells.
	First Cell
	Cells int

	unasked []bool // by cell of the cube; nil where no year differs
}

// Table is what a person sees as one table: one cube or a few side by side.
type Table struct {
	ID       string
	Section  string
	Title    Text
	Says     Text // one sentence: what is asked
	Core     bool
	Optional bool
	// When is a condition over the answers to questions (definition.Holds);
	// the table is asked only where it holds. Empty means always.
	When  string
	Cubes []*Cube
}

// Section groups tables and questions: "B Flows".
type Section struct {
	ID    string
	Title Text
	Says  Text
	// Guide is a page of instructions: paragraphs parted by an empty line.
	Guide Text
}

// Questionnaire is a definition made concrete for one country and one last
// reference year: what one office is asked.
type Questionnaire struct {
	ID      string
	Version string
	Title   Text
	Country string // ISO 3166-1 alpha-3
	Year    int    // T, the last reference year
	Scope   string // "core" or "all"
	// Coarser is what the office chose to answer in a coarser breakdown than
	// asked, in the order in which it chose.
	Coarser  []Coarser
	Sections []Section
	Tables   []*Table
	Cubes    []*Cube
	Groups   []QuestionGroup
	// Questions is what all groups of questions are called together; its texts
	// may be empty.
	Questions Section
	// Relations are what must hold between measures beside their equality.
	Relations []Relation
	// LeftOut are relations of the definition that compare what is not asked.
	LeftOut []LeftOut
	// Measures holds what is said of single measures; most are not listed.
	Measures map[string]Measure
	// Rules are all checks, with their severities and thresholds.
	Rules []Rule
	// Gate says which findings stand in the way of a final export.
	Gate Gate
	// Cells is the number of cells of all cubes.
	Cells int

	cubeByName  map[string]*Cube
	tableByID   map[string]*Table
	tableOfCube map[*Cube]*Table
	compared    map[*Relation][]Comparison // what Comparisons found
}

// Lay numbers the cells of all cubes and prepares look-ups. Whoever builds a
// questionnaire calls it once, before anything else.
func (q *Questionnaire) Lay() {
	q.cubeByName = map[string]*Cube{}
	q.tableByID = map[string]*Table{}
	q.tableOfCube = map[*Cube]*Table{}
	q.Cubes = q.Cubes[:0]
	next := 0
	for _, t := range q.Tables {
		q.tableByID[t.ID] = t
		for _, c := range t.Cubes {
			stride := 1
			for i := len(c.Axes) - 1; i >= 0; i-- {
				c.Axes[i].stride = stride
				stride *= len(c.Axes[i].List.Codes)
			}
			c.First, c.Cells = Cell(next), stride
			c.mask()
			next += stride
			q.Cubes = append(q.Cubes, c)
			q.cubeByName[c.Name] = c
			q.tableOfCube[c] = t
		}
	}
	q.Cells = next
}

// Cube returns the cube of a name ("C1.age"), or nil.
func (q *Questionnaire) Cube(name string) *Cube { return q.cubeByName[name] }

// Table returns the table of an id ("C1"), or nil.
func (q *Questionnaire) Table(id string) *Table { return q.tableByID[id] }

// TableOf returns the table that a cube belongs to.
func (q *Questionnaire) TableOf(c *Cube) *Table { return q.tableOfCube[c] }

// CubeOf returns the cube that a cell lies in.
func (q *Questionnaire) CubeOf(cell Cell) *Cube {
	low, high := 0, len(q.Cubes)
	for high-low > 1 {
		middle := (low + high) / 2
		if q.Cubes[middle].First <= cell {
			low = middle
		} else {
			high = middle
		}
	}
	return q.Cubes[low]
}

// Address writes a cell as TABLE/code/code/….
func (q *Questionnaire) Address(cell Cell) string {
	c := q.CubeOf(cell)
	b := make([]byte, 0, 32)
	b = append(b, c.Name...)
	for i := range c.Axes {
		b = append(b, '/')
		b = append(b, c.Axes[i].List.Codes[c.CodeAt(cell, i)].ID...)
	}
	return string(b)
}

// Cell finds the cell of an address. The error says which part names nothing.
func (q *Questionnaire) Cell(address string) (Cell, error) {
	name, rest, _ := strings.Cut(address, "/")
	c := q.Cube(name)
	if c == nil {
		return NoCell, &AddressError{Address: address, Part: name}
	}
	cell := c.First
	for _, axis := range c.Axes {
		var id string
		id, rest, _ = strings.Cut(rest, "/")
		i := axis.List.Index(id)
		if i < 0 {
			return NoCell, &AddressError{Address: address, Part: id, Axis: axis.Concept}
		}
		cell += Cell(i * axis.stride)
	}
	if rest != "" {
		return NoCell, &AddressError{Address: address, Part: rest}
	}
	return cell, nil
}

// AddressError says which part of an address names no table or no code.
type AddressError struct {
	Address string
	Part    string
	Axis    string // the concept of the axis, empty where the table is meant
}

func (e *AddressError) Error() string {
	if e.Axis == "" {
		return fmt.Sprintf("%s: there is no table %q in this questionnaire", e.Address, e.Part)
	}
	return fmt.Sprintf("%s: %q is no code of the axis %q", e.Address, e.Part, e.Axis)
}

// CodeAt returns the index of the code at which a cell stands on an axis.
func (c *Cube) CodeAt(cell Cell, axis int) int {
	a := c.Axes[axis]
	return int(cell-c.First) / a.stride % len(a.List.Codes)
}

// Code returns the code at which a cell stands on an axis.
func (c *Cube) Code(cell Cell, axis int) *Code {
	return &c.Axes[axis].List.Codes[c.CodeAt(cell, axis)]
}

// At returns the cell at the given code indexes, one for each axis.
func (c *Cube) At(codes ...int) Cell {
	cell := c.First
	for i, code := range codes {
		cell += Cell(code * c.Axes[i].stride)
	}
	return cell
}

// Moved returns the cell that differs from cell only by the code on one axis.
func (c *Cube) Moved(cell Cell, axis, code int) Cell {
	return cell + Cell((code-c.CodeAt(cell, axis))*c.Axes[axis].stride)
}

// AxisOf returns the index of the axis of a concept, or -1.
func (c *Cube) AxisOf(concept string) int {
	for i, a := range c.Axes {
		if a.Concept == concept {
			return i
		}
	}
	return -1
}

// Forbidden reports whether a cell stands under a code that is listed only so
// that a figure under it can be refused (R07). Whether a cell is asked at all
// says Asked.
func (c *Cube) Forbidden(cell Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Forbidden {
			return true
		}
	}
	return false
}

// Optional reports whether a cell stands under a category that may stay
// blank.
func (c *Cube) Optional(cell Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Optional {
			return true
		}
	}
	return false
}

// Signed reports whether a cell may hold a negative figure.
func (c *Cube) Signed(cell Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Signed {
			return true
		}
	}
	return false
}
