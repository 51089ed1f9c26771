package definition_test

import (
	"testing"

	"migraform/assets"
	"migraform/forms/definition"

	"io/fs"
)

// Loading and checking the built-in definition is to take at most 50 ms.
func BenchmarkLoad(b *testing.B) {
	folder, err := fs.Sub(assets.Questionnaires, "questionnaires/migration")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := definition.Load(folder); err != nil {
			b.Fatal(err)
		}
	}
}
