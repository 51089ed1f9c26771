package workspace

import (
	"encoding/csv"
	"io"
	"strings"

	"migraform/export/table"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
)

// Leftover is an answer that fits no cell of the present questionnaire: of an
// older version of it, or finer than the office answers now. It is kept in the
// document, and is an answer again once its cell is asked.
type Leftover struct {
	Address string
	Answer  forms.Answer
	// Into is the cell that it is a part of now, forms.NoCell where there is
	// none.
	Into forms.Cell
	// Why says what has become of it.
	Why words.Message
}

// Leftovers returns what is kept aside in the document, by address.
func (w *Workspace) Leftovers() []Leftover {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if len(w.leftovers) == 0 {
		return nil
	}
	of := map[string]bool{} // their cubes
	for _, left := range w.leftovers {
		of[cubeName(left.Address)] = true
	}
	all := map[string]forms.Answer{}
	for cell := range forms.Cell(w.q.Cells) {
		if a := w.answers.At(cell); !a.IsBlank() && of[w.q.CubeOf(cell).Name] {
			all[w.q.Address(cell)] = a
		}
	}
	for _, left := range w.leftovers {
		all[left.Address] = left.Answer
	}
	var leftovers []Leftover
	sums := map[forms.Cell]string{}
	for _, left := range definition.Regroup(w.q, all).Left {
		leftovers = append(leftovers, Leftover{Address: left.Address, Answer: left.Answer, Into: left.Into, Why: w.whyLeft(left)})
		if left.Into != forms.NoCell {
			sums[left.Into] = w.q.Address(left.Into)
		}
	}
	w.inSums(leftovers, all, sums)
	return leftovers
}

// whyLeft says why an answer has no cell: not asked because of an answer to a
// question, or what regrouping says.
func (w *Workspace) whyLeft(left definition.Left) words.Message {
	if left.Why.ID == "breakdown.left_unknown" && w.whole != nil {
		if _, err := w.whole.Cell(left.Address); err == nil {
			return words.Say("guide.not_asked_now")
		}
	}
	return left.Why
}

// inSums says of leftovers that the figure of their cell is what they come to.
func (w *Workspace) inSums(leftovers []Leftover, all map[string]forms.Answer, sums map[forms.Cell]string) {
	for _, address := range sums {
		delete(all, address)
	}
	without := definition.Regroup(w.q, all)
	same := map[forms.Cell]bool{}
	for _, sum := range without.Added {
		same[sum.Cell] = sameFigure(sum.Answer, w.answers.At(sum.Cell))
	}
	added := map[string]words.Message{}
	for _, left := range without.Left {
		if left.AddedUp && same[left.Into] {
			added[left.Address] = left.Why
		}
	}
	for i := range leftovers {
		if why, ok := added[leftovers[i].Address]; ok {
			leftovers[i].Why = why
		}
	}
}

func cubeName(address string) string {
	name, _, _ := strings.Cut(address, "/")
	return name
}

// exportLeftovers writes what is kept aside as a long CSV, which a document
// that asks it can bring in.
func (w *Workspace) exportLeftovers(path string, o ExportOptions) (Exported, error) {
	leftovers := w.Leftovers()
	notes := w.Notes()
	return Exported{Path: path, Figures: len(leftovers)}, writeFile(path, o.Force, func(to io.Writer) error {
		out := csv.NewWriter(to)
		if err := out.Write(table.Columns); err != nil {
			return err
		}
		for _, left := range leftovers {
			a := left.Answer
			value := ""
			if a.Status.IsNumber() {
				value = a.Value.String()
			}
			id, _, _ := strings.Cut(cubeName(left.Address), ".")
			if err := out.Write([]string{id, left.Address, value, a.Status.String(), a.Conf.String(), table.Quoted(notes[left.Address])}); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	})
}
