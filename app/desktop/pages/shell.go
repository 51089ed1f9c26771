package pages

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid"
	"migraform/forms"
	"migraform/forms/words"
)

// Shell is what the pages ask of the window around them. The tongue is needed; where a function is nil, what would
// call it is not offered.
type Shell struct {
	Tongue      *words.Tongue
	RightToLeft bool
	// Palette gives the colours of tables; nil: the grid's own.
	Palette func(fyne.Theme, fyne.ThemeVariant) grid.Palette

	// ChooseFile and ChooseTarget let the user choose a file to read and one to write, ChooseFolder a folder. They call
	// done on Fyne's main goroutine, and not at all when the user changes his mind.
	ChooseFile   func(title, folder string, endings []string, done func(path string))
	ChooseTarget func(title, path string, done func(path string))
	ChooseFolder func(title, folder string, done func(path string))

	ShowInFolder func(path string) error // with the file manager
	OpenFile     func(path string) error // with the system's program for it

	GoToCell     func(forms.Cell)
	GoToTable    func(table string)
	GoToQuestion func(group, question string)
	GoToFindings func(table string)

	// Named is told once of each part of a page that a test of the whole window looks for.
	Named func(id string, o fyne.CanvasObject)
	// Menu shows a menu at a place of the window.
	Menu func(at fyne.Position, items ...*fyne.MenuItem)
	// Pointed is told which cell of a spreadsheet is selected.
	Pointed func(sheet, cell string)
	// Planned is told how many figures of a spreadsheet have a place, and how many wait for a decision.
	Planned func(placed, open int)
	// Said is told every sentence that a page says after something was done, and whether it was in vain.
	Said func(text string, bad bool)
}

func (s *Shell) named(id string, o fyne.CanvasObject) {
	if s.Named != nil {
		s.Named(id, o)
	}
}

func (s *Shell) say(id string, pairs ...any) string { return s.Tongue.Say(id, pairs...) }

func (s *Shell) said(text string, bad bool) {
	if s.Said != nil {
		s.Said(text, bad)
	}
}

func (s *Shell) pointed(sheet, cell string) {
	if s.Pointed != nil {
		s.Pointed(sheet, cell)
	}
}

// align is how a line of text stands that begins where reading begins.
func (s *Shell) align() fyne.TextAlign {
	if s.RightToLeft {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

// canvasOf is the canvas on which an object is shown. What was only just put into the window is not known to be there
// before it was drawn; the program has one window, so it is that one's. Nil where there is no window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	if all := driver.AllWindows(); len(all) > 0 {
		return all[0].Canvas()
	}
	return nil
}
