package reader_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"migraform/forms/intake/reader"
)

// openDocument makes the smallest .ods file around the XML of its content.
func openDocument(t testing.TB, kind, content string) []byte {
	t.Helper()
	if kind == "" {
		kind = "application/vnd.oasis.opendocument.spreadsheet"
	}
	return archive(t, map[string]string{"mimetype": kind, "content.xml": content})
}

const openStyles = `<automatic-styles>
<number-style name="N1"><number decimal-places="0" grouping="true"/></number-style>
<number-style name="N2"><number decimal-places="0" grouping="true" display-factor="1000"/></number-style>
<number-style name="N3"><number min-integer-digits="1"/></number-style>
<percentage-style name="N4"><number decimal-places="1"/><text>%</text></percentage-style>
<style name="base" family="table-cell" data-style-name="N1"/>
<style name="grouped" family="table-cell" parent-style-name="base"/>
<style name="thousands" family="table-cell" data-style-name="N2"/>
<style name="general" family="table-cell" data-style-name="N3"/>
<style name="share" family="table-cell" data-style-name="N4"/>
<style name="in" family="table-cell"><paragraph-properties margin-left="0.706cm"/></style>
<style name="circle" family="table-cell" parent-style-name="circle"/>
<style name="up" family="text"><text-properties text-position="super 58%"/></style>
<style name="down" family="text"><text-properties text-position="sub 58%"/></style>
<style name="unseen" family="table"><table-properties display="false"/></style>
</automatic-styles>`

func TestOpenDocumentCells(t *testing.T) {
	const content = openStyles + `<body><spreadsheet>
<tracked-changes><table-cell><p>old</p></table-cell></tracked-changes>
<table name="Figures"><shapes><frame><p>a drawing</p></frame></shapes>
<table-column default-cell-style-name="grouped"/><table-column number-columns-repeated="16383"/>
<table-header-rows><table-row>
<table-cell value-type="float" value="1234567"><p>1,234,567</p></table-cell>
<table-cell value-type="float" value="26244686" style-name="thousands"/>
<table-cell value-type="float" value="0.5" style-name="general"/>
<table-cell value-type="percentage" value="0.256" style-name="share"/>
<table-cell value-type="percentage" value="0.5" style-name="circle"/>
<table-cell value-type="currency" value="12"/>
<table-cell value-type="date" date-value="2013-12-31T00:00:00"><p>31/12/13</p></table-cell>
<table-cell value-type="boolean" boolean-value="true"><p>WAHR</p></table-cell>
</table-row></table-header-rows>
<table-row number-rows-repeated="2"/>
<table-row-group><table-row visibility="collapse">
<table-cell style-name="in" number-columns-spanned="2" number-rows-spanned="3" value-type="string"><annotation><p>a comment 99</p></annotation><p>Al<span style-name="up"><span>1</span>2</span>ge<span style-name="down">ria</span></p><p/><p>  two
	 lines<s c="3"/>and<tab/>a <a href="x">link</a><line-break/>&amp;</p></table-cell>
<covered-table-cell/>
<table-cell><p>no kind</p></table-cell>
<table-cell value-type="float" value="many"><p>many</p></table-cell>
<table-cell value-type="date" date-value="soon"><p>soon</p></table-cell>
<table-cell value-type="time" time-value="PT1H"><p>01:00</p></table-cell>
<table-cell value-type="string" string-value="as  stored"><p>as stored</p></table-cell>
<table-cell value-type="string" string-value="" x:value-type="error"><p>#DIV/0!</p></table-cell>
<table-cell number-columns-repeated="3" value-type="float" value="7"/>
<table-cell number-columns-repeated="16370"/>
</table-row></table-row-group>
<table-row number-rows-repeated="3"><table-cell number-columns-repeated="2"/><table-cell><p>again</p></table-cell></table-row>
<table-row number-rows-repeated="1048569"><table-cell number-columns-repeated="16384" style-name="in"/></table-row>
</table>
<table name="Unseen" style-name="unseen"><table-row><table-cell><p>x</p></table-cell></table-row></table>
<table name="'file:///x.ods'#$A"><table-source href="x.ods"/><table-row><table-cell><p>of another file</p></table-cell></table-row></table>
<table name="Empty"/>
</spreadsheet></body>`
	file, err := reader.ReadBytes(context.Background(), "a.ods", openDocument(t, "", content), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `[Figures]
A1=1,234,567 B1=26,245 C1=0.5 D1=25.6% E1=50.00% F1=12 G1=2013-12-31 H1=TRUE
A4=Al¹²geria

two lines   and	a link
& C4=no kind D4=many E4=soon F4=01:00:00 G4=as  stored H4=#DIV/0! I4=7 J4=7 K4=7
C5=again
C6=again
C7=again
[Unseen]
A1=x
[Empty]
`
	if got := shown(file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := file.Sheets[0]
	if !slices.Equal(s.Merged, []reader.Range{{Row: 3, Col: 0, LastRow: 5, LastCol: 1}}) {
		t.Errorf("merged %v", s.Merged)
	}
	if s.Hidden || !file.Sheets[1].Hidden || !s.Row(3).Hidden || s.Row(4).Hidden {
		t.Error("what is hidden")
	}
	if s.Indent(s.At(3, 0)) != 2 || !s.Percent(s.At(0, 3)) || s.Percent(s.At(0, 0)) {
		t.Error("styles")
	}
	if kinds := []reader.Kind{s.At(0, 6).Kind, s.At(0, 7).Kind, s.At(3, 7).Kind, s.At(3, 4).Kind}; !slices.Equal(kinds, []reader.Kind{reader.Date, reader.Truth, reader.Fault, reader.Text}) {
		t.Errorf("kinds %v", kinds)
	}
}

// TestRepeatedCellsAreBounded claims cells in a few bytes.
func TestRepeatedCellsAreBounded(t *testing.T) {
	row := func(rows, cells int, content string) string {
		return fmt.Sprintf(`<table-row number-rows-repeated="%d"><table-cell number-columns-repeated="%d">%s</table-cell></table-row>`, rows, cells, content)
	}
	long := "<p>" + strings.Repeat("x", 60_000) + "</p>"
	for name, c := range map[string]struct{ rows, want string }{
		"a full sheet":               {row(1<<20, 1<<14, "<p>x</p>"), reader.TooManyCells},
		"a long text in a full row":  {strings.Repeat(row(1, 1<<14, long), 1000), reader.TooManyCells},
		"far down":                   {row(1<<20, 1, "") + row(1, 1, "<p>x</p>"), reader.DamagedSheet},
		"far right":                  {`<table-row><table-cell number-columns-repeated="16384"/><table-cell><p>x</p></table-cell></table-row>`, reader.DamagedSheet},
		"blanks without end":         {`<table-row><table-cell><p><s c="2000000000"/></p></table-cell></table-row>`, ""},
		"blanks without end, often":  {`<table-row><table-cell><p>` + strings.Repeat(`<s c="2000000000"/>`, 10) + `</p></table-cell></table-row>`, reader.DamagedSheet},
		"empty rows without end":     {strings.Repeat(row(1<<20, 1<<14, ""), 1000), ""},
		"a full column":              {row(1<<20, 1, "<p>x</p>"), ""},
		"numbers that are not whole": {`<table-row number-rows-repeated="-5"><table-cell number-columns-repeated="99999999999999999999"><p>x</p></table-cell></table-row>`, ""},
		"deep":                       {strings.Repeat("<g>", 200_000) + strings.Repeat("</g>", 200_000), ""},
	} {
		content := openDocument(t, "", `<spreadsheet><table name="A">`+c.rows+`</table></spreadsheet>`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := reader.ReadBytes(context.Background(), "a.ods", content, reader.Options{})
		runtime.ReadMemStats(&after)
		if got := reader.ProblemOf(err); got != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if took, spent := time.Since(start), (after.TotalAlloc-before.TotalAlloc)>>20; took > 5*time.Second || spent > 800 {
			t.Errorf("%s: took %v and %d MB", name, took, spent)
		}
	}
}

func TestReadingOpenDocumentsCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := reader.ReadBytes(ctx, "a.ods", openDocument(t, "", "<spreadsheet/>"), reader.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// FuzzOpenDocument puts the text inside of a file, where random bytes seldom
// reach.
func FuzzOpenDocument(f *testing.F) {
	f.Add(openStyles+`<spreadsheet><table name="A" style-name="unseen"><table-column default-cell-style-name="share"/><table-row number-rows-repeated="2"><table-cell value-type="float" value="1" number-columns-repeated="2"/><table-cell><p>a<s c="2"/><span style-name="up">1</span></p></table-cell></table-row></table></spreadsheet>`, `<styles/>`)
	f.Add(`<spreadsheet><table><table-row><table-cell number-columns-spanned="2" value-type="date" date-value="2013-12-31"/></table-row></table></spreadsheet>`, openStyles)
	f.Fuzz(func(t *testing.T, content, styles string) {
		checkRead(t, archive(t, map[string]string{"mimetype": "opendocument.spreadsheet", "content.xml": content, "styles.xml": styles}))
	})
}

func BenchmarkReadOpenDocument(b *testing.B) {
	var rows strings.Builder
	for r := range 50_000 {
		rows.WriteString(`<table:table-row><table:table-cell office:value-type="string" calcext:value-type="string"><text:p>Norway</text:p></table:table-cell>`)
		for c := range 19 {
			fmt.Fprintf(&rows, `<table:table-cell table:style-name="ce1" office:value-type="float" office:value="%d" calcext:value-type="float"><text:p>%[1]d</text:p></table:table-cell>`, r*19+c)
		}
		rows.WriteString(`</table:table-row>`)
	}
	content := openDocument(b, "", `<office:spreadsheet><table:table table:name="Figures">`+rows.String()+`</table:table></office:spreadsheet>`)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		file, err := reader.ReadBytes(context.Background(), "a.ods", content, reader.Options{})
		if err != nil || file.Sheets[0].Cells != 1_000_000 {
			b.Fatal(err)
		}
	}
}
