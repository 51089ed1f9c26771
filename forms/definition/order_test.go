package definition_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"migraform/forms/definition"
	"migraform/forms/words"
)

// The order of countries in each language is that of the CLDR: accents count
// last, ñ follows n, ё stands with е, Chinese goes by pinyin. In Arabic the
// article counts for nothing, as in the UN's lists. With -update the test
// writes the order that the program carries, which needs no tables for it.
func TestAreasAreInTheOrderOfEachLanguage(t *testing.T) {
	const file = "../../assets/codes/area-order.tsv"
	lines := []string{"language\torder"}
	for _, tag := range words.Languages {
		var countries []definition.Area
		for _, a := range definition.Areas() {
			if a.Kind == definition.Country || a.Kind == definition.Other {
				countries = append(countries, a)
			}
		}
		sorted := collate.New(language.MustParse(tag))
		key := func(a definition.Area) string {
			if tag == "ar" {
				return strings.ReplaceAll(" "+a.Name[tag], " ال", " ")
			}
			return a.Name[tag]
		}
		slices.SortStableFunc(countries, func(a, b definition.Area) int { return sorted.CompareString(key(a), key(b)) })
		codes := make([]string, len(countries))
		for i, a := range countries {
			codes[i] = a.Code
			if !*update && a.Ranks[tag] != i {
				t.Errorf("%s: %s is at place %d; want %d", tag, a.Name[tag], a.Ranks[tag], i)
			}
		}
		lines = append(lines, tag+"\t"+strings.Join(codes, " "))
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A list of countries is listed as a language has it; regions stay in the
// order of M49, and everything hangs below what it hung below.
func TestListsAreInTheOrderOfEachLanguage(t *testing.T) {
	list := norway(t).Cube("B2").Axes[0].List
	for tag, want := range map[string]string{
		"en": "DZA EGY LBY MAR SDN TUN ESH", // Algeria Egypt Libya Morocco Sudan Tunisia Western Sahara
		"es": "DZA EGY LBY MAR ESH SDN TUN", // Argelia Egipto Libia Marruecos Sáhara Sudán Túnez
		"ru": "DZA EGY ESH LBY MAR SDN TUN", // Алжир Египет Западная Сахара Ливия Марокко Судан Тунис
		"zh": "DZA EGY LBY MAR SDN TUN ESH", // 阿尔及利亚 埃及 利比亚 摩洛哥 苏丹 突尼斯 西撒哈拉
		"ar": "TUN DZA SDN ESH LBY EGY MAR", // تونس الجزائر السودان الصحراء ليبيا مصر المغرب
	} {
		order := list.Sorted(tag)
		var got []string
		for i, code := range order {
			c := &list.Codes[code]
			if c.Parent >= 0 && list.Codes[c.Parent].ID == "015" && c.Ranks != nil {
				got = append(got, c.ID)
			}
			if c.Parent >= 0 && !slices.Contains(order[:i], c.Parent) {
				t.Errorf("%s: %s stands before what it hangs below", tag, c.ID)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: Northern Africa is %s; want %s", tag, strings.Join(got, " "), want)
		}
		all := slices.Clone(order)
		slices.Sort(all)
		for i, code := range all {
			if i != code {
				t.Fatalf("%s: not every code stands there once", tag)
			}
		}
	}
	if got := list.Sorted("xx"); !slices.IsSorted(got) {
		t.Error("a language without an order changes the list")
	}
}
