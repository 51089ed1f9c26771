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
	carry := carrying{entries: entries, version: v.older.Version()}
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
		carry.add(e, key, value)
	}
	for _, e := range entries[document.KindNote] {
		if key, ok := v.newer.MigrateNote(older, newer, e.Key); ok {
			carry.add(e, key, e.Value)
		}
	}
	for _, e := range entries[document.KindQuestion] {
		if key, ok := v.newer.MigrateQuestion(v.older.Version(), e.Key); ok {
			carry.add(e, key, e.Value)
		}
	}
	for _, e := range entries[document.KindTable] {
		carry.add(e, v.newer.MigrateTable(v.older.Version(), e.Key), e.Value)
	}
	bundle, err := v.newer.Bundle()
	if err != nil {
		return nil, err
	}
	return append(carry.edits(), document.Edit{Kind: document.KindSetting, Key: definitionSetting, After: base64.StdEncoding.EncodeToString(bundle)}), nil
}

// carrying gathers where entries go. What stays at its place goes before what
// moves there, and of two that would move to one place the first does: the
// other stays where it is, as what fits nowhere does. Where something else
// comes to stand there, it is kept under its key with the older version.
type carrying struct {
	entries map[document.Kind][]document.Entry
	version string
	moves   []carried
}

type carried struct {
	from       document.Entry
	key, value string
}

func (c *carrying) add(from document.Entry, key, value string) {
	c.moves = append(c.moves, carried{from, key, value})
}

// edits are one for each place that changes.
func (c *carrying) edits() []document.Edit {
	type place struct {
		kind document.Kind
		key  string
	}
	taken, leaves := map[place]bool{}, map[place]bool{}
	for _, m := range c.moves {
		if m.key == m.from.Key {
			taken[place{m.from.Kind, m.key}] = true
		}
	}
	var going []carried
	for _, m := range c.moves {
		at := place{m.from.Kind, m.key}
		switch {
		case m.key == m.from.Key && m.value == m.from.Value:
		case m.key == m.from.Key:
			going = append(going, m)
		case !taken[at]:
			taken[at] = true
			leaves[place{m.from.Kind, m.from.Key}] = true
			going = append(going, m)
		}
	}
	before := map[place]string{}
	for kind, entries := range c.entries {
		for _, e := range entries {
			before[place{kind, e.Key}] = e.Value
		}
	}
	var edits []document.Edit
	for _, m := range going {
		at := place{m.from.Kind, m.key}
		if m.key != m.from.Key && before[at] != "" && !leaves[at] {
			edits = append(edits, document.Edit{Kind: at.kind, Key: at.key + "@" + c.version, After: before[at]})
		}
	}
	for _, m := range going {
		at := place{m.from.Kind, m.key}
		delete(leaves, at)
		edits = append(edits, document.Edit{Kind: at.kind, Key: at.key, Before: before[at], After: m.value})
	}
	for _, m := range going {
		if at := (place{m.from.Kind, m.from.Key}); leaves[at] {
			edits = append(edits, document.Edit{Kind: at.kind, Key: at.key, Before: before[at]})
		}
	}
	return edits
}
