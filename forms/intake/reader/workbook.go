package reader

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"migraform/forms/markup"
)

// workbook reads the parts of an .xlsx or .xlsm file that cells depend on.
func (w *work) workbook(parts map[string]*zip.File) error {
	root := "xl/workbook.xml"
	if links, err := w.links(parts, "", "_rels/.rels"); err != nil {
		return err
	} else {
		for _, link := range links {
			if strings.HasSuffix(link.kind, "/officeDocument") && parts[link.target] != nil {
				root = link.target
			}
		}
	}
	if parts[root] == nil {
		return w.problem(NotWorkbook, nil)
	}
	folder := path.Dir(root)
	links, err := w.links(parts, folder, path.Join(folder, "_rels", path.Base(root)+".rels"))
	if err != nil {
		return err
	}
	book := &book{work: w}
	if err := w.part(parts[root], book.readIndex); err != nil {
		return err
	}
	if len(book.sheets) > w.limits.Sheets {
		return w.problem(TooManySheets, nil, "Limit", w.limits.Sheets)
	}
	for _, link := range links {
		part := parts[link.target]
		var read func(*markup.Scanner) error
		switch {
		case part == nil:
			continue
		case strings.HasSuffix(link.kind, "/sharedStrings"):
			read = book.readStrings
		case strings.HasSuffix(link.kind, "/styles"):
			read = book.readStyles
		default:
			continue
		}
		if err := w.part(part, read); err != nil {
			return err
		}
	}
	for _, listed := range book.sheets {
		link, known := links[listed.link]
		part := parts[link.target]
		switch {
		case known && !strings.HasSuffix(link.kind, "/worksheet"):
			continue // a chart or dialogue sheet
		case part == nil: // a sheet that is not there must not be passed over
			return w.problem(Damaged, nil, "Part", listed.name)
		}
		sheet := &Sheet{Name: listed.name, Hidden: listed.hidden, styles: book.styles}
		w.file.Sheets = append(w.file.Sheets, sheet)
		if err := w.sheet(part, book, sheet); err != nil {
			return err
		}
	}
	if len(w.file.Sheets) == 0 {
		return w.problem(NoSheets, nil)
	}
	return nil
}

func (w *work) sheet(part *zip.File, book *book, sheet *Sheet) error {
	content, err := w.open(part)
	if err != nil {
		return err
	}
	defer content.Close()
	reading := &sheetReading{work: w, book: book, sheet: sheet, xml: markup.NewScanner(content)}
	err = reading.read()
	var known *Problem
	if err == nil || errors.As(err, &known) || w.ctx.Err() != nil {
		return err
	}
	return w.problem(DamagedSheet, err, "Sheet", sheet.Name, "Cell", Name(max(reading.row, 0), max(reading.col, 0)))
}

// part unpacks a part and has it read.
func (w *work) part(part *zip.File, read func(*markup.Scanner) error) error {
	content, err := w.open(part)
	if err != nil {
		return err
	}
	defer content.Close()
	return w.markupIn(part.Name, content, read)
}

// markupIn has the XML of a part read, and explains what is wrong with it.
func (w *work) markupIn(part string, content io.Reader, read func(*markup.Scanner) error) error {
	err := read(markup.NewScanner(content))
	var known *Problem
	if err == nil || err == io.EOF || errors.As(err, &known) || w.ctx.Err() != nil {
		if err == io.EOF {
			return nil
		}
		return err
	}
	return w.problem(Damaged, err, "Part", part)
}

type link struct{ kind, target string }

// links reads which part stands behind which id. Links out of the file are
// left out: they are never followed.
func (w *work) links(parts map[string]*zip.File, folder, name string) (map[string]link, error) {
	links := map[string]link{}
	if parts[name] == nil {
		return links, nil
	}
	err := w.part(parts[name], func(m *markup.Scanner) error {
		return m.Each(func() error {
			if !m.Is("Relationship") || m.AttrText("TargetMode") == "External" {
				return nil
			}
			target := strings.ReplaceAll(m.AttrText("Target"), `\`, "/")
			if strings.HasPrefix(target, "/") {
				target = target[1:]
			} else {
				target = path.Join(folder, target)
			}
			links[m.AttrText("Id")] = link{m.AttrText("Type"), strings.ToLower(target)}
			return nil
		})
	})
	return links, err
}

// book is what the sheets of a workbook share.
type book struct {
	sheets []listed
	from4  bool // days are counted from 1904
	// Formulas are to be calculated when the workbook is opened.
	recalculates bool
	strings      []string
	styles       []style
	work         *work
}

// mostStyles is how many styles a cell can tell apart; Excel allows 64,000.
const mostStyles = 1 << 16

// share adds a text that cells share.
func (b *book) share(text string) error {
	b.strings = append(b.strings, text)
	return b.work.hold(len(text) + 48) // with what growing takes
}

// look adds a style.
func (b *book) look(s style) {
	if len(b.styles) < mostStyles {
		b.styles = append(b.styles, s)
	}
}

type listed struct {
	name, link string
	hidden     bool
}

func (b *book) readIndex(m *markup.Scanner) error {
	return m.Each(func() error {
		switch string(m.Name) {
		case "workbookPr":
			b.from4 = m.AttrIs("date1904")
		case "calcPr":
			b.recalculates = m.AttrIs("fullCalcOnLoad")
		case "sheet":
			b.sheets = append(b.sheets, listed{m.AttrText("name"), m.AttrText("id"), strings.HasSuffix(strings.ToLower(m.AttrText("state")), "hidden")})
		}
		return nil
	})
}

func (b *book) readStrings(m *markup.Scanner) error {
	var text []byte
	return m.Each(func() (err error) {
		if !m.Is("si") {
			return nil
		}
		text = text[:0]
		if !m.Empty {
			if text, err = richText(m, text, "si"); err != nil {
				return err
			}
		}
		return b.share(string(markup.Unmarked(text)))
	})
}

// richText collects the text up to the closing tag. Runs that are raised, as
// footnote marks are, are written with raised characters, so that the mark in
// "Algeria¹" is not taken for a part of the name. Readings in other scripts
// (rPh) are left out.
func richText(m *markup.Scanner, text []byte, until string) ([]byte, error) {
	inText, phonetic, raised := false, 0, false
	var run []byte
	for {
		piece, err := m.Next()
		if err != nil {
			if err == io.EOF {
				err = markup.ErrDamaged
			}
			return text, err
		}
		switch piece {
		case markup.Characters:
			if inText && phonetic == 0 {
				if raised {
					run = m.AppendText(run)
				} else {
					text = m.AppendText(text)
				}
			}
		case markup.Opening:
			if m.Empty {
				if string(m.Name) == "vertAlign" && m.AttrText("val") == "superscript" {
					raised = true
				}
				continue
			}
			switch string(m.Name) {
			case "t":
				inText = true
			case "rPh":
				phonetic++
			case "vertAlign":
				raised = m.AttrText("val") == "superscript"
			case "r":
				raised = false
			}
		case markup.Closing:
			switch string(m.Name) {
			case "t":
				inText = false
			case "rPh":
				phonetic = max(phonetic-1, 0)
			case "r":
				if raised {
					text = appendRaised(text, string(run))
					run = run[:0]
				}
				raised = false
			case until:
				return appendRaised(text, string(run)), nil
			}
		}
	}
}

const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"

func appendRaised(to []byte, run string) []byte {
	bracketed := false
	for _, r := range run {
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			bracketed = true
		}
	}
	if bracketed {
		return append(append(append(to, "⁽"...), run...), "⁾"...)
	}
	digits := []rune(raisedDigits)
	for _, r := range run {
		if r >= '0' && r <= '9' {
			r = digits[r-'0']
		}
		to = append(to, string(r)...)
	}
	return to
}
