package workspace

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"migraform/assets"
	"migraform/forms/document"
	"migraform/forms/intake"
)

// sampleName is the sample document: its answers stand in a long CSV and a
// YAML of that name among the samples.
const sampleName = "canada-2020"

// sampleStart is what the sample document is for.
var sampleStart = Start{Country: "CAN", Year: 2020, Office: "Sample office"}

// Sampled are the files of the sample.
type Sampled struct {
	Document     string
	Spreadsheets []string
}

// Sample writes a half-filled document to play with, and the spreadsheets
// that can be brought into it, to a folder. What is there already stays as it
// is, so that nothing that was typed into a sample is lost.
func Sample(folder, language string) (Sampled, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return Sampled{}, fmt.Errorf("the folder %s for the sample cannot be made: %w", folder, err)
	}
	files, err := fs.ReadDir(assets.Samples, "samples")
	if err != nil {
		return Sampled{}, err
	}
	s := Sampled{Document: filepath.Join(folder, sampleName+Extension)}
	for _, file := range files {
		name := file.Name()
		if strings.HasPrefix(name, sampleName) || strings.HasSuffix(name, ".md") {
			continue
		}
		target := filepath.Join(folder, name)
		s.Spreadsheets = append(s.Spreadsheets, target)
		if _, err := os.Stat(target); err == nil {
			continue
		}
		content, err := assets.Samples.ReadFile(path.Join("samples", name))
		if err != nil {
			return Sampled{}, err
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return Sampled{}, fmt.Errorf("the sample %s cannot be written: %w", target, err)
		}
	}
	if _, err := os.Stat(s.Document); err == nil {
		return s, nil
	}
	start := sampleStart
	start.Language = language
	w, err := Create(s.Document, start)
	if err != nil {
		return Sampled{}, err
	}
	defer w.Close()
	return s, w.fillSample()
}

func (w *Workspace) fillSample() error {
	figures, err := assets.Samples.ReadFile("samples/" + sampleName + ".csv")
	if err != nil {
		return err
	}
	lines, err := intake.ReadLong(bytes.NewReader(figures))
	if err != nil {
		return err
	}
	var edits []document.Edit
	for _, line := range lines {
		text, _ := line.Answer.MarshalText()
		edits = append(edits, document.Edit{Kind: document.KindAnswer, Key: line.Address, After: string(text)})
		if line.Note != "" {
			edits = append(edits, document.Edit{Kind: document.KindNote, Key: line.Address, After: line.Note})
		}
	}
	text, err := assets.Samples.ReadFile("samples/" + sampleName + ".yaml")
	if err != nil {
		return err
	}
	answers := map[string]string{}
	if err := yaml.Unmarshal(text, &answers); err != nil {
		return fmt.Errorf("the sample's answers: %w", err)
	}
	for key, answer := range answers {
		edits = append(edits, document.Edit{Kind: document.KindQuestion, Key: key, Before: w.questions[key], After: answer})
	}
	return w.apply("imported", label("change.sample", sampleName), edits)
}
