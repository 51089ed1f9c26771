package journey_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"
	"time"
)

// The program killed while a person types: whatever the screen had shown as
// saved is in the document. Twelve times here, with the real window; package
// forms/document does the same a hundred times without one.
func TestKilledWhileTyping(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	saved := map[string]string{}
	for round := range 12 {
		p := h.start(document)
		opened := p.sees("the document", func(e event) bool { return e.Event == "opened" })
		if opened.ReadOnly {
			t.Fatalf("round %d: after a kill the document opens for reading only", round)
		}
		p.click("section.B2")
		p.screen("table", "B2")
		p.sees("a cell of B2", func(e event) bool { return e.Event == "select" })
		// A column of its own for each round, from the right to the left.
		p.keys("ctrl+Home")
		p.keys(repeated("Right", 12-round)...)
		p.sees("the column of this round", func(e event) bool { return e.Event == "select" && e.Row == 0 && e.Column == 12-round })
		at, _ := p.last("select")

		var typed []string
		keys := []string{"key", "--delay", "8"}
		for k := range 60 {
			figure := fmt.Sprint(1000*(round+1) + k)
			typed = append(typed, figure)
			for _, digit := range figure {
				keys = append(keys, string(digit))
			}
			keys = append(keys, "Return")
		}
		p.does()
		typist := exec.Command("xdotool", keys...)
		if err := typist.Start(); err != nil {
			t.Fatal(err)
		}
		p.saved()
		time.Sleep(time.Duration(random.IntN(700)) * time.Millisecond)
		p.kill()
		typist.Process.Kill()
		typist.Wait()

		p.follow()
		count, cell := 0, at.Cell
		for _, e := range p.events[p.mark:] {
			switch e.Event {
			case "saved":
				saved[cell] = typed[count]
				count++
			case "select":
				cell = e.Cell
			}
		}
		t.Logf("round %d: killed after %d figures were shown as saved", round, count)
		h.holds(document, saved)
		if t.Failed() {
			return
		}
	}
}

func repeated(key string, times int) []string {
	var keys []string
	for range times {
		keys = append(keys, key)
	}
	return keys
}
