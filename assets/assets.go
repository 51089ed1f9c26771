// Package assets embeds what the program carries: questionnaires, code lists,
// translations, samples and icons. It holds no logic but the embedding.
package assets

import "embed"

// Questionnaires holds a folder for each built-in questionnaire and the JSON
// Schema that their YAML follows.
//
//go:embed questionnaires
var Questionnaires embed.FS

// Codes holds the lists of areas with their names and other names, as
// tab-separated tables.
//
//go:embed codes/*.tsv
var Codes embed.FS

// Translations holds a file TOPIC.LANGUAGE.yaml for each topic and language.
//
//go:embed translations/*.yaml
var Translations embed.FS

// Samples holds a half-filled document, as its figures and answers, and
// spreadsheets that can be brought into it.
//
//go:embed samples
var Samples embed.FS

// Icon is the program's icon, a PNG of 512 by 512.
//
//go:embed icons/migraform.png
var Icon []byte
