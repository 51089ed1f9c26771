package document

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whichever page is lost, most of the rest is recovered, and nothing wrong.
func TestRecover(t *testing.T) {
	good := sample(t, 2000)
	original, err := Open(put(t, good))
	if err != nil {
		t.Fatal(err)
	}
	defer original.Close()
	truth := map[string]string{}
	list, _ := original.Entries(KindAnswer)
	for _, e := range list {
		truth[e.Key] = e.Value
	}
	dir := t.TempDir()
	complete := 0
	for at := 4096; at < len(good); at += 3 * 4096 {
		b := bytes.Clone(good)
		clear(b[at : at+4096])
		path, to := put(t, b), filepath.Join(dir, "recovered.migraform")
		r, err := Recover(path, to, Info{Application: "2.0"})
		if err != nil {
			t.Fatalf("page %d: %v", at/4096+1, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(b, after) {
			t.Fatal("the damaged document was touched")
		}
		d, err := Open(to)
		if err != nil {
			t.Fatalf("page %d: %v", at/4096+1, err)
		}
		list, err := d.Entries(KindAnswer)
		if err != nil || len(list) != r.Entries+r.Rebuilt {
			t.Fatal(len(list), r, err)
		}
		for _, e := range list {
			if truth[e.Key] != e.Value {
				t.Fatalf("page %d: %v is wrong", at/4096+1, e)
			}
		}
		if len(list) < len(truth) {
			t.Errorf("page %d: %d entries are lost; %+v", at/4096+1, len(truth)-len(list), r)
		}
		if r.Complete {
			complete++
		}
		apply(t, d, "on", answer("zz", "1"))
		d.Close()
		os.Remove(to)
	}
	if complete == len(good)/4096/3 {
		t.Fatal("no damage was noticed")
	}
}

func TestRecoverSound(t *testing.T) {
	path, to := put(t, sample(t, 100)), filepath.Join(t.TempDir(), "recovered.migraform")
	r, err := Recover(path, to, Info{})
	if want := (Recovered{Entries: 100, Changes: 2, Edits: 101, Sources: 1, Submissions: 1, Complete: true}); err != nil || r != want {
		t.Fatal(r, err)
	}
	a, _ := Open(path)
	defer a.Close()
	b, err := Open(to)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if diff := cmp.Diff(a.Info(), b.Info()); diff != "" || values(t, a, KindAnswer) != values(t, b, KindAnswer) {
		t.Fatal(diff)
	}
	if label, _ := b.CanRedo(); label != "one" {
		t.Fatal(label)
	}
	_, err = Recover(path, to, Info{})
	expectError(t, err, ErrExists)
	_, err = Recover(put(t, []byte("text")), to+"2", Info{})
	expectError(t, err, ErrNotDocument)
}
