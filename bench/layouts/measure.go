package layouts

import (
	"context"

	"migraform/bench/accuracy"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// Result is how many figures of some layouts were recognised, by feature too.
type Result struct {
	accuracy.Score
	By map[string]*accuracy.Score
}

// Measure recognises the layouts of some seeds and compares. It tells of each
// figure that is not right, where told is not nil.
func Measure(ctx context.Context, of *rapid.Generator[*Layout], from, count int, told func(seed int, l *Layout, want accuracy.Cell, got intake.Figure, verdict string)) (Result, error) {
	result := Result{By: map[string]*accuracy.Score{}}
	for seed := from; seed < from+count; seed++ {
		l := of.Example(seed)
		reading, err := intake.Recognise(ctx, &reader.File{Name: "layout", Sheets: []*reader.Sheet{l.Sheet}}, intake.RecogniseOptions{})
		if err != nil {
			return result, err
		}
		found := map[string]intake.Figure{}
		for f := range reading.Figures() {
			found[f.Cell] = *f
		}
		var s accuracy.Score
		for _, want := range l.Truth {
			got := world(found[want.Name], want)
			if verdict := s.Count(got, want); verdict != "" && told != nil {
				told(seed, l, want, got, verdict)
			}
		}
		result.Add(s)
		seen := map[string]bool{}
		for _, feature := range l.Features {
			if result.By[feature] == nil {
				result.By[feature] = &accuracy.Score{}
			}
			if !seen[feature] {
				result.By[feature].Add(s)
			}
			seen[feature] = true
		}
	}
	return result, nil
}

// world takes "World" for the total over countries, which it is.
func world(got intake.Figure, want accuracy.Cell) intake.Figure {
	if got.Area == "001" && want.Area == "_T" {
		got.Area = "_T"
	}
	if got.Counterpart == "001" && want.Counterpart == "_T" {
		got.Counterpart = "_T"
	}
	return got
}
