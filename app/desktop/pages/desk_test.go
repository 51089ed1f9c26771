package pages

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/words"
)

// norway begins a document of Norway's for 2025.
func norway(t *testing.T) *workspace.Workspace {
	t.Helper()
	ws, err := workspace.Create(filepath.Join(t.TempDir(), "NOR 2025.migraform"),
		workspace.Start{Country: "NOR", Year: 2025, Office: "Statistics Norway"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	return ws
}

// desk is a window of 1280 × 720 in the program's look.
type desk struct {
	t      *testing.T
	shell  *Shell
	window fyne.Window
	named  map[string]fyne.CanvasObject
	said   []string
	menu   []*fyne.MenuItem // the last one that was shown
}

func newDesk(t *testing.T, choice look.Choice, language string) *desk {
	th := look.New(choice)
	th.Speak(language, language == "ar")
	// a slow machine must not take a slow test for a user who thinks
	atRest = func(func()) *time.Timer { return time.NewTimer(time.Hour) }
	test.NewTempApp(t).Settings().SetTheme(th)
	d := &desk{t: t, named: map[string]fyne.CanvasObject{}}
	d.shell = &Shell{Tongue: words.In(language), RightToLeft: language == "ar", Palette: th.Grid,
		Named: func(id string, o fyne.CanvasObject) { d.named[id] = o },
		Said:  func(text string, _ bool) { d.said = append(d.said, text) },
		Menu:  func(_ fyne.Position, items ...*fyne.MenuItem) { d.menu = items }}
	return d
}

// choose opens the menu of what is called by a name, and chooses from it.
func (d *desk) choose(id, word, item string) {
	d.t.Helper()
	d.menu = nil
	d.tap(id, word)
	for _, offered := range d.menu {
		if offered.Label == item {
			offered.Action()
			return
		}
	}
	d.t.Fatalf("%s does not offer %q", id, item)
}

// tap taps what is called by a name, and looks that it says a word.
func (d *desk) tap(id, word string) {
	d.t.Helper()
	switch o := d.named[id].(type) {
	case *link:
		if o.word != word {
			d.t.Fatalf("%s says %q, not %q", id, o.word, word)
		}
		o.Tapped(nil)
	case *button:
		if o.Text != word {
			d.t.Fatalf("%s says %q, not %q", id, o.Text, word)
		}
		o.OnTapped()
	default:
		d.t.Fatalf("nothing to tap is called %s", id)
	}
}

func (d *desk) show(o fyne.CanvasObject) {
	d.window = test.NewTempWindow(d.t, o)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1280, 720))
}

// picture writes what the window shows to the folder that MIGRAFORM_PICTURES names, for looking at.
func (d *desk) picture(name string) {
	folder := os.Getenv("MIGRAFORM_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, d.window.Canvas().Capture()); err != nil {
		d.t.Fatal(err)
	}
}
