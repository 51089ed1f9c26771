package reader

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"migraform/forms/markup"
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
	locks, err := w.openLocks(parts["meta-inf/manifest.xml"])
	if err != nil {
		return err
	}
	d := newOpenBook(w)
	if part := parts["styles.xml"]; part != nil {
		content, err := w.openPart(part, locks["styles.xml"])
		if err != nil {
			return err
		}
		defer content.Close()
		if err := w.markupIn(part.Name, content, d.read); err != nil {
			return err
		}
	}
	content, err := w.openPart(parts["content.xml"], locks["content.xml"])
	if err != nil {
		return err
	}
	defer content.Close()
	return d.readAll(content)
}

func newOpenBook(w *work) *openBook {
	return &openBook{work: w, book: book{styles: []style{{plain: true}}}, dataStyles: map[string]style{}, cellStyles: map[string]openStyle{},
		hiddenTables: map[string]bool{}, raised: map[string]bool{}, ids: map[string]int{}, percents: map[string]int{}}
}

// readAll reads the XML that holds the sheets, and explains what is wrong.
func (d *openBook) readAll(content io.Reader) error {
	w := d.work
	err := d.read(markup.NewScanner(content))
	for _, sheet := range w.file.Sheets {
		sheet.styles = d.styles
	}
	var known *Problem
	switch {
	case err == nil:
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
	step         float64 // points of an indent

	// The sheet and place being read.
	sheet    *Sheet
	row, col int
}

type openStyle struct {
	data, parent string
	indent       float64 // in points
}

// read reads styles and sheets, in whatever order they come.
func (d *openBook) read(m *markup.Scanner) error {
	return m.Each(func() error {
		var err error
		switch string(m.Name) {
		case "number-style", "percentage-style", "currency-style", "date-style", "time-style", "text-style", "boolean-style":
			err = d.readDataStyle(m)
		case "style":
			err = d.readStyle(m)
		case "spreadsheet":
			d.spreadsheet = true
		case "tracked-changes", "dde-links", "shapes", "master-styles", "scripts":
			err = m.Skip()
		case "table":
			if len(d.work.file.Sheets) == d.work.limits.Sheets {
				return d.work.problem(TooManySheets, nil, "Limit", d.work.limits.Sheets)
			}
			reading := &openSheet{openBook: d}
			err = reading.read(m)
		}
		return err
	})
}

// readDataStyle reads how numbers are shown. Other formats write one code with
// a part for what is above zero, below and zero; here each part is a style of
// its own, and the last one says when which of them holds.
func (d *openBook) readDataStyle(m *markup.Scanner) error {
	kind, name := string(m.Name), m.AttrText("name")
	s := style{percent: kind == "percentage-style", plain: kind != "percentage-style"}
	var above *style
	var zero *string
	var words []byte
	signs, counts := "", kind == "number-style" || kind == "percentage-style" || kind == "currency-style"
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found == markup.Characters {
			words = append(words, bytes.TrimSpace(m.AppendText(nil))...)
		}
		if found != markup.Opening {
			return false, nil
		}
		switch string(m.Name) {
		case "number":
			counts = false
			places := m.AttrNumber("decimal-places", -1)
			s.plain = places < 0 && !s.percent // as the number comes
			s.decimals = min(max(places, 0), 10)
			if m.AttrIs("grouping") {
				s.group = ","
			}
			if factor, found := m.Attr("display-factor"); found {
				f, _ := strconv.ParseFloat(string(factor), 64)
				for ; f >= 1000 && s.thousands < 3; f /= 1000 {
					s.thousands++
				}
			}
		case "embedded-text":
			if m.AttrNumber("position", 0) == 3 && s.group == "" {
				s.group = " "
			}
		case "scientific-number", "fraction", "text-content":
			counts, s.plain = false, true
		case "year", "month", "day", "hours", "seconds":
			signs += string(m.Name[0])
		case "map":
			shown, known := d.dataStyles[m.AttrText("apply-style-name")]
			switch condition := m.AttrText("condition"); {
			case known && strings.Contains(condition, ">"):
				above = &shown
			case known && strings.HasSuffix(condition, "=0"):
				zero = shown.every
			}
		}
		return false, nil
	})
	shown := string(words[:min(len(words), 32)])
	switch {
	case above != nil && counts: // this part holds for zero
		s = *above
		s.zero = &shown
	case above != nil:
		s = *above
		s.zero = zero
	case counts:
		s.every = &shown
	case kind == "date-style", kind == "time-style":
		s.date, s.plain = shapeOf(signs), true
	}
	d.dataStyles[name] = s
	return err
}

func (d *openBook) readStyle(m *markup.Scanner) error {
	family, name := m.AttrText("family"), m.AttrText("name")
	s := openStyle{data: m.AttrText("data-style-name"), parent: m.AttrText("parent-style-name")}
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found != markup.Opening {
			return false, nil
		}
		switch string(m.Name) {
		case "paragraph-properties":
			s.indent = pointsIn(m.AttrText("margin-left"))
		case "table-properties":
			if shown, found := m.Attr("display"); family == "table" && found && string(shown) == "false" {
				d.hiddenTables[name] = true
			}
		case "text-properties":
			position := m.AttrText("text-position")
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

// pointsIn reads a length.
func pointsIn(length string) float64 {
	for unit, points := range map[string]float64{"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72, "pt": 1, "pc": 12, "px": 0.75} {
		if number, found := strings.CutSuffix(length, unit); found {
			if n, err := strconv.ParseFloat(number, 64); err == nil && n > 0 && n < 1000 {
				return n * points
			}
		}
	}
	return 0
}

// steps turns the margin left of a label into steps as workbooks of other
// formats count them. They are of 10 points each, or of as many as the
// smallest margin has: it depends on the letters.
func (d *openBook) steps(points float64) int {
	if d.step == 0 {
		d.step = 10
		for _, s := range d.cellStyles {
			if s.indent >= 3 {
				d.step = min(d.step, s.indent)
			}
		}
	}
	return int(points/d.step + 0.5)
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
			s.indent = d.steps(own.indent)
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
