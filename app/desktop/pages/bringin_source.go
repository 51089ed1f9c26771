package pages

import (
	"maps"

	"migraform/app/workspace"
	"migraform/forms/intake"
)

// source is a file that was read, with what is shown of it and what was decided about it. It is prepared away from the
// interface.
type source struct {
	file     *workspace.Import
	password string
	put      bool // its figures were put in

	sheets    []*sheetModel // none for a file of the program's own
	target    *target
	questions []intake.Question
	done      []earlier // to be undone, the latest last
	undone    []earlier // to be done again
}

// earlier is how a file was looked at before something was decided about it, or that it was put in.
type earlier struct {
	decisions intake.Decisions
	table     string
	keep      map[string]bool
	applied   bool
}

func newSource(shell *Shell, ws *workspace.Workspace, file *workspace.Import, password string) *source {
	s := &source{file: file, password: password}
	s.look(shell, ws)
	return s
}

// copied is the source with a file of its own, to be planned anew.
func (s *source) copied() *source {
	c, file := *s, *s.file
	c.file = &file
	return &c
}

// look prepares what is shown.
func (s *source) look(shell *Shell, ws *workspace.Workspace) {
	s.target = newTarget(shell, ws, s.file)
	s.sheets = newSheetModels(shell, s.target, s.file)
	s.questions = nil
	if s.file.Plan != nil {
		s.questions = s.file.Plan.Questions()
	}
}

func (s *source) now() earlier {
	return earlier{decisions: s.file.Decisions, table: s.file.Table, keep: s.file.Keep}
}

func (s *source) take(t earlier) {
	s.file.Decisions, s.file.Table, s.file.Keep = t.decisions, t.table, t.keep
}

// decide changes what is decided, as one step.
func (s *source) decide(change func(f *workspace.Import)) {
	s.done, s.undone = append(s.done, s.now()), nil
	s.file.Keep = maps.Clone(s.file.Keep)
	change(s.file)
}

// applied notes that the figures were put in: undoing goes no further back before that is undone itself.
func (s *source) applied() {
	s.put = true
	s.done, s.undone = append(s.done, earlier{applied: true}), nil
}

// stepBack forgets the latest decision.
func (s *source) stepBack() {
	if n := len(s.done); n > 0 {
		s.take(s.done[n-1])
		s.done = s.done[:n-1]
	}
}
