package pages

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/export/workbook"
	"migraform/forms/words"
)

// Export is the page on which a submission leaves: what is complete and what is open, how it is to be written, and
// then the file, its code and the letter that goes with it.
type Export struct {
	// OnExported is told every file that was written.
	OnExported func(path string)

	ws     *workspace.Workspace
	shell  *Shell
	cancel context.CancelFunc
	begun  int // counts exports, so that one that was given up is told from the present one
	run    func(func())

	parts    *partsList
	standing *fyne.Container // what stands open over all tables
	language *options
	format   *options
	path     *entry
	auto     string // the path that the page proposed
	asks     *notice
	asking   *fyne.Container
	do       *button
	fault    *notice
	wait     *waiting
	form     *fyne.Container
	panel    *pane
	choose   *fyne.Container // all of the above
	result   *exportedView
	stage    *fyne.Container
	shown    *fyne.Container
}

// formats are what can be written, in the order of the page.
var formats = []struct{ id, name, ending string }{
	{workspace.FormatWorkbook, "pages.format_workbook", ".xlsx"},
	{workspace.FormatCSV, "pages.format_csv", ".csv"},
	{workspace.FormatHTML, "pages.format_html", ".html"},
}

// NewExport makes the page.
func NewExport(ws *workspace.Workspace, shell *Shell) *Export {
	p := &Export{ws: ws, shell: shell, run: func(f func()) { go f() }}
	p.build()
	p.Refresh()
	return p
}

func (p *Export) build() {
	s := p.shell
	p.parts = newPartsList(p)
	p.standing = s.column(2)
	p.language = s.languages(nil)
	p.language.needed = true
	p.language.show(indexOf(words.Languages, p.ws.Language()))
	var names []string
	for _, f := range formats {
		names = append(names, s.say(f.name))
	}
	p.format = s.options(names, true, p.propose)
	p.format.needed = true
	p.format.show(0)
	p.path = newEntry(1)
	p.path.OnSubmitted = func(string) { p.export(false) }
	p.path.OnChanged = func(string) { p.quiet() }
	p.propose()
	p.asks = s.notice(look.Warning, "")
	replace := newButton(s.say("pages.replace"), nil, func() { p.export(true) })
	p.asking = s.column(2, p.asks.shown, s.start(s.level(2, replace, newButton(s.say("pages.other_name"), nil, p.rename))))
	p.fault = s.notice(look.Error, "")
	p.do = newButton(s.say("pages.export_do"), nil, func() { p.export(false) })
	p.do.Importance = widget.HighImportance
	p.wait = s.waiting(p.stop)
	path := s.column(1.5, p.path)
	if s.ChooseTarget != nil {
		path.Add(s.outdented(iconButton(s.say("pages.browse"), look.Folder, p.browse)))
	}
	field := func(id string, o fyne.CanvasObject) *fyne.Container {
		return s.column(1.5, s.prose(s.say(id), headTone).shown, o)
	}
	p.form = s.column(5, p.standing, field("pages.export_language", s.start(p.language)), field("pages.export_format", s.start(p.format)),
		field("pages.export_path", path))
	p.panel = s.pane(nil, 4, p.form)
	p.panel.edgeless()
	foot := s.column(2, newRule(), p.asking, p.fault.shown, p.wait.shown, p.do)
	p.choose = container.New(&twoSides{width: 420, rtl: s.RightToLeft}, p.parts.shown, newRule(), container.New(footed{}, p.panel.shown, foot))
	p.result = newExportedView(p)
	p.stage = container.New(filling{}, p.choose)
	head := s.prose(s.say("pages.export"), titleTone)
	p.shown = container.New(&headed{rtl: s.RightToLeft, tight: true}, newSurface(true), head.shown, p.stage)
	p.quiet()
	p.wait.shown.Hide()
	s.named("export.path", p.path)
	s.named("export.write", p.do)
	s.named("export.replace", replace)
}

// Content is what the page shows.
func (p *Export) Content() fyne.CanvasObject { return p.shown }

// Leave gives up what is being written.
func (p *Export) Leave() {
	if p.cancel != nil {
		p.stop()
	}
}

// Refresh shows what is complete now, and the choices again where a file was shown.
func (p *Export) Refresh() {
	p.parts.refresh()
	p.stand()
	p.panel.arrange()
}

// Choose comes back from a file that was written to the choices.
func (p *Export) Choose() {
	p.Refresh()
	p.show(p.choose)
}

// stand says what stands in the way of a final export, and what goes along.
func (p *Export) stand() {
	s, gate := p.shell, p.ws.Gate()
	p.standing.Objects = nil
	line := func(m look.Meaning, id string, count int) {
		p.standing.Add(s.notice(m, s.say(id, "Count", count)).shown)
	}
	open := p.parts.open()
	for _, level := range []struct {
		meaning look.Meaning
		id      string
		count   int
	}{
		{look.Error, "pages.gate_block", gate.Blocking}, {look.Warning, "pages.gate_explain", gate.Unexplained},
		{look.Explained, "pages.gate_explained", gate.Explained}, {look.Information, "pages.gate_pass", gate.Passing},
		{look.Information, "pages.open_tables", open},
	} {
		if level.count > 0 {
			line(level.meaning, level.id, level.count)
		}
	}
	p.do.SetText(s.say("pages.export_do"))
	if gate.Draft() {
		p.do.SetText(s.say("pages.export_draft"))
	}
	if gate.Blocking+gate.Unexplained+open == 0 {
		line(look.Done, "pages.open_nothing", 0)
	}
	if s.GoToFindings != nil && gate.Blocking+gate.Unexplained+gate.Explained+gate.Passing > 0 {
		p.standing.Add(s.start(newLink(s.say("pages.show_findings"), func() { s.GoToFindings("") })))
	}
}

// propose fills the path in, unless the user wrote one.
func (p *Export) propose() {
	q := p.ws.Questionnaire()
	ending := formats[max(p.format.chosen, 0)].ending
	if p.path.Text != p.auto {
		if old := filepath.Ext(p.path.Text); old == ".xlsx" || old == ".csv" || old == ".html" {
			p.path.SetText(strings.TrimSuffix(p.path.Text, old) + ending)
		}
		return
	}
	p.auto = filepath.Join(filepath.Dir(p.ws.Path()), q.Country+"_"+strconv.Itoa(q.Year)+"_migraform"+ending)
	p.path.SetText(p.auto)
	p.path.toEnd()
}

func (p *Export) browse() {
	p.shell.ChooseTarget(p.shell.say("pages.export"), p.path.Text, func(path string) {
		p.path.SetText(path)
		p.path.toEnd()
	})
}

// rename leads back to the path, with the name ready to be written over.
func (p *Export) rename() {
	p.quiet()
	if c := canvasOf(p.path); c != nil {
		c.Focus(p.path)
		p.path.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// export writes the file. One that is there already is replaced only when the user said so.
func (p *Export) export(force bool) {
	path := strings.TrimSpace(p.path.Text)
	if path == "" || p.cancel != nil {
		return
	}
	p.quiet()
	options := workspace.ExportOptions{Format: formats[p.format.chosen].id, Language: words.Languages[p.language.chosen], Parts: p.parts.chosen(), Force: force}
	if len(options.Parts) == 0 && !p.parts.all() {
		p.fail(look.Warning, p.shell.say("pages.no_parts"))
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.begun++
	number := p.begun
	options.Progress = p.wait.report()
	p.wait.begin(p.shell.say("pages.writing_file", "File", filepath.Base(path)))
	p.wait.shown.Show()
	p.do.Hide()
	p.choose.Refresh()
	p.run(func() {
		written, err := p.ws.Export(ctx, path, options)
		fyne.Do(func() {
			if number != p.begun {
				return
			}
			p.end()
			p.wrote(written, options.Language, err)
		})
	})
}

func (p *Export) end() {
	p.cancel()
	p.cancel = nil
	p.wait.shown.Hide()
	p.do.Show()
	p.choose.Refresh()
}

func (p *Export) stop() {
	p.begun++
	p.end()
}

func (p *Export) wrote(written workspace.Exported, language string, err error) {
	switch {
	case errors.Is(err, workbook.ErrExists):
		asks := p.shell.say("pages.exists", "File", filepath.Base(p.path.Text))
		p.asks.say(look.Warning, asks)
		p.shell.said(asks, true)
		p.asking.Show()
		p.do.Hide()
		p.choose.Refresh()
	case err != nil:
		p.fail(look.Error, p.shell.Tongue.Error(err))
	default:
		p.result.set(written, language)
		p.show(p.result.shown)
		p.result.arrange()
		if p.OnExported != nil {
			p.OnExported(written.Path)
		}
	}
}

func (p *Export) fail(m look.Meaning, text string) {
	p.fault.say(m, text)
	p.shell.said(text, true)
	p.fault.shown.Show()
	p.choose.Refresh()
}

func (p *Export) quiet() {
	if p.choose == nil {
		return
	}
	if p.asking.Visible() || p.fault.shown.Visible() {
		p.asking.Hide()
		p.fault.shown.Hide()
		p.do.Show()
		p.choose.Refresh()
	}
}

func (p *Export) show(o fyne.CanvasObject) {
	p.stage.Objects = []fyne.CanvasObject{o}
	p.stage.Refresh()
}
