package journey_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
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
	saved := map[string]string{} // what the screen showed as saved, of all rounds
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

		var figures []string
		for k := range 40 {
			figures = append(figures, fmt.Sprint(1000*(round+1)+k))
		}
		p.does()
		typist := exec.Command("xdotool", pressing(figures)...)
		if err := typist.Start(); err != nil {
			t.Fatal(err)
		}
		p.saved()
		time.Sleep(time.Duration(random.IntN(700)) * time.Millisecond)
		p.kill()
		typist.Wait() // to its end, in which nobody listens: killed, it would leave a key pressed

		p.follow()
		typed := map[string]string{at.Cell: figures[0]}
		count := 0
		for _, e := range p.events[p.mark:] {
			switch e.Event {
			case "select":
				if _, ok := typed[e.Cell]; !ok && len(typed) < len(figures) {
					typed[e.Cell] = figures[len(typed)]
				}
			case "saved":
				for _, cell := range e.Cells {
					saved[cell] = typed[cell]
					count++
				}
			}
		}
		t.Logf("round %d: killed after %d figures were shown as saved", round, count)
		if count == 0 {
			t.Errorf("round %d: no figure was shown as saved", round)
		}
		h.holds(document, saved)
		if t.Failed() {
			return
		}
	}
}

// pressing types figures below each other.
func pressing(figures []string) []string {
	keys := []string{"key", "--delay", "8"}
	for _, figure := range figures {
		keys = append(append(keys, strings.Split(figure, "")...), "Return")
	}
	return keys
}
