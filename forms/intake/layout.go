package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// Layout is what is remembered of a file so that the next one made like it is
// read without a question: how it looks, with years and other numbers masked,
// and what a person decided about it. It is written as JSON.
type Layout struct {
	File      string        `json:"file"`            // the file it was seen in last
	Year      int           `json:"year,omitempty"`  // of reference, of the document it went into
	Table     string        `json:"table,omitempty"` // that was chosen for the whole file
	Sheets    []LayoutSheet `json:"sheets"`
	Decisions Decisions     `json:"decisions"`
}

// LayoutSheet is one sheet with tables.
type LayoutSheet struct {
	Name  string `json:"name"`            // masked
	Title string `json:"title,omitempty"` // as it stood there
	// Says is what its titles say that it counts.
	Says  string   `json:"says,omitempty"`
	Stubs []string `json:"stubs,omitempty"`
	Heads []string `json:"heads,omitempty"`
	// Labels are those of the rows with their codes, "" where unknown.
	Labels map[string]string `json:"labels,omitempty"`
	// Rows and Columns say what stands in those that decisions name.
	Rows    map[string]string `json:"rows,omitempty"`
	Columns map[string]string `json:"columns,omitempty"`
}

// mostLabels of a sheet are remembered.
const mostLabels = 600

// NewLayout describes a file that was read with decisions for a document of a
// year of reference, 0 for none.
func NewLayout(reading *Reading, table string, decisions Decisions, year int) Layout {
	l := Layout{File: reading.File.Name, Year: year, Table: table, Decisions: decisions.Copy()}
	for _, s := range reading.Sheets {
		d, decided := decisions.Sheets[s.Sheet.Name]
		if len(s.Blocks) == 0 && !decided {
			continue
		}
		l.Sheets = append(l.Sheets, s.layout(d))
	}
	return l
}

func (s *SheetReading) layout(d SheetDecision) LayoutSheet {
	l := LayoutSheet{Name: mask(s.Sheet.Name), Title: s.Sheet.Name, Labels: map[string]string{}}
	for _, b := range s.Blocks {
		if said := subjectOf(b); l.Says == "" {
			l.Says = strings.TrimSpace(strings.Join(said.measures, " ") + " " + said.criterion)
		}
		for i, axis := range b.Axes {
			if axis.Down {
				l.Stubs = append(l.Stubs, mask(axis.Head))
			}
			for _, at := range b.at[i] {
				if at == nil || axis.Concept == label.Time {
					continue
				}
				if text := mask(at.Text); axis.Down && len(l.Labels) < mostLabels && !axis.key {
					l.Labels[text] = at.Meaning.Code
				} else if !axis.Down && len(l.Heads) < mostLabels {
					l.Heads = append(l.Heads, text)
				}
			}
		}
	}
	l.Stubs, l.Heads = distinct(l.Stubs), distinct(l.Heads)
	rows, columns := d.places()
	l.Rows, l.Columns = map[string]string{}, map[string]string{}
	for _, row := range rows {
		l.Rows[strconv.Itoa(row+1)] = which(row, s.rowText)
	}
	for _, col := range columns {
		l.Columns[reader.ColumnName(col)] = which(col, s.columnText)
	}
	return l
}

func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

// mask takes years and other numbers out of a text, and what does not matter.
func mask(text string) string {
	var b strings.Builder
	digits := false
	for _, r := range label.WesternDigits(text) {
		if r >= '0' && r <= '9' {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Key names the layout: files that are made alike have the same one, whatever
// their years and figures, and whichever countries they list.
func (l *Layout) Key() string {
	h := sha256.New()
	for _, s := range l.Sheets {
		h.Write([]byte(label.Fold(s.Name) + "\x00" + s.Says + "\x00" + label.Fold(strings.Join(s.Stubs, "\x01")) + "\x00"))
		if len(s.Heads) <= 12 { // more are not heads but labels that come and go
			h.Write([]byte(label.Fold(strings.Join(s.Heads, "\x01"))))
		}
		h.Write([]byte{2})
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// differences names what is new, missing or renamed on a sheet.
func (s *LayoutSheet) differences(now *LayoutSheet) []words.Message {
	var told []words.Message
	var added, gone []string
	was := map[string]string{} // of the labels that are gone, by code
	for text, code := range s.Labels {
		if _, still := now.Labels[text]; !still {
			gone = append(gone, text)
			if code != "" {
				was[code] = text
			}
		}
	}
	for text, code := range now.Labels {
		if _, known := s.Labels[text]; known {
			continue
		}
		if before, renamed := was[code]; renamed && code != "" {
			told = append(told, words.Say("intake.layout_renamed", "Before", before, "After", text))
			gone = slices.DeleteFunc(gone, func(g string) bool { return g == before })
			continue
		}
		added = append(added, text)
	}
	for _, head := range now.Heads {
		if !slices.Contains(s.Heads, head) {
			added = append(added, head)
		}
	}
	for _, head := range s.Heads {
		if !slices.Contains(now.Heads, head) {
			gone = append(gone, head)
		}
	}
	slices.SortFunc(told, func(a, b words.Message) int {
		return strings.Compare(a.Args["After"].(string), b.Args["After"].(string))
	})
	for _, list := range []struct {
		id    string
		texts []string
	}{{"intake.layout_new", added}, {"intake.layout_missing", gone}} {
		if len(list.texts) > 0 {
			slices.Sort(list.texts)
			more := ""
			if len(list.texts) > 12 {
				list.texts, more = list.texts[:12], ", …"
			}
			told = append(told, words.Say(list.id, "Labels", strings.Join(list.texts, ", ")+more))
		}
	}
	return told
}
