package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"

	"migraform/forms/words"
)

// console is what a command talks to: results go to out, sentences for a
// person to notes, both in one language.
type console struct {
	ctx      context.Context
	out      *bufio.Writer
	notes    io.Writer
	tongue   *words.Tongue
	progress *progress
	found    bool // something was found: the status is Found at least
}

func newConsole(out, notes io.Writer, env func(string) string) *console {
	return &console{ctx: context.Background(), out: bufio.NewWriterSize(out, 1<<16), notes: notes,
		tongue: words.In(languageOf(env)), progress: &progress{to: notes, shown: isTerminal(notes), last: -1}}
}

// languageOf finds the language of messages as the other programs of a system
// do: the first of these variables that is set decides.
func languageOf(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := env(name); locale != "" {
			tag, _, _ := strings.Cut(locale, ".")
			tag, _, _ = strings.Cut(tag, "@")
			return tag
		}
	}
	return "en"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

func (c *console) flush() { _ = c.out.Flush() }

// say writes a sentence among the results.
func (c *console) say(id string, pairs ...any) { fmt.Fprintln(c.out, c.tongue.Say(id, pairs...)) }

// note tells a person something beside the results.
func (c *console) note(id string, pairs ...any) { c.tell(c.tongue.Say(id, pairs...)) }

func (c *console) tell(sentence string) {
	c.progress.end()
	c.flush() // on a terminal, in the order in which it was said
	fmt.Fprintln(c.notes, sentence)
}

// line writes one JSON object as a line.
func (c *console) line(v any) error {
	encoder := json.NewEncoder(c.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// status says why a command did not do what it was asked for, and returns
// what a script learns of it.
func (c *console) status(err error) int {
	switch {
	case err == nil && c.found:
		return Found
	case err == nil:
		return Done
	case errors.Is(err, context.Canceled):
		c.note("command.interrupted")
		return Interrupted
	}
	c.tell(c.tongue.Say("command.failed", "Why", c.tongue.Error(err)))
	if isUnwritten(err) {
		return Unwritten
	}
	return Unusable
}

// progress shows how far long work has come, on a terminal only: elsewhere
// it would be noise in a log.
type progress struct {
	to    io.Writer
	shown bool
	last  int // per cent on the screen, -1 for none
}

// at shows a share from 0 to 1.
func (p *progress) at(share float64) {
	percent := int(share * 100)
	if !p.shown || percent == p.last || percent < 0 || percent > 100 {
		return
	}
	p.last = percent
	fmt.Fprintf(p.to, "\r%3d %%", percent)
}

// end takes the line of progress away.
func (p *progress) end() {
	if p.last >= 0 {
		p.last = -1
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
