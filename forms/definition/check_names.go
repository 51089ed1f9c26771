package definition

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// checkNames reports every key of the structure that nothing reads. The
// decoder by itself would stop at the first.
func (d *Definition) checkNames() Mistakes {
	var mistakes Mistakes
	var walk func(node ast.Node, of reflect.Type)
	walk = func(node ast.Node, of reflect.Type) {
		for of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		switch n := node.(type) {
		case *ast.AnchorNode:
			walk(n.Value, of)
		case *ast.SequenceNode:
			if of.Kind() == reflect.Slice {
				for _, value := range n.Values {
					walk(value, of.Elem())
				}
			}
		case *ast.MappingValueNode:
			walk(&ast.MappingNode{Values: []*ast.MappingValueNode{n}}, of)
		case *ast.MappingNode:
			if of.Kind() != reflect.Struct {
				return
			}
			for _, pair := range n.Values {
				token := pair.Key.GetToken()
				field, ok := fieldOf(of, token.Value)
				if !ok {
					mistakes = append(mistakes, Mistake{File: structureFile, Line: token.Position.Line, Column: token.Position.Column,
						Text: fmt.Sprintf("%q is no key that is known here: there are %s", token.Value, strings.Join(keysOf(of), ", ")), harmless: true})
					continue
				}
				walk(pair.Value, field.Type)
			}
		}
	}
	walk(d.syntax.Docs[0].Body, reflect.TypeFor[source]())
	return mistakes
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
	return keys
}
