package desktop

import (
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms/words"
)

// Window is the program's window. It shows one screen at a time.
type Window struct {
	app      fyne.App
	win      fyne.Window
	settings settings
	theme    *look.Theme
	tongue   *words.Tongue
	trace    *trace

	now   screen
	desk  *desk         // nil while no document is open
	above dialog.Dialog // what lies above the screen, nil while nothing does
}

// screen is one of start, new document and workspace.
type screen interface {
	content() fyne.CanvasObject
	// shown is called when the content stands in the window.
	shown()
	// complain says an error in place.
	complain(error)
	// escape goes back one step.
	escape()
	// again makes the screen anew, after the language or the theme changed.
	again() screen
}

// Smallest and first size of the window, in Fyne's units.
const (
	firstWidth, firstHeight = 1280, 720
	leastWidth, leastHeight = 1000, 600
)

// New makes the window of an app and shows the start screen in it.
func New(app fyne.App) *Window { return newWindow(app, app.Preferences()) }

func newWindow(app fyne.App, kept kept) *Window {
	w := &Window{app: app, settings: settings{kept}, trace: newTrace()}
	w.theme = look.New(w.settings.look())
	w.win = app.NewWindow("Migraform")
	w.win.SetPadded(false)
	width := max(w.settings.FloatWithFallback(widthKey, firstWidth), leastWidth)
	height := max(w.settings.FloatWithFallback(heightKey, firstHeight), leastHeight)
	w.win.Resize(fyne.NewSize(float32(width), float32(height)))
	w.win.SetCloseIntercept(w.quit)
	w.win.SetOnDropped(w.dropped)
	w.takeSettings()
	w.addKeys()
	w.show(newStart(w))
	return w
}

// Run shows the window until it is closed. A path opens that document.
func Run(app fyne.App, path string) {
	kept := kept(app.Preferences())
	if file, err := newStored(); err == nil {
		kept = file
	}
	w := newWindow(app, kept)
	app.Lifecycle().SetOnStarted(func() {
		if path != "" {
			w.open(path, w.complain)
		}
		go w.trace.follow()
	})
	// Document and settings are written when the window is gone. Fyne 2.8.1 now
	// and then waits for ever for an event that it threw away as it ended.
	w.win.SetOnClosed(func() { time.AfterFunc(time.Second, func() { os.Exit(0) }) })
	w.win.ShowAndRun()
}

// takeSettings puts language, theme and size into force.
func (w *Window) takeSettings() {
	w.tongue = words.In(w.settings.language())
	was := *w.theme
	w.theme.Choice, w.theme.Scale = w.settings.look(), float32(w.settings.scale())/100
	w.theme.Speak(w.tongue.Tag, w.tongue.RightToLeft())
	if *w.theme != was || w.now == nil {
		// All that Fyne knows of texts is measured anew then, so it is not done
		// in vain.
		w.app.Settings().SetTheme(w.theme)
	}
	speakToolkit(w.tongue.Tag)
}

// rebuild makes the screen anew after settings changed. What goes away is not
// refreshed before.
func (w *Window) rebuild() {
	if d, ok := w.now.(*desk); ok {
		d.leave()
	}
	w.win.SetContent(container.NewWithoutLayout())
	w.takeSettings()
	w.show(w.now.again())
}

func (w *Window) show(s screen) {
	w.now = s
	w.win.SetContent(container.NewStack(newGround(theme.ColorNameBackground), s.content()))
	s.shown()
}

// open opens a document and shows it. Reading takes place beside the
// interface; done is told how it went.
func (w *Window) open(path string, done func(error)) {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if w.desk != nil && w.desk.ws.Path() == path {
		w.show(w.desk)
		return
	}
	go func() {
		ws, err := workspace.Open(path)
		fyne.Do(func() {
			if err == nil {
				w.adopt(ws)
			}
			done(err)
		})
	}()
}

// adopt shows an opened document in place of the one before.
func (w *Window) adopt(ws *workspace.Workspace) {
	w.closeDocument()
	place := w.settings.recents().Place(ws.Path())
	w.rememberDocument(ws, place)
	reason, readOnly := ws.ReadOnly()
	w.trace.event("opened", "path", ws.Path(), "readonly", readOnly, "reason", w.tongue.Message(reason))
	w.desk = newDesk(w, ws)
	w.desk.resume(place)
	ws.OnChange(func(c workspace.Changed) { w.noteChange(ws, c) })
	w.show(w.desk)
}

// rememberDocument puts a document first among the latest, with the place
// where work on it stopped.
func (w *Window) rememberDocument(ws *workspace.Workspace, place string) {
	q := ws.Questionnaire()
	w.settings.remember(w.settings.recents().With(view.Recent{Path: ws.Path(), Country: q.Country, Year: q.Year, When: time.Now(), Place: place}))
}

// noteChange hands a change on to the desk, which may have been made anew
// since. It is called on whichever goroutine made the change.
func (w *Window) noteChange(ws *workspace.Workspace, c workspace.Changed) {
	fyne.Do(func() {
		if w.desk != nil && w.desk.ws == ws {
			w.desk.changed(c)
		}
	})
}

// closeDocument closes what is open. Everything shown as saved is in it.
func (w *Window) closeDocument() {
	if w.desk == nil {
		return
	}
	w.desk.leave()
	w.rememberDocument(w.desk.ws, w.desk.place())
	w.desk.ws.Close()
	w.desk = nil
	w.trace.event("closed")
}

// toStart closes the document and shows the start screen.
func (w *Window) toStart() {
	w.closeDocument()
	w.win.SetTitle("Migraform")
	w.show(newStart(w))
}

func (w *Window) quit() {
	size := w.win.Canvas().Size()
	w.settings.SetFloat(widthKey, float64(size.Width))
	w.settings.SetFloat(heightKey, float64(size.Height))
	w.closeDocument()
	w.win.Close()
}

// dropped opens a document that was dragged onto the window, or brings a
// spreadsheet in.
func (w *Window) dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) == 0 {
		return
	}
	path := files[0].Path()
	if filepath.Ext(path) == workspace.Extension {
		w.open(path, func(err error) { w.complain(err) })
		return
	}
	if w.desk != nil {
		paths := make([]string, len(files))
		for i, file := range files {
			paths[i] = file.Path()
		}
		w.show(w.desk) // the document may be open behind the start screen
		w.desk.bringIn(path, "", paths[1:]...)
		return
	}
	w.complain(errNoDocument)
}

var errNoDocument = &sentence{"desktop.no_document"}

// sentence is an error that is said in any language.
type sentence struct{ id string }

func (s *sentence) Error() string                     { return words.In("en").Say(s.id) }
func (s *sentence) Message() (string, map[string]any) { return s.id, nil }

// complain says an error where the screen says such things.
func (w *Window) complain(err error) {
	if err != nil {
		w.trace.event("message", "text", w.tongue.Error(err), "bad", true)
		w.now.complain(err)
	}
}

// lay shows a dialog, which Escape takes away again.
func (w *Window) lay(d dialog.Dialog) {
	w.above = d
	d.SetOnClosed(func() { w.above = nil })
	d.Show()
}

// say says a sentence in the language of the screen.
func (w *Window) say(id string, pairs ...any) string { return w.tongue.Say(id, pairs...) }

// focus gives a widget the focus, if it can be seen.
func (w *Window) focus(f fyne.Focusable) {
	if o, ok := f.(fyne.CanvasObject); ok && o.Visible() {
		w.win.Canvas().Focus(f)
	}
}

// windowKeys are the shortcuts that work wherever the focus is.
var windowKeys = map[string]bool{}

// addKeys makes the shortcuts of the window known.
func (w *Window) addKeys() {
	add := func(key fyne.KeyName, f func()) {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
		windowKeys[s.ShortcutName()] = true
		w.win.Canvas().AddShortcut(s, func(fyne.Shortcut) {
			if w.above == nil {
				f()
			}
		})
	}
	onDesk := func(f func(*desk)) func() {
		return func() {
			if d, ok := w.now.(*desk); ok {
				f(d)
			}
		}
	}
	add(fyne.KeyN, func() { w.show(newNewDocument(w)) })
	add(fyne.KeyO, w.chooseAndOpen)
	add(fyne.KeyF, onDesk((*desk).search))
	add(fyne.KeyE, onDesk((*desk).export))
	add(fyne.KeyI, onDesk(func(d *desk) { d.bringIn("", "") }))
	add(fyne.KeyPageDown, onDesk(func(d *desk) { d.next(1) }))
	add(fyne.KeyPageUp, onDesk(func(d *desk) { d.next(-1) }))
	add(fyne.KeyF1, w.showKeys)
	w.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { onDesk((*desk).undoHere)() })
	w.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { onDesk((*desk).redoHere)() })
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if w.above != nil {
			switch k.Name {
			case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF1:
				w.above.Dismiss()
			}
			return
		}
		switch k.Name {
		case fyne.KeyEscape:
			w.now.escape()
		case fyne.KeyF1:
			if d, ok := w.now.(*desk); ok {
				d.instruct()
				return
			}
			w.showKeys()
		case fyne.KeyF4:
			onDesk((*desk).foldPanel)()
		case fyne.KeyF6:
			onDesk((*desk).nextPane)()
		}
	})
}

// chooseAndOpen asks for a document and opens it.
func (w *Window) chooseAndOpen() {
	w.chooseFile(w.say("desktop.open.title"), w.settings.folder(), []string{workspace.Extension}, func(path string) {
		w.open(path, w.complain)
	})
}
