package reader

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// openDocument reads an .ods file: the styles, then the sheets as they come.
func (w *work) openDocument(parts map[string]*zip.File) error {
	if part := parts["mimetype"]; part != nil {
		kind, err := w.start(part)
		if err != nil {
			return err
		}
		if bytes.Contains(kind, []byte("opendocument")) && !bytes.Contains(kind, []byte("spreadsheet")) {
			return w.problem(OpenDocument, nil)
		}
	}
	if part := parts["META-INF/manifest.xml"]; part != nil {
		locked := false
		err := w.part(part, func(m *markup) error {
			for !locked {
				piece, err := m.next()
				if err != nil {
					return err
				}
				locked = piece == opening && string(m.name) == "encryption-data"
			}
			return io.EOF
		})
		switch {
		case locked:
			return w.problem(Encrypted, nil)
		case err != nil:
			return err
		}
	}
	d := &openBook{work: w, dataStyles: map[string]style{}, cellStyles: map[string]openStyle{}, hiddenTables: map[string]bool{}, raised: map[string]bool{}, ids: map[string]int{}, percents: map[string]int{}}
	d.styles = []style{{plain: true}}
	if part := parts["styles.xml"]; part != nil {
		if err := w.part(part, d.read); err != nil {
			return err
		}
	}
	content, err := w.open(parts["content.xml"])
	if err != nil {
		return err
	}
	defer content.Close()
	err = d.read(newMarkup(content))
	for _, sheet := range w.file.Sheets {
		sheet.styles = d.styles
	}
	var known *Problem
	switch {
	case err == nil, err == io.EOF:
	case errors.As(err, &known), w.ctx.Err() != nil:
		return err
	case d.sheet != nil:
		return w.problem(DamagedSheet, err, "Sheet", d.sheet.Name, "Cell", Name(max(d.row, 0), max(d.col, 0)))
	default:
		return w.problem(Damaged, err)
	}
	switch {
	case len(w.file.Sheets) > 0:
		return nil
	case d.spreadsheet:
		return w.problem(NoSheets, nil)
	}
	return w.problem(OpenDocument, nil)
}

// start unpacks the first few bytes of a part.
func (w *work) start(part *zip.File) ([]byte, error) {
	content, err := w.open(part)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	b, err := io.ReadAll(io.LimitReader(content, 256))
	if err != nil {
		return nil, w.problem(Damaged, err)
	}
	return b, nil
}

// openBook is an OpenDocument spreadsheet being read.
type openBook struct {
	book
	work         *work
	dataStyles   map[string]style // how numbers are shown, by name
	cellStyles   map[string]openStyle
	hiddenTables map[string]bool // styles of sheets that are hidden
	raised       map[string]bool // styles of text that is raised
	ids          map[string]int  // by name, into styles
	percents     map[string]int  // the same for cells that are percentages
	spreadsheet  bool

	// The sheet and place being read.
	sheet    *Sheet
	row, col int
}

type openStyle struct {
	data, parent string
	indent       int
}

// read reads styles and sheets, in whatever order they come.
func (d *openBook) read(m *markup) error {
	for {
		piece, err := m.next()
		if err != nil {
			return err
		}
		if piece != opening {
			continue
		}
		switch string(m.name) {
		case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style", "boolean-style":
			err = d.readDataStyle(m)
		case "style":
			err = d.readStyle(m)
		case "spreadsheet":
			d.spreadsheet = true
		case "tracked-changes", "dde-links", "shapes", "master-styles", "scripts":
			err = m.skipElement()
		case "table":
			if len(d.work.file.Sheets) == d.work.limits.Sheets {
				return d.work.problem(TooManySheets, nil, "Limit", d.work.limits.Sheets)
			}
			reading := &openSheet{openBook: d}
			err = reading.read(m)
		}
		if err != nil {
			return ending(err)
		}
	}
}

// ending turns the end of the file inside of an element into what it is.
func ending(err error) error {
	if err == io.EOF {
		return errMarkup
	}
	return err
}

// skipElement goes behind the end of the element that was just opened.
func (m *markup) skipElement() error {
	if m.closed {
		return nil
	}
	for depth := 1; depth > 0; {
		piece, err := m.next()
		switch {
		case err != nil:
			return ending(err)
		case piece == opening && !m.closed:
			depth++
		case piece == closing:
			depth--
		}
	}
	return nil
}

// attributes goes over the attributes of the tag, by their names without
// prefix.
func (m *markup) attributes(yield func(name, value []byte) bool) {
	rest := m.attrs
	for {
		for len(rest) > 0 && rest[0] <= ' ' {
			rest = rest[1:]
		}
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 || equals+1 == len(rest) {
			return
		}
		quote := rest[equals+1]
		end := bytes.IndexByte(rest[equals+2:], quote)
		if end < 0 || quote != '"' && quote != '\'' {
			return
		}
		value := rest[equals+2 : equals+2+end]
		if !yield(localName(rest[:equals]), value) {
			return
		}
		rest = rest[equals+3+end:]
	}
}

// inside calls do for each piece within the element that was just opened. It
// reports whether it has read an element that it was given to its end.
func (m *markup) inside(do func(piece) (whole bool, err error)) error {
	if m.closed {
		return nil
	}
	for depth := 1; depth > 0; {
		found, err := m.next()
		if err != nil {
			return ending(err)
		}
		if found == closing {
			if depth--; depth == 0 {
				return nil
			}
		}
		single := found == opening && m.closed
		whole, err := do(found)
		if err != nil {
			return err
		}
		if found == opening && !single && !whole {
			depth++
		}
	}
	return nil
}

func (d *openBook) readDataStyle(m *markup) error {
	kind, name := string(m.name), m.attrText("name")
	s := style{percent: kind == "percentage-style", date: kind == "date-style" || kind == "time-style", plain: kind != "percentage-style"}
	err := m.inside(func(found piece) (bool, error) {
		if found != opening {
			return false, nil
		}
		switch string(m.name) {
		case "number":
			places := m.attrNumber("decimal-places", -1)
			s.plain = s.date || places < 0 && !s.percent // as the number comes
			s.decimals = min(max(places, 0), 10)
			if m.attrIs("grouping") {
				s.group = ","
			}
			if factor, found := m.attr("display-factor"); found {
				f, _ := strconv.ParseFloat(string(factor), 64)
				for ; f >= 1000 && s.thousands < 3; f /= 1000 {
					s.thousands++
				}
			}
		case "scientific-number", "fraction":
			s.plain = true
		}
		return false, nil
	})
	d.dataStyles[name] = s
	return err
}

func (d *openBook) readStyle(m *markup) error {
	family, name := m.attrText("family"), m.attrText("name")
	s := openStyle{data: m.attrText("data-style-name"), parent: m.attrText("parent-style-name")}
	err := m.inside(func(found piece) (bool, error) {
		if found != opening {
			return false, nil
		}
		switch string(m.name) {
		case "paragraph-properties":
			s.indent = steps(m.attrText("margin-left"))
		case "table-properties":
			if shown, found := m.attr("display"); family == "table" && found && string(shown) == "false" {
				d.hiddenTables[name] = true
			}
		case "text-properties":
			position := m.attrText("text-position")
			if rise, _, _ := strings.Cut(position, " "); family == "text" && position != "" {
				percent, err := strconv.ParseFloat(strings.TrimSuffix(rise, "%"), 64)
				d.raised[name] = rise == "super" || err == nil && percent > 0
			}
		}
		return false, nil
	})
	if family == "table-cell" {
		d.cellStyles[name] = s
	}
	return err
}

// steps turns the margin left of a label into steps as workbooks of other
// formats count them: 10 points each.
func steps(length string) int {
	for unit, points := range map[string]float64{"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72, "pt": 1, "pc": 12, "px": 0.75} {
		if number, found := strings.CutSuffix(length, unit); found {
			if n, err := strconv.ParseFloat(number, 64); err == nil && n > 0 && n < 1000 {
				return int(n*points/10 + 0.5)
			}
		}
	}
	return 0
}

// style returns the number of a cell's style. Percentages are shown as such
// whatever the style says, since the cell does.
func (d *openBook) style(name []byte, percent bool) int {
	ids := d.ids
	if percent {
		ids = d.percents
	}
	if id, known := ids[string(name)]; known {
		return id
	}
	s, data := style{plain: true}, false
	at := string(name)
	for range 16 { // styles that descend from each other in a circle end here
		own, known := d.cellStyles[at]
		if !known {
			break
		}
		if own.data != "" && !data {
			if shown, known := d.dataStyles[own.data]; known {
				indent := s.indent
				s, data = shown, true
				s.indent = indent
			}
		}
		if s.indent == 0 {
			s.indent = own.indent
		}
		at = own.parent
	}
	if percent && !s.percent {
		s = style{percent: true, decimals: 2, indent: s.indent}
	}
	if len(d.styles) == 1<<16-1 {
		return 0
	}
	id := len(d.styles)
	d.styles = append(d.styles, s)
	ids[string(name)] = id
	return id
}
