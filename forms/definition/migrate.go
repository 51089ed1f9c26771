package definition

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
)

// Migrate finds the cell of this definition's questionnaire that asks what a
// cell of an older version asked. What was renamed follows the definition's
// list; an axis that is new is taken at its total, and of an axis that is
// gone only the total moves. ok is false where nothing asks the same any
// more: the figure is then kept aside, not dropped.
func (d *Definition) Migrate(older, newer *forms.Questionnaire, cell forms.Cell) (moved forms.Cell, ok bool) {
	names := d.since(older.Version)
	from := older.CubeOf(cell)
	to := newer.Cube(names.table(from.Name))
	if to == nil {
		return forms.NoCell, false
	}
	moved = to.First
	for i, axis := range to.Axes {
		code := -1
		if j := from.AxisOf(axis.Concept); j >= 0 {
			code = axis.List.Index(names.code(axis.Concept, from.Code(cell, j).ID))
		} else {
			code = axis.List.Index(total)
		}
		if code < 0 {
			return forms.NoCell, false
		}
		moved = to.Moved(moved, i, code)
	}
	for j, axis := range from.Axes {
		if to.AxisOf(axis.Concept) < 0 && from.Code(cell, j).ID != total {
			return forms.NoCell, false
		}
	}
	return moved, !to.Forbidden(moved) || from.Forbidden(cell)
}

// MigrateAddress is Migrate for a cell that is named by its address, as notes
// and other cells name it.
func (d *Definition) MigrateAddress(older, newer *forms.Questionnaire, address string) (string, bool) {
	cell, err := older.Cell(address)
	if err != nil {
		return "", false
	}
	moved, ok := d.Migrate(older, newer, cell)
	if !ok {
		return "", false
	}
	return newer.Address(moved), true
}

// MigrateNote is MigrateAddress for a footnote, which may be about a whole row,
// column or table: "A1/BIRTHS/*/*".
func (d *Definition) MigrateNote(older, newer *forms.Questionnaire, address string) (string, bool) {
	if !strings.Contains(address, everyCode) {
		return d.MigrateAddress(older, newer, address)
	}
	names := d.since(older.Version)
	parts := strings.Split(address, "/")
	from := older.Cube(parts[0])
	if from == nil || len(parts) != len(from.Axes)+1 {
		return "", false
	}
	to := newer.Cube(names.table(from.Name))
	if to == nil {
		return "", false
	}
	moved := []string{to.Name}
	for _, axis := range to.Axes {
		code := everyCode
		if j := from.AxisOf(axis.Concept); j >= 0 && parts[j+1] != everyCode {
			code = names.code(axis.Concept, parts[j+1])
			if axis.List.Index(code) < 0 {
				return "", false
			}
		}
		moved = append(moved, code)
	}
	for j, axis := range from.Axes {
		if to.AxisOf(axis.Concept) < 0 && parts[j+1] != everyCode && parts[j+1] != total {
			return "", false
		}
	}
	return strings.Join(moved, "/"), true
}

// everyCode stands in the address of a note for all codes of an axis.
const everyCode = "*"

// Renamed is the address of a cell or of a footnote that a version of this
// definition wrote, in the names of today's questionnaire. What was not
// renamed, or is not there any more, stays as it is.
func (d *Definition) Renamed(version string, newer *forms.Questionnaire, address string) string {
	names := d.since(version)
	parts := strings.Split(address, "/")
	to := newer.Cube(names.table(parts[0]))
	if len(names) == 0 || to == nil || len(parts) != len(to.Axes)+1 {
		return address
	}
	parts[0] = to.Name
	for i, axis := range to.Axes {
		parts[i+1] = names.code(axis.Concept, parts[i+1])
	}
	return strings.Join(parts, "/")
}

// MigrateTable finds what a table of an older version is called now.
func (d *Definition) MigrateTable(version, table string) string { return d.since(version).table(table) }

// MigrateQuestion finds the key under which the answer to a question of an
// older version is kept now: "M2.unit", "M1.3.type". ok is false where the
// question is not asked any more.
func (d *Definition) MigrateQuestion(version, key string) (moved string, ok bool) {
	group, rest, _ := strings.Cut(key, ".")
	entry, id, repeated := strings.Cut(rest, ".")
	if !repeated {
		entry, id = "", rest
	}
	name := d.since(version).question(group + "." + id)
	group, id, _ = strings.Cut(name, ".")
	for i := range d.source.Groups {
		g := &d.source.Groups[i]
		if g.ID != group || g.Repeated != repeated {
			continue
		}
		if slices.ContainsFunc(g.Questions, func(q questionSource) bool { return q.ID == id }) {
			if repeated {
				return group + "." + entry + "." + id, true
			}
			return name, true
		}
	}
	return "", false
}

// renamings are those of a definition since a version, the oldest first.
type renamings []renamedSource

func (d *Definition) since(version string) renamings {
	var later renamings
	for _, r := range d.source.Renamed {
		if compareVersions(r.Since, version) > 0 {
			later = append(later, r)
		}
	}
	slices.SortStableFunc(later, func(a, b renamedSource) int { return compareVersions(a.Since, b.Since) })
	return later
}

func (r renamings) table(name string) string {
	for _, step := range r {
		if to, ok := step.Tables[name]; ok {
			name = to
		}
	}
	return name
}

func (r renamings) code(concept, code string) string {
	for _, step := range r {
		for _, codes := range step.Codes {
			if to, ok := codes.Codes[code]; ok && codes.Concept == concept {
				code = to
				break
			}
		}
	}
	return code
}

func (r renamings) question(name string) string {
	for _, step := range r {
		if to, ok := step.Questions[name]; ok {
			name = to
		}
	}
	return name
}

// compareVersions compares "2025.2" and "2025.10" by their numbers.
func compareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, errX := strconv.Atoi(as[i])
		y, errY := strconv.Atoi(bs[i])
		order := cmp.Compare(x, y)
		if errX != nil || errY != nil {
			order = strings.Compare(as[i], bs[i])
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// checkRenamed reports names of an older version that lead to nothing in this
// one.
func (c *checker) checkRenamed() {
	for i := range c.source.Renamed {
		r := &c.source.Renamed[i]
		at := fmt.Sprintf("$.renamed[%d]", i)
		if r.Since == "" || compareVersions(r.Since, c.source.Version) > 0 {
			c.report(at, "a renaming says since which version it holds, this one (%s) at the latest", c.source.Version)
		}
		later := c.since(r.Since)
		for _, name := range sortedKeys(r.Tables) {
			to := later.table(r.Tables[name])
			if !slices.ContainsFunc(c.source.Tables, func(t tableSource) bool {
				return slices.ContainsFunc(t.Cubes, func(s cubeSource) bool { return cubeName(t.ID, s.Name) == to })
			}) {
				c.report(at+".tables", "the table %s is renamed to %s, which does not exist", name, to)
			}
		}
		for _, codes := range r.Codes {
			for _, code := range sortedKeys(codes.Codes) {
				to := later.code(codes.Concept, codes.Codes[code])
				found := false
				for _, l := range c.lists {
					found = found || l.Concept == codes.Concept && l.Index(to) >= 0
				}
				if !found {
					c.report(at+".codes", "the code %s is renamed to %s, which no list of the concept %q has", code, to, codes.Concept)
				}
			}
		}
		for _, question := range sortedKeys(r.Questions) {
			to := later.question(r.Questions[question])
			group, id, _ := strings.Cut(to, ".")
			if !slices.ContainsFunc(c.source.Groups, func(g groupSource) bool {
				return g.ID == group && slices.ContainsFunc(g.Questions, func(q questionSource) bool { return q.ID == id })
			}) {
				c.report(at+".questions", "the question %s is renamed to %s, which does not exist", question, to)
			}
		}
	}
}

func cubeName(table, cube string) string {
	if cube == "" {
		return table
	}
	return table + "." + cube
}

// Newer reports whether version a of a definition came after version b.
func Newer(a, b string) bool { return compareVersions(a, b) > 0 }
