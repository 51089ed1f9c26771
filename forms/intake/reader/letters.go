package reader

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// writing is a way in which text is stored that nothing in the file names.
type writing struct {
	name      string
	encoding  encoding.Encoding
	alphabets []string // of the languages that are written so, beyond ASCII
	// pairs says of two bytes how much they look like a character in use, for
	// the writings of East Asia; what is 0 or less does not.
	pairs func(lead, trail byte) float64
}

// The letters of languages beyond those of ASCII.
const (
	french     = "éèêëàâçùûüôîïœÿæÉÈÊËÀÂÇÙÛÜÔÎÏŒŸÆ"
	german     = "äöüßÄÖÜẞé"
	spanish    = "áéíóúñüÁÉÍÓÚÑÜ¿¡"
	portuguese = "áâãàçéêíóôõúüÁÂÃÀÇÉÊÍÓÔÕÚÜ"
	italian    = "àèéìíòóùúÀÈÉÌÍÒÓÙÚ"
	nordic     = "åäöøæÅÄÖØÆéü"
	icelandic  = "áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ"
	catalan    = "àçèéíïòóúü·ÀÇÈÉÍÏÒÓÚÜ"
	names      = "éôçãíáóñüïåöÅÇÉ" // of countries, in English tables
	czech      = "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽÄĽĹÔŔ"
	polish     = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
	hungarian  = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"
	romanian   = "ăâîşţșțĂÂÎŞŢȘȚ"
	croatian   = "čćđšžČĆĐŠŽ"
	turkish    = "çğıöşüâîûÇĞİÖŞÜÂÎÛ"
	baltic     = "ąčęėįšųūžāēģīķļņõäöüĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅÕÄÖÜ"
	russian    = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
	ukrainian  = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяўАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯЎ"
	serbian    = "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШЃЌЅ"
	greek      = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ"
	hebrew     = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
	arabic     = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْ،؛؟پچژگ"
	thai       = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะัาำิีึืฺุูเแโใไๅๆ็่้๊๋์ํ๐๑๒๓๔๕๖๗๘๙"
	vietnamese = "àáâãèéêìíòóôõùúăđơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĐƠƯ\u0300\u0301\u0303\u0309\u0323"
	// frequent are the commonest letters where scripts have writings that
	// differ in nothing but which letter is which.
	frequent = "оеаинтсрвлОЕАИНТСРВЛαοιετσνηΑΟΙΕΤΣΝΗיוהלארתםנמاليمونرتبةานรอกเงยลวมส"
	// signs stand in texts of all languages.
	signs = "\u00a0“”‘’„‚«»–—…•°±²³¹ªº§€™©®½¼¾·×†‡‰\u00ad\u200c\u200d\u200e\u200f"
)

var (
	western = []string{names, french, spanish, portuguese, german, nordic, italian, catalan, icelandic}
	central = []string{czech, polish, hungarian, croatian, romanian, german}
	slavic  = []string{russian, ukrainian, serbian}
)

// writings are those that tables are found in, the likelier first.
var writings = []writing{
	{name: "Windows-1252", encoding: charmap.Windows1252, alphabets: western},
	{name: "Windows-1251", encoding: charmap.Windows1251, alphabets: slavic},
	{name: "Windows-1256", encoding: charmap.Windows1256, alphabets: []string{arabic}},
	{name: "Windows-1250", encoding: charmap.Windows1250, alphabets: central},
	{name: "Windows-1254", encoding: charmap.Windows1254, alphabets: []string{turkish}},
	{name: "Windows-1253", encoding: charmap.Windows1253, alphabets: []string{greek}},
	{name: "Windows-1255", encoding: charmap.Windows1255, alphabets: []string{hebrew}},
	{name: "Windows-1257", encoding: charmap.Windows1257, alphabets: []string{baltic}},
	{name: "ISO 8859-2", encoding: charmap.ISO8859_2, alphabets: central},
	{name: "ISO 8859-5", encoding: charmap.ISO8859_5, alphabets: slavic},
	{name: "ISO 8859-6", encoding: charmap.ISO8859_6, alphabets: []string{arabic}},
	{name: "ISO 8859-7", encoding: charmap.ISO8859_7, alphabets: []string{greek}},
	{name: "KOI8-R", encoding: charmap.KOI8R, alphabets: []string{russian}},
	{name: "KOI8-U", encoding: charmap.KOI8U, alphabets: []string{ukrainian}},
	{name: "Mac OS Roman", encoding: charmap.Macintosh, alphabets: western},
	{name: "Mac OS Cyrillic", encoding: charmap.MacintoshCyrillic, alphabets: slavic},
	{name: "DOS 850", encoding: charmap.CodePage850, alphabets: western},
	{name: "DOS 852", encoding: charmap.CodePage852, alphabets: central},
	{name: "DOS 866", encoding: charmap.CodePage866, alphabets: []string{russian, ukrainian}},
	{name: "Windows-874", encoding: charmap.Windows874, alphabets: []string{thai}},
	{name: "Windows-1258", encoding: charmap.Windows1258, alphabets: []string{vietnamese}},
	{name: "EUC-KR", encoding: codePage(949), pairs: ranked('\xB0', '\xC8', '\xA1')},
	{name: "GB 18030", encoding: codePage(54936), pairs: ranked('\xB0', '\xD7', '\xA1')},
	{name: "EUC-JP", encoding: codePage(51932), pairs: ranked('\xA4', '\xCF', '\xA1')},
	{name: "Big5", encoding: codePage(950), pairs: ranked('\xA4', '\xC6', '\x40')},
	{name: "Shift JIS", encoding: codePage(932), pairs: shiftJIS},
}

// ranked scores pairs of a set whose characters in daily use begin with bytes
// of a range.
func ranked(from, to, trails byte) func(lead, trail byte) float64 {
	return func(lead, trail byte) float64 {
		switch {
		case trail < trails:
			return -0.5
		case lead >= from && lead <= to:
			return 1
		case lead >= 0xA1 && lead <= 0xA3:
			return 0.5 // signs
		}
		return -0.3
	}
}

func shiftJIS(lead, trail byte) float64 {
	switch {
	case lead >= 0x88 && lead <= 0x97, lead == 0x82, lead == 0x83:
		return 1
	case lead == 0x81:
		return 0.5
	}
	return -0.3
}

// writingOf guesses how a text is stored that is neither marked nor UTF-8: in
// the way in which it makes words, with the letters of one language.
func writingOf(content []byte) *writing {
	sample := withLetters(content)
	best, most := &writings[0], 0.0
	for i := range writings {
		w := &writings[i]
		score := 0.0
		if w.pairs != nil {
			score = w.scorePairs(sample)
		} else if decoded, err := w.encoding.NewDecoder().Bytes(sample); err == nil {
			for _, alphabet := range w.alphabets {
				score = max(score, scoreLetters(decoded, alphabet))
			}
		}
		if score > most+0.02 {
			best, most = w, score
		}
	}
	return best
}

// withLetters collects the lines with more than ASCII, up to what is enough
// to judge by.
func withLetters(content []byte) []byte {
	const enough = 16 << 10
	var sample []byte
	for len(content) > 0 && len(sample) < enough {
		line := content
		if i := bytes.IndexByte(content, '\n'); i >= 0 {
			line = content[:i+1]
		}
		content = content[len(line):]
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line[:min(len(line), enough)]...)
		}
	}
	return sample
}

// scoreLetters says from below 0 to about 1 how much a text beyond ASCII is
// made of an alphabet, in words.
func scoreLetters(text []byte, alphabet string) float64 {
	known := make(map[rune]bool, len(alphabet))
	for _, r := range alphabet {
		known[r] = true
	}
	score, n := 0.0, 0.0
	before := ' '
	latin := !unicode.In([]rune(alphabet)[1], unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai)
	for i, r := range string(text) {
		if r < utf8.RuneSelf {
			before = r
			continue
		}
		n++
		next, _ := utf8.DecodeRune(text[i+utf8.RuneLen(r):])
		inWord := unicode.IsLetter(before) && unicode.IsLetter(next)
		switch {
		case r == utf8.RuneError || unicode.IsControl(r):
			score -= 3
		case known[r]:
			score++
			if bytes.ContainsRune([]byte(frequent), r) {
				score += 0.2
			}
		case bytes.ContainsRune([]byte(signs), r):
			if score += 0.5; inWord && r != '’' && r != '·' {
				score -= 1.5
			}
		case unicode.IsLetter(r):
			score -= 0.5
		default:
			score--
		}
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			score--
		}
		if !latin && (before < utf8.RuneSelf && unicode.IsLetter(before) || next < utf8.RuneSelf && unicode.IsLetter(next)) {
			score -= 0.5 // two scripts in a word
		}
		before = r
	}
	return score / max(n, 1)
}

// scorePairs does the same for characters of two bytes.
func (w *writing) scorePairs(text []byte) float64 {
	if decoded, err := w.encoding.NewDecoder().Bytes(text); err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return -1
	}
	score, n := 0.0, 0.0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] < utf8.RuneSelf:
		case i+1 == len(text):
			n++
		case w.name == "Shift JIS" && text[i] >= 0xA1 && text[i] <= 0xDF: // narrow kana
			n++
			score -= 0.3
		default:
			n++
			score += w.pairs(text[i], text[i+1])
			i++
		}
	}
	return score / max(n, 1)
}
