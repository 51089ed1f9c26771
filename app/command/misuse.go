package command

import (
	"errors"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"migraform/forms/words"
)

// misuses are what kong says of arguments that it cannot follow, and the
// sentences that say the same in the person's language. What is none of these
// is said in kong's words.
var misuses = []struct {
	said *regexp.Regexp
	id   string
	args []string // the names of the expression's groups
}{
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean .*)?$`), "command.misuse_unexpected", []string{"Argument"}},
	{regexp.MustCompile(`^unknown flag (.+?)(?:, did you mean .*)?$`), "command.misuse_unknown", []string{"Flag"}},
	{regexp.MustCompile(`^missing flags?: (.+)$`), "command.misuse_missing", []string{"Flags"}},
	{regexp.MustCompile(`^expected "<([^>]+)>.*$`), "command.misuse_argument", []string{"Argument"}},
	{regexp.MustCompile(`^expected "([^<"]+)"$`), "command.misuse_missing", []string{"Flags"}},
	{regexp.MustCompile(`^(--\S+) must be one of (.+) but got "(.*)"$`), "command.misuse_choice", []string{"Flag", "Choices", "Given"}},
	{regexp.MustCompile(`^(--\S+): expected \S+ value.*$`), "command.misuse_value", []string{"Flag"}},
}

// misused says what is wrong with the arguments and where to read how they
// are meant.
func (c *console) misused(err error) int {
	name := ""
	var parse *kong.ParseError
	if errors.As(err, &parse) {
		if selected := parse.Context.Selected(); selected != nil {
			name = pathOf(selected)
		}
	}
	c.note("command.misused", "Problem", c.tongue.Message(problemOf(err)), "Command", strings.TrimSpace("migraform "+name))
	return Unusable
}

func problemOf(err error) words.Message {
	for _, m := range misuses {
		found := m.said.FindStringSubmatch(err.Error())
		if found == nil {
			continue
		}
		message := words.Say(m.id)
		for i, name := range m.args {
			value := found[i+1]
			switch name {
			case "Argument":
				if m.id == "command.misuse_argument" {
					value = strings.ToUpper(value)
				}
			case "Choices":
				value = strings.Join(choices(value), ", ")
			case "Flags":
				value = strings.ReplaceAll(value, "=", " ")
			}
			message.Args[name] = value
		}
		return message
	}
	return words.Message{ID: err.Error()}
}

// choices takes the marks off a list of quoted values, and the empty one out.
func choices(list string) []string {
	var all []string
	for value := range strings.SplitSeq(list, ",") {
		if value = strings.Trim(value, `"`); value != "" {
			all = append(all, value)
		}
	}
	return all
}
