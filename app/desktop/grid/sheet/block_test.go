package sheet_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"migraform/app/desktop/grid/sheet"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       [][]string
	}{
		{"nothing", "", nil},
		{"one cell", "12", [][]string{{"12"}}},
		{"one empty cell, from Excel", "\r\n", [][]string{{""}}},
		{"Excel's block", "1\t2\r\n3\t4\r\n", [][]string{{"1", "2"}, {"3", "4"}}},
		{"LibreOffice's block", "1\t2\n3\t4\n", [][]string{{"1", "2"}, {"3", "4"}}},
		{"old Macintosh", "1\r2", [][]string{{"1"}, {"2"}}},
		{"a row ends with an empty cell", "1\t\r\n\t2\r\n", [][]string{{"1", ""}, {"", "2"}}},
		{"an empty row in between", "1\n\n2\n", [][]string{{"1"}, {""}, {"2"}}},
		{"ragged", "1\n2\t3\n", [][]string{{"1", ""}, {"2", "3"}}},
		{"a line break within a cell", "\"a\nb\"\t2\r\n", [][]string{{"a\nb", "2"}}},
		{"a Windows line break within a cell", "\"a\r\nb\"\t2\r\n", [][]string{{"a\nb", "2"}}},
		{"doubled quotes", "\"say \"\"a\nb\"\"\"\n", [][]string{{"say \"a\nb\""}}},
		{"a quote inside is a character", "5\" pipe\t6\n", [][]string{{`5" pipe`, "6"}}},
		{"a quote that nothing closes", "\"5\t6\n", [][]string{{`"5`, "6"}}},
		{"a quote closed in the middle of a cell", "\"5\" pipe\t6\n", [][]string{{`"5" pipe`, "6"}}},
		{"spaces and grouping stay", " 1\u202f234 \t-\n", [][]string{{" 1\u202f234 ", "-"}}},
		{"a closing NUL from the Windows clipboard", "1\r\n\x00", [][]string{{"1"}}},
	} {
		if got := sheet.Decode(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEncode(t *testing.T) {
	got := sheet.Encode([][]string{{"1", ""}, {"a\nb", `"x"`}, {`5" pipe`, "a\tb"}})
	want := "1\t\r\n\"a\nb\"\t\"\"\"x\"\"\"\r\n5\" pipe\t\"a\tb\"\r\n"
	if got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWhatIsCopiedIsPasted(t *testing.T) {
	cell := rapid.StringOf(rapid.RuneFrom([]rune("1a \"\t\nж٣−")))
	rapid.Check(t, func(t *rapid.T) {
		wide := rapid.IntRange(1, 4).Draw(t, "wide")
		block := rapid.SliceOfN(rapid.SliceOfN(cell, wide, wide), 1, 5).Draw(t, "block")
		if got := sheet.Decode(sheet.Encode(block)); !reflect.DeepEqual(got, block) {
			t.Fatalf("%q came back as %q", block, got)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add("1\t2\r\n\"a\nb\"\t\"\"\"\"\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		block := sheet.Decode(text)
		for _, row := range block {
			if len(row) != len(block[0]) {
				t.Fatalf("ragged: %q", block)
			}
		}
	})
}

func TestFit(t *testing.T) {
	in := sheet.Extent{Rows: 10, Columns: 5}
	two := [][]string{{"a", "b"}, {"c", "d"}}
	for _, c := range []struct {
		name  string
		block [][]string
		on    sheet.Range
		want  sheet.Fitted
	}{
		{"a single value fills the selection", [][]string{{"7"}}, sheet.Range{1, 1, 2, 2},
			sheet.Fitted{At: sheet.Range{1, 1, 2, 2}, Block: [][]string{{"7", "7"}, {"7", "7"}}}},
		{"a block on one cell stands once", two, sheet.One(3, 3),
			sheet.Fitted{At: sheet.Range{3, 3, 4, 4}, Block: two}},
		{"an exact multiple repeats", two, sheet.Range{0, 0, 1, 3},
			sheet.Fitted{At: sheet.Range{0, 0, 1, 3}, Block: [][]string{{"a", "b", "a", "b"}, {"c", "d", "c", "d"}}}},
		{"no multiple: once", two, sheet.Range{0, 0, 2, 1},
			sheet.Fitted{At: sheet.Range{0, 0, 1, 1}, Block: two}},
		{"clipped at the corner", two, sheet.One(9, 4),
			sheet.Fitted{At: sheet.One(9, 4), Block: [][]string{{"a"}}, LostRows: 1, LostColumns: 1}},
		{"nothing", nil, sheet.One(2, 2), sheet.Fitted{At: sheet.One(2, 2)}},
	} {
		if got := sheet.Fit(c.block, c.on, in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
