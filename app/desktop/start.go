package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/forms/definition"
	"migraform/forms/words"
)

// start is the screen from which a document is reached: where one was, one of
// the latest, a new one, any other, or a sample.
type start struct {
	w        *Window
	path     *field
	pathRow  fyne.CanvasObject
	message  *message
	latest   *button
	newOne   *button
	contents fyne.CanvasObject
}

// startWidth is the width of the start screen's column.
const startWidth = 720

func newStart(w *Window) *start {
	s := &start{w: w, message: newMessage()}
	w.trace.screen("start")
	s.contents = s.build()
	return s
}

func (s *start) content() fyne.CanvasObject { return s.contents }
func (s *start) again() screen              { return newStart(s.w) }

func (s *start) shown() {
	s.w.win.SetTitle("Migraform")
	if s.latest != nil {
		s.w.focus(s.latest)
	} else {
		s.w.focus(s.newOne)
	}
}

func (s *start) complain(err error) { s.message.bad(s.w.tongue.Error(err)) }

func (s *start) escape() {
	s.message.clear()
	s.pathRow.Hide()
	s.contents.Refresh()
}

func (s *start) build() fyne.CanvasObject {
	w := s.w
	recents := w.settings.recents()
	parts := column(0, heading("Migraform"), quiet(w.say("desktop.start.what")), gap(28))

	newImportance := widget.HighImportance
	if last, ok := reachable(recents); ok {
		newImportance = widget.MediumImportance
		parts.Add(s.continueWith(last))
		parts.Add(gap(24))
	}
	s.newOne = newButton(w.say("desktop.start.new"), look.Icon(look.Plus), newImportance, func() { w.show(newNewDocument(w)) })
	open := newButton(w.say("desktop.start.open"), look.Icon(look.Folder), widget.MediumImportance, s.askPath)
	sample := newButton(w.say("desktop.start.sample"), look.Icon(look.Table), widget.MediumImportance, s.openSample)
	w.trace.name("new", s.newOne)
	w.trace.name("open", open)
	w.trace.name("sample", sample)
	parts.Add(row(8, s.newOne, open, sample))
	parts.Add(s.buildPathRow())
	parts.Add(s.message.object(startWidth))
	parts.Add(gap(28))
	if len(recents) == 0 {
		parts.Add(paragraph(w.say("desktop.start.empty"), look.ColorDim, theme.SizeNameText, em(startWidth)))
	} else {
		parts.Add(strong(w.say("desktop.start.recent")))
		parts.Add(gap(6))
		parts.Add(edge())
		var lines []*tappable
		for i, r := range recents {
			line := s.recent(r)
			w.trace.name("recent."+strconv.Itoa(i), line)
			lines = append(lines, line)
			parts.Add(line)
		}
		neighbours(lines)
	}
	s.message.page = parts
	page := container.NewVScroll(container.New(&centred{width: em(startWidth), top: 72}, parts))
	return framed(s.corner(), nil, nil, nil, page)
}

// reachable is the latest document that is still there.
func reachable(recents view.Recents) (view.Recent, bool) {
	for _, r := range recents {
		if _, err := os.Stat(r.Path); err == nil {
			return r, true
		}
	}
	return view.Recent{}, false
}

// corner holds the choice of language and of light or dark.
func (s *start) corner() fyne.CanvasObject {
	w := s.w
	var names []string
	for _, tag := range words.Languages {
		names = append(names, words.Names[tag])
	}
	language := newChooser(names, nil)
	language.SetSelected(words.Names[w.tongue.Tag])
	language.OnChanged = func(string) {
		w.settings.SetString(languageKey, words.Languages[language.SelectedIndex()])
		w.rebuild()
	}
	choices := []string{w.say("desktop.theme.system"), w.say("desktop.theme.light"), w.say("desktop.theme.dark")}
	brightness := newChooser(choices, nil)
	brightness.SetSelectedIndex(int(w.settings.look()))
	brightness.OnChanged = func(string) {
		w.settings.SetInt(themeKey, brightness.SelectedIndex())
		w.rebuild()
	}
	w.trace.name("language", language)
	w.trace.name("theme", brightness)
	return margin(8, 0, 12, 12, row(8, space(), widget.NewIcon(look.IconIn(look.Language, look.ColorDim)), language,
		widget.NewIcon(look.IconIn(look.Sun, look.ColorDim)), brightness))
}

// continueWith is the card of the document that was open last.
func (s *start) continueWith(r view.Recent) fyne.CanvasObject {
	w := s.w
	s.latest = newButton(w.say("desktop.start.continue"), look.IconIn(look.Forward, theme.ColorNameForegroundOnPrimary), widget.HighImportance,
		func() { w.open(r.Path, w.complain) })
	s.latest.IconPlacement = widget.ButtonIconTrailingText
	w.trace.name("continue", s.latest)
	about := column(2, strong(nameOf(r, w.tongue)), caption(w.say("desktop.start.last", "When", w.when(r.When), "File", r.Path)).shrinking())
	card := margin(14, 14, 16, 16, rowWith(about, 12, about, s.latest))
	return container.NewStack(newGround(look.ColorPaper), card)
}

// nameOf is what a document is about: the country and the year.
func nameOf(r view.Recent, tongue *words.Tongue) string {
	area, _ := definition.CountryByCode(r.Country)
	return area.Name.In(tongue.Tag) + " · " + strconv.Itoa(r.Year)
}

// recent is one line of the list of documents.
func (s *start) recent(r view.Recent) *tappable {
	w := s.w
	colour, note := theme.ColorNameForeground, filepath.Dir(r.Path)
	_, err := os.Stat(r.Path)
	if err != nil {
		colour, note = theme.ColorNameDisabled, w.say("desktop.start.gone", "Folder", filepath.Dir(r.Path))
	}
	name := newText(nameOf(r, w.tongue), colour, theme.SizeNameText).shrinking()
	file := newText(filepath.Base(r.Path), colour, theme.SizeNameText).shrinking()
	where := newText(note, look.ColorDim, theme.SizeNameCaptionText).shrinking()
	when := caption(w.when(r.When))
	when.trailing = true
	about := column(0, file, where)
	line := newTappable(margin(6, 6, 8, 8, rowWith(about, 16, wide(200, name), about, wide(120, when))), func() {
		w.open(r.Path, w.complain)
	})
	line.disabled = err != nil
	return line
}

// buildPathRow is the field for a path, shown when Open was chosen.
func (s *start) buildPathRow() fyne.CanvasObject {
	w := s.w
	s.path = newField(w.say("desktop.start.path"))
	openPath := func() { w.open(s.path.Text, w.complain) }
	s.path.OnSubmitted = func(string) { openPath() }
	s.path.onEscape = s.escape
	browse := newButton(w.say("desktop.browse"), nil, widget.MediumImportance, w.chooseAndOpen)
	open := newButton(w.say("desktop.start.open_it"), nil, widget.HighImportance, openPath)
	w.trace.name("path", s.path)
	w.trace.name("path.browse", browse)
	w.trace.name("path.ok", open)
	s.pathRow = margin(12, 0, 0, 0, rowWith(s.path, 8, s.path, browse, open))
	s.pathRow.Hide()
	return s.pathRow
}

func (s *start) askPath() {
	s.message.clear()
	s.pathRow.Show()
	s.contents.Refresh()
	s.w.focus(s.path)
}

// openSample opens the document to play with, made the first time.
func (s *start) openSample() {
	s.message.say(s.w.say("desktop.start.sample_wait"))
	s.w.openSample(func(err error) {
		s.message.clear()
		s.w.complain(err)
	})
}

// when says a moment as people do.
func (w *Window) when(t time.Time) string {
	t = t.Local()
	clock, day := t.Format("15:04"), t.Format("2006-01-02")
	switch now := time.Now(); day {
	case now.Format("2006-01-02"):
		return w.say("desktop.when.today", "Time", clock)
	case now.AddDate(0, 0, -1).Format("2006-01-02"):
		return w.say("desktop.when.yesterday", "Time", clock)
	}
	return day
}
