package pages

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
)

// sourceEndings are the kinds of files that can be chosen. Of some that cannot be read it is said what to do with them.
var sourceEndings = []string{".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".zip", ".gz", ".xls", ".xlsb", ".ods"}

// BringIn is the page on which a file becomes answers: the sheet as it is beside what would become of it. Nothing in
// the document changes before the user says so.
type BringIn struct {
	// Table is the table that the user came from, or "" to find out from the file. Set it before Open.
	Table string
	// OnApplied is told how many figures were put into a table, "" where there are several.
	OnApplied func(table string, figures int)

	ws       *workspace.Workspace
	shell    *Shell
	file     *workspace.Import // nil until one is read
	path     string
	cancel   context.CancelFunc // of what is being read
	reading  int                // counts what was begun, so that a late answer is told from the present one
	applying bool
	// run does long work away from the interface.
	run func(func())

	shown  *fyne.Container
	entry  *entry
	choose *pane
	fault  *notice
	wait   *waiting
	plan   *planView
	stage  *fyne.Container // one of the three
}

// NewBringIn makes the page.
func NewBringIn(ws *workspace.Workspace, shell *Shell) *BringIn {
	p := &BringIn{ws: ws, shell: shell, run: func(f func()) { go f() }}
	s := shell
	p.entry = newEntry(1)
	p.entry.SetPlaceHolder(s.say("pages.path_of_file"))
	p.entry.OnSubmitted = func(path string) { p.Open(path) }
	head := s.level(3, s.line(s.say("pages.bring_in"), titleTone).shown, fill(p.entry))
	if s.ChooseFile != nil {
		browse := newButton(s.say("pages.browse"), nil, p.browse)
		head.Add(browse)
		s.named("bringin.browse", browse)
	}
	p.fault = s.notice(look.Error, "")
	p.fault.shown.Hide()
	p.choose = s.pane(measure, 5, p.fault.shown, s.prose(s.say("pages.bring_in_says"), bodyTone).shown,
		s.prose(s.say("pages.bring_in_kinds"), dimTone).shown, s.prose(s.say("pages.bring_in_safe"), dimTone).shown)
	p.choose.edgeless()
	if s.ChooseFile != nil {
		choose := newButton(s.say("pages.choose_file"), look.Icon(look.BringIn), p.browse)
		choose.Importance = widget.HighImportance
		p.choose.body.Add(s.start(choose))
	}
	p.wait = s.waiting(p.stop)
	p.plan = newPlanView(p)
	p.stage = container.New(filling{}, p.choose.shown)
	p.shown = container.New(&headed{rtl: s.RightToLeft, tight: true}, newSurface(true), head, p.stage)
	s.named("bringin.path", p.entry)
	return p
}

// Content is what the page shows.
func (p *BringIn) Content() fyne.CanvasObject { return p.shown }

// Leave stops reading. What was read already stays on the page.
func (p *BringIn) Leave() {
	if p.cancel != nil {
		p.stop()
	}
}

// Refresh compares the file with the document anew, after something was changed elsewhere.
func (p *BringIn) Refresh() {
	if p.file != nil && p.cancel == nil && !p.applying {
		p.replan()
	}
}

func (p *BringIn) browse() {
	folder := filepath.Dir(p.ws.Path())
	if p.path != "" {
		folder = filepath.Dir(p.path)
	}
	p.shell.ChooseFile(p.shell.say("pages.bring_in"), folder, sourceEndings, p.Open)
}

// Open reads a file and shows what would become of its figures. Files dropped on the window come here too.
func (p *BringIn) Open(path string) {
	if path == "" {
		return
	}
	p.Leave()
	p.path = path
	p.entry.SetText(path)
	p.entry.toEnd()
	table := p.Table
	p.begin(p.shell.say("pages.reading_file", "File", filepath.Base(path)), func(ctx context.Context, progress func(float64)) (*workspace.Import, error) {
		return p.ws.Read(ctx, path, table, progress)
	})
}

// replan plans again, with the decisions that were just changed.
func (p *BringIn) replan() {
	file := *p.file
	p.begin("", func(ctx context.Context, _ func(float64)) (*workspace.Import, error) {
		if file.Plan == nil { // a file of the program's own, which says itself where its figures go
			return p.ws.Read(ctx, file.Path, file.Table, nil)
		}
		return &file, p.ws.Replan(ctx, &file)
	})
}

// begin does long work and shows what came of it. Without a word of its own the page stays as it is meanwhile.
func (p *BringIn) begin(word string, work func(context.Context, func(float64)) (*workspace.Import, error)) {
	if p.cancel != nil {
		p.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.reading++
	number := p.reading
	if word != "" {
		p.wait.begin(word)
		p.show(p.wait.shown)
	} else {
		p.plan.busy(true)
	}
	progress := p.wait.report()
	p.run(func() {
		file, err := work(ctx, progress)
		var sheets []*sheetModel
		if err == nil {
			sheets = newSheetModels(p.shell, p.ws, file)
		}
		fyne.Do(func() {
			if number != p.reading {
				return
			}
			cancel()
			p.cancel = nil
			p.read(file, sheets, err)
		})
	})
}

// stop gives up what is being read. What the page showed before comes back.
func (p *BringIn) stop() {
	p.reading++
	p.cancel()
	p.cancel = nil
	p.plan.busy(false)
	if p.file != nil {
		p.entry.SetText(p.file.Path)
		p.show(p.plan.shown)
	} else {
		p.show(p.choose.shown)
	}
}

// read shows what came of a file. Where it cannot be read, that is said, and what was there before stays.
func (p *BringIn) read(file *workspace.Import, sheets []*sheetModel, err error) {
	p.plan.busy(false)
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return
		}
		p.file = nil
		said := p.shell.Tongue.Error(err)
		p.fault.prose.set(part{said, errorTone})
		p.shell.said(said, true)
		p.fault.shown.Show()
		p.show(p.choose.shown)
		p.choose.arrange()
		return
	}
	p.fault.shown.Hide()
	same := p.file != nil && p.file.Path == file.Path
	p.file = file
	p.plan.set(file, sheets, same)
	p.show(p.plan.shown)
	if !same {
		p.plan.begin()
	}
}

// apply puts the figures into the document, as one change that can be undone.
func (p *BringIn) apply() {
	if p.file == nil || p.cancel != nil {
		return
	}
	table := p.plan.onlyTable()
	p.applying = true
	n, err := p.ws.Apply(p.file)
	p.applying = false
	if err != nil {
		p.plan.tell(look.Error, p.shell.Tongue.Error(err), false)
		return
	}
	p.plan.tell(look.Done, p.plan.says("pages.applied", n), true)
	p.replan()
	if p.OnApplied != nil {
		p.OnApplied(table, n)
	}
}

// undo takes what was just put in back, unless something else was done since.
func (p *BringIn) undo() {
	if label, ok := p.ws.CanUndo(); ok && label.ID == "change.imported" {
		if _, err := p.ws.Undo(); err != nil {
			p.plan.tell(look.Error, p.shell.Tongue.Error(err), false)
			return
		}
	}
	p.plan.quiet()
	p.replan()
}

func (p *BringIn) show(o fyne.CanvasObject) {
	p.stage.Objects = []fyne.CanvasObject{o}
	p.stage.Refresh()
}
