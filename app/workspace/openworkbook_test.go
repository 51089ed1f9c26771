package workspace

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// A workbook is checked as the document that it was made from: with the same
// findings and explanations. It can only be read, and leaves nothing behind.
func TestAWorkbookIsOpenedAsADocumentIs(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "d.migraform"), Start{Country: "NOR", Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for address, text := range map[string]string{"A1/IMM/_T/2025": "100", "A1/IMM/M/2025": "60", "A1/IMM/F/2025": "50",
		"B2/SWE/F/2025": "1243e"} {
		cell, err := w.q.Cell(address)
		if err == nil {
			err = w.Type(cell, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.ExplainAll(w.Unexplained(), "Estimated from the permits."); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.xlsx")
	if _, err := w.Export(context.Background(), path, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	book, problems, err := OpenWorkbook(context.Background(), path)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if _, readOnly := book.ReadOnly(); !readOnly {
		t.Error("it can be changed")
	}
	if got, want := book.Gate(), w.Gate(); got != want || want.Explained == 0 || want.Blocking == 0 {
		t.Errorf("the workbook stands at %+v, the document at %+v", got, want)
	}
	folder := book.folder
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", folder, err)
	}
}
