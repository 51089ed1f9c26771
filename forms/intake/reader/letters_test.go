package reader_test

import (
	"context"
	"strings"
	"testing"

	"migraform/forms/intake/reader"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// TestUnmarkedWritingsAreGuessed writes names of countries as offices do that
// have never heard of UTF-8.
func TestUnmarkedWritingsAreGuessed(t *testing.T) {
	const (
		english  = "Country;2020\nCôte d’Ivoire;12\nÅland Islands;3\nNorway;4\nRéunion;5\n"
		french   = "Pays de naissance;Effectif\nAlgérie;12\nBénin;3\nSuède;4\nÉthiopie;5\nTotal général;24\n"
		german   = "Staatsangehörigkeit;männlich;weiblich\nÖsterreich;1;2\nTürkei;3;4\nÄgypten;5;6\n"
		spanish  = "País;Año 2020\nEspaña;12\nPerú;3\nHaití;4\nMéxico;9\n"
		danish   = "Oprindelsesland;mænd\nFærøerne;1\nGrønland;2\nØstrig;3\nÅland;4\n"
		czech    = "Státní občanství;muži;ženy\nŘecko;1;2\nŠpanělsko;3;4\nČína;5;6\nMaďarsko;7;8\n"
		polish   = "Państwo;mężczyźni;ogółem\nWęgry;1;2\nWłochy;3;4\nŁotwa;5;6\n"
		turkish  = "Ülke;Erkek;Kadın\nİsveç;1;2\nÇin;3;4\nGürcistan;5;6\nYunanistan;7;8\nFas;9;0\nDoğum yeri;0;0\nDiğer;1;1\n"
		russian  = "Страна;Мужчины;Женщины\nРоссия;1;2\nКазахстан;3;4\nУзбекистан;5;6\nИТОГО;9;12\n"
		ukraine  = "Країна;Чоловіки;Жінки\nУкраїна;1;2\nПольща;3;4\nУгорщина;5;6\nІталія;7;8\nЄгипет;9;9\n"
		greek    = "Χώρα;Άνδρες;Γυναίκες\nΑλβανία;1;2\nΒουλγαρία;3;4\nΡωσία;5;6\n"
		hebrew   = "ארץ לידה;גברים;נשים\nמרוקו;1;2\nרוסיה;3;4\n"
		arabic   = "البلد;ذكور;إناث\nمصر;1;2\nالأردن;3;4\nالمغرب;5;6\nالمجموع;9;12\n"
		persian  = "کشور;مرد;زن\nافغانستان;1;2\nپاکستان;3;4\n"
		baltic   = "Šalis;Vyrai;Moterys\nLatvija;1;2\nKiprąs;3;4\nDidžioji Britanija;5;6\nŪkraina;7;8\nŽmonių skaičius;1;1\n"
		chinese  = "国家,男,女,合计\n挪威,1,2,3\n瑞典,4,5,9\n德国,7,8,15\n其他,1,1,2\n"
		taiwan   = "國家,男,女,合計\n挪威,1,2,3\n瑞典,4,5,9\n德國,7,8,15\n"
		nippon   = "国籍,男,女,総数\nノルウェー,1,2,3\nスウェーデン,4,5,9\nその他,7,8,15\n"
		korea    = "국가,남자,여자,합계\n노르웨이,1,2,3\n스웨덴,4,5,9\n독일,7,8,15\n"
		thailand = "ประเทศ,ชาย,หญิง,รวม\nนอร์เวย์,1,2,3\nสวีเดน,4,5,9\n"
	)
	for _, c := range []struct {
		text     string
		encoding encoding.Encoding
	}{
		{english, charmap.Windows1252}, {french, charmap.Windows1252}, {german, charmap.Windows1252}, {spanish, charmap.Windows1252}, {danish, charmap.Windows1252},
		{french, charmap.ISO8859_1}, {french, charmap.Macintosh}, {german, charmap.CodePage850}, {spanish, charmap.CodePage850}, {french, charmap.CodePage850}, {danish, charmap.Macintosh},
		{czech, charmap.Windows1250}, {polish, charmap.Windows1250}, {czech, charmap.ISO8859_2}, {polish, charmap.ISO8859_2}, {czech, charmap.CodePage852},
		{turkish, charmap.Windows1254}, {baltic, charmap.Windows1257},
		{russian, charmap.Windows1251}, {russian, charmap.KOI8R}, {russian, charmap.CodePage866}, {russian, charmap.ISO8859_5}, {russian, charmap.MacintoshCyrillic},
		{ukraine, charmap.Windows1251}, {ukraine, charmap.KOI8U}, {greek, charmap.Windows1253}, {greek, charmap.ISO8859_7}, {hebrew, charmap.Windows1255},
		{arabic, charmap.Windows1256}, {arabic, charmap.ISO8859_6}, {persian, charmap.Windows1256}, {thailand, charmap.Windows874},
		{chinese, simplifiedchinese.GBK}, {chinese, simplifiedchinese.GB18030}, {taiwan, traditionalchinese.Big5},
		{nippon, japanese.ShiftJIS}, {nippon, japanese.EUCJP}, {korea, korean.EUCKR},
	} {
		text := c.text
		if c.encoding != charmap.Windows1252 {
			text = strings.ReplaceAll(text, "’", "'")
		}
		if c.encoding == charmap.Windows1256 {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "ی", "ي"), "کش", "كش")
			text = strings.ReplaceAll(text, "ک", "ك")
		}
		stored, err := c.encoding.NewEncoder().String(text)
		if err != nil {
			t.Fatalf("%s, %.10s: %v", c.encoding, text, err)
		}
		got := lines(t, []byte(stored))
		if want := lines(t, []byte(text)); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.encoding, got, want)
		}
	}
}

// lines reads a text table and writes what it shows, and what is remarked.
func lines(t *testing.T, content []byte) string {
	t.Helper()
	file, err := reader.ReadBytes(context.Background(), "table.csv", content, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return shown(file)
}

func TestMarkedWritingsAreRead(t *testing.T) {
	const text = "Страна,2020\nCôte d’Ivoire,12\n日本,3\n"
	for name, e := range map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8 with a mark": unicode.UTF8BOM,
		"UTF-16, low byte first": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16, high byte first": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 without mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "high byte first, without mark": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-32, low byte first": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "UTF-32, high byte first": utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
	} {
		stored, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		file, err := reader.ReadBytes(context.Background(), "table.csv", []byte(stored), reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := shown(file), "A1=Страна B1=2020\nA2=Côte d’Ivoire B2=12\nA3=日本 B3=3\n"; got != want || len(file.Remarks) > 0 {
			t.Errorf("%s: %q, %v", name, got, file.Remarks)
		}
	}
}

// TestGuessesAreTold reads a text whose writing nothing names, and one of
// UTF-8 with a name that was cut in the middle of a character.
func TestGuessesAreTold(t *testing.T) {
	file, err := reader.ReadBytes(context.Background(), "pays.csv", []byte("Pays;1\nAlg\xE9rie;2\n"), reader.Options{})
	if err != nil || len(file.Remarks) != 1 || file.Remarks[0].ID != "reader.writing" || file.Remarks[0].Args["Writing"] != "Windows-1252" {
		t.Errorf("%v, %v", file.Remarks, err)
	}
	if got, want := lines(t, []byte(strings.Repeat("Suède,1\n", 20)+"Sao Tom\xC3,2\n")), "A21=Sao Tom�"; !strings.Contains(got, want) {
		t.Errorf("%q", got)
	}
}
