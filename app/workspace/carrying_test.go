package workspace

import (
	"fmt"
	"slices"
	"testing"

	"migraform/forms/document"
)

// Entries that change places with each other do, and of those that would meet
// one waits where it is.
func TestEntriesAreCarriedOver(t *testing.T) {
	entries := func(pairs ...string) []document.Entry {
		var all []document.Entry
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, document.Entry{Kind: document.KindAnswer, Key: pairs[i], Value: pairs[i+1]})
		}
		return all
	}
	for _, c := range []struct {
		what    string
		entries []document.Entry
		to      map[string]string
		want    []string // as the document is afterwards
	}{
		{"one moves", entries("a", "1"), map[string]string{"a": "b"}, []string{"b=1"}},
		{"two change places", entries("a", "1", "b", "2"), map[string]string{"a": "b", "b": "a"}, []string{"a=2", "b=1"}},
		{"three go round", entries("a", "1", "b", "2", "c", "3"), map[string]string{"a": "b", "b": "c", "c": "a"}, []string{"a=3", "b=1", "c=2"}},
		{"two would meet", entries("a", "1", "b", "2"), map[string]string{"a": "c", "b": "c"}, []string{"b=2", "c=1"}},
		{"one would meet what stays", entries("a", "1", "b", "2"), map[string]string{"a": "b", "b": "b"}, []string{"a=1", "b=2"}},
		{"one takes the place of what fits nowhere", entries("a", "1", "b", "2"), map[string]string{"a": "b"}, []string{"b=1", "b@1=2"}},
	} {
		carry := carrying{version: "1", entries: map[document.Kind][]document.Entry{document.KindAnswer: c.entries}}
		state := map[string]string{}
		for _, e := range c.entries {
			state[e.Key] = e.Value
			if to, ok := c.to[e.Key]; ok {
				carry.add(e, to, e.Value)
			}
		}
		for _, edit := range carry.edits() {
			if state[edit.Key] != edit.Before {
				t.Errorf("%s: %s held %q, not %q", c.what, edit.Key, state[edit.Key], edit.Before)
			}
			state[edit.Key] = edit.After
		}
		var got []string
		for key, value := range state {
			if value != "" {
				got = append(got, fmt.Sprintf("%s=%s", key, value))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v; want %v", c.what, got, c.want)
		}
	}
}
