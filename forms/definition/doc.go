// Package definition loads and checks questionnaire definitions and code
// lists, and makes a definition concrete for one country and year. A
// definition is data: a YAML file of tables, lists and questions, with its
// texts in a file a language beside it. Every mistake of a definition is
// reported with file and line, not only the first. What a concrete
// questionnaire is lives in package forms.
package definition
