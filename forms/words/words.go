package words

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"migraform/assets"
	"migraform/forms"
)

// Message is a sentence to be said in any language: the id of a translation
// and the values for its places. Values of type forms.Number are written as
// the language writes numbers, a Message is said in the same language, a
// forms.Text is taken in it, and an int named Count chooses the plural.
type Message struct {
	ID   string
	Args map[string]any
}

// Say makes a Message from an id and pairs of names and values.
func Say(id string, pairs ...any) Message {
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	return Message{ID: id, Args: args}
}

// Speaker is an error that can be said in any language.
type Speaker interface {
	error
	Message() (id string, args map[string]any)
}

// Tongue is a language that the program speaks.
type Tongue struct {
	Tag       string
	localizer *i18n.Localizer
	writing
}

// tongues are loaded when they are first spoken: most people need one, and
// starting the program must not wait for the others.
var tongues = func() map[string]func() *Tongue {
	loads := map[string]func() *Tongue{Pseudo: sync.OnceValue(loadPseudo)}
	for _, tag := range Languages {
		loads[tag] = sync.OnceValue(func() *Tongue {
			return &Tongue{Tag: tag, localizer: i18n.NewLocalizer(load(tag), tag), writing: writings[tag]}
		})
	}
	return loads
}()

// load reads all topics of a language.
func load(tag string) *i18n.Bundle {
	bundle := i18n.NewBundle(language.Make(tag))
	bundle.MustAddMessages(language.Make(tag), messages(tag)...)
	return bundle
}

// messages are the sentences of all topics in a language. The files are
// embedded, so that one that cannot be read is a mistake of ours.
func messages(tag string) []*i18n.Message {
	var all []*i18n.Message
	files, err := fs.Glob(assets.Translations, "translations/*."+tag+".yaml")
	if err != nil {
		panic(err)
	}
	for _, name := range files {
		text, err := assets.Translations.ReadFile(name)
		var file *i18n.MessageFile
		if err == nil {
			file, err = i18n.ParseMessageFileBytes(text, path.Base(name), map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
		}
		if err != nil {
			panic(fmt.Sprintf("translations %s: %v", name, err))
		}
		all = append(all, file.Messages...)
	}
	return all
}

// In returns the tongue of a language tag ("fr", "fr-CA", "zh-Hans"), English
// where the program does not speak it.
func In(tag string) *Tongue {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if t, ok := tongues[base]; ok {
		return t()
	}
	return tongues["en"]()
}

// Say says the sentence of an id, with pairs of names and values.
func (t *Tongue) Say(id string, pairs ...any) string { return t.Message(Say(id, pairs...)) }

// Message says a message, in English where the language lacks it. An id
// without translation is returned as it is, so that nothing goes unsaid; a
// test finds such ids.
func (t *Tongue) Message(m Message) string {
	config := &i18n.LocalizeConfig{MessageID: m.ID}
	if len(m.Args) > 0 {
		args := make(map[string]any, len(m.Args))
		for name, value := range m.Args {
			args[name] = t.value(value)
		}
		config.TemplateData = args
		if count, ok := m.Args["Count"].(int); ok {
			config.PluralCount = count
		}
	}
	said, err := t.localizer.Localize(config)
	if err != nil && said == "" && config.PluralCount != nil { // a sentence that is the same for every count
		config.PluralCount = nil
		said, err = t.localizer.Localize(config)
	}
	switch {
	case err == nil || said != "":
		return said
	case t.Tag != "en":
		return In("en").Message(m)
	}
	return m.ID
}

// Error says an error: in the language where the error is a Speaker, in its
// own words otherwise.
func (t *Tongue) Error(err error) string {
	if err == nil {
		return ""
	}
	var speaker Speaker
	if errors.As(err, &speaker) {
		id, args := speaker.Message()
		if said := t.Message(Message{ID: id, Args: args}); said != id {
			return said
		}
	}
	return err.Error()
}

func (t *Tongue) value(v any) any {
	switch v := v.(type) {
	case forms.Number:
		return t.kept(t.Number(v))
	case int:
		return t.kept(t.Number(forms.Whole(int64(v))))
	case int64:
		return t.kept(t.Number(forms.Whole(v)))
	case string:
		return t.kept(v)
	case Message:
		return t.Message(v)
	case forms.Text:
		return v.In(t.Tag)
	case []forms.Text:
		return t.Names(v)
	case error:
		return t.Error(v)
	case []string:
		return t.List(v)
	}
	return v
}

// Names lists names: "Sweden, women, 2025".
func (t *Tongue) Names(names []forms.Text) string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = name.In(t.Tag)
	}
	return t.List(said)
}

// IDs returns the ids of all sentences that a language has, in order. It is
// for tests that compare languages.
func IDs(tag string) []string {
	var ids []string
	for _, m := range messages(tag) {
		ids = append(ids, m.ID)
	}
	slices.Sort(ids)
	return ids
}
