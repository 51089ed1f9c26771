package definition

import (
	"fmt"
	"maps"
	"slices"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// mostCells bounds the cells of a questionnaire: ten times the largest that
// the program promises to be quick with.
const mostCells = 10_000_000

func (c *checker) checkTables() {
	seen := map[string]bool{}
	for i := range c.source.Tables {
		t := &c.source.Tables[i]
		at := fmt.Sprintf("$.tables[%d]", i)
		if seen[t.ID] {
			c.report(at, "the table %s stands twice", t.ID)
		}
		seen[t.ID] = true
		c.form(at, "a table", t.ID)
		if !slices.Contains(c.source.Sections, t.Section) {
			c.report(at+".section", "the table %s is in the section %q, which is not listed", t.ID, t.Section)
		}
		c.wanted(at, "table."+t.ID)
		c.wanted(at, "table."+t.ID+".says")
		c.condition(at+".when", "the table "+t.ID, t.When)
		if len(t.Cubes) == 0 {
			c.report(at, "the table %s asks nothing: it has no cubes", t.ID)
		}
		names := map[string]bool{}
		for j := range t.Cubes {
			at := fmt.Sprintf("%s.cubes[%d]", at, j)
			s := &t.Cubes[j]
			if names[s.Name] {
				c.report(at, "two cubes of the table %s have the name %q", t.ID, s.Name)
			}
			names[s.Name] = true
			c.form(at, "a cube", s.Name)
			if len(cubeName(t.ID, s.Name)) > longestName {
				c.report(at, "the name %s is longer than %d letters", cubeName(t.ID, s.Name), longestName)
			}
			c.checkCube(at, t, s)
		}
	}
	c.wanted("$", "concept.time")
}

func (c *checker) checkCube(at string, t *tableSource, s *cubeSource) {
	if s.Years < 1 || s.Years > 20 {
		c.report(at, "a cube of the table %s says how many years it asks: 1 to 20", t.ID)
	}
	if s.Decimals < 0 || s.Decimals > 4 {
		c.report(at+".decimals", "a cube of the table %s has 0 to 4 decimals", t.ID)
	}
	if s.Name != "" {
		c.wanted(at, "cube."+t.ID+"."+s.Name)
	} else {
		c.welcome(at, "cube."+t.ID)
	}
	concepts := []string{"time"}
	cells := max(s.Years, 1)
	measured := s.Measure != ""
	complete := true
	for i, id := range s.Axes {
		c.named[id] = true
		l := c.lists[id]
		if l == nil {
			complete = false
			if !slices.ContainsFunc(c.source.Lists, func(s listSource) bool { return s.ID == id }) {
				c.report(fmt.Sprintf("%s.axes[%d]", at, i), "the table %s names the list %q, which does not exist", t.ID, id)
			}
			continue
		}
		if slices.Contains(concepts, l.Concept) {
			c.report(fmt.Sprintf("%s.axes[%d]", at, i), "the table %s has two axes of the concept %q", t.ID, l.Concept)
		}
		concepts = append(concepts, l.Concept)
		if cells *= max(len(l.Codes), 1); cells > mostCells {
			c.report(at, "a cube of the table %s has more than %d cells", t.ID, mostCells)
			return
		}
		for _, code := range l.Codes {
			if code.Measure != "" {
				measured = true
				c.measures[code.Measure] = true
			}
		}
	}
	if c.cells += cells; c.cells > mostCells && c.cells-cells <= mostCells {
		c.report(at, "with the table %s the questionnaire has more than %d cells", t.ID, mostCells)
	}
	if s.Measure != "" {
		c.measures[s.Measure] = true
	}
	if !complete {
		return
	}
	if !measured {
		c.report(at, "a cube of the table %s does not say what it measures", t.ID)
	}
	c.checkView(at, t, s, concepts)
	for _, concept := range sortedKeys(s.Where) {
		if slices.Contains(concepts, concept) {
			c.report(at+".where", "a cube of the table %s fixes %s, which is one of its axes", t.ID, concept)
		}
		c.checkWhere(at+".where", concept, s.Where[concept])
	}
	c.checkBounds(at, t, s)
}

func (c *checker) checkView(at string, t *tableSource, s *cubeSource, concepts []string) {
	if len(s.Rows) == 0 || len(s.Columns) == 0 {
		c.report(at, "the view of the table %s needs rows and columns", t.ID)
	}
	shown := map[string]bool{}
	for _, part := range []struct {
		name     string
		concepts []string
	}{{"rows", s.Rows}, {"columns", s.Columns}, {"pages", s.Pages}} {
		for i, concept := range part.concepts {
			at := fmt.Sprintf("%s.%s[%d]", at, part.name, i)
			if !slices.Contains(concepts, concept) {
				c.report(at, "the view of the table %s shows %q, which is none of its axes", t.ID, concept)
			} else if shown[concept] {
				c.report(at, "the view of the table %s shows %q twice", t.ID, concept)
			}
			shown[concept] = true
		}
	}
	for _, concept := range concepts {
		if !shown[concept] {
			c.report(at, "no view of the table %s shows the axis %q: name it under rows, columns or pages", t.ID, concept)
		}
	}
}

// checkWhere reports a fixed concept that no list is of, or a key that none
// of its lists has.
func (c *checker) checkWhere(at, concept, key string) {
	known := false
	for _, l := range c.lists {
		if l != nil && l.Concept == concept {
			known = true
			if key == "" || hasKey(l, key) {
				return
			}
		}
	}
	if !known {
		c.report(at, "%q is the concept of no list", concept)
		return
	}
	c.report(at, "%q is no code of the concept %q, nor a group of its lists", key, concept)
}

func (c *checker) checkBounds(at string, t *tableSource, s *cubeSource) {
	for i, b := range s.Bounds {
		at := fmt.Sprintf("%s.bounds[%d]", at, i)
		c.rule(at+".rule", b.Rule)
		names := []string{b.Code}
		for j, share := range b.Shares {
			terms, err := parseTerms(share.Of)
			if err != nil {
				c.report(fmt.Sprintf("%s.at_most[%d]", at, j), "%s", err)
			}
			for _, term := range terms {
				names = append(names, term.name)
			}
		}
		if !slices.ContainsFunc(s.Axes, func(id string) bool {
			return !slices.ContainsFunc(names, func(name string) bool { return c.lists[id].Index(name) < 0 })
		}) {
			c.report(at, "a bound of the table %s names codes that are not all on one of its axes: %v", t.ID, names)
		}
	}
}
