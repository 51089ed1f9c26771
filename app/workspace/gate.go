package workspace

import (
	"slices"
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

// Gate counts the findings by what the questionnaire asks of them before a
// final export.
type Gate struct {
	Blocking    int // need a correction
	Unexplained int // need a correction or an explanation
	Explained   int // were explained, with figures that are still the same
	Passing     int // are for information only
}

// Draft reports whether an export can only be a draft. What is not explained
// is said, and goes out all the same.
func (g Gate) Draft() bool { return g.Blocking > 0 }

// Gate says what stands in the way of a final export.
func (w *Workspace) Gate() Gate {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.gate()
}

func (w *Workspace) gate() Gate {
	var g Gate
	for i := range w.fails() {
		switch f := &w.failing[i]; {
		case w.passage(f) == forms.Block:
			g.Blocking++
		case w.settled(f):
			g.Explained++
		case w.passage(f) == forms.Explain:
			g.Unexplained++
		default:
			g.Passing++
		}
	}
	return g
}

// Unexplained returns the findings that need an explanation and have none
// that holds.
func (w *Workspace) Unexplained() []*validation.Finding {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var open []*validation.Finding
	for i := range w.fails() {
		if f := &w.failing[i]; w.passage(f) == forms.Explain && !w.settled(f) {
			open = append(open, f)
		}
	}
	return open
}

func (w *Workspace) passage(f *validation.Finding) forms.Passage {
	return w.q.Gate.Of(f.Severity.String())
}

// Explainable reports whether an explanation settles a finding: not one that
// blocks.
func (w *Workspace) Explainable(f *validation.Finding) bool {
	return f.Verdict == validation.Fails && w.passage(f) != forms.Block
}

// Settled reports whether a finding is explained, and its figures are still
// those that were explained.
func (w *Workspace) Settled(f *validation.Finding) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.settled(f)
}

func (w *Workspace) settled(f *validation.Finding) bool {
	x, ok := w.explained(f)
	return ok && !x.Lapsed && w.Explainable(f)
}

// Unchecked says what is not checked: rules that the questionnaire switches
// off, and those that compare tables which are not asked.
func (w *Workspace) Unchecked() []words.Message {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var off, lacking []string
	for _, r := range w.q.Rules {
		if r.Severity == forms.SeverityOff {
			off = append(off, r.ID)
		}
	}
	for _, l := range w.q.LeftOut {
		if text := l.Rule + " (" + strings.Join(l.Tables, ", ") + ")"; !slices.Contains(lacking, text) && !slices.Contains(off, l.Rule) {
			lacking = append(lacking, text)
		}
	}
	slices.Sort(lacking)
	var says []words.Message
	if len(off) > 0 {
		says = append(says, words.Say("unchecked.off", "Rules", off))
	}
	if len(lacking) > 0 {
		says = append(says, words.Say("unchecked.scope", "Rules", lacking))
	}
	return says
}

// Computed is when the checks ran last.
func (w *Workspace) Computed() time.Time {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.computed
}
