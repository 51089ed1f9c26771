package reader_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"migraform/forms/intake/reader"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"
)

func readOld(t testing.TB, content []byte) *reader.File {
	t.Helper()
	file, err := reader.ReadBytes(context.Background(), "old.xls", content, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// everyRecord is a workbook with each kind of cell.
func everyRecord() *oldBook {
	o := everyStored()
	o.sheet("Formulas",
		formula(4, 0, le(float64(5.25))),
		formula(4, 1, le(0, uint32(0), 0xFFFF)), rec(0x4BC, make([]byte, 8)), rec(0x207, narrow("given")),
		formula(4, 2, le(byte(1), byte(0), byte(1), []byte{0, 0, 0}, 0xFFFF)),
		formula(4, 3, le(byte(2), byte(0), byte(7), []byte{0, 0, 0}, 0xFFFF)),
		formula(4, 4, le(3, uint32(0), 0xFFFF)))
	o.sheet("Chart").kind = 2
	return o
}

// everyStored has each kind of cell but formulas.
func everyStored() *oldBook {
	o := &oldBook{version: 0x0600}
	o.usualFormats()
	o.shared(2, le(narrow("Norv\xE8ge"), wide("Россия")))
	o.sheet("Kinds",
		rec(0x208, le(3, 0, 5, 300, 0, 0, uint16(0x120), 15)), // the fourth row is hidden
		sharedText(0, 0, 0), sharedText(0, 1, 1),
		number(0, 2, 18, 1234567.5), number(0, 3, 16, 41639), number(0, 4, 17, 0.256), number(0, 5, 20, 26244686),
		rk(1, 0, 15, whole(-7)), rk(1, 1, 15, whole(123450)|1), rk(1, 2, 15, 0x3FF80000), rk(1, 3, 15, 0x40590001),
		rec(0xBD, le(2, 1, 15, whole(1), 18, whole(20000), 17, whole(25)|1, 3)), // three numbers
		rec(0xBE, le(2, 4, 15, 15, 5)), rec(0x201, le(2, 6, 15)),                // blanks
		rec(0x204, le(3, 0, 19, wide("Ålesund"))),
		rec(0xD6, le(3, 1, 15, narrow("Algeria12"), 2, 7, 5, 8, 0)), // a raised 1
		rec(0x205, le(3, 2, 15, byte(1), byte(0))), rec(0x205, le(3, 3, 15, byte(0x2A), byte(1))),
		rec(0xE5, le(2, 0, 1, 8, 9, 5, 6, 7, 8)),
		rec(0x809, le(0x0600, 0x20, 0, 0)), number(9, 9, 15, 99), rec(0x0A, nil), // a chart on the sheet
	)
	o.sheet("Hidden", number(0, 0, 15, 1)).state = 1
	o.sheet("Very hidden", number(0, 0, 15, 2)).state = 2
	return o
}

const everyRecordShown = `[Kinds]
A1=Norvège B1=Россия C1=1,234,568 D1=2013-12-31 E1=25.60% F1=26,245
A2=-7 B2=1234.5 C2=1.5 D2=1
B3=1 C3=20,000 D3=25.00%
A4=Ålesund B4=Algeria¹2 C4=TRUE D4=#N/A
[Hidden]
A1=1
[Very hidden]
A1=2
[Formulas]
A5=5.25 B5=given C5=TRUE D5=#DIV/0!
`

func TestEachKindOfRecordIsRead(t *testing.T) {
	stream := everyRecord().stream()
	for name, content := range map[string][]byte{"plain": stream, "contained": contained("Workbook", stream), "large": contained("Workbook", append(stream, make([]byte, 8<<20)...))} {
		file := readOld(t, content)
		if got := shown(file); got != everyRecordShown {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, everyRecordShown)
		}
		s := file.Sheets[0]
		if want := []reader.Range{{Row: 0, LastRow: 1, Col: 8, LastCol: 9}, {Row: 5, LastRow: 6, Col: 7, LastCol: 8}}; !slices.Equal(s.Merged, want) {
			t.Errorf("%s: merged %v", name, s.Merged)
		}
		if s.Hidden || !file.Sheets[1].Hidden || !file.Sheets[2].Hidden || !s.Row(3).Hidden || s.Row(2).Hidden {
			t.Errorf("%s: what is hidden", name)
		}
		if s.Indent(s.At(3, 0)) != 2 || !s.Percent(s.At(0, 4)) || s.At(0, 3).Kind != reader.Date {
			t.Errorf("%s: styles", name)
		}
	}
}

// beforeExcel97 is a workbook of the older form, in the given code page.
func beforeExcel97(page int, label string) *oldBook {
	o := &oldBook{version: 0x0500}
	o.usualFormats()
	o.global(0x42, le(page))
	o.sheet("Data",
		rec(0x204, le(0, 0, 15, len(label), label)), number(0, 1, 18, 1234567), number(0, 2, 16, 35064), rk(0, 3, 17, whole(25)|1),
		rec(0xD6, le(1, 0, 15, 9, "Algeria12", byte(2), byte(7), byte(5), byte(9), byte(0))),
		formula(1, 1, le(0, uint32(0), 0xFFFF), []byte("\x17\x03abc")...), rec(0x207, le(3, "abc")))
	return o
}

func TestWorkbooksOfBeforeExcel97(t *testing.T) {
	russian, _ := charmap.Windows1251.NewEncoder().String("Россия")
	japan, _ := japanese.ShiftJIS.NewEncoder().String("日本")
	polish, _ := charmap.CodePage852.NewEncoder().String("Łódź")
	for _, c := range []struct {
		page        int
		label, want string
	}{{1252, "C\xF4te", "Côte"}, {1251, russian, "Россия"}, {932, japan, "日本"}, {852, polish, "Łódź"}, {0x8000, "C\x99te", "Côte"}, {0x8001, "C\xF4te", "Côte"}} {
		want := "[Data]\nA1=" + c.want + " B1=1,234,567 C1=1995-12-31 D1=25.00%\nA2=Algeria¹² B2=abc\n"
		stream := beforeExcel97(c.page, c.label).stream()
		for _, content := range [][]byte{stream, contained("Book", stream)} {
			if got := shown(readOld(t, content)); got != want {
				t.Errorf("code page %d: got\n%s\nwant\n%s", c.page, got, want)
			}
		}
	}
}

func TestASheetSavedAlone(t *testing.T) {
	stream := slices.Concat(rec(0x809, le(0x0500, 0x10, 0, 1993)), rec(0x42, le(1252)), rec(0x204, le(0, 0, 0, 1, "x")), number(0, 1, 0, 7), rec(0x0A, nil))
	if got := shown(readOld(t, stream)); got != "[Sheet1]\nA1=x B1=7\n" {
		t.Errorf("%q", got)
	}
}

func TestDaysFrom1904(t *testing.T) {
	o := &oldBook{version: 0x0600}
	o.usualFormats()
	o.global(0x22, le(1))
	o.sheet("A", number(0, 0, 16, 0), number(0, 1, 16, 38716.75))
	if got := shown(readOld(t, o.stream())); got != "[A]\nA1=1904-01-01 B1=2009-12-31\n" {
		t.Errorf("%q", got)
	}
}

// TestLockedWorkbooks reads what everybody may, and the rest with a password.
func TestLockedWorkbooks(t *testing.T) {
	o := everyRecord()
	o.sheet("Long", rec(0x204, le(0, 0, 15, narrow(strings.Repeat("x", 3000)))))
	want := shown(readOld(t, o.stream()))
	for _, c := range []struct {
		lock, given string
		newer       bool
	}{{"VelvetSweatshop", "", false}, {"Oslo 2019", "Oslo 2019", false}, {"VelvetSweatshop", "", true}, {"Осло 2019", "Осло 2019", true}} {
		o.password, o.newer = c.lock, c.newer
		stream := o.stream()
		before := bytes.Clone(stream)
		file, err := reader.ReadBytes(context.Background(), "a.xls", stream, reader.Options{Password: c.given})
		if err != nil {
			t.Errorf("%q: %v", c.lock, err)
		} else if got := shown(file); got != want {
			t.Errorf("%q: got\n%s", c.lock, got)
		}
		if !bytes.Equal(before, stream) {
			t.Error("the content was changed")
		}
	}
	if _, err := reader.ReadBytes(context.Background(), "a.xls", o.stream(), reader.Options{Password: "Bergen"}); reader.ProblemOf(err) != reader.WrongPassword {
		t.Errorf("another password: %v", err)
	}
}

func TestLockedNewWorkbooks(t *testing.T) {
	f := excelize.NewFile()
	_ = f.SetCellValue("Sheet1", "B2", 12)
	var b bytes.Buffer
	if _, err := f.WriteTo(&b, excelize.Options{Password: "Oslo 2019"}); err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]string{"": reader.Encrypted, "Bergen": reader.WrongPassword, "Oslo 2019": ""} {
		file, err := reader.ReadBytes(context.Background(), "locked.xlsx", b.Bytes(), reader.Options{Password: password})
		if got := reader.ProblemOf(err); got != want || want == "" && (err != nil || shown(file) != "[Sheet1]\nB2=12\n") {
			t.Errorf("%q: %v, want %q", password, err, want)
		}
	}
}

// TestCellsInAnyOrder has rows and cells out of order, and one place twice.
func TestCellsInAnyOrder(t *testing.T) {
	o := &oldBook{version: 0x0600}
	o.usualFormats()
	o.sheet("A", number(5, 1, 15, 51), number(2, 3, 15, 23), number(2, 0, 15, 20), number(5, 0, 15, 50), number(2, 3, 15, 99), number(0, 0, 15, 0))
	file := readOld(t, o.stream())
	if got := shown(file); got != "[A]\nA1=0\nA3=20 D3=99\nA6=50 B6=51\n" {
		t.Errorf("%q", got)
	}
	if s := file.Sheets[0]; s.Cells != 5 || s.Width != 4 {
		t.Errorf("%d cells, width %d", s.Cells, s.Width)
	}
}

// TestSharedTextsGoOnAnywhere cuts the table of shared texts where Excel does,
// between any two characters, where the rest begins with a flag anew, and
// between anything else.
func TestSharedTextsGoOnAnywhere(t *testing.T) {
	half := func(flag byte, units string) []byte { return append([]byte{flag}, units...) }
	for name, pieces := range map[string][][]byte{
		"between texts":             {narrow("first"), narrow("second")},
		"inside, one byte":          {le(narrow("first"), 6, byte(0), "sec"), half(0, "ond")},
		"inside, then two":          {le(narrow("first"), 6, byte(0), "sec"), half(1, "o\x00n\x00d\x00")},
		"inside, two then one":      {le(narrow("first"), 6, byte(1), "s\x00e\x00"), half(0, "cond")},
		"twice":                     {le(narrow("first"), 6, byte(0), "s"), half(0, "ec"), half(1, "o\x00n\x00d\x00")},
		"before the characters":     {le(narrow("first"), 6, byte(0)), half(0, "second")},
		"inside the length":         {le(narrow("first"), byte(6)), le(byte(0), byte(0), "second")},
		"an empty piece between":    {narrow("first"), nil, narrow("second")},
		"before the runs":           {le(narrow("first"), 6, byte(8), 1, "second"), le(0, 0)},
		"inside the pronunciation":  {le(5, byte(4), uint32(6), "first", "abc"), le("def", narrow("second"))},
		"runs and a pronunciation":  {le(5, byte(12), 1, uint32(2), "first", 0, 0, "ab", narrow("second"))},
		"a pronunciation, then cut": {le(5, byte(4), uint32(3), "fi"), le(byte(0), "rstabc", narrow("second"))},
	} {
		o := &oldBook{version: 0x0600}
		o.usualFormats()
		o.shared(2, pieces...)
		o.sheet("A", sharedText(0, 0, 0), sharedText(0, 1, 1))
		if got := shown(readOld(t, o.stream())); got != "[A]\nA1=first B1=second\n" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestSharedTextsSurviveAnyCut writes any texts, cut after any number of
// bytes, and reads them again.
func TestSharedTextsSurviveAnyCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[ -~à-ÿЀ-я一-三😀-😂]{1,60}`), 1, 20).Draw(t, "texts")
		var pieces [][]byte
		piece, left := []byte(nil), rapid.IntRange(9, 80).Draw(t, "left")
		cut := func(start ...byte) {
			pieces = append(pieces, piece)
			piece, left = start, rapid.IntRange(9, 80).Draw(t, "left")
		}
		for _, text := range texts {
			units := utf16.Encode([]rune(text))
			isWide := slices.ContainsFunc(units, func(u uint16) bool { return u > 255 }) || rapid.Bool().Draw(t, "wide")
			if left < 4 {
				cut()
			}
			flag := byte(0)
			if isWide {
				flag = 1
			}
			piece = append(piece, le(len(units), flag)...)
			left -= 3
			for i, u := range units {
				if left < 2 {
					isWide = slices.ContainsFunc(units[i:], func(u uint16) bool { return u > 255 })
					flag = 0
					if isWide {
						flag = 1
					}
					cut(flag)
				}
				if isWide {
					piece = append(piece, byte(u), byte(u>>8))
					left -= 2
				} else {
					piece = append(piece, byte(u))
					left--
				}
			}
		}
		o := &oldBook{version: 0x0600}
		o.shared(len(texts), append(pieces, piece)...)
		var cells [][]byte
		for i := range texts {
			cells = append(cells, sharedText(i, 0, i))
		}
		o.sheet("A", cells...)
		file, err := reader.ReadBytes(context.Background(), "a.xls", o.stream(), reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			if got := file.Sheets[0].At(i, 0); got == nil || got.Text != text {
				t.Fatalf("%q is read as %v", text, got)
			}
		}
	})
}

// TestOwnWorkbooksAreReadAsLibreOfficeDoes guards against writing and reading
// the same thing wrong.
func TestOwnWorkbooksAreReadAsLibreOfficeDoes(t *testing.T) {
	folder := t.TempDir()
	russian, _ := charmap.Windows1251.NewEncoder().String("Россия")
	cut := &oldBook{version: 0x0600}
	cut.usualFormats()
	cut.shared(2, le(narrow("first"), 6, byte(1), "s\x00e\x00"), append([]byte{0}, "cond"...))
	cut.sheet("Cut", sharedText(0, 0, 0), sharedText(0, 1, 1))
	locked := everyStored()
	locked.password = "VelvetSweatshop"
	paths := []string{}
	for name, content := range map[string][]byte{
		"every": contained("Workbook", everyStored().stream()), "cut": contained("Workbook", cut.stream()),
		"locked": contained("Workbook", locked.stream()),
		"before": contained("Book", beforeExcel97(1251, russian).stream()),
	} {
		path := filepath.Join(folder, name+".xls")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	out := converted(t, "xlsx", paths...)
	for _, path := range paths {
		got, want := read(t, path), read(t, withEnding(out, path, ".xlsx"))
		compareFiles(t, got, want)
	}
}

func TestBadOldWorkbooksAreExplained(t *testing.T) {
	with := func(change func(*oldBook)) []byte {
		o := &oldBook{version: 0x0600}
		o.usualFormats()
		change(o)
		return o.stream()
	}
	good := everyRecord().stream()
	small := with(func(o *oldBook) { o.sheet("A", number(0, 0, 15, 1)) })
	whole := contained("Workbook", good)
	var many [][]byte
	for i := range 400 {
		many = append(many, number(i, 0, 15, 1))
	}
	overlapping := with(func(o *oldBook) {
		o.sheet("A", many...)
		for range 8 {
			o.sheet("B").same = true
		}
	})
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"locked":                   {with(func(o *oldBook) { o.global(0x2F, le(1, 1, 1, make([]byte, 48))); o.sheet("A") }), reader.Encrypted},
		"locked with few bytes":    {with(func(o *oldBook) { o.global(0x2F, le(0, 1, 1)); o.sheet("A") }), reader.LockedOtherwise},
		"locked in ways to come":   {with(func(o *oldBook) { o.global(0x2F, le(1, 9, 9, make([]byte, 48))); o.sheet("A") }), reader.LockedOtherwise},
		"no sheet":                 {with(func(o *oldBook) {}), reader.NoSheets},
		"only a chart":             {with(func(o *oldBook) { o.sheet("A").kind = 2 }), reader.NoSheets},
		"ends in the globals":      {good[:60], reader.Truncated},
		"ends in a sheet":          {good[:len(good)-200], reader.Truncated},
		"ends in the container":    {whole[:len(whole)/2], reader.Truncated},
		"ends in the head":         {whole[:100], reader.Truncated},
		"a text that is not there": {with(func(o *oldBook) { o.sheet("A", sharedText(4, 2, 7)) }), reader.DamagedSheet},
		"too many texts claimed": {with(func(o *oldBook) {
			o.global(0xFC, le(uint32(1<<31), uint32(1<<31), narrow("x")))
			o.sheet("A", sharedText(0, 0, 1))
		}), reader.DamagedSheet},
		"a long text claimed":      {with(func(o *oldBook) { o.sheet("A", rec(0x204, le(0, 0, 15, 60000, byte(0), "x"))) }), reader.DamagedSheet},
		"half a character":         {with(func(o *oldBook) { o.shared(1, le(2, byte(1), "a\x00b")); o.sheet("A") }), reader.Damaged},
		"a short cell":             {with(func(o *oldBook) { o.sheet("A", rec(0x203, le(0, 0))) }), reader.DamagedSheet},
		"a column beyond the last": {with(func(o *oldBook) { o.sheet("A", number(0, 20000, 15, 1)) }), reader.DamagedSheet},
		"a sheet beyond the end":   {with(func(o *oldBook) { o.global(0x85, le(uint32(1<<30), byte(0), byte(0), byte(1), byte(0), "B")) }), reader.Truncated},
		"a sheet nowhere":          {with(func(o *oldBook) { o.global(0x85, le(uint32(24), byte(0), byte(0), byte(1), byte(0), "B")) }), reader.DamagedSheet},
		"overlapping sheets":       {overlapping, reader.DamagedSheet},
		"another record first":     {append([]byte("\x09\x08\x08\x00\x00\x06\x00\x01"), make([]byte, 8)...), reader.NotWorkbook},
		"a version of the future":  {rec(0x809, le(0x0700, 5, 0, 0)), reader.OldWorkbook},
		"a letter":                 {contained("WordDocument", good), reader.NotWorkbook},
		"a locked new workbook":    {contained("EncryptedPackage", good), reader.Encrypted},
		"a stream too large":       {lie(whole, "W\x00o\x00r\x00k\x00b", 120, []byte{0xFF, 0xFF, 0xFF, 0x7F}), reader.Truncated},
		"more sectors than bytes":  {lie(whole, "\xD0\xCF", 44, []byte{0xFF, 0xFF, 0xFF, 0x7F}), reader.Truncated},
		"a directory in a circle":  {lie(whole, "R\x00o\x00o\x00t", 76, []byte{0, 0, 0, 0}), reader.Damaged},
		"no style, but a number":   {small, ""},
	} {
		start := time.Now()
		_, err := reader.ReadBytes(context.Background(), "old.xls", c.content, reader.Options{})
		if got := reader.ProblemOf(err); got != c.want || err != nil && got == "" {
			t.Errorf("%s: %q (%v), want %s", name, got, err, c.want)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// lie overwrites bytes at some distance from a mark.
func lie(content []byte, mark string, distance int, with []byte) []byte {
	content = bytes.Clone(content)
	copy(content[bytes.Index(content, []byte(mark))+distance:], with)
	return content
}

func TestReadingOldWorkbooksCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := reader.ReadBytes(ctx, "a.xls", contained("Workbook", everyRecord().stream()), reader.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// FuzzOldWorkbook begins with sound files, in their container and without.
func FuzzOldWorkbook(f *testing.F) {
	f.Add(contained("Workbook", everyRecord().stream()))
	f.Add(contained("Book", beforeExcel97(1251, "x").stream()))
	f.Add(everyRecord().stream())
	f.Add(gzipped(f, beforeExcel97(932, "x").stream()))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, content) })
}

// FuzzOldSheet puts any records between sound ones.
func FuzzOldSheet(f *testing.F) {
	f.Add(number(0, 0, 15, 1), le(narrow("x")), true)
	f.Add(everyRecord().sheets[0].records.Bytes(), le(narrow("x"), wide("я")), true)
	f.Add(beforeExcel97(932, "x").sheets[0].records.Bytes(), le(narrow("x")), false)
	f.Fuzz(func(t *testing.T, records, shared []byte, newer bool) {
		o := &oldBook{version: 0x0500}
		if newer {
			o.version = 0x0600
			o.usualFormats()
			o.shared(2, shared)
		} else {
			o.usualFormats()
		}
		o.sheet("A", records)
		checkRead(t, o.stream())
	})
}

// manyNumbers is a workbook of so many cells: a label and figures a row.
func manyNumbers(cells int) []byte {
	o := &oldBook{version: 0x0600}
	o.usualFormats()
	o.shared(1, narrow("Norway"))
	s := o.sheet("Figures")
	for i := range cells {
		row, col := i/20%65536, i%20+i/20/65536*20
		switch {
		case col%20 == 0:
			s.records.Write(sharedText(row, col, 0))
		case i%3 == 0:
			s.records.Write(number(row, col, 18, float64(i)+0.5))
		default:
			s.records.Write(rk(row, col, 18, whole(i)))
		}
	}
	return contained("Workbook", o.stream())
}

func BenchmarkReadOldWorkbook(b *testing.B) {
	content := manyNumbers(1_000_000)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if file := readOld(b, content); file.Sheets[0].Cells != 1_000_000 {
			b.Fatal(fmt.Sprint(file.Sheets[0].Cells, " cells"))
		}
	}
}
