package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"

	"github.com/alecthomas/kong"

	"migraform/app/workspace"
	"migraform/forms/words"
)

// The exit statuses.
const (
	Done        = 0   // done and clean
	Found       = 1   // done, but with errors, differences or figures left open
	Unusable    = 2   // unusable input or usage
	Unwritten   = 3   // could not be written
	Interrupted = 130 // stopped by the person, as shells count it
)

// commands is the grammar of the command line. What each command, argument
// and flag is for stands in the translations, under the names given here.
type commands struct {
	New           newCommand           `cmd:""`
	Inspect       inspectCommand       `cmd:""`
	Import        importCommand        `cmd:""`
	Breakdown     breakdownCommand     `cmd:""`
	Check         checkCommand         `cmd:""`
	Export        exportCommand        `cmd:""`
	Verify        verifyCommand        `cmd:""`
	Mail          mailCommand          `cmd:""`
	Questionnaire questionnaireCommand `cmd:""`
	Sample        sampleCommand        `cmd:""`
}

// Is reports whether an argument begins a command, rather than naming a
// document to open in a window.
func Is(arg string) bool {
	if slices.Contains(helpWords, arg) || arg == "help" || arg == "--version" {
		return true
	}
	parser, err := grammar(&commands{})
	return err == nil && slices.ContainsFunc(parser.Model.Children, func(n *kong.Node) bool { return n.Name == arg })
}

var helpWords = []string{"--help", "-h", "-help", "-?", "/?"}

func grammar(c *commands) (*kong.Kong, error) {
	return kong.New(c, kong.Name("migraform"), kong.NoDefaultHelp(), kong.Exit(func(int) {}),
		kong.Vars{"languages": joined(words.Languages)})
}

// joined lists values for a flag that may also be left out.
func joined(values []string) string {
	all := ""
	for _, v := range values {
		all += v + ","
	}
	return all
}

// Run does what the arguments say (without the program's own name) and
// returns the exit status. No command reads standard input so far.
func Run(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	c := newConsole(stdout, stderr, os.Getenv)
	defer c.flush()
	if slices.Equal(args, []string{"--version"}) {
		fmt.Fprintln(c.out, "migraform "+workspace.Application)
		return Done
	}
	parser, err := grammar(&commands{})
	if err != nil {
		panic(err) // the grammar is ours
	}
	if wanted, ok := wantsHelp(args); ok {
		return c.help(parser, wanted)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return c.misused(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c.ctx = ctx
	err = parsed.Run(c)
	c.progress.end()
	if flushed := c.out.Flush(); err == nil && flushed != nil {
		err = &unwritten{fmt.Errorf("standard output: %w", flushed)}
	}
	return c.status(err)
}
