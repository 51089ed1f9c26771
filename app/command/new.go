package command

import (
	"fmt"
	"strconv"
	"strings"

	"migraform/app/workspace"
	"migraform/forms/definition"
	"migraform/forms/words"
)

type newCommand struct {
	Doc           string `arg:""`
	Country       string `required:"" placeholder:"NOR"`
	Year          string `required:"" placeholder:"2025"`
	Scope         string `enum:"core,all" default:"core" placeholder:"core|all"`
	Language      string `enum:"${languages}" default:"" placeholder:"fr"`
	Questionnaire string `placeholder:"FILE"`
}

func (n *newCommand) Run(c *console) error {
	year, ok := words.ReadYear(n.Year)
	if !ok {
		return refuse("command.bad_year", "Year", n.Year)
	}
	country, err := countryOf(n.Country)
	if err != nil {
		return err
	}
	start := workspace.Start{Country: country, Year: year, Scope: n.Scope, Language: n.Language}
	if start.Language == "" {
		start.Language = c.tongue.Tag
	}
	// What is wrong with country, year or scope is told before any file is
	// touched, so that whatever comes after is a matter of writing.
	questionnaire, err := definition.BuiltIn()
	if n.Questionnaire != "" {
		questionnaire, err = workspace.LoadDefinition(n.Questionnaire)
		start.Definition = questionnaire
	}
	if err == nil {
		_, err = questionnaire.For(start.Country, start.Year, start.Scope)
	}
	if err != nil {
		return err
	}
	ws, err := workspace.Create(n.Doc, start)
	if err != nil {
		return writing(err)
	}
	defer ws.Close()
	q := ws.Questionnaire()
	c.note("command.new.done", "File", n.Doc, "Country", ws.Country().Name, "Year", strconv.Itoa(q.Year), "Tables", len(q.Tables))
	fmt.Fprintln(c.out, n.Doc)
	return nil
}

// countryOf reads a country's code in small or capital letters.
func countryOf(code string) (string, error) {
	country, ok := definition.CountryByCode(strings.ToUpper(code))
	if !ok {
		return "", refuse("command.bad_country", "Code", code)
	}
	return country.Code, nil
}
