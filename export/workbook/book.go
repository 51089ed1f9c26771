package workbook

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/words"

	"github.com/xuri/excelize/v2"
)

// book is a workbook while it is being written.
type book struct {
	ctx     context.Context
	s       *Submission
	say     *words.Tongue
	right   bool // right-to-left
	file    *excelize.File
	looks   *looks
	numbers map[uint32]int // styles of figures
	warning int            // conditional style of a total that differs
	names   map[string]bool
	layouts []*layout
	done    func(cells int)

	manifest []record
	result   Result
}

// record is one line of the manifest.
type record struct {
	key, value, sheet string
	cells             int
}

// compose builds the whole workbook.
func compose(ctx context.Context, s *Submission, done func(int)) (*book, error) {
	b := &book{ctx: ctx, s: s, say: words.In(s.Language), file: excelize.NewFile(), numbers: map[uint32]int{},
		names: map[string]bool{}, done: done}
	b.looks = &looks{file: b.file, made: map[look]int{}}
	base, _, _ := strings.Cut(strings.ToLower(s.Language), "-")
	b.right = base == "ar" || base == "he" || base == "fa" || base == "ur"
	if err := b.compose(); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

func (b *book) compose() error {
	b.file.SetZipWriter(newOrderedZip)
	var err error
	if b.warning, err = b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: red},
		Border: []excelize.Border{{Type: "left", Color: red, Style: 1}, {Type: "right", Color: red, Style: 1},
			{Type: "top", Color: red, Style: 1}, {Type: "bottom", Color: red, Style: 1}}}); err != nil {
		return err
	}
	for _, t := range b.s.Questionnaire.Tables {
		for _, c := range t.Cubes {
			if !b.s.Has(t, c) {
				continue
			}
			l, err := lay(t, c, b.s.Language)
			if err != nil {
				return err
			}
			b.layouts = append(b.layouts, l)
		}
	}
	codes, ranges := b.codeLists()
	questions := b.questions(ranges)
	pages := []*page{b.notes(), b.findings(), b.sources(), codes, b.flags()}

	// The order of the sheets is settled first; they are written in another.
	cover, err := b.sheet(b.say.Say("workbook.sheet_cover"))
	if err != nil {
		return err
	}
	if questions.name, err = b.sheet(questions.name); err != nil {
		return err
	}
	for _, l := range b.layouts {
		if l.sheet, err = b.sheet(l.cube.Name); err != nil {
			return err
		}
	}
	for _, p := range pages {
		if p.name, err = b.sheet(p.name); err != nil {
			return err
		}
	}
	manifest := &page{kind: "manifest", hidden: true, columns: []field{{id: "key", head: "key", width: 30},
		{id: "value", head: "value", width: 70}, {id: "sheet", head: "sheet", width: 30}, {id: "cells", head: "cells", width: 10}}}
	if manifest.name, err = b.sheet("Manifest"); err != nil {
		return err
	}
	if err = b.hide(append(pages, manifest)); err != nil {
		return err
	}
	if err = b.defineRanges(codes.name, ranges); err != nil {
		return err
	}
	b.describe()
	for _, p := range append([]*page{questions}, pages...) {
		if err = b.write(p); err != nil {
			return err
		}
		b.manifest = append(b.manifest, record{"sheet:" + p.kind, hashRows(p.texts()), p.name, len(p.rows)})
	}
	for _, l := range b.layouts {
		if err = b.table(l); err != nil {
			return err
		}
	}
	b.result.Fingerprint = hashRecords(b.manifest)
	b.manifest = append(b.manifest, record{key: "workbook", value: b.result.Fingerprint})
	for _, r := range b.manifest {
		manifest.rows = append(manifest.rows, []any{r.key, r.value, r.sheet, r.cells})
	}
	if err = b.write(manifest); err != nil {
		return err
	}
	if err = b.cover(cover); err != nil {
		return err
	}
	return b.properties()
}

// describe begins the manifest with what the workbook is.
func (b *book) describe() {
	s := b.s
	add := func(key, value string) {
		b.manifest = append(b.manifest, record{key: key, value: b.text(key, value)})
	}
	add("format", formatName)
	add("version", formatVersion)
	add("questionnaire", s.Questionnaire.ID)
	add("questionnaire_version", s.Questionnaire.Version)
	add("scope", s.Questionnaire.Scope)
	add("country", s.Questionnaire.Country)
	add("year", year(s.Questionnaire.Year))
	if len(s.Questionnaire.Coarser) > 0 {
		add("breakdowns", breakdowns(s.Questionnaire))
	}
	add("language", s.Language)
	add("draft", yes(s.Draft))
	add("blank", yes(s.Blank))
	add("parts", strings.Join(s.Parts, ","))
	add("document", s.Document)
	add("office", s.Office)
	add("contact", s.Contact)
	add("created", stamp(s.Created))
	add("program", s.Program)
	add("answers", s.Fingerprint)
}

// breakdowns is what the office chose to answer in coarser breakdowns.
func breakdowns(q *forms.Questionnaire) string {
	all := make([]string, len(q.Coarser))
	for i, c := range q.Coarser {
		all[i] = c.String()
	}
	return strings.Join(all, "; ")
}

func (b *book) properties() error {
	b.file.Pkg.Store("docProps/core.xml", b.core())
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "Migraform"}); err != nil {
		return err
	}
	yes, no := true, false
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}); err != nil {
		return err
	}
	if err := b.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{FilterPrivacy: &no}); err != nil {
		return err
	}
	return nil
}

// hide hides what is not for people and opens the workbook at its cover. It
// comes before anything is written: excelize reads every sheet for it, and
// would read back, whole, those that are written.
func (b *book) hide(pages []*page) error {
	b.file.SetActiveSheet(0)
	for _, p := range pages {
		if !p.hidden {
			continue
		}
		if err := b.file.SetSheetVisible(p.name, false); err != nil {
			return err
		}
	}
	return nil
}

// core writes the document's properties. excelize writes them without the
// prefixes that everybody else uses, and exceljs then refuses the workbook.
func (b *book) core() []byte {
	var x bytes.Buffer
	x.WriteString(xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	office := b.text("office", b.s.Office)
	for _, property := range []struct{ name, attributes, text string }{
		{"dc:title", "", b.in(b.s.Questionnaire.Title)},
		{"dc:subject", "", b.countryName() + " " + year(b.s.Questionnaire.Year)},
		{"dc:creator", "", office},
		{"cp:lastModifiedBy", "", office},
		{"dcterms:created", ` xsi:type="dcterms:W3CDTF"`, stamp(b.s.Created)},
		{"dcterms:modified", ` xsi:type="dcterms:W3CDTF"`, stamp(b.s.Created)},
		{"dc:identifier", "", b.result.Fingerprint},
		{"dc:language", "", b.s.Language},
	} {
		if property.text == "" {
			continue
		}
		x.WriteString("<" + property.name + property.attributes + ">")
		_ = xml.EscapeText(&x, []byte(property.text))
		x.WriteString("</" + property.name + ">")
	}
	x.WriteString("</cp:coreProperties>")
	return x.Bytes()
}

// sheet makes the next sheet; the first takes the place of the one that every
// new file has.
func (b *book) sheet(wanted string) (string, error) {
	first := len(b.names) == 0
	name := sheetName(wanted, b.names)
	b.result.Sheets = append(b.result.Sheets, name)
	if first {
		return name, b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return name, err
}

// begin sets up what every sheet has and returns its writer. used is the
// range that will be filled, empty where that is not known yet: programs that
// stream trust it. wide is how many pages side by side it is printed on.
func (b *book) begin(sheet, used string, landscape bool, wide int) (*excelize.StreamWriter, error) {
	yes, no := true, false
	color, width := "FF"+blue, 12.0
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes, TabColorRGB: &color, DefaultColWidth: &width}); err != nil {
		return nil, err
	}
	if err := b.file.SetSheetDimension(sheet, used); err != nil {
		return nil, err
	}
	w, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	if err = b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{RightToLeft: &b.right, ShowGridLines: &no}); err != nil {
		return nil, err
	}
	// Whoever needs to may lift the protection: it guards against slips.
	if err = b.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		FormatCells: true, FormatColumns: true, FormatRows: true, EditObjects: true, EditScenarios: true}); err != nil {
		return nil, err
	}
	orientation, paper, high := "portrait", 9, 0
	if landscape {
		orientation = "landscape"
	}
	if err = b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &paper,
		FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return nil, err
	}
	side, edge, line := 0.4, 0.7, 0.3
	if err = b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge,
		Header: &line, Footer: &line}); err != nil {
		return nil, err
	}
	left := b.countryName() + " " + year(b.s.Questionnaire.Year)
	if b.s.Draft {
		left += " · " + b.say.Say("workbook.draft")
	}
	return w, b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + forHeader(left) + "&R" + forHeader(shortened(b.s.Questionnaire.Title.In(b.s.Language), 90)),
		OddFooter: "&L" + forHeader(sheet) + "&R&P / &N"})
}

// forHeader doubles the sign that begins a field in headers and footers.
func forHeader(text string) string {
	text, _, _ = clean(text)
	return strings.ReplaceAll(shortened(text, 90), "&", "&&")
}

// text cleans a text and remembers where something of it was lost.
func (b *book) text(where, text string) string {
	cleaned, changed, cut := clean(text)
	if changed || cut {
		b.result.Changes = append(b.result.Changes, TextChange{Where: where, Cut: cut})
	}
	return cleaned
}

func (b *book) in(t forms.Text) string {
	text, _, _ := clean(t.In(b.s.Language))
	return text
}

// countryName looks the country up in the questionnaire's own lists.
func (b *book) countryName() string {
	id := b.s.Questionnaire.Country
	for _, c := range b.s.Questionnaire.Cubes {
		for _, axis := range c.Axes {
			if i := axis.List.Index(id); i >= 0 {
				return b.in(axis.List.Codes[i].Name)
			}
		}
	}
	return id
}

func (b *book) save(to io.Writer) error { return b.file.Write(to) }

func (b *book) close() { _ = b.file.Close() }

// widths sets the widths of the columns from A, and hides some at the left.
// excelize keeps the columns in the order of the calls, latest first, and
// Excel wants them ascending: hence backwards.
func widths(w *excelize.StreamWriter, hidden int, widths ...float64) error {
	for col := len(widths); col > 0; col-- {
		if err := w.SetColWidth(col, col, widths[col-1]); err != nil {
			return err
		}
	}
	for col := hidden; col > 0; col-- {
		if err := w.SetColVisible(col, col, false); err != nil {
			return err
		}
	}
	return nil
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
