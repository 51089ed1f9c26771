package document

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// model is what a document should be: the states that it went through.
type model struct {
	states []map[string]string // states[at] is the present one
	at     int
}

func (m *model) apply(edits []Edit) bool {
	next := maps.Clone(m.states[m.at])
	for _, e := range edits {
		if e.After == "" {
			delete(next, string(e.Kind)+"|"+e.Key)
		} else {
			next[string(e.Kind)+"|"+e.Key] = e.After
		}
	}
	if maps.Equal(next, m.states[m.at]) {
		return false
	}
	m.states = append(m.states[:m.at+1], next)
	m.at++
	return true
}

// Any sequence of changes, undos and redos leads to the same as in the model,
// wherever the document is closed and opened again; undoing all leads to nothing.
func TestLaws(t *testing.T) {
	dir, n := t.TempDir(), 0
	anyEdit := rapid.Custom(func(t *rapid.T) Edit {
		return Edit{Kind: rapid.SampledFrom([]Kind{KindAnswer, KindNote}).Draw(t, "kind"),
			Key: rapid.SampledFrom([]string{"a", "b", "c", "é", ""}).Draw(t, "key"), After: rapid.SampledFrom([]string{"", "1", "2", "x y"}).Draw(t, "after")}
	})
	rapid.Check(t, func(t *rapid.T) {
		n++
		path := filepath.Join(dir, fmt.Sprint(n))
		d, err := Create(path, Info{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { d.Close() }()
		m := &model{states: []map[string]string{{}}}
		made := 0
		same := func(t *rapid.T) {
			got := map[string]string{}
			for _, k := range []Kind{KindAnswer, KindNote} {
				list, err := d.Entries(k)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.IsSortedFunc(list, func(a, b Entry) int { return slices.Compare([]byte(a.Key), []byte(b.Key)) }) {
					t.Fatal("not in order", list)
				}
				for _, e := range list {
					got[string(k)+"|"+e.Key] = e.Value
				}
			}
			if !maps.Equal(got, m.states[m.at]) {
				t.Fatalf("got %v, want %v", got, m.states[m.at])
			}
			if _, ok := d.CanUndo(); ok != (m.at > 0) {
				t.Fatal("CanUndo", ok)
			}
			if _, ok := d.CanRedo(); ok != (m.at < len(m.states)-1) {
				t.Fatal("CanRedo", ok)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"": same,
			"apply": func(t *rapid.T) {
				edits := rapid.SliceOfN(anyEdit, 0, 4).Draw(t, "edits")
				c, err := d.Apply("Kari", "typed", "x", edits)
				if err != nil {
					t.Fatal(err)
				}
				if m.apply(edits) != (c.ID != 0) {
					t.Fatal("stored or not?", c)
				}
				if c.ID != 0 {
					made++
				}
			},
			"undo": func(t *rapid.T) {
				if _, err := d.Undo(); (err == nil) != (m.at > 0) {
					t.Fatal(err)
				}
				m.at = max(m.at-1, 0)
			},
			"redo": func(t *rapid.T) {
				if _, err := d.Redo(); (err == nil) != (m.at < len(m.states)-1) {
					t.Fatal(err)
				}
				m.at = min(m.at+1, len(m.states)-1)
			},
			"reopen": func(t *rapid.T) {
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
				if d, err = Open(path); err != nil {
					t.Fatal(err)
				}
			},
		})
		for m.at > 0 {
			if _, err := d.Undo(); err != nil {
				t.Fatal(err)
			}
			m.at--
			same(t)
		}
		if list, err := d.Changes(0, 0); err != nil || len(list) != made {
			t.Fatal("changes were lost", len(list), made, err)
		}
	})
}
