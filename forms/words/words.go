package words

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
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
	style     numberStyle
}

// Languages are the tags that the program speaks, English first.
var Languages = []string{"en", "fr"}

// Names are the languages' names for themselves.
var Names = map[string]string{"en": "English", "fr": "Français"}

// tongues are loaded when they are first spoken: most people need one, and
// starting the program must not wait for the others.
var tongues = func() map[string]func() *Tongue {
	loads := map[string]func() *Tongue{}
	for _, tag := range Languages {
		loads[tag] = sync.OnceValue(func() *Tongue { return load(tag) })
	}
	return loads
}()

func load(tag string) *Tongue {
	bundle := i18n.NewBundle(language.Make(tag))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	files, err := fs.Glob(assets.Translations, "translations/*."+tag+".yaml")
	if err != nil {
		panic(err)
	}
	for _, name := range files {
		text, err := assets.Translations.ReadFile(name)
		if err == nil {
			_, err = bundle.ParseMessageFileBytes(text, path.Base(name))
		}
		if err != nil {
			panic(fmt.Sprintf("translations %s: %v", name, err))
		}
	}
	return &Tongue{Tag: tag, localizer: i18n.NewLocalizer(bundle, tag), style: styles[tag]}
}

// In returns the tongue of a language tag ("fr", "fr-CA"), English where the
// program does not speak it.
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
		return t.Number(v)
	case int:
		return t.Number(forms.Whole(int64(v)))
	case int64:
		return t.Number(forms.Whole(v))
	case Message:
		return t.Message(v)
	case forms.Text:
		return v.In(t.Tag)
	case []forms.Text:
		return t.Names(v)
	case error:
		return t.Error(v)
	case []string:
		return strings.Join(v, ", ")
	}
	return v
}

// Names lists names: "Sweden, women, 2025".
func (t *Tongue) Names(names []forms.Text) string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = name.In(t.Tag)
	}
	return strings.Join(said, ", ")
}

// IDs returns the ids of all sentences that a language has, in order. It is
// for tests that compare languages.
func IDs(tag string) []string {
	ids := map[string]bool{}
	files, _ := fs.Glob(assets.Translations, "translations/*."+tag+".yaml")
	for _, name := range files {
		text, _ := assets.Translations.ReadFile(name)
		var entries map[string]any
		if yaml.Unmarshal(text, &entries) == nil {
			for id := range entries {
				ids[id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(ids))
}
