package command

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// examples show each command at work; they are the same in every language.
var examples = map[string][]string{
	"": {
		"migraform new norway.migraform --country NOR --year 2025",
		"migraform import norway.migraform register.xlsx --table C1",
		"migraform check norway.migraform",
		"migraform export norway.migraform norway-2025.xlsx",
		"migraform mail norway.migraform norway-2025.xlsx --eml norway-2025.eml",
	},
	"new":     {"migraform new norway.migraform --country NOR --year 2025 --language fr"},
	"inspect": {"migraform inspect register.xlsx --country NOR", "migraform inspect register.xlsx --json > figures.jsonl"},
	"import": {"migraform import norway.migraform register.xlsx arrivals.csv --table B2 --dry-run",
		"migraform import norway.migraform register-2026.xlsx --layout register.layout.json"},
	"breakdown": {"migraform breakdown norway.migraform", "migraform breakdown norway.migraform B1 age=to_65 sex=total --year 2021 --dry-run",
		"migraform breakdown norway.migraform B2 citizenship=regions"},
	"check":               {"migraform check norway.migraform", "migraform check norway-2025.xlsx --json"},
	"export":              {"migraform export norway.migraform norway-2025.xlsx", "migraform export norway.migraform form.xlsx --blank --part B,C1 --language fr"},
	"verify":              {"migraform verify norway-2025.xlsx --against norway.migraform"},
	"mail":                {"migraform mail norway.migraform norway-2025.xlsx --eml norway-2025.eml --to statistics@agency.example"},
	"questionnaire":       {"migraform questionnaire check my-questionnaire/questionnaire.yaml"},
	"questionnaire check": {"migraform questionnaire check my-questionnaire/questionnaire.yaml"},
	"sample":              {"migraform sample --dir try-it"},
}

// wantsHelp returns the arguments without the word for help, where there is
// one.
func wantsHelp(args []string) ([]string, bool) {
	if len(args) == 0 {
		return nil, true
	}
	if args[0] == "help" {
		return args[1:], true
	}
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if slices.Contains(helpWords, arg) {
			return slices.Delete(slices.Clone(args), i, i+1), true
		}
	}
	return nil, false
}

// help writes what a command is for; of the whole program where the
// arguments name none.
func (c *console) help(parser *kong.Kong, args []string) int {
	node := parser.Model.Node
	for _, arg := range args {
		i := slices.IndexFunc(node.Children, func(n *kong.Node) bool { return n.Name == arg })
		if i < 0 {
			break
		}
		node = node.Children[i]
	}
	if node.Type == kong.ApplicationNode && len(args) > 0 {
		return c.misused(fmt.Errorf("unexpected argument %s", args[0]))
	}
	name := pathOf(node)
	c.say("command.help_usage", "Usage", usage(node))
	c.paragraph(c.tongue.Say(textID(name, "says")))
	if detail := textID(name, "detail"); c.tongue.Say(detail) != detail {
		c.paragraph(c.tongue.Say(detail))
	}
	if len(node.Children) > 0 {
		c.list("command.help_commands", c.commandRows(node))
	}
	var arguments, flags [][2]string
	for _, p := range node.Positional {
		arguments = append(arguments, [2]string{argument(p), c.tongue.Say(textID(name, "arg_"+p.Name))})
	}
	for _, f := range node.Flags {
		flags = append(flags, [2]string{flag(f), c.tongue.Say(textID(name, "flag_"+f.Name))})
	}
	flags = append(flags, [2]string{"--help", c.tongue.Say("command.flag_help")})
	if node.Type == kong.ApplicationNode {
		flags = append(flags, [2]string{"--version", c.tongue.Say("command.flag_version")})
	}
	c.list("command.help_arguments", arguments)
	c.list("command.help_flags", flags)
	fmt.Fprintln(c.out)
	c.say("command.help_examples")
	for _, example := range examples[name] {
		fmt.Fprintln(c.out, "  "+example)
	}
	if node.Type == kong.ApplicationNode {
		c.paragraph(c.tongue.Say("command.help_status"))
	}
	return Done
}

func (c *console) commandRows(node *kong.Node) [][2]string {
	var rows [][2]string
	for _, leaf := range node.Leaves(true) {
		name := pathOf(leaf)
		rows = append(rows, [2]string{name, c.tongue.Say(textID(name, "says"))})
	}
	return rows
}

// helpWidth is how many characters a line of help has at most.
const helpWidth = 100

// paragraph writes a text in lines, after a blank one.
func (c *console) paragraph(text string) {
	fmt.Fprintf(c.out, "\n%s\n", strings.Join(wrapped(text, helpWidth), "\n"))
}

// list writes names with their explanations beside them.
func (c *console) list(title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	fmt.Fprintln(c.out)
	c.say(title)
	for _, row := range rows {
		for i, text := range wrapped(row[1], helpWidth-width-4) {
			name := row[0]
			if i > 0 {
				name = ""
			}
			fmt.Fprintf(c.out, "  %-*s  %s\n", width, name, text)
		}
	}
}

// wrapped breaks a text into lines of so many characters at most.
func wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

// pathOf names a command as it is typed: "questionnaire check".
func pathOf(node *kong.Node) string {
	if node == nil || node.Type == kong.ApplicationNode {
		return ""
	}
	return strings.TrimSpace(pathOf(node.Parent) + " " + node.Name)
}

// textID is where the translations explain something of a command.
func textID(name, what string) string {
	if name == "" {
		return "command." + what
	}
	return "command." + strings.ReplaceAll(name, " ", "_") + "." + strings.ReplaceAll(what, "-", "_")
}

func usage(node *kong.Node) string {
	parts := []string{strings.TrimSpace("migraform " + pathOf(node))}
	if len(node.Children) > 0 {
		parts = append(parts, "COMMAND …")
	}
	for _, p := range node.Positional {
		if text := argument(p); p.Required {
			parts = append(parts, text)
		} else {
			parts = append(parts, "["+text+"]")
		}
	}
	for _, f := range node.Flags {
		if text := flag(f); f.Required {
			parts = append(parts, text)
		} else {
			parts = append(parts, "["+text+"]")
		}
	}
	return strings.Join(parts, " ")
}

func argument(p *kong.Positional) string {
	text := strings.ToUpper(p.Name)
	if p.IsCumulative() {
		text += "…"
	}
	return text
}

func flag(f *kong.Flag) string {
	text := "--" + f.Name
	if !f.IsBool() {
		text += " " + f.PlaceHolder
	}
	return text
}
