package definition

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// shaper compares the YAML of a definition with what is read from it: it
// reports every key that nothing reads, every key that stands twice and every
// value of another kind than is asked for, and takes these out of the tree,
// so that the rest can be checked too. The decoder by itself would stop at
// the first.
type shaper struct {
	file     string
	anchors  map[string]ast.Node
	mistakes Mistakes
}

func (s *shaper) report(node ast.Node, harmless bool, format string, args ...any) {
	at := node.GetToken().Position
	s.mistakes = append(s.mistakes, Mistake{File: s.file, Line: at.Line, Column: at.Column, Text: fmt.Sprintf(format, args...), harmless: harmless})
}

// fit returns a node as it can be decoded into a type: itself, or nothing.
func (s *shaper) fit(node ast.Node, of reflect.Type) ast.Node {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch n := node.(type) {
	case *ast.AnchorNode:
		s.anchors[n.Name.GetToken().Value] = n.Value
		n.Value = s.fit(n.Value, of)
		return n
	case *ast.AliasNode:
		if s.anchors[n.Value.GetToken().Value] == nil {
			s.report(n, false, "there is no anchor &%s before this", n.Value.GetToken().Value)
			return nothing(n)
		}
		return n
	case *ast.TagNode:
		s.report(n, false, "a definition has no tags such as %s", n.GetToken().Value)
		return nothing(n)
	case *ast.NullNode:
		return n
	}
	switch of.Kind() {
	case reflect.Slice:
		list, ok := node.(*ast.SequenceNode)
		if !ok {
			return s.refused(node, "a list is wanted here, such as [a, b], not %s", written(node))
		}
		for i, value := range list.Values {
			list.Values[i] = s.fit(value, of.Elem())
		}
	case reflect.Struct:
		if of == reflect.TypeFor[codeSource]() && isScalar(node) {
			return s.fit(node, reflect.TypeFor[string]())
		}
		return s.fitPairs(node, func(key ast.MapKeyNode) (reflect.Type, bool) {
			name := key.GetToken().Value
			field, ok := fieldOf(of, name)
			if !ok {
				s.report(key, true, "%q is no key that is known here: there are %s", name, strings.Join(keysOf(of), ", "))
				return nil, false
			}
			return field.Type, true
		})
	case reflect.Map:
		return s.fitPairs(node, func(ast.MapKeyNode) (reflect.Type, bool) { return of.Elem(), true })
	case reflect.String:
		switch node.(type) {
		case *ast.StringNode, *ast.LiteralNode:
		case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
			return s.refused(node, "%s is no text as it stands: write it in quotes", written(node))
		default:
			return s.refused(node, "a text is wanted here, not %s", written(node))
		}
	case reflect.Bool:
		if _, ok := node.(*ast.BoolNode); !ok {
			return s.refused(node, "true or false is wanted here, not %s", written(node))
		}
	case reflect.Int:
		if _, ok := node.(*ast.IntegerNode); !ok {
			return s.refused(node, "a whole number is wanted here, not %s", written(node))
		}
	case reflect.Float64:
		switch node.(type) {
		case *ast.IntegerNode, *ast.FloatNode:
		default:
			return s.refused(node, "a number is wanted here, not %s", written(node))
		}
	}
	return node
}

// fitPairs fits the values of a mapping, whose keys have a type.
func (s *shaper) fitPairs(node ast.Node, typeOf func(key ast.MapKeyNode) (reflect.Type, bool)) ast.Node {
	var pairs []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		return s.refused(node, "keys with values are wanted here, such as {key: value}, not %s", written(node))
	}
	seen := map[string]bool{}
	var kept []*ast.MappingValueNode
	for _, pair := range pairs {
		if _, merges := pair.Key.(*ast.MergeKeyNode); merges {
			kept = append(kept, pair)
			continue
		}
		name := pair.Key.GetToken().Value
		if seen[name] {
			s.report(pair.Key, false, "the key %q stands here a second time", name)
			continue
		}
		seen[name] = true
		of, ok := typeOf(pair.Key)
		if !ok {
			continue
		}
		pair.Value = s.fit(pair.Value, of)
		kept = append(kept, pair)
	}
	if n, ok := node.(*ast.MappingNode); ok {
		n.Values = kept
	}
	return node
}

func (s *shaper) refused(node ast.Node, format string, args ...any) ast.Node {
	s.report(first(node), false, format, args...)
	return nothing(node)
}

// first is the node that stands first in another: a mapping's own token is a
// colon.
func first(node ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return n.Values[0].Key
		}
	case *ast.MappingValueNode:
		return n.Key
	}
	return node
}

func nothing(node ast.Node) ast.Node {
	return ast.Null(token.New("null", "null", node.GetToken().Position))
}

func isScalar(node ast.Node) bool {
	_, ok := node.(ast.ScalarNode)
	return ok
}

// written shows what stands in a file, cut where it is long.
func written(node ast.Node) string {
	switch node.(type) {
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys with values"
	}
	text := []rune(node.GetToken().Value)
	if len(text) > 40 {
		text = append(text[:39], '…')
	}
	return fmt.Sprintf("%q", string(text))
}

func fieldOf(of reflect.Type, key string) (reflect.StructField, bool) {
	for i := range of.NumField() {
		if field := of.Field(i); field.Tag.Get("yaml") == key {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

func keysOf(of reflect.Type) []string {
	var keys []string
	for i := range of.NumField() {
		keys = append(keys, of.Field(i).Tag.Get("yaml"))
	}
	return slices.DeleteFunc(keys, func(key string) bool { return key == "" })
}
