package pages

import (
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/words"
)

// cellName is how a cell is called: its table, its row and its column.
func (s *Shell) cellName(q *forms.Questionnaire, cell forms.Cell) string {
	c := q.CubeOf(cell)
	var names []string
	for i := range c.Axes {
		names = append(names, c.Code(cell, i).Name.In(s.Tongue.Tag))
	}
	return c.Name + " · " + s.Tongue.List(names)
}

// changeName says what a change was about in the words of the questionnaire rather than in addresses.
func (s *Shell) changeName(q *forms.Questionnaire, label words.Message) string {
	name, _ := label.Args["Subject"].(string)
	if cell, err := q.Cell(name); err == nil {
		name = s.cellName(q, cell)
	} else if group, id, ok := questionOf(q, name); ok {
		for _, question := range q.Group(group).Questions {
			if question.ID == id {
				name = group + " · " + question.Label.In(s.Tongue.Tag)
			}
		}
	}
	return s.Tongue.Message(words.Say(label.ID, "Subject", name))
}

// questionOf reads the key of a question: "M2.arrival_criterion", or "M1.3.type" in the third entry of a group.
func questionOf(q *forms.Questionnaire, key string) (group, id string, ok bool) {
	group, rest, ok := strings.Cut(key, ".")
	return group, rest[strings.LastIndex(rest, ".")+1:], ok && q.Group(group) != nil
}

// dayName is the name of a day: today, yesterday, or its date.
func (s *Shell) dayName(day, now time.Time) string {
	date := func(t time.Time) string { return t.Local().Format(dateLayout) }
	switch date(day) {
	case date(now):
		return s.say("pages.today")
	case date(now.AddDate(0, 0, -1)):
		return s.say("pages.yesterday")
	}
	day = day.Local()
	month := s.say("pages.month_" + day.Format("1"))
	return s.say("pages.day", "Day", day.Format("2"), "Month", month, "Year", day.Format("2006"))
}
