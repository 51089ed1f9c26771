package words

import (
	"strings"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Pseudo is the tag of a language that nobody speaks: English with accents,
// half as long again, between ⟦ and ⟧. What stands on a screen without these
// marks cannot be translated, and what is cut short has no room to grow. It
// is not among Languages.
const Pseudo = "qps"

func loadPseudo() *Tongue {
	bundle := i18n.NewBundle(language.English)
	for _, m := range messages("en") {
		for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many, &m.Other} {
			*form = stretched(*form)
		}
		bundle.MustAddMessages(language.English, m)
	}
	return &Tongue{Tag: Pseudo, localizer: i18n.NewLocalizer(bundle, "en"), writing: writings["en"]}
}

// accented are letters that look like others and are none of theirs.
var accented = func() map[rune]rune {
	pairs := map[rune]rune{}
	plain, strange := []rune("aceghiklnorstuyzACEGHIKLNORSTUYZ"), []rune("áçéğĥîķļñôřšťûýžÁÇÉĞĤÎĶĻÑÔŘŠŤÛÝŽ")
	for i, r := range plain {
		pairs[r] = strange[i]
	}
	return pairs
}()

// stretched writes a template in the pseudo-language. Its places stay as they
// are, and so do signs that are no words.
func stretched(template string) string {
	var b strings.Builder
	letters := 0
	for rest := template; rest != ""; {
		text, place := rest, ""
		if i := strings.Index(rest, "{{"); i >= 0 {
			text = rest[:i]
			if end := strings.Index(rest, "}}"); end > i {
				place = rest[i : end+2]
			}
		}
		rest = rest[len(text)+len(place):]
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters++
			}
			strange, ok := accented[r]
			if !ok {
				strange = r
			}
			b.WriteRune(strange)
			if unicode.IsLetter(r) && letters%2 == 0 {
				b.WriteRune(strange)
			}
		}
		b.WriteString(place)
	}
	if letters < 2 {
		return template
	}
	return "⟦" + b.String() + "⟧"
}
