// Package accuracy compares what intake recognises in published spreadsheets
// with what their labelled cells stand under. It is for tests and the bench;
// nothing of the program uses it. The files are not part of the project: they
// are read where they lie beside the checkout.
package accuracy

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// Folder is where the published files lie, from the root of the checkout.
const Folder = "../shared/data/spreadsheets"

// Cell is one labelled cell of a file.
type Cell struct {
	Sheet, Name, Value, Kind, Area, Counterpart, Sex, Age, Time string
}

// Labelled reads the labelled cells of all files of a folder, by file.
func Labelled(folder string) (map[string][]Cell, error) {
	file, err := os.Open(filepath.Join(folder, "expected.tsv"))
	if err != nil {
		return nil, fmt.Errorf("the published tables are not beside the checkout: %w", err)
	}
	defer file.Close()
	cells := map[string][]Cell{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if f[0] != "file" && len(f) >= 10 {
			cells[f[0]] = append(cells[f[0]], Cell{f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]})
		}
	}
	return cells, lines.Err()
}

// Score counts labelled cells. A code is wrong where it differs; a cell is
// unresolved where a code is missing or the program is not sure of it.
type Score struct {
	Right, Wrong, Unresolved int
	// Bands tell how far the program's confidence can be trusted.
	Bands Bands
	// Details name the cells that are not right.
	Details []string
}

// All is the number of labelled cells.
func (s Score) All() int { return s.Right + s.Wrong + s.Unresolved }

// Add adds the counts of another score.
func (s *Score) Add(other Score) {
	s.Right, s.Wrong, s.Unresolved = s.Right+other.Right, s.Wrong+other.Wrong, s.Unresolved+other.Unresolved
	for i, band := range other.Bands {
		s.Bands[i].Right += band.Right
		s.Bands[i].All += band.All
	}
	s.Details = append(s.Details, other.Details...)
}

func (s Score) String() string {
	n := float64(max(1, s.All()))
	return fmt.Sprintf("%6d cells: %5.1f %% right %5.2f %% wrong %5.1f %% unresolved", s.All(), 100*float64(s.Right)/n, 100*float64(s.Wrong)/n, 100*float64(s.Unresolved)/n)
}

// Count compares one figure, which is nothing where none was found, and
// returns what Compare does.
func (s *Score) Count(got intake.Figure, want Cell) string {
	verdict := Compare(got, want)
	if got.Cell == "" {
		verdict = Unresolved
	}
	switch verdict {
	case "":
		s.Right++
	case Unresolved:
		s.Unresolved++
	default:
		s.Wrong++
	}
	if got.Cell != "" && got.Kind != intake.NotAFigure {
		band := &s.Bands[bandOf(got.Confidence)]
		band.All++
		if sure := got; verdict == "" || verdict == Unresolved {
			sure.Confidence = 1
			if Compare(sure, want) == "" {
				band.Right++
			}
		}
	}
	return verdict
}

// Bands count figures by the program's confidence: how many there are in each
// band, and how many of them have all their codes right.
type Bands [len(bandsFrom)]struct{ Right, All int }

var bandsFrom = [...]float64{0, 0.5, 0.7, 0.8, 0.9, 0.95}

// From is the confidence that a band begins with.
func (Bands) From(band int) float64 { return bandsFrom[band] }

func bandOf(confidence float64) int {
	band := 0
	for i, from := range bandsFrom {
		if confidence >= from-1e-9 {
			band = i
		}
	}
	return band
}

// Of recognises a file and scores it by its labelled cells.
func Of(ctx context.Context, path string, cells []Cell) (Score, error) {
	var s Score
	file, err := reader.Read(ctx, path, reader.Options{})
	if err != nil {
		return s, err
	}
	reading, err := intake.Recognise(ctx, file, intake.RecogniseOptions{})
	if err != nil {
		return s, err
	}
	found := map[[2]string]intake.Figure{}
	for f := range reading.Figures() {
		found[[2]string{f.Sheet, f.Cell}] = *f
	}
	for _, want := range cells {
		got := found[[2]string{want.Sheet, want.Name}]
		if verdict := s.Count(got, want); verdict != "" {
			s.Details = append(s.Details, fmt.Sprintf("%s %s %s: want %+v, got %s", want.Sheet, want.Name, verdict, want, Line(got)))
		}
	}
	return s, nil
}

// Line writes a figure for a log.
func Line(f intake.Figure) string {
	return strings.Join([]string{f.Value, string(f.Kind), f.Area, f.Counterpart, f.Sex, f.Age, f.Time, strconv.FormatFloat(f.Confidence, 'f', 2, 64)}, "|")
}

const (
	// Unresolved is what Compare says of a cell that a person would be asked
	// about.
	Unresolved = "unresolved"
	// sure is the confidence below which the program asks.
	sure = 0.7
)

// Compare returns "" where all codes are right, Unresolved, or the names of
// the fields that are wrong.
func Compare(got intake.Figure, want Cell) string {
	if string(got.Kind) == want.Kind && got.Kind == intake.NotAFigure {
		return ""
	}
	var wrong []string
	open := got.Confidence < sure
	for _, field := range [][3]string{{"kind", string(got.Kind), want.Kind}, {"area", got.Area, want.Area}, {"counterpart", got.Counterpart, want.Counterpart},
		{"sex", got.Sex, want.Sex}, {"age", got.Age, want.Age}, {"time", got.Time, want.Time}} {
		switch {
		case plain(field[1]) == plain(field[2]):
		case field[1] == "":
			open = true
		default:
			wrong = append(wrong, field[0])
		}
	}
	if got.Value != want.Value {
		a, err := strconv.ParseFloat(got.Value, 64)
		b, err2 := strconv.ParseFloat(want.Value, 64)
		if err != nil || err2 != nil || a != b {
			wrong = append(wrong, "value")
		}
	}
	if open {
		return Unresolved
	}
	return strings.Join(wrong, ",")
}

func plain(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
