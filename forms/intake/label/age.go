package label

import (
	"regexp"
	"strconv"
	"strings"
)

const (
	ageUnits = `(?: ?(?:years?|yrs?|ans|an|anos?|jahren?|anni|jaar|ar|aar|lat|let|roku|ev|eves|vuotta|vuotiaat|vuotiset|yas|года|годы|год|лет|роки|років|год|岁|歲|歳|才|세|سنوات|سنة|سنه|عاما|عام)(?: old| olds?| of age)?)?`
	ageLeads = `(?:de |from |between |aged? |ages? |edad |von |van |idade |da |od |w wieku |от |от |в возрасте |من )*`
)

var (
	ageRange = regexp.MustCompile(`^` + ageLeads + `(\d{1,3})` + ageUnits + ` ?(?:-|~|〜|～|to|a|and|et|y|e|bis|t/m|do|до|至|إلى|الى) ?(\d{1,3})` + ageUnits + `$`)
	// The upper bound of these is not within the group: "15 bis unter 20".
	ageShort  = regexp.MustCompile(`^` + ageLeads + `(\d{1,3})` + ageUnits + ` ?(?:bis unter|to under|to less than|to below|tot|a menos de|a moins de)(?: de)? ?(\d{1,3})` + ageUnits + `$`)
	ageOver   = regexp.MustCompile(`^` + ageLeads + `(\d{1,3})` + ageUnits + ` ?(?:\+|plus|and over|and older|and above|and up|and more|or over|or older|or more|or above|et plus|et \+|ou plus|y mas|o mas|y mayores|und alter|und mehr|und daruber|ou mais|e mais|e piu|e oltre|ed oltre|en ouder|of ouder|en meer|of meer|och aldre|och over|eller eldre|og over|og eldre|ja yli|tayttaneet|i wiecej|a vice|a starsi|es tobb|es idosebb|ve uzeri|ve daha fazla|si peste|и старше|и более|і старші|及以上|以上|이상|فأكثر|فاكثر|وأكثر|فما فوق|and over)` + ageUnits + `$`)
	ageOver2  = regexp.MustCompile(`^(?:over|above|plus de|mas de|mayores de|uber|>|>=|≥|старше)(?: de)? ?(\d{1,3})` + ageUnits + `$`)
	ageUnder  = regexp.MustCompile(`^(?:under|below|less than|younger than|moins de|menos de|menores de|meno di|unter|jonger dan|ponizej|under fyllte|до|младше|моложе|أقل من|اقل من|دون|<) ?(?:age )?(\d{1,3})` + ageUnits + `$`)
	ageBelow  = regexp.MustCompile(`^(\d{1,3}) ?(?:岁|歲|歳|才|세)?(?: ?미만|以下|未满|未滿|未満)$`)
	ageSingle = regexp.MustCompile(`^(?:aged? |age |в возрасте )?(\d{1,3}) ?(?:years?|yrs?|ans?|anos?|jahre?|jaar|ar|anni|lat|let|лет|года|год|岁|歳|才|세|سنة)(?: old| of age)?$`)
	ageCode   = regexp.MustCompile(`^Y(\d{1,3}(T\d{1,3})?|_(GE|LT)\d{1,3})$`)
	ageDashed = regexp.MustCompile(`^Y(\d{1,3})[-_](\d{1,3})$`)
	agePhrase = regexp.MustCompile(`(?i)\b(?:aged?|ages|people|population|persons)\s+(\d{1,2})\s*(?:(?:-|–|to)\s*(\d{1,2})|(?:\+|years and over|and over|and above|or over|years and older|and older))`)
	blanks    = regexp.MustCompile(`\s+`)
)

var allAges = meant(map[string]bool{"all ages|total all ages|total age|age total|ages total|tous âges|tous les âges|toutes âges|tous âges confondus|todas las edades|edad total|total edades|alle altersgruppen|alter insgesamt|alle leeftijden|totaal leeftijd|totaal alle leeftijden|alla åldrar|alle aldre|totalt ålder|alder i alt|todas as idades|tutte le età|wszystkie grupy wieku|всех возрастов|все возрасты|все возраста|جميع الأعمار|全部年龄|各年龄|全年齢|年齢計": true})
var unknownAges = meant(map[string]bool{"age unknown|unknown age|age not stated|age not known|âge inconnu|âge non déclaré|edad desconocida|edad no declarada|edad ignorada|возраст не указан|年齢不詳|年龄不详": true})

var ageMarks = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "ñ", "n", "á", "a", "à", "a", "ã", "a", "å", "a", "é", "e", "è", "e", "ê", "e", "ę", "e", "ä", "a", "ö", "o", "ő", "o", "ü", "u", "ù", "u", "ű", "u", "ż", "z", "ș", "s", "ş", "s", "ç", "c", "í", "i", "ì", "i", "ó", "o", "ú", "u", "ý", "y", "č", "c", "ž", "z", ".", " ", "\u00a0", " ", "(", " ", ")", " ")

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
	if parts := ageShort.FindStringSubmatch(s); parts != nil {
		if low, high := number(parts[1]), number(parts[2])-1; low < high && high <= 130 {
			return ageMeaning("Y"+strconv.Itoa(low)+"T"+strconv.Itoa(high), 0.92), true
		}
		return Meaning{}, false
	}
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
