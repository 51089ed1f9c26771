package view

import "migraform/forms"

// Figures is what a selection adds up to.
type Figures struct {
	Cells int
	Count int // of figures
	Sum   forms.Number
	Mean  forms.Number // to one decimal
}

// Add takes one figure in.
func (f *Figures) Add(n forms.Number) {
	f.Count++
	f.Sum += n
	tenth := forms.One / 10
	mean := f.Sum / forms.Number(f.Count)
	half := tenth / 2
	if mean < 0 {
		half = -half
	}
	f.Mean = (mean + half) / tenth * tenth
}

// Change is how far a figure is from the one before: the difference, and its
// share in per cent to one decimal. The share is not known where the one
// before is nil.
func Change(before, after forms.Number) (difference, percent forms.Number, known bool) {
	difference = after - before
	if before == 0 {
		return difference, 0, false
	}
	tenth := forms.One / 10
	thousandths := float64(difference) / float64(before.Abs()) * 1000
	if thousandths > 1e9 || thousandths < -1e9 {
		return difference, 0, false
	}
	if thousandths < 0 {
		return difference, forms.Number(thousandths-0.5) * tenth, true
	}
	return difference, forms.Number(thousandths+0.5) * tenth, true
}
