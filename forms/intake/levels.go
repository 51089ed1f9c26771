package intake

import (
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
)

const (
	mostInGroup  = 60  // lines that are tried as the members of one group
	mostUnproved = 400 // labels of a table whose sums are tried
	sidesOfGroup = 4   // lines across on which a sum must hold
)

// tellGroups finds the labels that nobody knows, or that name regions, under
// which others stand: those that are set in more follow them, or their figures
// are the sum of the lines that follow or go before.
func (b *Block) tellGroups(axis int) {
	if !b.Axes[axis].Down {
		return
	}
	depths, levels := b.depths(axis)
	part := make([]bool, len(b.Rows))
	tried := 0
	sides := b.provingColumns()
	for row := len(b.Rows) - 1; row >= 0; row-- { // inner groups before those that hold them
		l := b.at[axis][row]
		if l == nil || l.Decided || l.Meaning.Whole {
			continue
		}
		part[row] = l.Meaning.Part
		named := l.Meaning.Code != "" && !label.IsGroup(l.Meaning.Code) && !strings.HasPrefix(l.Meaning.Code, "NES_")
		if named || part[row] {
			continue
		}
		switch {
		case levels && b.holds(axis, row, depths):
			part[row] = true
		case l.Meaning.Code == "" && tried < mostUnproved:
			tried++
			part[row] = b.sumOfLines(axis, row, 1, part, sides) || b.sumOfLines(axis, row, -1, part, sides)
		}
		if part[row] {
			group := *l // the same words may be a leaf elsewhere
			group.Meaning.Part = true
			b.at[axis][row] = &group
		}
	}
}

// holds reports whether the line right below one is set in more.
func (b *Block) holds(axis, row int, depths []int) bool {
	if row+1 >= len(b.Rows) || depths[row+1] <= depths[row] || b.at[axis][row+1] == nil || b.at[axis][row+1].Meaning.Whole {
		return false
	}
	sheet := b.sheet.grid.sheet
	for at := b.Rows[row] + 1; at < b.Rows[row+1]; at++ { // a heading between them begins something else
		if c := sheet.At(at, b.Axes[axis].Line); c != nil && depthOf(c.Text)+2*sheet.Indent(c) <= depths[row] {
			return false
		}
	}
	return true
}

// depths gives how far the labels of an axis are set in, and whether they
// differ.
func (b *Block) depths(axis int) (depths []int, levels bool) {
	depths = make([]int, len(b.Rows))
	sheet := b.sheet.grid.sheet
	for row, at := range b.Rows {
		c := sheet.At(at, b.Axes[axis].Line)
		if c == nil {
			continue
		}
		depths[row] = depthOf(c.Text) + 2*sheet.Indent(c)
		levels = levels || depths[row] != depths[0]
	}
	return depths, levels
}

// depthOf counts what stands before a label to set it in: blanks, dots, or
// dashes.
func depthOf(text string) int {
	depth := 0
	for _, r := range text {
		switch r {
		case '\t':
			depth += 4
		case '\u3000':
			depth += 2
		case ' ', '\u00a0', '.', '-', '–', '—', '>', '•', '·':
			depth++
		default:
			return depth
		}
	}
	return depth
}

// provingColumns are a few columns of counts, far apart.
func (b *Block) provingColumns() []int {
	var sides []int
	step := max(1, len(b.Columns)/sidesOfGroup)
	for side := 0; side < len(b.Columns) && len(sides) < sidesOfGroup; side += step {
		if !b.derivedColumn(side) {
			sides = append(sides, side)
		}
	}
	return sides
}

// sumOfLines reports whether the figures of a row are the sums of two or more
// lines that follow it, or go before it where step is -1, on all of some
// columns. Groups among them count once, without their own members.
func (b *Block) sumOfLines(axis, row, step int, part []bool, sides []int) bool {
	var want, sum [sidesOfGroup]forms.Number
	large := false
	for k, side := range sides {
		n, state := b.amount(axis, row, side)
		if state != counted {
			return false
		}
		want[k] = n
		large = large || n >= 20*forms.One
	}
	if !large || len(sides) == 0 {
		return false
	}
	members := 0
	for at := row + step; at >= 0 && at < len(b.Rows) && members < mostInGroup; at += step {
		l := b.at[axis][at]
		if l == nil || l.Meaning.Whole {
			return false
		}
		if part[at] {
			return false // the next group, or one of several levels
		}
		for k, side := range sides {
			n, state := b.amount(axis, at, side)
			if state == withheld {
				return false
			}
			if sum[k] += n; sum[k] > want[k] {
				return false
			}
		}
		if members++; members >= 2 && sum == want {
			return true
		}
	}
	return false
}

// tellLeaves takes groups of countries that the words of their labels tell for
// lines like the others, where a table's total is the sum of both: "EU15 to
// EU27" beside "United Kingdom".
func (b *Block) tellLeaves(axis int) {
	total := -1
	var leaves, groups []int
	for line, l := range b.at[axis] {
		switch {
		case l == nil:
		case l.Meaning.Whole && total >= 0:
			return
		case l.Meaning.Whole:
			total = line
		case l.Meaning.Part && l.Meaning.Code != "":
			return // regions with their countries add up otherwise
		case l.Meaning.Part:
			groups = append(groups, line)
		default:
			leaves = append(leaves, line)
		}
	}
	if total < 0 || len(groups) == 0 || len(leaves)+len(groups) > 400 {
		return
	}
	sides := b.provingColumns()
	if !b.Axes[axis].Down {
		sides = nil
		for row := 0; row < len(b.Rows) && len(sides) < sidesOfGroup; row += max(1, len(b.Rows)/sidesOfGroup) {
			sides = append(sides, row)
		}
	}
	claimed := claim{total: total, parts: append(leaves, groups...)}
	proved := 0
	for _, side := range sides {
		off, known := b.difference(axis, claimed, side)
		if !known {
			continue
		}
		if off.Abs() > b.rounding(axis, claimed, sides) {
			return
		}
		if n, _ := b.amount(axis, total, side); n > 0 {
			proved++
		}
	}
	for _, line := range groups {
		if l := b.at[axis][line]; proved > 0 && !l.Decided {
			leaf := *l
			leaf.Meaning.Part = false
			b.at[axis][line] = &leaf
		}
	}
}
