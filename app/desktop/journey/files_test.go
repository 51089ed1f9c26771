package journey_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// mailProgram stands for the mail program: it keeps the name of the file that
// it is asked to open, and the function returned says it.
func (h *home) mailProgram() func() string {
	h.t.Helper()
	asked := h.at("opened")
	script := "#!/bin/sh\nprintf '%s\\n' \"$1\" > " + asked + ".part && mv " + asked + ".part " + asked + "\n"
	if err := os.MkdirAll(h.at("bin"), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(h.at("bin", "xdg-open"), []byte(script), 0o755); err != nil {
		h.t.Fatal(err)
	}
	return func() string {
		text, _ := os.ReadFile(asked)
		return strings.TrimPrefix(strings.TrimSpace(string(text)), "file://")
	}
}

// document makes a document for a country and a year and returns its path.
func (h *home) document(country, year string) string {
	h.t.Helper()
	path := h.at("Documents", "document.migraform")
	if got := h.run("new", path, "--country", country, "--year", year); got.status != 0 {
		h.t.Fatalf("no document: %s", got.out)
	}
	return path
}

// sample writes the samples to the home and returns the path of one.
func (h *home) sample(name string) string {
	h.t.Helper()
	return h.sampleIn("samples", name)
}

func (h *home) sampleIn(folder, name string) string {
	h.t.Helper()
	folder = h.at(folder)
	if got := h.run("sample", "--dir", folder); got.status != 0 {
		h.t.Fatalf("no samples: %s", got.out)
	}
	return filepath.Join(folder, name)
}

// holds checks that a document holds figures.
func (h *home) holds(document string, figures map[string]string) {
	h.t.Helper()
	held := h.figures(document)
	for _, address := range slices.Sorted(maps.Keys(figures)) {
		if held[address] != figures[address] {
			h.t.Errorf("%s holds %q in %s, want %q", filepath.Base(document), held[address], address, figures[address])
		}
	}
}

// workbookFigures reads a workbook as somebody does who only knows its
// contract: hidden codes of rows and columns, and what stands where they meet.
func workbookFigures(t *testing.T, path string) map[string]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	figures := map[string]string{}
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		var cube string
		var axes, codes []string
		for _, row := range rows {
			switch {
			case len(row) == 0:
			case strings.HasPrefix(row[0], "migraform-workbook:1:table:"):
				mark := strings.Split(row[0], ":")
				cube, axes = mark[3], strings.Split(mark[4], ",")
			case row[0] == "#codes":
				codes = row
			case cube != "" && strings.Contains(row[0], "="):
				for i, value := range row {
					if i > 1 && i < len(codes) && strings.Contains(codes[i], "=") && value != "" {
						figures[address(cube, axes, row[0]+";"+codes[i])] = value
					}
				}
			}
		}
	}
	return figures
}

func address(cube string, axes []string, tuple string) string {
	codes := map[string]string{}
	for part := range strings.SplitSeq(tuple, ";") {
		axis, code, _ := strings.Cut(part, "=")
		codes[axis] = code
	}
	parts := []string{cube}
	for _, axis := range axes {
		parts = append(parts, codes[axis])
	}
	return strings.Join(parts, "/")
}
