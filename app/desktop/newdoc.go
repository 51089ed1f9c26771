package desktop

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
)

// newDocument asks what a new document is for, on one page.
type newDocument struct {
	w         *Window
	countries []view.Entry
	before    screen

	country             *field
	matches             *fyne.Container
	chosen              string // alpha-3
	year, office, file  *field
	scope               string
	core, all           *tappable
	markScope           []func()
	language            *chooser
	questionnaire       *definition.Definition // nil: the program's own
	errQuestionnaire    *message
	create              *button
	ownFile             bool // the path was typed, and is no longer made up from country and year
	errCountry, errYear *message
	errFile, errOther   *message
	contents            fyne.CanvasObject
}

const newWidth = 640

func newNewDocument(w *Window) *newDocument {
	before := w.now
	if n, ok := before.(*newDocument); ok {
		before = n.before
	}
	return newDocumentWith(w, before, nil)
}

// newDocumentWith asks for a document of a questionnaire.
func newDocumentWith(w *Window, before screen, questionnaire *definition.Definition) *newDocument {
	n := &newDocument{w: w, before: before, countries: view.Countries(w.tongue.Tag), scope: definition.Core, questionnaire: questionnaire,
		errCountry: newMessage(), errYear: newMessage(), errFile: newMessage(), errOther: newMessage(), errQuestionnaire: newMessage()}
	w.trace.screen("new")
	n.contents = n.build()
	return n
}

func (n *newDocument) content() fyne.CanvasObject { return n.contents }

func (n *newDocument) again() screen {
	return newDocumentWith(n.w, n.before, n.questionnaire)
}

func (n *newDocument) shown() {
	n.w.win.SetTitle(n.w.say("desktop.new.title") + " – Migraform")
	n.w.focus(n.country)
}

// escape closes the list of countries, or goes back.
func (n *newDocument) escape() {
	if n.matches.Visible() {
		n.matches.Hide()
		n.contents.Refresh()
		return
	}
	if n.before == nil {
		n.w.toStart()
		return
	}
	n.w.show(n.before.again())
}

func (n *newDocument) build() fyne.CanvasObject {
	w := n.w
	parts := column(0, heading(w.say("desktop.new.title")), gap(4), quiet(w.say("desktop.new.says")), gap(20))
	label := func(id string) fyne.CanvasObject { return margin(0, 4, 0, 0, strong(w.say(id))) }
	hint := func(id string) fyne.CanvasObject { return margin(3, 0, 0, 0, caption(w.say(id))) }

	n.country = newField(w.say("desktop.new.country.placeholder"))
	n.matches = container.NewStack()
	n.matches.Hide()
	n.year = newField("")
	n.year.SetText(strconv.Itoa(time.Now().Year() - 1))
	parts.Add(rowTop(16,
		wide(newWidth-216, column(0, label("desktop.new.country"), n.country, n.matches, n.errCountry.object(newWidth-216))),
		wide(200, column(0, label("desktop.new.year"), n.year, n.errYear.object(200)))))
	parts.Add(gap(16))

	parts.Add(n.buildQuestionnaire())
	parts.Add(n.errQuestionnaire.object(newWidth))
	parts.Add(gap(16))
	n.core = n.scopeChoice(definition.Core)
	n.all = n.scopeChoice(definition.All)
	neighbours([]*tappable{n.core, n.all})
	if n.questionnaire == nil || n.questionnaire.HasCore() {
		parts.Add(label("desktop.new.scope"))
		parts.Add(n.core)
		parts.Add(n.all)
		parts.Add(gap(16))
	}

	n.office = newField(w.say("desktop.new.office.placeholder"))
	var names []string
	for _, tag := range words.Languages {
		names = append(names, words.Names[tag])
	}
	n.language = newChooser(names, nil)
	n.language.SetSelected(words.Names[w.tongue.Tag])
	parts.Add(rowTop(16,
		wide(newWidth-216, column(0, label("desktop.new.office"), n.office)),
		wide(200, column(0, label("desktop.new.language"), n.language))))
	parts.Add(hint("desktop.new.language.hint"))
	parts.Add(gap(16))

	n.file = newField("")
	browse := newButton(w.say("desktop.browse"), nil, widget.MediumImportance, n.browse)
	parts.Add(label("desktop.new.file"))
	parts.Add(rowWith(n.file, 8, n.file, browse))
	parts.Add(n.errFile.object(newWidth))
	parts.Add(n.errOther.object(newWidth))
	parts.Add(gap(24))

	n.create = newButton(w.say("desktop.new.create"), nil, widget.HighImportance, n.make)
	cancel := newButton(w.say("desktop.cancel"), nil, widget.MediumImportance, n.escape)
	parts.Add(row(8, n.create, cancel))

	n.connect()
	n.propose()
	for id, o := range map[string]fyne.CanvasObject{"country": n.country, "year": n.year, "scope.core": n.core, "scope.all": n.all,
		"office": n.office, "language": n.language, "file": n.file, "browse": browse, "create": n.create, "cancel": cancel} {
		w.trace.name(id, o)
	}
	return container.NewVScroll(container.New(&centred{width: em(newWidth), top: 40}, parts))
}

func (n *newDocument) connect() {
	n.country.OnChanged = n.lookFor
	n.country.OnSubmitted = func(string) {
		n.chooseFirst()
		n.w.focus(n.year)
	}
	n.country.onLeave = n.chooseFirst
	n.country.onEscape = n.escape
	n.country.onDown = n.intoMatches
	n.year.OnChanged = func(string) {
		n.errYear.clear()
		n.propose()
	}
	n.file.OnChanged = func(string) {
		n.ownFile = true
		n.errFile.clear()
	}
	for _, f := range []*field{n.year, n.office, n.file} {
		f.OnSubmitted = func(string) { n.make() }
		f.onEscape = n.escape
	}
}

// scopeChoice is one of the two scopes, with what it means.
func (n *newDocument) scopeChoice(scope string) *tappable {
	mark := container.New(&fixed{width: 20, height: 20})
	about := column(0, body(n.w.say("desktop.new.scope."+scope)))
	if n.questionnaire == nil {
		about.Add(paragraph(n.w.say("desktop.new.scope."+scope+".says"), look.ColorDim, theme.SizeNameCaptionText, em(newWidth)-60))
	}
	t := newTappable(nil, nil)
	t.content = margin(6, 6, 10, 10, rowWith(about, 10, mark, about))
	show := func() {
		icon := fyne.CanvasObject(space())
		if n.scope == scope {
			icon = widget.NewIcon(look.IconIn(look.Tick, theme.ColorNamePrimary))
		}
		mark.Objects = []fyne.CanvasObject{icon}
		mark.Refresh()
		t.choose(n.scope == scope)
	}
	t.onTap = func() {
		n.scope = scope
		for _, mark := range n.markScope {
			mark()
		}
	}
	n.markScope = append(n.markScope, show)
	show()
	return t
}

// buildQuestionnaire says which questionnaire is answered, and offers another.
func (n *newDocument) buildQuestionnaire() fyne.CanvasObject {
	d := n.questionnaire
	if d == nil {
		if own, err := definition.BuiltIn(); err == nil {
			d = own
		}
	}
	said := body("").shrinking()
	if d != nil {
		said.set(n.w.say("questionnaire.used", "Title", d.Title(), "Version", d.Version()))
	}
	other := newButton(n.w.say("questionnaire.other"), nil, widget.LowImportance, n.chooseQuestionnaire)
	n.w.trace.name("questionnaire", other)
	return rowWith(said, 8, said, other)
}

// chooseQuestionnaire takes a questionnaire.yaml instead of the program's own.
func (n *newDocument) chooseQuestionnaire() {
	n.w.chooseFile(n.w.say("questionnaire.choose"), n.w.settings.folder(), []string{".yaml"}, func(path string) {
		d, err := workspace.LoadDefinition(path)
		if err != nil {
			n.errQuestionnaire.bad(n.w.tongue.Error(err))
			n.contents.Refresh()
			return
		}
		again := newDocumentWith(n.w, n.before, d)
		again.country.SetText(n.country.Text)
		again.chooseFirst()
		again.year.SetText(n.year.Text)
		again.office.SetText(n.office.Text)
		n.w.show(again)
	})
}

// lookFor shows the countries that the text may mean.
func (n *newDocument) lookFor(text string) {
	n.errCountry.clear()
	n.chosen = ""
	const most = 6
	found := view.Search(n.countries, text)
	n.matches.Objects = nil
	if strings.TrimSpace(text) == "" || len(found) == 0 {
		n.matches.Hide()
		n.contents.Refresh() // the room that the list took goes too
		return
	}
	lines := column(0)
	var all []*tappable
	for _, i := range found[:min(len(found), most)] {
		e := n.countries[i]
		name := body(e.Name).shrinking()
		line := newTappable(margin(4, 4, 8, 8, rowWith(name, 8, name, caption(e.Code))), func() {
			n.choose(e)
			n.w.focus(n.year)
		})
		all = append(all, line)
		lines.Add(line)
	}
	neighbours(all)
	n.matches.Objects = []fyne.CanvasObject{newGround(look.ColorPaper), lines}
	n.matches.Show()
	n.contents.Refresh()
}

func (n *newDocument) intoMatches() {
	if n.matches.Visible() {
		n.w.focus(n.matches.Objects[1].(*fyne.Container).Objects[0].(*tappable))
	}
}

// chooseFirst takes the likeliest country for what was typed. While the list
// has the focus, the choice is still to come.
func (n *newDocument) chooseFirst() {
	if _, inList := n.w.win.Canvas().Focused().(*tappable); n.chosen != "" || inList {
		return
	}
	if found := view.Search(n.countries, n.country.Text); strings.TrimSpace(n.country.Text) != "" && len(found) > 0 {
		n.choose(n.countries[found[0]])
	}
}

func (n *newDocument) choose(e view.Entry) {
	n.country.SetText(e.Name)
	n.chosen = e.Code
	n.matches.Hide()
	n.contents.Refresh()
	n.propose()
}

// propose makes a path up from country and year, unless one was typed.
func (n *newDocument) propose() {
	if n.ownFile {
		return
	}
	name := n.w.say("desktop.new.file.name")
	if n.chosen != "" {
		name = fileName(n.chosen, n.year.Text)
	}
	n.file.SetText(freePath(filepath.Join(n.w.settings.folder(), name+workspace.Extension)))
	n.ownFile = false
}

// fileName is a name that any system can keep: the country in English letters
// and the year.
func fileName(country, year string) string {
	area, _ := definition.CountryByCode(country)
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, area.Name.In("en"))
	if len(name) > 24 || name == "" {
		name = country
	}
	return strings.ToLower(name) + "-" + strings.TrimSpace(year)
}

// freePath adds a number where there is a file of that name already.
func freePath(path string) string {
	stem := strings.TrimSuffix(path, workspace.Extension)
	for i := 2; i < 100; i++ {
		if _, err := os.Stat(path); err != nil {
			return path
		}
		path = stem + "-" + strconv.Itoa(i) + workspace.Extension
	}
	return path
}

func (n *newDocument) browse() {
	n.w.chooseTarget(n.w.say("desktop.new.file"), n.file.Text, func(path string) {
		if filepath.Ext(path) != workspace.Extension {
			path += workspace.Extension
		}
		n.file.SetText(path)
	})
}

// make makes the document, or says at the field what is missing.
func (n *newDocument) make() {
	n.chooseFirst()
	for _, m := range []*message{n.errCountry, n.errYear, n.errFile, n.errOther} {
		m.clear()
	}
	if n.chosen == "" {
		n.errCountry.bad(n.w.say("desktop.new.country.missing"))
		n.contents.Refresh()
		n.w.focus(n.country)
		return
	}
	year, ok := words.ReadYear(n.year.Text)
	if !ok {
		n.errYear.bad(n.w.say("desktop.new.year.missing"))
		n.contents.Refresh()
		n.w.focus(n.year)
		return
	}
	path, err := filepath.Abs(strings.TrimSpace(n.file.Text))
	if err == nil && filepath.Ext(path) != workspace.Extension {
		path += workspace.Extension
	}
	start := workspace.Start{Country: n.chosen, Year: year, Scope: n.scope, Office: strings.TrimSpace(n.office.Text),
		Language: words.Languages[max(n.language.SelectedIndex(), 0)], Definition: n.questionnaire}
	n.create.Disable()
	go func() {
		ws, err := workspace.Create(path, start)
		fyne.Do(func() {
			n.create.Enable()
			if err != nil {
				n.complain(err)
				return
			}
			n.w.adopt(ws)
		})
	}()
}

// complain says an error at the field that it is about.
func (n *newDocument) complain(err error) {
	said := n.w.tongue.Error(err)
	var year *definition.YearError
	var country *definition.CountryError
	var file *document.Error
	switch {
	case errors.As(err, &year):
		n.errYear.bad(said)
		n.w.focus(n.year)
	case errors.As(err, &country):
		n.errCountry.bad(said)
		n.w.focus(n.country)
	case errors.As(err, &file):
		n.errFile.bad(said)
		n.w.focus(n.file)
	default:
		n.errOther.bad(said)
	}
	n.contents.Refresh()
}

// openSample opens the document to play with, made the first time.
func (w *Window) openSample(done func(error)) {
	folder := filepath.Join(documents(), "Migraform sample")
	language := w.tongue.Tag
	go func() {
		sampled, err := workspace.Sample(folder, language)
		fyne.Do(func() {
			if err != nil {
				done(err)
				return
			}
			w.open(sampled.Document, done)
		})
	}()
}
