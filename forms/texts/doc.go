// Package texts reads files of texts: an id and a text a line, in the plain
// part of YAML that such files keep to. It is many times faster than a reader
// of all YAML, which whoever meets anything else falls back on. What texts
// mean, and in which language they are said, is not here.
package texts
