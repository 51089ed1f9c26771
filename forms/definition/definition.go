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
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	xlanguage "golang.org/x/text/language"

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
	var mistakes Mistakes
	for _, name := range names {
		if d.files[name], err = readFile(folder, name); err != nil {
			return nil, fmt.Errorf("the definition's file %s cannot be read: %w", name, err)
		}
		if name != structureFile {
			mistakes = append(mistakes, d.readTexts(name)...)
		}
	}
	structure := d.readStructure()
	mistakes = append(mistakes, structure...)
	if d.syntax != nil {
		// What follows from a mistake that was said already helps nobody.
		mistakes = append(mistakes, slices.DeleteFunc(d.check(), func(m Mistake) bool {
			return slices.ContainsFunc(structure, func(s Mistake) bool { return s.Line == m.Line && s.Column == m.Column })
		})...)
	}
	if mistakes = slices.DeleteFunc(sorted(mistakes), overlooked); len(mistakes) > 0 {
		return nil, mistakes
	}
	return d, nil
}

// readStructure reads what is asked, as far as it can be read: the syntax
// stays nil where it cannot.
func (d *Definition) readStructure() Mistakes {
	text, ok := d.files[structureFile]
	if !ok {
		return Mistakes{{File: structureFile, Text: "the definition has no such file"}}
	}
	file, mistakes := parsed(structureFile, text)
	if file == nil {
		return mistakes
	}
	shape := shaper{file: structureFile, anchors: map[string]ast.Node{}}
	root := shape.fit(file.Docs[0].Body, reflect.TypeFor[source]())
	if err := yaml.NodeToValue(root, &d.source, yaml.AllowDuplicateMapKey()); err != nil {
		return append(shape.mistakes, syntaxMistake(structureFile, err))
	}
	d.syntax = file
	return shape.mistakes
}

// readTexts reads the texts of one language, as far as they can be read.
func (d *Definition) readTexts(name string) Mistakes {
	text := d.files[name]
	language := strings.TrimSuffix(path.Base(name), ".yaml")
	if !isLanguage(path.Base(name)) {
		return Mistakes{{File: name, Text: fmt.Sprintf("%q is no language's tag such as en or pt-BR: the files beside %s are named by their language", language, structureFile)}}
	}
	entries, flat := texts.Flat(text)
	var mistakes Mistakes
	if !flat || !utf8.Valid(text) {
		file, illegible := parsed(name, text)
		if file == nil {
			return illegible
		}
		shape := shaper{file: name, anchors: map[string]ast.Node{}}
		root := shape.fit(file.Docs[0].Body, reflect.TypeFor[map[string]string]())
		mistakes = shape.mistakes
		entries = map[string]string{}
		if err := yaml.NodeToValue(root, &entries, yaml.AllowDuplicateMapKey()); err != nil {
			return append(mistakes, syntaxMistake(name, err))
		}
	}
	d.texts[language] = entries
	d.languages = append(d.languages, language)
	return mistakes
}

// parsed parses a file; nil where it cannot be parsed.
func parsed(name string, text []byte) (*ast.File, Mistakes) {
	if found := illegible(name, text); len(found) > 0 {
		return nil, found
	}
	file, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		m := syntaxMistake(name, err)
		return nil, append(unclosed(name, text, m.Line), m)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return nil, Mistakes{{File: name, Text: "the file is empty, or holds more than one document"}}
	}
	body := file.Docs[0].Body
	switch nodes, endless := unfolded(body); {
	case endless != nil:
		at := endless.GetToken().Position
		return nil, Mistakes{{File: name, Line: at.Line, Column: at.Column, Text: "this alias leads to itself"}}
	case nodes > mostNodes:
		return nil, Mistakes{{File: name, Text: fmt.Sprintf("the file unfolds to more than %d values", mostNodes)}}
	}
	return file, nil
}

// LoadFile reads the definition of a folder, or the one whose structure is a
// file, usually questionnaire.yaml, with its texts beside it. Where the
// definition has mistakes, the error is a Mistakes.
func LoadFile(name string) (*Definition, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("the definition %s cannot be read: %w", name, err)
	}
	if info.IsDir() {
		return Load(os.DirFS(name))
	}
	folder, base := os.DirFS(filepath.Dir(name)), filepath.Base(name)
	if base == structureFile {
		return Load(folder)
	}
	called := fstest.MapFS{}
	files, err := fs.Glob(folder, languageFiles)
	if err != nil {
		return nil, err
	}
	for _, file := range append(files, base) {
		text, err := readFile(folder, file)
		if err != nil {
			return nil, fmt.Errorf("the definition's file %s cannot be read: %w", file, err)
		}
		if file != base && isLanguage(file) {
			called[file] = &fstest.MapFile{Data: text}
		} else if file == base {
			called[structureFile] = &fstest.MapFile{Data: text}
		}
	}
	d, err := Load(called)
	var mistakes Mistakes
	if errors.As(err, &mistakes) {
		for i := range mistakes {
			if mistakes[i].File == structureFile {
				mistakes[i].File = base
			}
		}
	}
	return d, err
}

// IsLanguageFile reports whether a file holds the texts of a language, beside
// a structure of the usual name: fr.yaml.
func IsLanguageFile(name string) bool {
	_, err := os.Stat(filepath.Join(filepath.Dir(name), structureFile))
	return err == nil && isLanguage(filepath.Base(name))
}

func isLanguage(file string) bool {
	_, err := xlanguage.Parse(strings.TrimSuffix(file, ".yaml"))
	return err == nil
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

// Title is what the questionnaire is called.
func (d *Definition) Title() forms.Text { return d.text("title") }

// HasCore reports whether any table is asked in the scope Core.
func (d *Definition) HasCore() bool {
	return slices.ContainsFunc(d.source.Tables, func(t tableSource) bool { return t.Core })
}

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

// Structure is what the definition's author wrote, without the texts.
func (d *Definition) Structure() []byte { return d.files[structureFile] }
