package reader_test

import (
	"testing"
)

// openDocument makes the smallest .ods file around the XML of its content.
func openDocument(t testing.TB, kind, content string) []byte {
	t.Helper()
	if kind == "" {
		kind = "application/vnd.oasis.opendocument.spreadsheet"
	}
	return archive(t, map[string]string{"mimetype": kind, "content.xml": content})
}
