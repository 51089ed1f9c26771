// Package words says things to a person in a language: it looks up
// translated sentences, puts values into their places and writes numbers as
// the language does. Sentences live in assets/translations, one file a topic
// and language. Texts of a questionnaire are not here: they belong to the
// definition.
package words
