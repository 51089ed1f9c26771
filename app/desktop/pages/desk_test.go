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
}

func newDesk(t *testing.T, choice look.Choice, language string) *desk {
	th := look.New(choice)
	th.Speak(language, language == "ar")
	// a slow machine must not take a slow test for a user who thinks
	atRest = func(func()) *time.Timer { return time.NewTimer(time.Hour) }
	test.NewTempApp(t).Settings().SetTheme(th)
	return &desk{t: t, shell: &Shell{Tongue: words.In(language), Palette: th.Grid}}
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
