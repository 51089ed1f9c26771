// Package definition loads and checks questionnaire definitions and code
// lists, makes a definition concrete for one country and year, says what is
// asked given the answers to questions, and finds the place of answers that
// were given to an older version. A definition is data: a YAML file of tables,
// lists, relations and questions, with its texts in a file a language beside
// it; assets/questionnaires/AUTHORING.md says how to write one. Every mistake
// of a definition is reported with file, line and column, not only the first.
// What a concrete questionnaire is lives in package forms; whether its
// relations hold is told by package validation.
package definition
