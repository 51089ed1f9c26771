package reader_test

import (
	"context"
	"strings"
	"testing"

	"migraform/forms/intake/reader"

	"golang.org/x/text/encoding/charmap"
)

const webTable = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251">
<style>td {mso-number-format:"0"}</style><title>Not shown</title><script>var a = "<td>5</td>";</script></head>
<body><h2>Иммиграция</h2><p>in <b>persons</b>
<table border=1><tr><th rowspan=2>Страна<th colspan="2">2020
<tr><th>Men<th>Women</tr>
<tr style='display: none'><td>Россия<sup>1</sup></td><td align=right x:num="1234.5">1 235<td x:num>12</tr>
<tr><td>a &amp; b<br>c&nbsp;</td><td data-t="n" data-v="7">7.0<td data-t="n" data-v="43890">2/29/20</td></tr>
<tr></tr>
<tr><td colspan=3>Total
</table>
Note: <a href="http://127.0.0.1/">source</a></body></html>`

func TestWebPagesAreReadAsExcelDoes(t *testing.T) {
	content, err := charmap.Windows1251.NewEncoder().String(webTable)
	if err != nil {
		t.Fatal(err)
	}
	file, err := reader.ReadBytes(context.Background(), "export.xls", []byte(content), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "A1=Иммиграция\nA2=in persons\nA3=Страна B3=2020\nB4=Men C4=Women\nA5=Россия¹ B5=1234.5 C5=12\nA6=a & b\nc B6=7 C6=2/29/20\nA7=Total\nA8=Note: source\n"
	if got := shown(file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := file.Sheets[0]
	if s.At(4, 1).Kind != reader.Number || s.At(2, 1).Kind != reader.Text || !s.Row(4).Hidden || s.Row(5).Hidden {
		t.Error("kinds, or what is hidden")
	}
	if len(s.Merged) != 3 || s.Merged[0] != (reader.Range{Row: 2, Col: 0, LastRow: 3, LastCol: 0}) || s.Merged[1] != (reader.Range{Row: 2, Col: 1, LastRow: 2, LastCol: 2}) {
		t.Errorf("merged %v", s.Merged)
	}
}

func TestWebPagesOfAllSorts(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"bare rows":              {"<table><tr><td>a<td>1</table>", "A1=a B1=1\n"},
		"without any html":       {"<table><tbody><tr><td>a</td><td>1</td></tr></tbody></table>", "A1=a B1=1\n"},
		"tables in tables":       {"<table><tr><td><table><tr><td>a<td>1<tr><td>b<td>2</table></td></tr></table>", "A1=a B1=1\nA2=b B2=2\n"},
		"tables below tables":    {"<table><tr><td>a<td>1</table><table><tr><td>b<td>2</table>", "A1=a B1=1\nA2=b B2=2\n"},
		"spans over many rows":   {"<table><tr><td rowspan=3>a<td>1<tr><td>2<tr><td>3<tr><td>b<td>4</table>", "A1=a B1=1\nB2=2\nB3=3\nA4=b B4=4\n"},
		"texts between cells":    {"<table><tr><td>a</td> x <td>1</table>", "A1=a B1=x C1=1\n"},
		"blank cells":            {"<table><tr><td>&nbsp;<td>1<tr><td> <td>2</table>", "B1=1\nB2=2\n"},
		"a mark of UTF-8":        {"\xEF\xBB\xBF<table><tr><td>Côte<td>1</table>", "A1=Côte B1=1\n"},
		"another writing":        {"<html><table><tr><td>C\xF4te<td>1</table>", "A1=Côte B1=1\n"},
		"what it is not":         {"<html><meta charset=utf-8><table><tr><td>C\xF4te<td>1</table>", "A1=Côte B1=1\n"},
		"choices not ended":      {"<select><option>2019<option>2020<table><tr><td>a<td>1</table>", "A1=a B1=1\n"},
		"paragraphs in cells":    {"<table><tr><td><p>a</p><p>b</p><td><div>1</div></table>", "A1=a\nb B1=1\n"},
		"a remark in the middle": {"<table><tr><td>a<!-- <td>9 --><td>1</table>", "A1=a B1=1\n"},
	} {
		file, err := reader.ReadBytes(context.Background(), "page.xls", []byte(c.page), reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(file); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for name, page := range map[string]string{
		"a page to sign in":    "<!DOCTYPE html><html><body><form><input name=user></form>Your session has ended</body></html>",
		"several files in one": "MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html><table><tr><td>1</table>",
		"other XML":            "<?xml version='1.0'?><feed><entry>1</entry></feed>",
	} {
		if _, err := reader.ReadBytes(context.Background(), "page.xls", []byte(page), reader.Options{}); reader.ProblemOf(err) != reader.WebPage {
			t.Errorf("%s: %v", name, err)
		}
	}
}

const officeXML = `<?xml version="1.0" encoding="windows-1251"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="#,##0"/></Style><Style ss:ID="s2" ss:Parent="s1"><Alignment ss:Indent="2"/></Style>
<Style ss:ID="s3"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s4"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="s5"><NumberFormat ss:Format="yyyy"/></Style></Styles>
<Worksheet ss:Name="Лист 1"><Table ss:ExpandedColumnCount="16384" ss:ExpandedRowCount="1048576">
<Column ss:Width="5"/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>
<Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">Страна</Data><Comment><ss:Data>99</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">2020</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell ss:StyleID="s2"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Алжир<Sup>1</Sup><B> (a)</B></ss:Data></Cell><Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="Number">1234567.5</Data></Cell></Row>
<Row ss:Span="4"/>
<Row><Cell ss:StyleID="s3"><Data ss:Type="DateTime">2020-02-29T00:00:00.000</Data></Cell><Cell ss:StyleID="s5"><Data ss:Type="DateTime">2020-01-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T13:30:00.000</Data></Cell>
<Cell ss:StyleID="s4"><Data ss:Type="Number">0.256</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell>
<Cell ss:Formula="=R[-1]C*2"><Data ss:Type="Number">7</Data></Cell><Cell ss:Formula="=R[-1]C*2"/><Cell ss:StyleID="s1"/><Cell><Data ss:Type="String"></Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Hidden"><Table><Row><Cell><Data ss:Type="Number">5</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`

func TestWorkbooksOfOneXML(t *testing.T) {
	content, err := charmap.Windows1251.NewEncoder().String(officeXML)
	if err != nil {
		t.Fatal(err)
	}
	file, err := reader.ReadBytes(context.Background(), "export.xls", []byte(content), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `[Лист 1]
A1=Страна C1=2020
A3=Алжир¹ (a) C3=1,234,568
A9=2020-02-29 B9=2020 C9=13:30:00 D9=25.60% E9=TRUE F9=#DIV/0! G9=7 H9==?
[Hidden]
A1=5
`
	if got := shown(file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := file.Sheets[0]
	if len(s.Merged) != 1 || s.Merged[0] != (reader.Range{LastRow: 1, LastCol: 1}) || s.Indent(s.At(2, 0)) != 2 {
		t.Errorf("merged %v, indent %d", s.Merged, s.Indent(s.At(2, 0)))
	}
	if !s.Row(2).Hidden || s.Row(0).Hidden || s.Hidden || !file.Sheets[1].Hidden || !s.ColumnHidden(3) || s.ColumnHidden(1) {
		t.Error("what is hidden")
	}
	var told []string
	for _, remark := range file.Remarks {
		told = append(told, remark.ID)
	}
	if got := strings.Join(told, " "); got != "reader.hidden_lines reader.uncalculated reader.faults reader.hidden_sheet" {
		t.Errorf("told: %s", got)
	}
}

func TestFlatOpenDocuments(t *testing.T) {
	content := `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">` + openStyles + `
<body><spreadsheet><table name="A"><table-row><table-cell value-type="float" value="1234567" style-name="grouped"/><table-cell value-type="string"><p>Suède</p></table-cell>
<table-cell><frame><binary-data>` + strings.Repeat("QUJD", 3<<20) + `</binary-data></frame></table-cell></table-row></table></spreadsheet></body></office:document>`
	file, err := reader.ReadBytes(context.Background(), "a.fods", []byte(content), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(file), "[A]\nA1=1,234,567 B1=Suède\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestHostileMarkupIsBounded gives web pages and XML that claim much in few
// bytes.
func TestHostileMarkupIsBounded(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"rows that span without end": {"<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=65534>", 30), reader.DamagedSheet},
		"cells that span all":        {"<table><tr>" + strings.Repeat("<td rowspan=65534 colspan=900>", 18) + strings.Repeat("<tr><td>1", 60_000), reader.DamagedSheet},
		"tables without end":         {strings.Repeat("<table>", 500_000), reader.WebPage},
		"a row beyond the last":      {"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet Name='A'><Table><Row Index='2000000'/></Table></Worksheet></Workbook>", reader.DamagedSheet},
		"a column beyond the last":   {"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet Name='A'><Table><Row><Cell Index='20000'/></Row></Table></Worksheet></Workbook>", reader.DamagedSheet},
		"rows in disorder":           {"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet Name='A'><Table><Row Index='5'><Cell><Data>1</Data></Cell></Row><Row Index='2'><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>", reader.DamagedSheet},
		"entities":                   {"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'>]><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'></Workbook>", reader.Damaged},
		"a workbook cut short":       {officeXML[:len(officeXML)-100], reader.Truncated},
		"a page cut short":           {webTable[:len(webTable)-150], reader.Truncated},
		"no sheets":                  {"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'></Workbook>", reader.NoSheets},
	} {
		if _, err := reader.ReadBytes(context.Background(), "a.xls", []byte(c.content), reader.Options{}); reader.ProblemOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func FuzzWebPage(f *testing.F) {
	f.Add(webTable)
	f.Add("<table><tr><td rowspan=3>a<td>1<tr><td>2<table><tr><td>3</table></table>x<sup>y")
	f.Fuzz(func(t *testing.T, page string) { checkRead(t, []byte("<table>"+page)) })
}

func FuzzOfficeXML(f *testing.F) {
	f.Add(officeXML)
	f.Add("<Worksheet Name='A'><Table><Row Index='2' Span='3'><Cell Index='4' MergeAcross='2'><Data Type='Number'>5</Data></Cell></Row></Table></Worksheet>")
	f.Fuzz(func(t *testing.T, text string) {
		checkRead(t, []byte("<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"+text+"</Workbook>"))
	})
}
