package command

import (
	"slices"
	"strings"
	"testing"

	"migraform/forms/words"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// Every command, argument and flag is explained, with an example, in every
// language.
func TestEverythingIsExplained(t *testing.T) {
	parser, err := grammar(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	var visit func(node *kong.Node)
	visit = func(node *kong.Node) {
		name := pathOf(node)
		ids = append(ids, textID(name, "says"))
		for _, p := range node.Positional {
			ids = append(ids, textID(name, "arg_"+p.Name))
		}
		for _, f := range node.Flags {
			ids = append(ids, textID(name, "flag_"+f.Name))
		}
		if len(examples[name]) == 0 {
			t.Errorf("%q has no example", name)
		}
		for _, example := range examples[name] {
			if name != "" && !strings.HasPrefix(example, "migraform "+name) {
				t.Errorf("%q is no example of %q", example, name)
			}
			if _, err := parser.Parse(strings.Fields(strings.TrimPrefix(strings.Split(example, " >")[0], "migraform "))); err != nil {
				t.Errorf("%s: %v", example, err)
			}
		}
		for _, child := range node.Children {
			visit(child)
		}
	}
	visit(parser.Model.Node)
	for _, language := range words.Languages {
		known := words.IDs(language)
		for _, id := range ids {
			if !slices.Contains(known, id) {
				t.Errorf("%s has no text %s", language, id)
			}
		}
	}
}

func TestLanguagesSayTheSame(t *testing.T) {
	own := func(language string) []string {
		return slices.DeleteFunc(words.IDs(language), func(id string) bool { return !strings.HasPrefix(id, "command.") })
	}
	for _, language := range words.Languages {
		if diff := cmp.Diff(own("en"), own(language)); diff != "" {
			t.Errorf("%s: %s", language, diff)
		}
	}
}

func TestLanguageOfMessages(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", "en"},
		{"", "", "fr_CA.UTF-8", "fr_CA"},
		{"", "fr_FR", "en_US.UTF-8", "fr_FR"},
		{"C.UTF-8", "fr_FR", "fr_FR", "C"},
		{"", "", "ca_ES@valencia", "ca_ES"},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := languageOf(func(name string) string { return env[name] }); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// What is no command is a document to open.
func TestIs(t *testing.T) {
	for arg, want := range map[string]bool{"new": true, "import": true, "questionnaire": true, "help": true, "--help": true, "-h": true, "--version": true,
		"norway.migraform": false, "./check": false, "": false, "merge": false} {
		if got := Is(arg); got != want {
			t.Errorf("Is(%q) = %v", arg, got)
		}
	}
}

// What is wrong with arguments is said in the person's language, whoever
// found it out.
func TestMisuseIsSaidInFrench(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"paint", "« paint » n’est pas compris ici.\nVoir : migraform --help"},
		{"chekc", "« chekc » n’est pas compris ici.\nVoir : migraform --help"},
		{"help paint", "« paint » n’est pas compris ici.\nVoir : migraform --help"},
		{"new", "Il manque encore : --country NOR, --year 2025\nVoir : migraform new --help"},
		{"new a.migraform --year 2025", "Il manque encore : --country NOR\nVoir : migraform new --help"},
		{"import a.migraform", "Il manque encore : SOURCE\nVoir : migraform import --help"},
		{"export a b --format x", "--format ne peut être « x ». C’est l’un de workbook, csv, html, leftovers.\nVoir : migraform export --help"},
		{"export a b --language x", "--language ne peut être « x ». C’est l’un de " + strings.Join(words.Languages, ", ") + ".\nVoir : migraform export --help"},
		{"mail a b --post", "--post n’existe pas.\nVoir : migraform mail --help"},
		{"mail a b --eml", "--eml demande une valeur.\nVoir : migraform mail --help"},
		{"questionnaire", "Il manque encore : check\nVoir : migraform questionnaire --help"},
	} {
		t.Setenv("LC_ALL", "fr_FR.UTF-8")
		var out, notes strings.Builder
		if status := Run(strings.Fields(c.args), nil, &out, &notes); status != Unusable || out.Len() > 0 || !strings.Contains(notes.String(), c.want) {
			t.Errorf("%s: status %d, %q; wanted %q", c.args, status, notes.String(), c.want)
		}
	}
}
