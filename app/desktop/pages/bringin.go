package pages

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/intake/reader"
)

// sourceEndings are the kinds of files that can be chosen. Of some that cannot be read it is said what to do with them.
var sourceEndings = []string{".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".zip", ".gz", ".xls", ".xlsb", ".ods"}

// BringIn is the page on which files become answers: a sheet as it is beside the table that it goes to. Nothing in
// the document changes before the user says so.
type BringIn struct {
	// Table is the table that the user came from, or "" to find out from the file. Set it before Open.
	Table string
	// OnApplied is told how many figures were put into a table, "" where there are several.
	OnApplied func(table string, figures int)

	ws       *workspace.Workspace
	shell    *Shell
	files    []*source // that were read, in the order in which they came
	now      *source   // the one that is shown, nil until one is read
	cancel   context.CancelFunc
	work     int  // counts what was begun, so that a late answer is told from the present one
	deciding bool // what is under way follows from a decision, which is taken back where it is given up
	putting  bool // figures are being put in, which cannot be given up
	// run does long work away from the interface.
	run func(func())

	shown  *fyne.Container
	entry  *entry
	fault  *faults
	choose *chooseView
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
	line := s.level(3, s.line(s.say("pages.bring_in"), titleTone).shown, fill(p.entry))
	if s.ChooseFile != nil {
		browse := newButton(s.say("pages.browse"), nil, p.browse)
		line.Add(browse)
		s.named("bringin.browse", browse)
	}
	p.fault = newFaults(p)
	head := s.column(2, line, p.fault.shown)
	p.choose = newChooseView(p)
	p.wait = s.waiting(p.stop)
	p.plan = newPlanView(p)
	p.stage = container.New(filling{}, p.choose.pane.shown)
	p.shown = container.New(&headed{rtl: s.RightToLeft, tight: true}, newSurface(true), head, p.stage)
	s.named("bringin.path", p.entry)
	return p
}

// Content is what the page shows.
func (p *BringIn) Content() fyne.CanvasObject { return p.shown }

// Leave stops reading. What was read already stays on the page, and what follows from a decision is still worked out.
func (p *BringIn) Leave() {
	if p.reading() {
		p.stop()
	}
}

// reading reports whether a file is being read.
func (p *BringIn) reading() bool {
	return p.cancel != nil && p.stage.Objects[0] == fyne.CanvasObject(p.wait.shown)
}

// Refresh compares the file with the document anew, after something was changed elsewhere.
func (p *BringIn) Refresh() {
	p.choose.refresh()
	if p.now != nil && !p.putting && !p.reading() {
		p.replan()
	}
}

func (p *BringIn) browse() {
	folder := filepath.Dir(p.ws.Path())
	if p.now != nil {
		folder = filepath.Dir(p.now.file.Path)
	}
	p.shell.ChooseFile(p.shell.say("pages.bring_in"), folder, sourceEndings, func(path string) { p.Open(path) })
}

// Open reads files and shows what would become of their figures. Files dropped on the window come here too. Of several
// the first that can be read is shown; a list leads to the others.
func (p *BringIn) Open(paths ...string) { p.open("", paths...) }

func (p *BringIn) open(password string, paths ...string) {
	var clean []string
	for _, path := range paths {
		// as file managers give it: in quotes, or with a line's end
		if path = strings.Trim(strings.TrimSpace(path), `"`); path != "" {
			clean = append(clean, path)
		}
	}
	if len(clean) == 0 {
		return
	}
	p.Leave()
	p.fault.clear()
	p.entry.SetText(clean[0])
	p.entry.toEnd()
	table := p.Table
	var read []*source
	var failed []failure
	p.begin(p.shell.say("pages.reading_file", "File", filepath.Base(clean[0])), func(ctx context.Context, progress func(float64)) error {
		for i, path := range clean {
			share := func(done float64) { progress((float64(i) + done) / float64(len(clean))) }
			file, err := p.ws.ReadWith(ctx, path, workspace.ReadOptions{Table: table, Password: password, Progress: share})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				failed = append(failed, failure{path, err})
				continue
			}
			read = append(read, newSource(p.shell, p.ws, file, password))
		}
		return nil
	}, func(error) { p.opened(read, failed) })
}

// opened shows what came of files. Where one cannot be read, that is said, and what was there before stays.
func (p *BringIn) opened(read []*source, failed []failure) {
	for _, one := range read {
		kept := p.files[:0]
		for _, other := range p.files {
			if other.file.Path != one.file.Path {
				kept = append(kept, other)
			}
		}
		p.files = append(kept, one)
	}
	if len(read) > 0 {
		p.turnTo(read[0])
		if f := read[0].file; f.Layout != "" {
			p.shell.said(p.shell.say("pages.layout_used", "File", f.Layout), false)
			for _, d := range f.Differences {
				p.shell.said(p.shell.Tongue.Message(d), false)
			}
		}
	} else {
		p.back()
	}
	for _, f := range failed {
		p.fault.add(f)
	}
	p.arrange()
}

// turnTo shows one of the files that were read.
func (p *BringIn) turnTo(s *source) {
	p.now = s
	p.entry.SetText(s.file.Path)
	p.entry.toEnd()
	p.show(p.plan.shown) // first, so that the tables know what is in view
	p.plan.turnTo(s)
}

// back shows what was there before something was tried in vain.
func (p *BringIn) back() {
	if p.now == nil {
		p.show(p.choose.pane.shown)
		return
	}
	p.show(p.plan.shown)
}

// replan plans again, with the decisions that were just changed.
func (p *BringIn) replan() {
	now := p.now
	next := now.copied()
	p.begin("", func(ctx context.Context, _ func(float64)) error {
		if err := p.ws.Replan(ctx, next.file); err != nil {
			return err
		}
		next.look(p.shell, p.ws)
		return nil
	}, func(err error) {
		p.deciding = false
		if err != nil {
			p.plan.tell(look.Error, p.shell.Tongue.Error(err), nil)
			return
		}
		*now = *next
		p.plan.renew()
	})
}

// begin does long work and shows what came of it. Without a word of its own the page stays as it is meanwhile.
func (p *BringIn) begin(word string, work func(context.Context, func(float64)) error, done func(error)) {
	if p.cancel != nil {
		p.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.work++
	number := p.work
	if word != "" {
		p.wait.begin(word)
		p.show(p.wait.shown)
	} else {
		p.plan.busy(true)
	}
	progress := p.wait.report()
	p.run(func() {
		err := work(ctx, progress)
		fyne.Do(func() {
			if number != p.work {
				return
			}
			cancel()
			p.cancel = nil
			p.plan.busy(false)
			if !errors.Is(err, context.Canceled) {
				done(err)
			}
		})
	})
}

// stop gives up what is under way. What the page showed before comes back.
func (p *BringIn) stop() {
	if p.putting {
		return
	}
	p.work++
	p.cancel()
	p.cancel = nil
	p.plan.busy(false)
	if p.deciding {
		p.deciding = false
		p.now.stepBack()
	}
	if p.now != nil {
		p.entry.SetText(p.now.file.Path)
	}
	p.back()
}

// apply puts the figures into the document, as one change that can be undone.
func (p *BringIn) apply() {
	now := p.now
	if now == nil || p.cancel != nil {
		return
	}
	table, n := p.plan.onlyTable(), 0
	p.putting = true
	p.begin("", func(context.Context, func(float64)) (err error) {
		n, err = p.ws.Apply(now.file)
		return err
	}, func(err error) {
		p.putting = false
		var stale *workspace.StaleError
		switch {
		case errors.As(err, &stale) && stale.Gone:
			p.plan.tell(look.Warning, p.shell.Tongue.Error(err), &act{id: "bringin.anyway", word: p.shell.say("pages.put_anyway"), do: func() {
				now.file.Gone = true
				p.apply()
			}})
			return
		case errors.As(err, &stale):
			p.plan.tell(look.Warning, p.shell.Tongue.Error(err), &act{id: "bringin.again", word: p.shell.say("pages.read_again"), do: p.readAgain})
			return
		case err != nil:
			p.plan.tell(look.Error, p.shell.Tongue.Error(err), nil)
			return
		}
		now.applied()
		p.plan.tellApplied(table, n)
		p.replan()
		if p.OnApplied != nil {
			p.OnApplied(table, n)
		}
	})
}

// readAgain reads the file that is shown anew, and keeps what was decided about it.
func (p *BringIn) readAgain() {
	now := p.now
	decisions, keep := now.file.Decisions, now.file.Keep
	var file *workspace.Import
	name := filepath.Base(now.file.Path)
	p.plan.quiet()
	p.begin(p.shell.say("pages.reading_file", "File", name), func(ctx context.Context, progress func(float64)) (err error) {
		file, err = p.ws.ReadWith(ctx, now.file.Path, workspace.ReadOptions{Table: now.file.Table, Password: now.password, Progress: progress})
		if err == nil && file.Plan != nil {
			file.Decisions, file.Keep = decisions, keep
			err = p.ws.Replan(ctx, file)
		}
		return err
	}, func(err error) {
		p.back()
		if err != nil {
			p.fault.add(failure{now.file.Path, err})
			p.arrange()
			return
		}
		now.file = file
		now.look(p.shell, p.ws)
		p.plan.renew()
	})
}

func (p *BringIn) show(o fyne.CanvasObject) {
	p.stage.Objects = []fyne.CanvasObject{o}
	p.stage.Refresh()
}

// arrange lays the page out anew after something above the stage came or went.
func (p *BringIn) arrange() {
	relay(p.shown)
	p.shown.Refresh()
}

// locked reports whether a file waits for its password.
func locked(err error) bool {
	id := reader.ProblemOf(err)
	return id == reader.Encrypted || id == reader.WrongPassword
}
