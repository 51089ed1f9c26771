package desktop

import (
	"os"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2/lang"

	"migraform/app/desktop/look"
	"migraform/app/desktop/pages"
	"migraform/app/desktop/view"
	"migraform/forms/words"
)

// settings are what the program remembers of a person's choices.
type settings struct{ kept }

const (
	languageKey = "language"
	themeKey    = "theme"
	scaleKey    = "scale"
	folderKey   = "folder"
	recentKey   = "recent"
	widthKey    = "width"
	heightKey   = "height"
	foldedKey   = "panel.folded"
)

// language is the one chosen, or the system's where the program speaks it.
func (s settings) language() string {
	return words.In(s.StringWithFallback(languageKey, lang.SystemLocale().LanguageString())).Tag
}

// look is light or dark as chosen. Where systems seldom tell, paper is white
// until somebody chooses: Fyne would make it dark.
func (s settings) look() look.Choice {
	first := look.System
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		first = look.Light
	}
	return look.Choice(s.IntWithFallback(themeKey, int(first)))
}

// scale is the size of text in per cent.
func (s settings) scale() int { return min(max(s.IntWithFallback(scaleKey, 100), 90), 150) }

// folder is where new documents go: the one chosen, or the user's documents.
func (s settings) folder() string {
	if chosen := s.String(folderKey); chosen != "" {
		return chosen
	}
	return documents()
}

func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if folder := filepath.Join(home, "Documents"); isFolder(folder) {
		return folder
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (s settings) recents() view.Recents   { return view.ReadRecents(s.String(recentKey)) }
func (s settings) remember(l view.Recents) { s.SetString(recentKey, l.Write()) }
func (s settings) choices() pages.Preferences {
	return pages.Preferences{Language: s.language(), Look: s.look(), Scale: s.scale(), Folder: s.folder()}
}

// choose stores what the page of settings says.
func (s settings) choose(p pages.Preferences) {
	s.SetString(languageKey, p.Language)
	s.SetInt(themeKey, int(p.Look))
	s.SetInt(scaleKey, p.Scale)
	s.SetString(folderKey, p.Folder)
}
