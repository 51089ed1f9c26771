package definition

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"migraform/assets"
	"migraform/forms"
	"migraform/forms/texts"
)

// The names of a definition's files.
const (
	structureFile = "questionnaire.yaml"
	languageFiles = "*.yaml"
)

// Definition is a questionnaire as its author wrote it, read and checked.
type Definition struct {
	source    source
	texts     map[string]map[string]string // language → id → text
	languages []string
	files     map[string][]byte
	syntax    *ast.File
}

// Mistake is one thing that an author has to mend.
type Mistake struct {
	File         string
	Line, Column int // 0 where the whole file is meant
	Text         string
	// harmless mistakes do not keep a questionnaire from being asked.
	harmless bool
}

func (m Mistake) Error() string {
	if m.Line == 0 {
		return fmt.Sprintf("%s: %s", m.File, m.Text)
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text)
}

// Mistakes are all that were found in one definition.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i := range m {
		lines[i] = m[i].Error()
	}
	return strings.Join(lines, "\n")
}

var builtIn = sync.OnceValues(func() (*Definition, error) {
	folder, err := fs.Sub(assets.Questionnaires, "questionnaires/migration")
	if err != nil {
		return nil, err
	}
	return Load(folder)
})

// BuiltIn returns the questionnaire on international migration that the
// program carries.
func BuiltIn() (*Definition, error) { return builtIn() }

// Load reads a definition from a folder: questionnaire.yaml and a file of
// texts a language (en.yaml, fr.yaml). The error is a Mistakes.
func Load(folder fs.FS) (*Definition, error) {
	return load(folder, func(Mistake) bool { return false })
}

// load reads a definition, overlooking some mistakes.
func load(folder fs.FS, overlooked func(Mistake) bool) (*Definition, error) {
	d := &Definition{texts: map[string]map[string]string{}, files: map[string][]byte{}}
	names, err := fs.Glob(folder, languageFiles)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("the definition's file %s cannot be read: %w", name, err)
		}
		d.files[name] = text
		if name == structureFile {
			continue
		}
		language := strings.TrimSuffix(path.Base(name), ".yaml")
		entries, flat := texts.Flat(text)
		if !flat {
			entries = map[string]string{}
			if err := yaml.Unmarshal(text, &entries); err != nil {
				return nil, Mistakes{syntaxMistake(name, err)}
			}
		}
		d.texts[language] = entries
		d.languages = append(d.languages, language)
	}
	structure, ok := d.files[structureFile]
	if !ok {
		return nil, Mistakes{{File: structureFile, Text: "the definition has no such file"}}
	}
	if d.syntax, err = parser.ParseBytes(structure, 0); err != nil {
		return nil, Mistakes{syntaxMistake(structureFile, err)}
	}
	if len(d.syntax.Docs) != 1 || d.syntax.Docs[0].Body == nil {
		return nil, Mistakes{{File: structureFile, Text: "the file is empty, or holds more than one document"}}
	}
	unknown := d.checkNames()
	if err := yaml.NodeToValue(d.syntax.Docs[0].Body, &d.source); err != nil {
		return nil, append(unknown, syntaxMistake(structureFile, err))
	}
	if mistakes := slices.DeleteFunc(sorted(append(unknown, d.check()...)), overlooked); len(mistakes) > 0 {
		return nil, mistakes
	}
	return d, nil
}

// LoadFile reads the definition of a folder, or of the folder that a file
// (questionnaire.yaml) lies in. Where the definition has mistakes, the error
// is a Mistakes.
func LoadFile(name string) (*Definition, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("the definition %s cannot be read: %w", name, err)
	}
	if !info.IsDir() {
		name = filepath.Dir(name)
	}
	return Load(os.DirFS(name))
}

func syntaxMistake(file string, err error) Mistake {
	var positioned yaml.Error
	if errors.As(err, &positioned) && positioned.GetToken() != nil {
		at := positioned.GetToken().Position
		return Mistake{File: file, Line: at.Line, Column: at.Column, Text: positioned.GetMessage()}
	}
	return Mistake{File: file, Text: err.Error()}
}

// ID is the definition's identifier.
func (d *Definition) ID() string { return d.source.ID }

// Version is the definition's version.
func (d *Definition) Version() string { return d.source.Version }

// Languages are the languages that the definition has texts in.
func (d *Definition) Languages() []string { return d.languages }

// Bundle packs the definition's files, so that a document can carry a copy
// of the questionnaire that it was begun with.
func (d *Definition) Bundle() ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range d.files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			return nil, fmt.Errorf("the questionnaire's definition cannot be packed: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("the questionnaire's definition cannot be packed: %w", err)
	}
	return b.Bytes(), nil
}

// largestBundle bounds what a bundle may unpack to, in bytes.
const largestBundle = 16 << 20

// Unbundle reads what Bundle packed. Mistakes that do not keep the
// questionnaire from being asked are overlooked: a document's copy was sound
// for the program that began it, and later programs look more closely.
func Unbundle(bundle []byte) (*Definition, error) {
	z, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		return nil, fmt.Errorf("the document's copy of its questionnaire is damaged: %w", err)
	}
	folder := fstest.MapFS{}
	left := int64(largestBundle)
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("the document's copy of its questionnaire is damaged: %w", err)
		}
		text, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if left -= int64(len(text)); err != nil || left < 0 {
			return nil, fmt.Errorf("the document's copy of its questionnaire is damaged: %s", file.Name)
		}
		folder[file.Name] = &fstest.MapFile{Data: text}
	}
	return load(folder, func(m Mistake) bool { return m.harmless })
}

// text gathers a text in all languages; an id without any gives an empty one.
func (d *Definition) text(id string) forms.Text {
	t := forms.Text{}
	for language, entries := range d.texts {
		if s, ok := entries[id]; ok {
			t[language] = s
		}
	}
	return t
}
