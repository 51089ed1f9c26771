package intake

import (
	"context"
	"slices"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// RecogniseOptions say what is known beside the file.
type RecogniseOptions struct {
	Country   string // the office's own, ISO 3166-1 alpha-3, or ""
	Decisions *Decisions
}

// Recognise finds the tables of a file and what their rows and columns mean.
// The error is only ever that of the context.
func Recognise(ctx context.Context, file *reader.File, options RecogniseOptions) (*Reading, error) {
	reading := &Reading{File: file}
	for i, sheet := range file.Sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := &SheetReading{Sheet: sheet, Index: i, grid: newGrid(sheet), country: options.Country, decisions: options.Decisions, merged: map[place]reader.Range{}}
		for _, m := range sheet.Merged {
			s.merged[place{m.Row, m.Col}] = m
		}
		reading.Sheets = append(reading.Sheets, s)
		decided := options.Decisions.sheet(sheet.Name)
		s.decided = decided
		if err := s.blocks(ctx, decided); err != nil {
			return nil, err
		}
		after, last := -1, -1
		for _, b := range s.Blocks {
			if b.Rows[0] > last {
				after = last // else it stands beside the block before
			}
			s.heads(b, after, decided.Heads)
			last = max(last, b.Rows[len(b.Rows)-1])
		}
		s.inherit()
		s.Blocks = slices.DeleteFunc(s.Blocks, func(b *Block) bool { return !s.isTable(b) })
		for k, b := range s.Blocks {
			b.Number = k + 1
			s.notes(b, k)
			s.coverHeads(b)
			s.readAxes(b)
			b.readTitles(sheet.Name, decided.forTable(b.Number))
			s.continues(k)
			b.prove()
		}
		s.namedByOthers()
	}
	reading.learnFromSisters()
	return reading, nil
}

// isTable tells tables from single figures among text.
func (s *SheetReading) isTable(b *Block) bool {
	if len(b.Heads) == 0 && len(b.Stubs) == 0 {
		return false
	}
	return len(b.Rows) >= 2 || len(b.Columns) >= 2 && len(b.Heads) > 0
}

// notes collects the lines below a block.
func (s *SheetReading) notes(b *Block, k int) {
	rows := s.grid.sheet.Rows
	for k++; k < len(s.Blocks) && s.Blocks[k].Rows[0] <= b.Rows[len(b.Rows)-1]; k++ {
	}
	until := len(rows)
	if k < len(s.Blocks) {
		until = s.rowIndexBefore(s.Blocks[k].Rows[0] + 1)
	}
	for i := s.rowIndexBefore(b.Rows[len(b.Rows)-1]+1) + 1; i < until && len(b.Notes) < 60; i++ {
		for j := range rows[i].Cells {
			if text := tidy(&rows[i].Cells[j]); text != "" {
				b.Notes = append(b.Notes, text)
			}
		}
	}
}

// coverHeads keeps the merged ranges that a block's labels may lie in, by
// column and in order of their rows.
func (s *SheetReading) coverHeads(b *Block) {
	s.covers = map[int][]reader.Range{}
	top, last := b.Rows[0], b.Rows[len(b.Rows)-1]
	for _, at := range b.Heads {
		top = min(top, at)
	}
	kept := 0
	for _, m := range s.grid.sheet.Merged {
		inHeads := m.LastRow >= top && m.Row < b.Rows[0]
		inStubs := m.LastRow >= b.Rows[0] && m.Row <= last && m.Col < b.Columns[0]
		if !inHeads && !inStubs {
			continue
		}
		for col := m.Col; col <= m.LastCol && col < s.grid.sheet.Width && kept < mostCovered; col++ {
			s.covers[col] = append(s.covers[col], m)
			kept++
		}
	}
	for _, ranges := range s.covers {
		slices.SortFunc(ranges, func(a, b reader.Range) int { return a.Row - b.Row })
	}
}

// mostCovered bounds what is kept of merged ranges, column by column.
const mostCovered = 400_000

// readTitles finds what the titles and heads say of the whole table, and on
// which side each axis of areas stands.
func (b *Block) readTitles(sheetName string, decided SheetDecision) {
	var lines []string
	for _, line := range b.Titles {
		if !isRemark(line) {
			lines = append(lines, line)
		}
	}
	titles := len(lines)
	lines = append(lines, sheetName)
	for i, axis := range b.Axes {
		if axis.Concept == label.Item && !axis.Varied && !axis.Down {
			for _, l := range b.at[i] {
				if l != nil {
					lines = append(lines, l.Text)
					break
				}
			}
		}
	}
	for n, line := range lines {
		said := label.SaidBy(line)
		if n == titles && b.Said.Time != "" {
			said.Time = "" // a sheet's name is shorter than the title it stands for
		}
		one(&b.Said.Sex, said.Sex)
		one(&b.Said.Age, said.Age)
		oneTime(&b.Said.Time, said.Time)
		one(&b.Said.Year, said.Year)
		one(&b.Said.Direction, said.Direction)
		one(&b.Said.Criterion, said.Criterion)
		one(&b.Said.Unit, said.Unit)
		one(&b.Said.Role, said.Role)
		b.Said.Derived = b.Said.Derived || said.Derived
	}
	for _, axis := range b.Axes {
		one(&b.Said.Unit, label.SaidBy(axis.Head).Unit)
	}
	b.readPairs()
	if b.Said.Time == "" {
		for _, axis := range b.Axes {
			one(&b.Said.Time, label.SaidBy(axis.Head).Time)
		}
	}
	forget(&b.Said.Sex, &b.Said.Age, &b.Said.Time, &b.Said.Year, &b.Said.Direction, &b.Said.Criterion, &b.Said.Unit, &b.Said.Role)
	for concept, code := range decided.Holds {
		switch label.Concept(concept) {
		case label.Time:
			b.Said.Time = code
		case label.Sex:
			b.Said.Sex = code
		case label.Age:
			b.Said.Age = code
		case "criterion":
			b.Said.Criterion = code
		case "direction":
			b.Said.Direction = code
		}
	}
	b.sides(lines, decided)
}

// readPairs reads what stands above a table as name and value in two cells, or
// in one with a colon: "Sex: Total".
func (b *Block) readPairs() {
	for i, line := range b.Titles {
		name, value, joined := strings.Cut(line, ":")
		if !joined || strings.TrimSpace(value) == "" {
			if i+1 == len(b.Titles) {
				break
			}
			name, value = strings.TrimSuffix(strings.TrimSpace(line), ":"), b.Titles[i+1]
		}
		if len(name) > 30 || len(value) > 60 {
			continue
		}
		concept, _ := label.HeadOf(name)
		m, ok := meaningAs(concept, strings.TrimSpace(value))
		if !ok && isWhole(value) {
			m, ok = label.Meaning{Code: "_T"}, true
		}
		if !ok {
			continue
		}
		switch concept {
		case label.Sex:
			one(&b.Said.Sex, m.Code)
		case label.Age:
			one(&b.Said.Age, m.Code)
		case label.Time:
			one(&b.Said.Time, m.Code)
		}
	}
}

const contradicted = "?"

// one keeps what lines agree on.
func one(field *string, said string) {
	if said == "" {
		return
	}
	if *field != "" && *field != said {
		said = contradicted
	}
	*field = said
}

// oneTime is one for periods, of which one may lie in the other: "in 2018" and
// "31 December 2018" agree on the year.
func oneTime(field *string, said string) {
	switch {
	case said == "" || strings.HasPrefix(said, *field) && *field != "":
	case *field != "" && strings.HasPrefix(*field, said):
		*field = said
	default:
		one(field, said)
	}
}

func forget(fields ...*string) {
	for _, field := range fields {
		if *field == contradicted {
			*field = ""
		}
	}
}

// areaAxes returns the axes of areas, without those that only repeat another
// as codes.
func (b *Block) areaAxes() []int {
	var found []int
	for i, axis := range b.Axes {
		if axis.Concept == label.Area && !axis.key {
			found = append(found, i)
		}
	}
	return found
}

func (b *Block) sides(lines []string, decided SheetDecision) {
	areas := b.areaAxes()
	for _, i := range areas {
		said := label.SaidBy(b.Axes[i].Head)
		b.Axes[i].Role, b.Axes[i].Criterion = said.Role, said.Criterion
	}
	switch {
	case len(areas) == 1:
		axis := b.Axes[areas[0]]
		if axis.Role == "" {
			axis.Role = b.Said.Role
		}
		if axis.Criterion == "" && axis.Role != "destination" {
			axis.Criterion = b.Said.Criterion
		}
	case len(areas) >= 2:
		var corner []string
		for _, i := range areas {
			corner = append(corner, b.Axes[i].Head)
		}
		for _, text := range append(corner, lines...) {
			down, across := label.Sides(text)
			for _, i := range areas[:2] {
				axis := b.Axes[i]
				if axis.Down && down != "" && across != "" {
					axis.Role = down
				} else if !axis.Down && across != "" && down != "" {
					axis.Role = across
				}
			}
			if down != "" && across != "" {
				break
			}
		}
	}
	for _, i := range areas {
		axis := b.Axes[i]
		if said := decided.Holds["criterion"]; said != "" && axis.Role != "destination" {
			axis.Criterion = said
		}
		if axis.Down && decided.Down != "" {
			axis.Role = decided.Down
		}
		if !axis.Down && decided.Across != "" {
			axis.Role = decided.Across
		}
	}
	b.settleSides()
}

// settleSides lets one known side tell the other.
func (b *Block) settleSides() {
	areas := b.areaAxes()
	if len(areas) < 2 {
		b.Unsure = false
		return
	}
	one, two := b.Axes[areas[0]], b.Axes[areas[1]]
	opposite := map[string]string{"destination": "origin", "origin": "destination"}
	if one.Role == "" {
		one.Role = opposite[two.Role]
	}
	if two.Role == "" {
		two.Role = opposite[one.Role]
	}
	b.Unsure = one.Role == "" || one.Role == two.Role
}
