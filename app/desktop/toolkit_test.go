package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"

	"migraform/forms/words"
)

// Fyne's own words follow the language that was chosen, back and forth.
func TestFyneSpeaksTheChosenLanguage(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(func() { speakToolkit("en") })
	for _, c := range [][3]string{
		{"ar", "Cancel", "إلغاء"}, {"en", "Cancel", "Cancel"}, {"zh", "Open", "打开"}, {"ru", "tuesday", "вторник"}, {"en", "tuesday.short", "Tue"},
		{"es", "file.name", "Nombre"}, {words.Pseudo, "Yes", "Yes"},
	} {
		speakToolkit(c[0])
		if got := lang.X(c[1], ""); got != c[2] {
			t.Errorf("%s in %s is %q, want %q", c[1], c[0], got, c[2])
		}
	}
	for _, word := range toolkit {
		for i, text := range word {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s lacks column %d", word[0], i)
			}
		}
	}
}
