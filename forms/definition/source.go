package definition

import (
	"fmt"
	"strings"
)

// source is the YAML of a definition as its author writes it.
type source struct {
	ID        string           `yaml:"id"`
	Version   string           `yaml:"version"`
	Sections  []string         `yaml:"sections"`
	Lists     []listSource     `yaml:"lists"`
	Tables    []tableSource    `yaml:"tables"`
	Relations []relationSource `yaml:"relations"`
	Measures  []measureSource  `yaml:"measures"`
	Rules     []ruleSource     `yaml:"rules"`
	Gate      gateSource       `yaml:"gate"`
	Groups    []groupSource    `yaml:"questions"`
	Options   []optionsSource  `yaml:"options"`
	Renamed   []renamedSource  `yaml:"renamed"`
}

type listSource struct {
	ID       string              `yaml:"id"`
	Concept  string              `yaml:"concept"`
	Codes    []codeSource        `yaml:"codes"`
	Areas    *areasSource        `yaml:"areas"`
	Balances []balanceSource     `yaml:"balances"`
	Groups   map[string][]string `yaml:"groups"`
	Coarser  []coarserSource     `yaml:"coarser"`
	// When is the condition of all codes but the total.
	When string `yaml:"when"`
}

// coarserSource is a coarser breakdown that an office may have: groups of
// codes that stand next to each other, asked in place of them.
type coarserSource struct {
	ID     string              `yaml:"id"`
	Groups map[string][]string `yaml:"groups"`
}

type codeSource struct {
	Code     string       `yaml:"code"`
	Parts    []codeSource `yaml:"parts"`
	OfWhom   []codeSource `yaml:"of_whom"`
	Is       string       `yaml:"is"`
	Optional bool         `yaml:"optional"`
	Measure  string       `yaml:"measure"`
	Shift    int          `yaml:"shift"`
	Signed   bool         `yaml:"signed"`
	When     string       `yaml:"when"`
}

// UnmarshalYAML lets a code be written as its bare name or as a mapping.
func (c *codeSource) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&c.Code) == nil && c.Code != "" {
		return nil
	}
	type plain codeSource
	return unmarshal((*plain)(c))
}

// areasSource asks for the list of countries and areas.
type areasSource struct {
	Own         string `yaml:"own"`    // asked or forbidden
	Former      string `yaml:"former"` // asked or forbidden
	Within      string `yaml:"within"` // "foreign": the total covers foreigners or foreign-born only
	Others      string `yaml:"others"` // code for all countries but the own one
	Stateless   bool   `yaml:"stateless"`
	NonCitizens bool   `yaml:"non_citizens"`
	RegionsOnly bool   `yaml:"regions_only"` // the five regions, without their countries
}

type balanceSource struct {
	Rule     string `yaml:"rule"`
	Equation string `yaml:"equation"`
}

type tableSource struct {
	ID       string       `yaml:"id"`
	Section  string       `yaml:"section"`
	Core     bool         `yaml:"core"`
	Optional bool         `yaml:"optional"`
	When     string       `yaml:"when"`
	Cubes    []cubeSource `yaml:"cubes"`
}

type cubeSource struct {
	Name     string            `yaml:"name"`
	Measure  string            `yaml:"measure"`
	Where    map[string]string `yaml:"where"`
	Unit     string            `yaml:"unit"`
	Decimals int               `yaml:"decimals"`
	Axes     []string          `yaml:"axes"`
	Years    int               `yaml:"years"`
	Rows     []string          `yaml:"rows"`
	Columns  []string          `yaml:"columns"`
	Pages    []string          `yaml:"pages"`
	Bounds   []boundSource     `yaml:"bounds"`
}

type boundSource struct {
	Rule   string        `yaml:"rule"`
	Code   string        `yaml:"code"`
	Shares []shareSource `yaml:"at_most"`
}

type shareSource struct {
	Share float64 `yaml:"share"`
	Of    string  `yaml:"of"`
}

// relationSource compares sums of measures. Near says that it is of that
// kind, so that the kind need not be written as well.
type relationSource struct {
	ID        string       `yaml:"id"`
	Rule      string       `yaml:"rule"`
	Kind      string       `yaml:"kind"`
	Severity  string       `yaml:"severity"`
	Left      []termSource `yaml:"left"`
	Right     []termSource `yaml:"right"`
	Over      []termSource `yaml:"over"`
	Per       float64      `yaml:"per"`
	Near      []float64    `yaml:"near"` // least and most of left ÷ right
	Tolerance float64      `yaml:"tolerance"`
	Least     float64      `yaml:"least"`
	By        []string     `yaml:"by"`
	When      string       `yaml:"when"`
}

// termSource is a measure that is added, or one that is subtracted.
type termSource struct {
	Measure string            `yaml:"measure"`
	Minus   string            `yaml:"minus"`
	Where   map[string]string `yaml:"where"`
	Shift   int               `yaml:"shift"`
}

type measureSource struct {
	Measure string  `yaml:"measure"`
	Rule    string  `yaml:"rule"`
	Survey  float64 `yaml:"survey"`
}

// renamedSource maps what an older version called otherwise.
type renamedSource struct {
	Since  string            `yaml:"since"`
	Tables map[string]string `yaml:"tables"` // old name of a cube → new
	Codes  []renamedCodes    `yaml:"codes"`
	// Questions maps M1.old to M1.new.
	Questions map[string]string `yaml:"questions"`
}

type renamedCodes struct {
	Concept string            `yaml:"concept"`
	Codes   map[string]string `yaml:"codes"`
}

type groupSource struct {
	ID        string           `yaml:"id"`
	Repeated  bool             `yaml:"repeated"`
	Questions []questionSource `yaml:"ask"`
}

type questionSource struct {
	ID         string   `yaml:"id"`
	Kind       string   `yaml:"kind"`
	Options    []string `yaml:"options"`
	From       string   `yaml:"options_from"`
	Required   bool     `yaml:"required"`
	When       string   `yaml:"when"`
	Constraint string   `yaml:"constraint"`
	// Text names the texts of the question where several share them.
	Text string `yaml:"text"`
	// For are the tables that the question is about; it is asked where one
	// of them is. None means always.
	For []string `yaml:"for"`
}

type optionsSource struct {
	ID    string   `yaml:"id"`
	Codes []string `yaml:"codes"`
}

// parseTerms reads "IMM - EMI" or "POP + BIRTHS": names with their signs.
func parseTerms(text string) ([]signed, error) {
	var terms []signed
	sign := int8(1)
	expectName := true
	for _, word := range strings.Fields(text) {
		switch {
		case word == "+" && !expectName:
			sign, expectName = 1, true
		case word == "-" && !expectName:
			sign, expectName = -1, true
		case expectName && word != "+" && word != "-":
			terms = append(terms, signed{word, sign})
			expectName = false
		default:
			return nil, fmt.Errorf("%q: expected names joined by + and -, with blanks between", text)
		}
	}
	if expectName {
		return nil, fmt.Errorf("%q: expected a name at the end", text)
	}
	return terms, nil
}

type signed struct {
	name string
	sign int8
}
