package reader

import (
	"bytes"
	"io"
	"regexp"

	"golang.org/x/text/encoding/htmlindex"
)

// isMarkup reports whether a file is XML or a web page.
func isMarkup(content []byte) bool {
	start := content[:min(len(content), 1024)]
	if how := wideWriting(start); how != nil {
		start, _ = how.NewDecoder().Bytes(start)
	}
	start = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xEF\xBB\xBF")), " \t\r\n"))
	for _, tag := range []string{"<html", "<!doctype", "<?xml", "<table", "<meta", "<head", "<body", "<style", "<script", "<div", "<center", "<font", "<tr", "<!--", "<office:document", "<workbook", "<ss:workbook", "mime-version:"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(start, []byte("<")) && bytes.Contains(start, []byte("<table"))
}

// markup reads a workbook that is one text of XML, or the tables of a web
// page. Portals like to hand out both under the name of .xls.
func (w *work) markup(content []byte) error {
	text, err := w.decodeMarkup(content)
	if err != nil {
		return err
	}
	start := bytes.ToLower(text[:min(len(text), 4096)])
	has := func(mark string) bool { return bytes.Contains(start, []byte(mark)) }
	ends := func(mark string) bool { return bytes.HasSuffix(bytes.TrimSpace(text), []byte(mark)) }
	switch {
	case has("mime-version:"): // several files in one
		return w.problem(WebPage, nil)
	case has("<html"):
	case has("urn:schemas-microsoft-com:office:spreadsheet"):
		if !ends("Workbook>") {
			return w.problem(Truncated, nil)
		}
		return w.officeXML(text)
	case has("office:document") && has("urn:oasis:names:tc:opendocument"):
		if !ends("document>") {
			return w.problem(Truncated, nil)
		}
		return newOpenBook(w).readAll(w.followed(text))
	}
	return w.webPage(text)
}

var saidWriting = regexp.MustCompile(`(?i)(?:encoding|charset)\s*=\s*["']?\s*([a-z0-9_:-]{2,40})`)

// decodeMarkup turns markup into UTF-8 as it says of itself that it is stored.
func (w *work) decodeMarkup(content []byte) ([]byte, error) {
	said := saidWriting.FindSubmatch(content[:min(len(content), 4096)])
	if said == nil || wideWriting(content) != nil {
		return w.decode(content)
	}
	how, err := htmlindex.Get(string(said[1]))
	if err != nil {
		return w.decode(content)
	}
	if name, _ := htmlindex.Name(how); name == "utf-8" || name == "utf-16le" || name == "utf-16be" {
		return w.decode(content) // perhaps it is not what it says
	}
	return w.decoded(content, how)
}

// followed reads a text with an eye on the progress and on being stopped.
func (w *work) followed(text []byte) io.Reader {
	w.unpacked, w.expected = 0, int64(len(text))
	return &budgeted{w, io.NopCloser(bytes.NewReader(text))}
}
