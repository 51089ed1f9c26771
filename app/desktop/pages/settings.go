package pages

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/words"
)

// Preferences are what a user may choose for the program as a whole.
type Preferences struct {
	Language string // of the screen
	Look     look.Choice
	Scale    int    // of text and all around it, in per cent
	Folder   string // where new documents go
}

// Scales are the sizes that can be chosen, in per cent.
var Scales = []int{90, 100, 110, 125, 150}

// Settings is the page of preferences. Every choice holds at once.
type Settings struct {
	// OnChange is told every choice. After another language the page is to be made anew.
	OnChange func(Preferences)
	// Questionnaire is named under "about"; it may be nil. Set it before Content is asked for.
	Questionnaire *forms.Questionnaire

	shell  *Shell
	chosen Preferences
	pane   *pane
	folder *prose

	language, look, scale *options
}

// NewSettings makes the page.
func NewSettings(p Preferences, shell *Shell) *Settings { return &Settings{shell: shell, chosen: p} }

// Content is what the page shows.
func (p *Settings) Content() fyne.CanvasObject {
	if p.pane == nil {
		p.build()
	}
	return p.pane.shown
}

// Leave is there for the sake of sameness: every choice is taken over at once.
func (p *Settings) Leave() {}

// Refresh lays the page out anew.
func (p *Settings) Refresh() {
	if p.pane != nil {
		p.pane.arrange()
	}
}

func (p *Settings) build() {
	s := p.shell
	p.language = s.languages(func() {
		p.chosen.Language = words.Languages[max(p.language.chosen, 0)]
		p.tell()
	})
	p.look = s.options([]string{s.say("pages.look_system"), s.say("pages.look_light"), s.say("pages.look_dark")}, false, func() {
		p.chosen.Look = look.Choice(max(p.look.chosen, 0))
		p.tell()
	})
	var scales []string
	for _, scale := range Scales {
		scales = append(scales, s.say("pages.percent", "Number", scale))
	}
	p.scale = s.options(scales, false, func() {
		p.chosen.Scale = Scales[max(p.scale.chosen, 0)]
		p.tell()
	})
	for _, o := range []*options{p.language, p.look, p.scale} {
		o.needed = true
	}
	p.language.show(indexOf(words.Languages, s.Tongue.Tag))
	p.look.show(int(p.chosen.Look))
	p.scale.show(nearest(p.chosen.Scale))
	p.folder = s.prose(p.chosen.Folder, dimTone)

	figures := s.Tongue.Number(forms.Number(12_345_675_000)) + "    " + s.Tongue.Number(forms.Whole(-1234))
	p.pane = s.pane(measure, 7,
		s.prose(s.say("pages.settings"), titleTone).shown,
		p.section("pages.language", s.prose(s.say("pages.language_says"), captionTone).shown, s.start(p.language)),
		p.section("pages.look", s.start(p.look)),
		p.section("pages.scale", s.prose(s.say("pages.scale_says"), captionTone).shown, s.start(p.scale)),
		p.section("pages.grouping", s.prose(s.say("pages.grouping_says"), captionTone).shown, s.line(figures, bodyTone).shown),
		p.section("pages.folder", s.prose(s.say("pages.folder_says"), captionTone).shown, p.folder.shown, p.folderButtons()),
		newRule(),
		p.about(),
	)
	s.named("settings.language", p.language)
	s.named("settings.look", p.look)
	s.named("settings.scale", p.scale)
	for i, tag := range words.Languages {
		s.named("settings.language."+tag, p.language.drawn[i].name)
	}
	for i, choice := range []string{"system", "light", "dark"} {
		s.named("settings.look."+choice, p.look.drawn[i].name)
	}
}

func (p *Settings) section(id string, objects ...fyne.CanvasObject) *fyne.Container {
	c := p.shell.column(1.5, p.shell.prose(p.shell.say(id), headTone).shown)
	c.Objects = append(c.Objects, objects...)
	return c
}

func (p *Settings) folderButtons() fyne.CanvasObject {
	s := p.shell
	buttons := s.row(2)
	if s.ChooseFolder != nil {
		buttons.Add(newButton(s.say("pages.change"), nil, func() {
			s.ChooseFolder(s.say("pages.folder"), p.chosen.Folder, func(path string) {
				p.chosen.Folder = path
				p.folder.say(path)
				p.tell()
				p.pane.arrange()
			})
		}))
	}
	if s.ShowInFolder != nil {
		buttons.Add(iconButton(s.say("pages.show_folder"), look.Folder, func() {
			if err := s.ShowInFolder(p.chosen.Folder); err != nil {
				p.folder.set(part{s.Tongue.Error(err), errorTone})
				p.pane.arrange()
			}
		}))
	}
	return buttons
}

// about says what the program and its questionnaire are, and what they are not.
func (p *Settings) about() fyne.CanvasObject {
	s := p.shell
	c := p.section("pages.about",
		s.prose(s.say("pages.about_version", "Version", workspace.Application), bodyTone).shown,
		s.prose(s.say("pages.about_licence"), bodyTone).shown)
	if q := p.Questionnaire; q != nil {
		c.Add(s.prose(s.say("pages.about_questionnaire", "Title", q.Title, "Version", q.Version), bodyTone).shown)
	}
	c.Add(s.prose(s.say("pages.about_aligned"), dimTone).shown)
	return c
}

func (p *Settings) tell() {
	if p.OnChange != nil {
		p.OnChange(p.chosen)
	}
}

// languages are the options of a choice of language.
func (s *Shell) languages(chosen func()) *options {
	var names []string
	for _, tag := range words.Languages {
		names = append(names, words.Names[tag])
	}
	o := s.options(names, false, chosen)
	o.across = 3
	return o
}

func indexOf(all []string, one string) int {
	for i := range all {
		if all[i] == one {
			return i
		}
	}
	return 0
}

// nearest is the index of the scale that is next to a given one.
func nearest(percent int) int {
	best := 0
	for i, scale := range Scales {
		if abs(scale-percent) < abs(Scales[best]-percent) {
			best = i
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
