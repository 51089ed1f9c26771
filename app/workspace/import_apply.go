package workspace

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"migraform/forms"
	"migraform/forms/document"
)

// Apply puts an import into the document as one undoable change. Each figure
// remembers its file, sheet and cell. It returns how many answers changed. A
// file that was changed since it was read is a StaleError, and so is one that
// is no longer there, unless the import says that this is known. Where the
// questionnaire is another one since, it is ErrStale: Replan finds the cells
// anew. Where the
// questionnaire is another one since, it is ErrStale: Replan finds the cells
// anew.
func (w *Workspace) Apply(i *Import) (int, error) {
	if len(i.Changes) == 0 && len(i.Notes) == 0 {
		return 0, nil
	}
	if i.of != w.q {
		return 0, ErrStale
	}
	if i.of != w.q {
		return 0, ErrStale
	}
	if err := i.fresh(); err != nil {
		return 0, err
	}
	sources := map[string]int64{}
	edits := make([]document.Edit, 0, len(i.Changes))
	for n := range i.Changes {
		c := &i.Changes[n]
		c.After.Means = forms.Imported
		if _, ok := sources[c.Sheet]; !ok {
			id, err := w.document.AddSource(document.Source{File: filepath.Base(i.Path), SHA256: i.SHA256, Sheet: c.Sheet})
			if err != nil {
				return 0, err
			}
			sources[c.Sheet] = id
		}
		c.After.Source.Source = sources[c.Sheet]
		edits = append(edits, w.answerEdit(c.Cell, c.After))
	}
	for address, note := range i.Notes {
		edits = append(edits, document.Edit{Kind: document.KindNote, Key: address, Before: w.Note(address), After: note})
	}
	if i.Plan != nil {
		edits = append(edits, w.remember(i)...)
	}
	known, err := w.document.Sources()
	if err != nil {
		return 0, err
	}
	w.mutex.Lock()
	w.sources = known
	w.mutex.Unlock()
	return len(i.Changes), w.apply(forms.Imported.String(), label("change.imported", filepath.Base(i.Path)), edits)
}

// fresh reports whether the file is still the one that was read.
func (i *Import) fresh() error {
	now, err := hashOf(i.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && i.Gone, err == nil && now == i.SHA256:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return &StaleError{Path: i.Path, Gone: true}
	case err != nil:
		return &FileError{Path: i.Path, Err: err}
	}
	return &StaleError{Path: i.Path}
}

// hashOf is the SHA-256 of a file, in hexadecimal; "" of what is no file of
// its own, as a pipe, which can be read only once.
func hashOf(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// openElsewhere looks for the mark that Excel or LibreOffice leaves beside a
// file while it has it open, and returns its name; "" where there is none.
func openElsewhere(path string) string {
	folder, name := filepath.Split(path)
	marks := []string{"~$" + name, ".~lock." + name + "#"}
	if ending := filepath.Ext(name); len(name)-len(ending) > 6 && strings.HasPrefix(strings.ToLower(ending), ".xls") {
		marks = append(marks, "~$"+name[2:]) // Excel leaves out the beginning of longer names
	}
	for _, mark := range marks {
		if _, err := os.Lstat(filepath.Join(folder, mark)); err == nil {
			return mark
		}
	}
	return ""
}
