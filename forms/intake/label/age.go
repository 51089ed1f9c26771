package label

import (
	"regexp"
	"strconv"
	"strings"
)

const (
	ageUnits = `(?: ?(?:years?|yrs?|ans|an|anos?|jahren?|anni|лет|года|год|岁|سنة|سنوات)(?: old| olds?| of age)?)?`
	ageLeads = `(?:de |from |between |aged? |ages? |edad |von |idade |от |в возрасте |من )*`
)

var (
	ageRange  = regexp.MustCompile(`^` + ageLeads + `(\d{1,3})` + ageUnits + ` ?(?:-|to|a|and|et|y|bis|do|до|至|إلى|الى) ?(\d{1,3})` + ageUnits + `$`)
	ageOver   = regexp.MustCompile(`^` + ageLeads + `(\d{1,3})` + ageUnits + ` ?(?:\+|plus|and over|and older|and above|or over|or older|or more|and more|et plus|et \+|ou plus|y mas|o mas|und alter|und mehr|ou mais|e mais|e piu|и старше|и более|及以上|以上|فأكثر|فما فوق|and over)` + ageUnits + `$`)
	ageOver2  = regexp.MustCompile(`^(?:over|above|plus de|mas de|uber|>|>=|≥|старше) ?(\d{1,3})` + ageUnits + `$`)
	ageUnder  = regexp.MustCompile(`^(?:under|below|less than|younger than|moins de|menos de|menores de|unter|до|моложе|أقل من|اقل من|<) ?(?:age )?(\d{1,3})` + ageUnits + `$`)
	ageBelow  = regexp.MustCompile(`^(\d{1,3}) ?(?:岁|歲)?(?:以下|未满|未滿)$`)
	ageSingle = regexp.MustCompile(`^(?:aged? )?(\d{1,3}) ?(?:years?|yrs?|ans?|anos?|jahre?|лет|岁|سنة)(?: old| of age)?$`)
	ageCode   = regexp.MustCompile(`^Y(\d{1,3}(T\d{1,3})?|_(GE|LT)\d{1,3})$`)
	ageDashed = regexp.MustCompile(`^Y(\d{1,3})-(\d{1,3})$`)
	agePhrase = regexp.MustCompile(`(?i)\b(?:aged?|ages|people|population|persons)\s+(\d{1,2})\s*(?:(?:-|–|to)\s*(\d{1,2})|(?:\+|years and over|and over|and above|or over|years and older|and older))`)
	blanks    = regexp.MustCompile(`\s+`)
)

var allAges = map[string]bool{"all ages": true, "total all ages": true, "tous ages": true, "tous les ages": true, "todas las edades": true, "toutes ages": true, "age total": true}
var unknownAges = map[string]bool{"age unknown": true, "unknown age": true, "age not stated": true, "age inconnu": true, "age non declare": true, "edad desconocida": true, "age not known": true}

var ageMarks = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "ñ", "n", "á", "a", "à", "a", "é", "e", "ä", "a", "ü", "u", "ù", "u", ".", " ", "\u00a0", " ", "(", " ", ")", " ")

// AgeOf reads an age or a group of ages: "15-19", "80+", "under 15", "de 15 a
// 19 años". A bare number is an age only where the column says so; that is
// for the caller to know.
func AgeOf(text string) (Meaning, bool) {
	trimmed := strings.TrimSpace(text)
	if p := ageDashed.FindStringSubmatch(trimmed); p != nil && number(p[1]) < number(p[2]) {
		return ageMeaning("Y"+p[1]+"T"+p[2], 0.97), true
	}
	if ageCode.MatchString(trimmed) {
		return ageMeaning(trimmed, 0.98), true
	}
	folded := Fold(Bare(trimmed, false))
	if allAges[folded] {
		m := ageMeaning("_T", 0.98)
		m.Whole = true
		return m, true
	}
	if unknownAges[folded] {
		return ageMeaning("_U", 0.98), true
	}
	if len(trimmed) > 60 || !strings.ContainsAny(WesternDigits(trimmed), "0123456789") {
		return Meaning{}, false
	}
	s := ageMarks.Replace(strings.ToLower(WesternDigits(trimmed)))
	s = strings.ReplaceAll(strings.TrimSpace(blanks.ReplaceAllString(s, " ")), " - ", "-")
	if parts := ageRange.FindStringSubmatch(s); parts != nil {
		low, high := number(parts[1]), number(parts[2])
		if low < high && high <= 130 {
			return ageMeaning("Y"+strconv.Itoa(low)+"T"+strconv.Itoa(high), 0.95), true
		}
		return Meaning{}, false
	}
	if parts := ageOver.FindStringSubmatch(s); parts != nil && number(parts[1]) <= 120 {
		return ageMeaning("Y_GE"+strconv.Itoa(number(parts[1])), 0.96), true
	}
	if parts := ageOver2.FindStringSubmatch(s); parts != nil && number(parts[1]) <= 120 {
		n := number(parts[1])
		if !strings.ContainsAny(s, "=≥") {
			n++
		}
		return ageMeaning("Y_GE"+strconv.Itoa(n), 0.75), true
	}
	if parts := ageUnder.FindStringSubmatch(s); parts != nil && number(parts[1]) <= 120 {
		return ageMeaning("Y_LT"+strconv.Itoa(number(parts[1])), 0.95), true
	}
	if parts := ageBelow.FindStringSubmatch(s); parts != nil && number(parts[1]) <= 120 {
		return ageMeaning("Y_LT"+strconv.Itoa(number(parts[1])), 0.9), true
	}
	if parts := ageSingle.FindStringSubmatch(s); parts != nil && number(parts[1]) <= 120 {
		return ageMeaning("Y"+strconv.Itoa(number(parts[1])), 0.93), true
	}
	return Meaning{}, false
}

// AgeIn finds a group of ages inside a title: "aged 16 and over".
func AgeIn(title string) (Meaning, bool) {
	found := agePhrase.FindAllStringSubmatch(title, 2)
	if len(found) != 1 {
		return Meaning{}, false
	}
	if found[0][2] != "" {
		return ageMeaning("Y"+found[0][1]+"T"+found[0][2], 0.85), true
	}
	return ageMeaning("Y_GE"+found[0][1], 0.85), true
}

func ageMeaning(code string, confidence float64) Meaning {
	return Meaning{Concept: Age, Code: code, Confidence: confidence}
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
