package desktop

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/words"
)

// atCompared is the page of what the figures are compared with: what was sent
// before, and what partners count.
const atCompared = "compared"

// referenceEndings are those of files that an earlier submission may be in,
// partnerEndings those of partners' figures.
var (
	referenceEndings = []string{workspace.Extension, ".xlsx", ".csv"}
	partnerEndings   = []string{workspace.Extension, ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
)

// comparedPage shows what was loaded, loads something else in its place, and
// takes it out.
type comparedPage struct {
	d        *desk
	sections [2]*comparedSection
	box      fyne.CanvasObject
}

// comparedSection is one of the two: what it is for, what is there, and the
// field for another file.
type comparedSection struct {
	d       *desk
	id      string // in the texts and for the trace
	load    func(path string) ([]words.Message, error)
	loaded  func() []string // in sentences; the first is the file
	remove  func() error
	endings []string

	state   *fyne.Container
	path    *field
	browse  *button
	message *message
	box     *fyne.Container
}

// comparedWidth is that of the sentences of the page.
const comparedWidth = 640

func newComparedPage(d *desk) *comparedPage {
	p := &comparedPage{d: d}
	p.sections[0] = newComparedSection(d, "reference", referenceEndings, func(path string) ([]words.Message, error) {
		_, err := d.ws.LoadReference(context.Background(), path)
		return nil, err
	}, d.sayReference, d.ws.RemoveReference)
	p.sections[1] = newComparedSection(d, "partners", partnerEndings, func(path string) ([]words.Message, error) {
		got, err := d.ws.LoadPartners(context.Background(), path)
		if err != nil {
			return nil, err
		}
		return got.Summary(), nil
	}, d.sayLoadedPartners, d.ws.RemovePartners)
	content := column(28, heading(d.tongue.Say("desktop.compared.title")), p.sections[0].box, p.sections[1].box)
	page := margin(14, 24, 16, 16, container.New(&within{width: em(comparedWidth)}, content))
	for _, s := range p.sections {
		s.message.page = page
	}
	p.box = container.NewVScroll(page)
	return p
}

func (p *comparedPage) Content() fyne.CanvasObject { return p.box }
func (p *comparedPage) Leave()                     {}

func (p *comparedPage) Refresh() {
	for _, s := range p.sections {
		s.refresh()
	}
	p.box.Refresh()
}

func newComparedSection(d *desk, id string, endings []string, load func(string) ([]words.Message, error), loaded func() []string, remove func() error) *comparedSection {
	s := &comparedSection{d: d, id: id, endings: endings, load: load, loaded: loaded, remove: remove,
		state: container.NewStack(), message: newMessage()}
	say := func(part string) string { return d.tongue.Say("desktop.compared." + id + "." + part) }
	s.path = newField(say("path"))
	s.path.OnSubmitted = func(path string) { s.take(strings.TrimSpace(path)) }
	s.browse = newButton(say("choose"), look.Icon(look.Folder), widget.MediumImportance, func() {
		d.w.chooseFile(say("title"), filepath.Dir(d.ws.Path()), s.endings, s.take)
	})
	if _, readOnly := d.ws.ReadOnly(); readOnly {
		s.path.Disable()
		s.browse.Disable()
	}
	s.box = column(6, strong(say("title")), paragraph(say("says"), look.ColorDim, theme.SizeNameText, em(comparedWidth)), s.state,
		rowWith(s.path, 8, s.path, s.browse), s.message.object(comparedWidth))
	return s
}

// refresh says what is loaded.
func (s *comparedSection) refresh() {
	d := s.d
	lines := s.loaded()
	s.state.Hidden = len(lines) == 0
	if len(lines) > 0 {
		said := column(2, strong(lines[0]).shrinking())
		for _, line := range lines[1:] {
			said.Add(paragraph(line, theme.ColorNameForeground, theme.SizeNameText, em(comparedWidth)-170))
		}
		remove := newButton(d.tongue.Say("desktop.compared.remove"), look.Icon(look.Close), widget.LowImportance, s.takeOut)
		if _, readOnly := d.ws.ReadOnly(); readOnly {
			remove.Disable()
		}
		d.w.trace.name("compared."+s.id+".remove", remove)
		s.state.Objects = []fyne.CanvasObject{newGround(theme.ColorNameBackground), margin(8, 8, 12, 6, rowWith(said, 8, said, remove))}
	}
	d.w.trace.name("compared."+s.id, s.path)
	d.w.trace.name("compared."+s.id+".choose", s.browse)
}

// take reads a file aside, and says what came of it.
func (s *comparedSection) take(path string) {
	if path == "" {
		return
	}
	d := s.d
	s.message.say(d.tongue.Say("desktop.compared.reading", "File", filepath.Base(path)))
	go func() {
		said, err := s.load(path)
		fyne.Do(func() {
			s.message.clear()
			switch {
			case err != nil:
				s.message.bad(d.tongue.Error(err))
				d.w.trace.event("message", "text", d.tongue.Error(err), "bad", true)
			case len(said) > 0:
				var all []string
				for _, m := range said {
					all = append(all, d.tongue.Message(m))
				}
				s.message.put(strings.Join(all, "\n"), look.Done)
				s.path.SetText("")
			default:
				s.path.SetText("")
			}
		})
	}()
}

func (s *comparedSection) takeOut() {
	s.message.clear()
	if err := s.remove(); err != nil {
		s.message.bad(s.d.tongue.Error(err))
		return
	}
	s.d.status.say(s.d.tongue.Say("desktop.compared.off"))
}

// sayReference says which earlier submission is compared with; nothing where
// there is none.
func (d *desk) sayReference() []string {
	r := d.ws.Reference()
	if r == nil {
		return nil
	}
	lines := []string{r.File, d.tongue.Say("desktop.compared.reference.holds", "Year", strconv.Itoa(r.Year), "Count", r.Figures)}
	if r.Dropped > 0 {
		lines = append(lines, d.tongue.Say("reference.dropped", "Count", r.Dropped))
	}
	if r.Version != "" && r.Version != d.q.Version {
		lines = append(lines, d.tongue.Say("desktop.compared.reference.version", "Version", r.Version, "Own", d.q.Version))
	}
	return append(lines, d.tongue.Say("desktop.compared.loaded", "When", d.w.when(r.Loaded)))
}

// sayLoadedPartners says whose figures are compared with.
func (d *desk) sayLoadedPartners() []string {
	p := d.ws.Partners()
	if p.Figures == 0 {
		return nil
	}
	return []string{d.tongue.List(p.Files), d.tongue.Say("desktop.compared.partners.holds", "Count", p.Figures, "Countries", p.Countries),
		d.tongue.Say("desktop.compared.loaded", "When", d.w.when(p.Loaded))}
}
