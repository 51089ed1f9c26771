package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// tablesControl is a list of tables to check, folded away behind the ids of those that are.
type tablesControl struct {
	shell  *Shell
	told   told
	fold   *button
	said   *prose
	list   *fyne.Container
	checks []*tick
	ids    []string
	shown  *fyne.Container
	quiet  bool
}

func (s *Shell) newTablesControl(tables []*forms.Table, t told) *tablesControl {
	c := &tablesControl{shell: s, told: t, said: s.prose("", bodyTone), list: s.column(0)}
	for _, table := range tables {
		check := newTick(table.ID+"  "+table.Title.In(s.Tongue.Tag), func(bool) {
			c.summarise()
			if !c.quiet {
				t.answered()
			}
		})
		c.checks, c.ids = append(c.checks, check), append(c.ids, table.ID)
		c.list.Add(check)
	}
	c.fold = iconButton(s.say("pages.choose_tables"), look.Expand, c.toggle)
	c.list.Hide()
	c.shown = s.column(1, s.level(3, s.outdented(c.fold), fill(c.said.shown)), c.list)
	c.summarise()
	return c
}

func (c *tablesControl) toggle() {
	icon, word := look.Expand, "pages.choose_tables"
	if c.list.Visible() {
		c.list.Hide()
	} else {
		c.list.Show()
		icon, word = look.Collapse, "pages.fold_tables"
	}
	c.fold.SetIcon(look.Icon(icon))
	c.fold.SetText(c.shell.say(word))
	if c.told.grown != nil {
		c.told.grown()
	}
}

func (c *tablesControl) summarise() {
	said := c.shell.Tongue.List(strings.Fields(c.text()))
	if said == "" {
		said = c.shell.say("pages.no_tables")
	}
	c.said.set(part{said, dimTone})
}

func (c *tablesControl) object() fyne.CanvasObject { return c.shown }
func (c *tablesControl) focus() fyne.Focusable     { return c.fold }

func (c *tablesControl) text() string {
	var ids []string
	for i, check := range c.checks {
		if check.Checked {
			ids = append(ids, c.ids[i])
		}
	}
	return strings.Join(ids, " ")
}

func (c *tablesControl) show(text string) {
	c.quiet = true
	defer func() { c.quiet = false }()
	ids := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;", r) })
	for i, check := range c.checks {
		check.SetChecked(slices.Contains(ids, c.ids[i]))
	}
	c.summarise()
}

func (c *tablesControl) enable(on bool) {
	for _, check := range c.checks {
		enable(check, on)
	}
}
