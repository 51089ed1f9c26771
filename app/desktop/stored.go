package desktop

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// kept is where settings are kept. Fyne's preferences are one place, for
// tests.
type kept interface {
	Bool(key string) bool
	SetBool(key string, value bool)
	FloatWithFallback(key string, fallback float64) float64
	SetFloat(key string, value float64)
	IntWithFallback(key string, fallback int) int
	SetInt(key string, value int)
	String(key string) string
	StringWithFallback(key, fallback string) string
	SetString(key, value string)
}

// stored keeps settings in a file that is whole at any moment and up to date
// when a setting was set. Fyne's own preferences are written later and in
// place: what was set as the window went could be lost. A file that cannot be
// read or written costs settings, never work, so nothing is said about it.
type stored struct{ path string }

var _ kept = stored{}

// newStored is the file of the user's settings.
func newStored() (stored, error) {
	folder, err := os.UserConfigDir()
	return stored{filepath.Join(folder, "migraform", "settings.json")}, err
}

// read reads anew each time: another window may have set something.
func (s stored) read() map[string]any {
	values := map[string]any{}
	if text, err := os.ReadFile(s.path); err == nil && json.Unmarshal(text, &values) != nil {
		return map[string]any{}
	}
	return values
}

func (s stored) set(key string, value any) {
	values := s.read()
	values[key] = value
	text, err := json.MarshalIndent(values, "", "  ")
	if err != nil || os.MkdirAll(filepath.Dir(s.path), 0o755) != nil {
		return
	}
	file, err := os.CreateTemp(filepath.Dir(s.path), "settings-*")
	if err != nil {
		return
	}
	_, err = file.Write(text)
	if closing := file.Close(); err != nil || closing != nil || os.Rename(file.Name(), s.path) != nil {
		os.Remove(file.Name())
	}
}

// value is what is set for a key, or the fallback where nothing of that kind
// is.
func value[T any](s stored, key string, fallback T) T {
	if v, ok := s.read()[key].(T); ok {
		return v
	}
	return fallback
}

func (s stored) Bool(key string) bool           { return value(s, key, false) }
func (s stored) SetBool(key string, v bool)     { s.set(key, v) }
func (s stored) SetFloat(key string, v float64) { s.set(key, v) }
func (s stored) SetInt(key string, v int)       { s.set(key, v) }
func (s stored) SetString(key, v string)        { s.set(key, v) }
func (s stored) String(key string) string       { return value(s, key, "") }

func (s stored) FloatWithFallback(key string, fallback float64) float64 {
	return value(s, key, fallback)
}

func (s stored) IntWithFallback(key string, fallback int) int {
	return int(value(s, key, float64(fallback))) // JSON has no whole numbers
}

func (s stored) StringWithFallback(key, fallback string) string { return value(s, key, fallback) }
