package workspace

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
)

// definitionSetting is where a document keeps a copy of the definition to
// which its answers were moved, once that is not the one it was begun with.
const definitionSetting = "definition"

// versions are the definition that a document's answers are laid out for and
// the one that it opens with.
type versions struct {
	older, newer *definition.Definition
}

// versionsOf opens a document with the built-in questionnaire where that is
// the same one, or a later version of it, and with the document's own copy
// otherwise.
func versionsOf(doc *document.Document, settings map[string]string) (versions, error) {
	builtIn, err := definition.BuiltIn()
	if err != nil {
		return versions{}, err
	}
	info := doc.Info()
	bundle := info.Definition
	if kept := settings[definitionSetting]; kept != "" {
		if bundle, err = base64.StdEncoding.DecodeString(kept); err != nil {
			return versions{}, fmt.Errorf("%s: the copy of the questionnaire is damaged: %w", doc.Path(), err)
		}
	} else if info.Properties["questionnaire"] == builtIn.ID() && info.Properties["version"] == builtIn.Version() {
		return versions{newer: builtIn}, nil
	}
	own, err := definition.Unbundle(bundle)
	if err != nil {
		return versions{}, err
	}
	switch {
	case own.ID() != builtIn.ID() || definition.Newer(own.Version(), builtIn.Version()):
		return versions{newer: own}, nil
	case own.Version() == builtIn.Version():
		return versions{newer: builtIn}, nil
	}
	return versions{older: own, newer: builtIn}, nil
}

// form makes a definition concrete for a document and the conditions that
// hold; nil means all. What was chosen and is not offered any more is left
// out: its answers are kept aside.
func form(d *definition.Definition, info document.Info, choices definition.Choices, holds func(string) bool) (*forms.Questionnaire, definition.Choices, error) {
	year, _ := strconv.Atoi(info.Properties["year"])
	f := definition.Form{Country: info.Properties["country"], Year: year, Scope: info.Properties["scope"], Choices: choices, Holds: holds}
	for {
		q, err := d.Make(f)
		var refused *definition.ChoiceError
		if !errors.As(err, &refused) {
			return q, f.Choices, err
		}
		f.Choices = slices.DeleteFunc(slices.Clone(f.Choices), refused.Choice.Same)
	}
}

// moves lists the edits that carry answers, notes and answers to questions
// over to the newer definition. What fits nowhere stays where it is.
func (v *versions) moves(info document.Info, chosen string, entries map[document.Kind][]document.Entry) ([]document.Edit, error) {
	choices, err := definition.ParseChoices(chosen)
	if err != nil {
		return nil, err
	}
	newer, _, err := form(v.newer, info, choices, nil)
	if err != nil {
		return nil, err
	}
	older, _, err := form(v.older, info, choices, nil)
	if err != nil {
		return nil, err
	}
	var edits []document.Edit
	move := func(e document.Entry, key, value string) {
		if key == e.Key && value == e.Value {
			return
		}
		if key != e.Key {
			edits = append(edits, document.Edit{Kind: e.Kind, Key: e.Key, Before: e.Value})
		}
		edits = append(edits, document.Edit{Kind: e.Kind, Key: key, After: value})
	}
	for _, e := range entries[document.KindAnswer] {
		key, ok := v.newer.MigrateAddress(older, newer, e.Key)
		if !ok {
			continue
		}
		value := e.Value
		var answer forms.Answer
		if err := answer.UnmarshalText([]byte(value)); err != nil {
			return nil, err
		}
		if into, ok := v.newer.MigrateAddress(older, newer, answer.Into); ok && into != answer.Into {
			answer.Into = into
			text, _ := answer.MarshalText()
			value = string(text)
		}
		move(e, key, value)
	}
	for _, e := range entries[document.KindNote] {
		if key, ok := v.newer.MigrateAddress(older, newer, e.Key); ok {
			move(e, key, e.Value)
		}
	}
	for _, e := range entries[document.KindQuestion] {
		if key, ok := v.newer.MigrateQuestion(v.older.Version(), e.Key); ok {
			move(e, key, e.Value)
		}
	}
	bundle, err := v.newer.Bundle()
	if err != nil {
		return nil, err
	}
	return append(edits, document.Edit{Kind: document.KindSetting, Key: definitionSetting, After: base64.StdEncoding.EncodeToString(bundle)}), nil
}
