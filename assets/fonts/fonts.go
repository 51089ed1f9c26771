// Package fonts holds the faces that the windows are set in, so that the
// program looks the same whatever fonts a machine has. Each holds Latin
// letters of the same family, and the names of all languages. They are made
// by scripts/fonts from Noto Sans, its Arabic, Chinese and mathematical
// companions, under the SIL Open Font License (OFL.txt). Nothing but the
// windows embeds this package.
package fonts

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"sync"
)

//go:embed *.ttf.gz
var packed embed.FS

// Names of the faces.
const (
	PlainRegular   = "plain-regular" // Latin, Cyrillic, Greek
	PlainBold      = "plain-bold"
	PlainItalic    = "plain-italic"
	ArabicRegular  = "arabic-regular"
	ArabicBold     = "arabic-bold"
	ArabicItalic   = "arabic-italic" // Latin letters and digits lean, Arabic ones do not
	ChineseRegular = "chinese-regular"
	ChineseBold    = "chinese-bold"   // holds the characters of the program's own texts
	ChineseItalic  = "chinese-italic" // holds those of the screens
)

var (
	lock   sync.Mutex
	opened = map[string][]byte{}
)

// Face returns a TrueType file by its name, nil where there is none. It is
// unpacked when it is first asked for, in some milliseconds.
func Face(name string) []byte {
	lock.Lock()
	defer lock.Unlock()
	if face, ok := opened[name]; ok {
		return face
	}
	file, err := packed.ReadFile(name + ".ttf.gz")
	if err != nil {
		return nil
	}
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	face, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	opened[name] = face
	return face
}
