package definition

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// What a file of a definition may hold. The built-in ones are a hundredth of
// it; what is more would keep a parser busy for no author's sake.
const (
	largestFile = 4 << 20 // bytes
	deepest     = 64      // sequences and mappings in each other
	mostNodes   = 500_000 // after aliases are followed
)

// readFile reads a file of a definition, up to what one may hold and a little
// more.
func readFile(folder fs.FS, name string) ([]byte, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, largestFile+1))
}

// illegible reports what keeps a file from being parsed at all, with the
// places that a parser would only stumble over later.
func illegible(name string, text []byte) Mistakes {
	var found Mistakes
	say := func(line, column int, format string, args ...any) {
		found = append(found, Mistake{File: name, Line: line, Column: column, Text: fmt.Sprintf(format, args...)})
	}
	if len(text) > largestFile {
		say(0, 0, "the file is larger than %d MB", largestFile>>20)
		return found
	}
	for i, line := range bytes.Split(text, []byte{'\n'}) {
		if bad := invalidAt(line); bad >= 0 {
			say(i+1, bad+1, "the file is not in UTF-8 here: save it in that encoding")
		}
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if tab := bytes.IndexByte(indent, '\t'); tab >= 0 && len(bytes.TrimSpace(line)) > 0 {
			say(i+1, tab+1, "the line is indented with a tab: YAML wants blanks")
		}
		if nested(line) > deepest {
			say(i+1, 1, "more than %d lists stand in each other", deepest)
		}
	}
	return found
}

// invalidAt is where a line stops being UTF-8, -1 where it is throughout.
func invalidAt(line []byte) int {
	if utf8.Valid(line) {
		return bytes.IndexByte(line, 0)
	}
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// nested is about how deep a line can lie: its indentation, the lists that
// begin in it, and the brackets that it opens.
func nested(line []byte) int {
	trimmed := bytes.TrimLeft(line, " -?")
	begun := bytes.Count(line[:len(line)-len(trimmed)], []byte{'-'})
	depth, most := 0, 0
	for _, c := range line {
		switch c {
		case '[', '{':
			depth++
			most = max(most, depth)
		case ']', '}':
			depth--
		}
	}
	return begun + most + (len(line)-len(trimmed))/8
}

// unclosed reports the lines up to one where a quote opens and does not close,
// which a parser notices far below.
func unclosed(name string, text []byte, upTo int) Mistakes {
	var found Mistakes
	for i, line := range strings.Split(string(text), "\n") {
		if i >= upTo {
			break
		}
		if at := openQuote(line); at >= 0 {
			found = append(found, Mistake{File: name, Line: i + 1, Column: at + 1, Text: "the quote that opens here does not close on this line"})
		}
	}
	return found
}

// openQuote is where a quote opens in a line that does not close in it, -1
// for none. An apostrophe within a word opens none.
func openQuote(line string) int {
	var quote byte
	at := -1
	for i := 0; i < len(line); i++ {
		c := line[i]
		begins := i == 0 || strings.IndexByte(" [{,:(", line[i-1]) >= 0
		switch {
		case quote == 0 && c == '#' && (i == 0 || line[i-1] == ' '):
			return -1
		case quote == 0 && (c == '"' || c == '\'') && begins:
			quote, at = c, i
		case quote == '"' && c == '\\':
			i++
		case quote == c && quote != 0:
			quote, at = 0, -1
		}
	}
	return at
}

// unfolded counts the nodes of a tree with its aliases followed, and reports
// an alias that leads to itself. It stops where there are more than a
// definition may have.
func unfolded(root ast.Node) (nodes int, endless ast.Node) {
	anchors := map[string]ast.Node{}
	sizes := map[string]int{}
	open := map[string]bool{}
	var size func(node ast.Node) int
	alias := func(n *ast.AliasNode) int {
		name := n.Value.GetToken().Value
		if open[name] {
			endless = n
			return 0
		}
		if known, ok := sizes[name]; ok {
			return known
		}
		open[name] = true
		sizes[name] = size(anchors[name])
		open[name] = false
		return sizes[name]
	}
	size = func(node ast.Node) int {
		total := 1
		add := func(children ...ast.Node) {
			for _, child := range children {
				if total = min(total+size(child), mostNodes+1); total > mostNodes {
					return
				}
			}
		}
		switch n := node.(type) {
		case nil:
			return 0
		case *ast.AnchorNode:
			name := n.Name.GetToken().Value
			anchors[name] = n.Value
			open[name] = true
			add(n.Value)
			open[name] = false
		case *ast.AliasNode:
			total = min(total+alias(n), mostNodes+1)
		case *ast.SequenceNode:
			add(n.Values...)
		case *ast.MappingNode:
			for _, pair := range n.Values {
				add(pair.Key, pair.Value)
			}
		case *ast.MappingValueNode:
			add(n.Key, n.Value)
		case *ast.TagNode:
			add(n.Value)
		}
		return total
	}
	return size(root), endless
}
