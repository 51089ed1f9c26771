package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"migraform/forms/document"
	"migraform/forms/intake"
	"migraform/forms/words"
)

// Layouts are what the document remembers of the files that were brought in,
// and of those that were made known to it.
func (w *Workspace) Layouts() []intake.Layout {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var all []intake.Layout
	for _, key := range slices.Sorted(maps.Keys(w.layouts)) {
		var l intake.Layout
		// What a later version wrote and this one cannot read is left alone.
		if json.Unmarshal([]byte(w.layouts[key]), &l) == nil {
			all = append(all, l)
		}
	}
	return all
}

// recall takes over what was decided about the last file of the same layout.
func (w *Workspace) recall(ctx context.Context, i *Import, layouts []intake.Layout) error {
	all := append(slices.Clone(layouts), w.Layouts()...)
	if len(all) == 0 {
		return nil
	}
	reading, err := intake.Recognise(ctx, i.file, intake.RecogniseOptions{Country: w.q.Country})
	if err != nil {
		return err
	}
	layout := intake.Remembered(reading, all)
	if layout == nil {
		return nil
	}
	i.Layout = layout.File
	i.Decisions, i.Differences = layout.For(reading, w.q.Year)
	if i.Table == "" && w.q.Table(layout.Table) != nil {
		i.Table = layout.Table
	}
	return nil
}

// LayoutOf is what there is to remember of an import.
func LayoutOf(i *Import) (intake.Layout, bool) {
	if i.Plan == nil {
		return intake.Layout{}, false
	}
	layout := intake.NewLayout(i.Plan.Reading, i.Table, i.Decisions, i.Plan.Questionnaire.Year)
	return layout, len(layout.Sheets) > 0
}

// remember makes the edit that keeps an import's layout in the document.
func (w *Workspace) remember(i *Import) []document.Edit {
	layout, ok := LayoutOf(i)
	if !ok {
		return nil
	}
	return w.layoutEdit(layout)
}

func (w *Workspace) layoutEdit(layout intake.Layout) []document.Edit {
	text, err := json.Marshal(layout)
	if err != nil {
		return nil // nothing but texts, lists and maps
	}
	key := layout.Key()
	w.mutex.Lock()
	before := w.layouts[key]
	w.mutex.Unlock()
	if before == string(text) {
		return nil
	}
	return []document.Edit{{Kind: document.KindLayout, Key: key, Before: before, After: string(text)}}
}

// ForgetLayout takes a layout out of the document's memory, as one change that
// can be undone.
func (w *Workspace) ForgetLayout(layout intake.Layout) error {
	key := layout.Key()
	w.mutex.Lock()
	before := w.layouts[key]
	w.mutex.Unlock()
	if before == "" {
		return nil
	}
	return w.apply("typed", label("change.layout_forgotten", layout.File), []document.Edit{{Kind: document.KindLayout, Key: key, Before: before}})
}

// layoutFile is how layouts are passed on: a small JSON file.
type layoutFile struct {
	Layouts []intake.Layout `json:"migraform_layouts"`
}

// largestLayouts bounds the size of a file of layouts, in bytes.
const largestLayouts = 16 << 20

// WriteLayouts writes layouts to a file. It refuses an existing one, unless
// force says otherwise: then it is workbook.ErrExists.
func WriteLayouts(path string, layouts []intake.Layout, force bool) error {
	text, err := json.MarshalIndent(layoutFile{layouts}, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(path, force, func(out io.Writer) error {
		_, err := out.Write(append(text, '\n'))
		return err
	})
}

// ReadLayouts reads what WriteLayouts wrote. Other files are a LayoutsError.
func ReadLayouts(path string) ([]intake.Layout, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largestLayouts))
	if err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	var file layoutFile
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), &file); err != nil || len(file.Layouts) == 0 {
		return nil, &LayoutsError{Path: path, Err: err}
	}
	return file.Layouts, nil
}

// ExportLayouts writes all that the document remembers of layouts to a file.
func (w *Workspace) ExportLayouts(path string, force bool) error {
	return WriteLayouts(path, w.Layouts(), force)
}

// ImportLayouts makes the layouts of a file known to the document, as one
// change that can be undone. It returns how many are new or changed.
func (w *Workspace) ImportLayouts(path string) (int, error) {
	layouts, err := ReadLayouts(path)
	if err != nil {
		return 0, err
	}
	var edits []document.Edit
	for _, layout := range layouts {
		edits = append(edits, w.layoutEdit(layout)...)
	}
	// Of two with one key, the latter holds.
	last := map[string]int{}
	for i := range edits {
		last[edits[i].Key] = i
	}
	var kept []document.Edit
	for i := range edits {
		if last[edits[i].Key] == i {
			kept = append(kept, edits[i])
		}
	}
	if len(kept) == 0 {
		return 0, nil
	}
	return len(kept), w.apply("imported", label("change.layouts", filepath.Base(path)), kept)
}

// LayoutsError says that a file is none of layouts.
type LayoutsError struct {
	Path string
	Err  error
}

func (e *LayoutsError) Error() string { return words.In("en").Error(e) }

func (e *LayoutsError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *LayoutsError) Message() (string, map[string]any) {
	return "intake.layout_file", map[string]any{"File": filepath.Base(e.Path)}
}
