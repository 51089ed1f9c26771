package desktop

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSettingsAreThereAtOnce(t *testing.T) {
	s := stored{filepath.Join(t.TempDir(), "new", "settings.json")}
	if got := s.IntWithFallback(scaleKey, 100); got != 100 {
		t.Errorf("scale of a person who set nothing: %d", got)
	}
	s.SetInt(scaleKey, 125)
	s.SetString(languageKey, "fr")
	s.SetFloat(widthKey, 1400.5)
	s.SetBool(foldedKey, true)
	again := stored{s.path} // as another window, or the next start, sees it
	if again.IntWithFallback(scaleKey, 100) != 125 || again.StringWithFallback(languageKey, "en") != "fr" ||
		again.FloatWithFallback(widthKey, 0) != 1400.5 || !again.Bool(foldedKey) {
		t.Errorf("what was set is %v", again.read())
	}
	if again.String(folderKey) != "" || again.IntWithFallback(languageKey, 7) != 7 {
		t.Error("what was not set, or set to something of another kind, is not the fallback")
	}
	if files, _ := os.ReadDir(filepath.Dir(s.path)); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

func TestSpoiltSettingsAreNone(t *testing.T) {
	s := stored{filepath.Join(t.TempDir(), "settings.json")}
	if err := os.WriteFile(s.path, []byte(`{"scale": 1`), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := s.IntWithFallback(scaleKey, 100); got != 100 {
		t.Errorf("scale: %d", got)
	}
	s.SetInt(scaleKey, 90)
	if got := s.IntWithFallback(scaleKey, 100); got != 90 {
		t.Errorf("scale after it was set: %d", got)
	}
}
