package intake

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// answer turns what a cell of the source holds into an answer.
func (p *planner) answer(f *Figure, b *blockPlan, e *Entry) {
	if reader.IsError(f.mark) {
		e.Fate, e.Cell, e.Why = Unresolved, forms.NoCell, p.once(b, "reader.ask_error", "Sheet", f.Sheet, "Value", f.mark)
		return
	}
	if f.mark != "" {
		e.Status = b.statusOf(f.mark)
		return
	}
	switch unit := b.Block.Said.Unit; {
	case b.decided.Holds["unit"] != "":
	case unit == label.TenThousands || unit == label.Millions:
		e.Fate, e.Cell, e.Why = Unresolved, forms.NoCell, b.largeUnit(f.Sheet, unit)
		return
	case unit == label.Thousands:
		e.Fate, e.Cell, e.Why = Unresolved, forms.NoCell, p.why("intake.ask_thousands", "Sheet", f.Sheet)
		return
	}
	inBrackets := strings.HasSuffix(f.flags, brackets)
	if inBrackets && b.decided.Holds["brackets"] == "" {
		e.Fate, e.Cell, e.Why = Unresolved, forms.NoCell, p.once(b, "intake.ask_brackets", "Sheet", f.Sheet, "Value", f.Value)
		return
	}
	n, err := numberOf(f.Value)
	if err == nil && b.decided.Holds["unit"] == "thousands" {
		if n.Abs() > forms.Largest/1000 {
			err = forms.ErrTooLarge
		}
		n *= 1000
	}
	switch {
	case errors.Is(err, forms.ErrTooLarge):
		e.Fate, e.Why = Unresolved, p.why("intake.ask_too_large", "Value", f.Value)
	case errors.Is(err, forms.ErrTooFine):
		e.Fate, e.Why = Unresolved, p.why("intake.ask_too_fine")
	case err != nil:
		e.Fate, e.Why = Unresolved, p.why("intake.ask_number", "Value", f.Value)
	default:
		e.Value, e.Status = n, statusOfFlags(f.flags)
		if inBrackets && b.decided.Holds["brackets"] == "negative" {
			e.Value = -n
		} else if inBrackets && e.Status == forms.Normal {
			e.Status = forms.Unreliable
		}
		return
	}
	e.Cell = forms.NoCell
}

// largeUnit says that a table counts in a unit that is not brought in as it
// stands. A block has many figures, so it is said once.
func (b *blockPlan) largeUnit(sheet, unit string) *words.Message {
	const id = "intake.ask_large_unit"
	if b.asked == nil {
		b.asked = map[string]*words.Message{}
	}
	if b.asked[id] == nil {
		m := words.Say(id, "Sheet", sheet, "Unit", words.Say("intake.unit_"+strings.ReplaceAll(unit, " ", "_")))
		b.asked[id] = &m
	}
	return b.asked[id]
}

// numberOf reads a stored number. Spreadsheets compute in binary fractions,
// and show at most 15 digits: what lies beyond them is noise.
func numberOf(value string) (forms.Number, error) {
	n, err := forms.ParseNumber(value)
	if errors.Is(err, forms.ErrTooFine) {
		f, bad := strconv.ParseFloat(value, 64)
		if bad == nil {
			rounded, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
			return forms.ParseNumber(strconv.FormatFloat(rounded, 'f', -1, 64))
		}
	}
	return n, err
}

// statusOfFlags reads the letters that offices put behind figures, as the
// European statistical system does. Of several the gravest counts.
func statusOfFlags(flags string) forms.Status {
	for _, flag := range []struct {
		letters string
		status  forms.Status
	}{{"b", forms.Break}, {"es", forms.Estimated}, {"p", forms.Provisional}, {"u", forms.Unreliable}, {"d", forms.Differing}} {
		if strings.ContainsAny(flags, flag.letters) {
			return flag.status
		}
	}
	return forms.Normal
}

// statusOf gives the status that a sign stands for: what the sheet's notes
// say of it, or else what it means by convention.
func (b *blockPlan) statusOf(mark string) forms.Status {
	if status, ok := b.legend[mark]; ok {
		return status
	}
	status, _ := label.Missing(mark)
	if status == 0 {
		return forms.NotAvailable // an error value
	}
	return forms.Status(status)
}

var legendWords = []struct {
	status forms.Status
	words  []string
}{
	{forms.Withheld, []string{"confidential", "suppressed", "less than", "fewer than", "between", "identified", "not shown", "withheld", "protect", "confidentiel", "moins de", "secret"}},
	{forms.NotAvailable, []string{"not available", "unavailable", "no data", "missing", "non disponible", "not known", "unknown", "not applicable", "not collected"}},
	{forms.Normal, []string{"nil", "zero", "none", "magnitude", "neant", "nul"}},
}

// readLegend finds what the notes say of signs, and tells what is assumed of
// dashes where they say nothing.
func (b *blockPlan) readLegend() {
	b.legend = map[string]forms.Status{}
	dashes := 0
	lines := append(slices.Clone(b.Block.Titles), b.Block.Notes...)
	from := b.Block.sheet.rowIndexBefore(b.Block.Rows[0] + 1)
	for i, row := range b.Block.sheet.Sheet.Rows[from:] {
		if row.At > b.Block.Rows[len(b.Block.Rows)-1] {
			break
		}
		for j := range row.Cells {
			if b.Block.sheet.grid.classes[from+i][j] != mark {
				continue
			}
			sign := strings.TrimSpace(row.Cells[j].Text)
			if _, known := b.legend[sign]; !known {
				if status, told := legendOf(sign, lines); told {
					b.legend[sign] = status
				} else if status, _ := label.Missing(sign); status == byte(forms.Normal) {
					dashes++
				}
			}
		}
	}
	if dashes > 0 {
		b.Remarks = append(b.Remarks, words.Say("intake.remark_dash", "Sheet", b.Block.sheet.Sheet.Name, "Count", dashes))
	}
}

// legendOf finds the line of the notes that explains a sign.
func legendOf(sign string, lines []string) (forms.Status, bool) {
	for _, line := range lines {
		for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ';' || r == '\n' }) {
			part = strings.TrimSpace(part)
			explains := strings.HasPrefix(part, sign+" ") || strings.HasPrefix(part, sign+"=") || strings.HasPrefix(part, sign+":") || strings.HasPrefix(part, "("+sign+")")
			for _, quotes := range []string{`"%"`, "“%”", "'%'", "‘%’", "«%»", "« % »", "(%)"} {
				explains = explains || strings.Contains(part, strings.Replace(quotes, "%", sign, 1))
			}
			if !explains {
				continue
			}
			said := label.Fold(part)
			for _, legend := range legendWords {
				for _, word := range legend.words {
					if strings.Contains(said, word) {
						return legend.status, true
					}
				}
			}
		}
	}
	return 0, false
}
