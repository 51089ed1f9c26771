package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// mostFormula keeps formulas well under Excel's 8192 characters.
const mostFormula = 8000

// sums finds for each computed cell of a table the sum to write as its
// formula.
type sums struct {
	s       *Submission
	l       *layout
	byCode  [][][]int // axis, code → its sums, as indexes into all
	columns []string  // letters of each column of figures
	all     []choice  // every sum of every axis
	chosen  []int32   // by cell of the cube: 0 untried, -1 none, else 1 + index into all
}

type choice struct {
	axis int
	sum  *forms.Sum // nil where no sum gives the figure
}

func newSums(s *Submission, l *layout) *sums {
	f := &sums{s: s, l: l, chosen: make([]int32, l.cube.Cells)}
	for i, axis := range l.cube.Axes {
		codes := make([][]int, len(axis.List.Codes))
		for j := range axis.List.Sums {
			sum := &axis.List.Sums[j]
			codes[sum.Total] = append(codes[sum.Total], len(f.all))
			f.all = append(f.all, choice{i, sum})
		}
		f.byCode = append(f.byCode, codes)
	}
	for col := range l.ncols {
		name, _ := excelize.ColumnNumberToName(l.left + col)
		f.columns = append(f.columns, name)
	}
	return f
}

// choose returns the sum by which a blank cell is computed: one whose parts
// are all there and come to the computed figure; failing that, one that comes
// to it with what is there. In a blank form it is the first sum.
func (f *sums) choose(cell forms.Cell) choice {
	if !f.summed(cell) {
		return choice{}
	}
	at := cell - f.l.cube.First
	if f.chosen[at] == 0 {
		f.chosen[at] = int32(f.search(cell)) + 1
		if f.chosen[at] == 0 {
			f.chosen[at] = -1
		}
	}
	if f.chosen[at] < 0 {
		return choice{}
	}
	return f.all[f.chosen[at]-1]
}

// search does the work of choose; -1 where no sum fits.
func (f *sums) search(cell forms.Cell) int {
	want, known := f.s.shown(cell)
	best := -1
	if !known && !f.s.Blank {
		return best
	}
	for axis := range f.byCode {
		for _, i := range f.byCode[axis][f.l.cube.CodeAt(cell, axis)] {
			if !f.l.cube.Adds(axis, f.all[i].sum, cell) {
				continue
			}
			if f.s.Blank {
				return i
			}
			total, complete := f.total(cell, axis, f.all[i].sum)
			if total != want {
				continue
			}
			if complete {
				return i
			}
			if best < 0 {
				best = i
			}
		}
	}
	return best
}

// summed reports whether a cell stands at a code that has a sum.
func (f *sums) summed(cell forms.Cell) bool {
	for axis := range f.byCode {
		if f.byCode[axis][f.l.cube.CodeAt(cell, axis)] != nil {
			return true
		}
	}
	return false
}

// total adds up the parts as the spreadsheet will: what holds no number
// counts nothing.
func (f *sums) total(cell forms.Cell, axis int, sum *forms.Sum) (total forms.Number, complete bool) {
	complete = true
	for _, term := range sum.Terms {
		part := f.l.cube.Moved(cell, axis, term.Code)
		answer := f.s.at(part)
		value := answer.Value
		switch {
		case answer.Status.IsNumber():
		case answer.Status == forms.CannotExist, answer.Status == forms.Included:
			continue
		case answer.IsBlank():
			if f.choose(part).sum != nil {
				value, _ = f.s.shown(part)
			} else if f.l.cube.Optional(part) || f.l.cube.Forbidden(part) {
				continue
			} else {
				complete = false
				continue
			}
		default:
			complete = false
			continue
		}
		total += value * forms.Number(term.Sign)
	}
	return total, complete
}

// formula writes the formula of a computed cell, empty where none fits.
func (f *sums) formula(cell forms.Cell, c choice) string {
	row, col := f.l.place(cell)
	code := f.l.cube.CodeAt(cell, c.axis)
	added := f.arguments(row, col, c.axis, code, c.sum.Terms, func(t forms.Term) bool { return t.Sign > 0 })
	taken := f.arguments(row, col, c.axis, code, c.sum.Terms, func(t forms.Term) bool { return t.Sign < 0 })
	formula := difference(added, taken)
	if f.s.Blank {
		formula = `IF(COUNT(` + joined(append(added, taken...), "COUNT") + `)=0,"",` + formula + `)`
	}
	if len(formula) > mostFormula {
		return ""
	}
	return formula
}

func difference(added, taken []string) string {
	formula := "0"
	if len(added) > 0 {
		formula = "SUM(" + joined(added, "SUM") + ")"
	}
	if len(taken) > 0 {
		formula += "-SUM(" + joined(taken, "SUM") + ")"
	}
	return formula
}

// joined writes arguments, in groups where they are more than Excel's 255.
func joined(arguments []string, function string) string {
	const most = 250
	if len(arguments) <= most {
		return strings.Join(arguments, ",")
	}
	var groups []string
	for len(arguments) > 0 {
		n := min(most, len(arguments))
		group := strings.Join(arguments[:n], ",")
		if function == "COUNT" {
			// COUNT of a count would count 1: the first group stands for all.
			return group
		}
		groups = append(groups, function+"("+group+")")
		arguments = arguments[n:]
	}
	return strings.Join(groups, ",")
}

// arguments writes the references of some terms of a sum as seen from a place
// on the sheet; neighbours become one range.
func (f *sums) arguments(row, col, axis, code int, terms []forms.Term, wanted func(forms.Term) bool) []string {
	down, right, rank := f.l.rowStep[axis], f.l.colStep[axis], f.l.rank[axis]
	at := func(place int) string {
		by := place - rank[code]
		return f.columns[col+by*right] + strconv.Itoa(f.l.top+row+by*down)
	}
	var places []int
	for _, term := range terms {
		if wanted(term) {
			places = append(places, rank[term.Code])
		}
	}
	slices.Sort(places)
	var arguments []string
	first, last := -1, -1
	close := func() {
		switch {
		case first < 0:
		case first == last:
			arguments = append(arguments, at(first))
		default:
			arguments = append(arguments, at(first)+":"+at(last))
		}
	}
	for _, place := range places {
		if first >= 0 && place == last+1 && down+right == 1 {
			last = place
			continue
		}
		close()
		first, last = place, place
	}
	close()
	return arguments
}

// warning writes the formula that is true where an entered total at the place
// differs from its parts by more than the tolerance, while all parts that are
// asked for are numbers.
func (f *sums) warning(row, col, axis int, sum *forms.Sum, tolerance forms.Number) string {
	codes := f.l.cube.Axes[axis].List.Codes
	needed := f.arguments(row, col, axis, sum.Total, sum.Terms, func(t forms.Term) bool { return !codes[t.Code].Optional })
	others := f.arguments(row, col, axis, sum.Total, sum.Terms, func(t forms.Term) bool { return codes[t.Code].Optional })
	count := 0
	for _, term := range sum.Terms {
		if !codes[term.Code].Optional {
			count++
		}
	}
	if len(needed) > 250 || len(others) > 250 {
		return ""
	}
	added := f.arguments(row, col, axis, sum.Total, sum.Terms, func(t forms.Term) bool { return t.Sign > 0 })
	taken := f.arguments(row, col, axis, sum.Total, sum.Terms, func(t forms.Term) bool { return t.Sign < 0 })
	here := f.columns[col] + strconv.Itoa(f.l.top+row)
	// Half of the last place keeps binary rounding out of the comparison.
	limit := fmt.Sprintf("%d.%05d", int64(tolerance)/int64(forms.One), int64(tolerance)%int64(forms.One)*10+5)
	// ISFORMULA came with Excel 2013 and is written with a prefix; an older
	// Excel shows no red edge.
	formula := "AND(ISNUMBER(" + here + "),NOT(_xlfn.ISFORMULA(" + here + "))"
	if count > 0 {
		formula += ",COUNT(" + strings.Join(needed, ",") + ")=" + strconv.Itoa(count)
	}
	if len(others) > 0 {
		list := strings.Join(others, ",")
		formula += ",COUNT(" + list + ")=COUNTA(" + list + ")"
	}
	formula += ",ABS(" + here + "-(" + difference(added, taken) + "))>" + limit + ")"
	if len(formula) > mostFormula {
		return ""
	}
	return formula
}
