package pages

import (
	"time"

	"fyne.io/fyne/v2"
)

// waiting is shown while long work is done: what it is, how far it is, and a way to give it up.
type waiting struct {
	shown *fyne.Container
	word  *prose
	meter *meter
}

func (s *Shell) waiting(stop func()) *waiting {
	w := &waiting{word: s.prose("", bodyTone), meter: s.meter()}
	cancel := newButton(s.say("pages.cancel"), nil, stop)
	w.shown = s.column(3, w.word.shown, s.start(wide(420, w.meter)), s.start(cancel))
	return w
}

func (w *waiting) begin(word string) {
	w.word.say(word)
	w.meter.set(0)
	relay(w.shown)
}

func (w *waiting) set(share float64) { w.meter.set(float32(share)) }

// pause before it is shown that something takes its time.
const noticeable = 250 * time.Millisecond

// afterWhile calls f on Fyne's main goroutine when a user begins to wait.
func afterWhile(f func()) { time.AfterFunc(noticeable, func() { fyne.Do(f) }) }

// report makes a function by which long work tells how far it is, from the goroutine that does it. It troubles the
// interface a hundred times at most.
func (w *waiting) report() func(share float64) {
	told := -1
	return func(share float64) {
		if percent := int(share * 100); percent > told {
			told = percent
			fyne.Do(func() { w.set(share) })
		}
	}
}
