package desktop

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/words"
)

// TestPicturesInEveryLanguage shows each main screen in each language, as
// large as the smallest usual screen. After a screen or a text was changed,
// look at them anew: with MIGRAFORM_PICTURES=$PWD/app/desktop/testdata/languages
// the test writes them where they belong.
func TestPicturesInEveryLanguage(t *testing.T) {
	for _, tag := range words.Languages {
		t.Run(tag, func(t *testing.T) {
			d := spoken(t, tag)
			for _, screen := range screens {
				if screen.name == "history" {
					continue // it names moments and users of this machine
				}
				d.show(screen)
				d.photograph(t, screen.name+"-"+tag)
			}
			for name, screen := range outside(d.w) {
				d.w.show(screen)
				d.w.win.Canvas().Unfocus()
				capture(t, d.w, name+"-"+tag)
			}
		})
	}
}

// mainScreen is a place of the program, and what is done there first.
type mainScreen struct {
	name    string
	at      location
	prepare func(*desk)
}

var screens = []mainScreen{
	{"table", location{atTable, "B2"}, func(d *desk) {
		cell, _ := d.q.Cell("B2/SWE/F/2025")
		d.goToCell(cell)
	}},
	{"questions", location{atQuestions, "M2"}, nil},
	{"findings", location{kind: atFindings}, nil},
	{"bringin", location{kind: atBringIn}, nil},
	{"export", location{kind: atExport}, nil},
	{"settings", location{kind: atSettings}, nil},
	{"guide", location{atSection, "B"}, nil},
	{"history", location{kind: atHistory}, nil},
	{"compared", location{kind: atCompared}, nil},
	{"breakdown", location{atBreakdown, "B2"}, func(d *desk) {
		d.named[atBreakdown]["breakdown.citizenship"].(interface{ SetSelectedIndex(int) }).SetSelectedIndex(3) // regions
	}},
	{"derived", location{kind: atDerived}, func(d *desk) { // the last: it answers more
		for address, text := range map[string]string{"A1/BIRTHS/_T/2025": "52140", "A1/BIRTHS/M/2025": "26703", "A1/DEATHS/M/2025": "21005", "A1/DEATHS/F/2025": "21877"} {
			cell, _ := d.q.Cell(address)
			_ = d.ws.Type(cell, text)
		}
	}},
}

// outside are the screens without a document, without what differs from one
// machine to another.
func outside(w *Window) map[string]screen {
	w.settings.SetString(recentKey, "")
	n := newNewDocument(w)
	n.country.SetText("NOR")
	n.chooseFirst()
	n.year.SetText("2025")
	n.office.SetText("Statistics Norway")
	n.file.SetText("/home/office/norway-2025.migraform")
	return map[string]screen{"start": newStart(w), "new": n}
}

func (d *desk) show(screen mainScreen) {
	d.goTo(screen.at)
	if screen.prepare != nil {
		screen.prepare(d)
	}
	// What has no focus has no caret that blinks.
	d.w.win.Canvas().Unfocus()
}

// spoken is the program in a language, with a document in which something is
// wrong. What differs from one run to the next is left out.
func spoken(t *testing.T, tag string) *desk {
	t.Helper()
	w := inWindow(t)
	w.settings.SetString(languageKey, tag)
	w.settings.SetInt(themeKey, int(look.Light))
	w.settings.SetString(folderKey, "/home/office/Documents")
	w.takeSettings()
	ws, err := workspace.Create(filepath.Join(t.TempDir(), "norway.migraform"),
		workspace.Start{Country: "NOR", Year: 2025, Language: tag, Office: "Statistics Norway"})
	if err != nil {
		t.Fatal(err)
	}
	w.adopt(ws)
	t.Cleanup(w.closeDocument)
	for address, text := range map[string]string{
		"B2/SWE/_T/2025": "2477", "B2/SWE/M/2025": "1234", "B2/SWE/F/2025": "1234 p", "B2/SWE/F/2024": "1180", "B2/SWE/F/2023": "1102",
		"B2/DNK/_T/2025": "12345", "B2/DNK/F/2025": "…", "A1/IMM/_T/2025": "-3",
	} {
		cell, err := ws.Questionnaire().Cell(address)
		if err == nil {
			err = ws.Type(cell, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return w.desk
}

// photograph compares the window with its picture in testdata/languages, or
// writes it to the folder that MIGRAFORM_PICTURES names.
func (d *desk) photograph(t *testing.T, name string) {
	t.Helper()
	d.top.saved.set("")
	d.findings.made.set("")
	d.panel.history.Hide()
	d.panel.parts.Refresh()
	d.panel.scroll.Refresh()
	if path, ok := d.named[atExport]["export.path"].(interface{ SetText(string) }); ok {
		path.SetText("NOR_2025.xlsx")
	}
	capture(t, d.w, name)
}

func capture(t *testing.T, w *Window, name string) {
	t.Helper()
	picture := w.win.Canvas().Capture()
	folder := os.Getenv("MIGRAFORM_PICTURES")
	if folder == "" {
		test.AssertImageMatches(t, filepath.Join("languages", name+".png"), picture)
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}
