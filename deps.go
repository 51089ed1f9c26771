//go:build deps

package main

import (
	_ "fyne.io/fyne/v2/app"
	_ "fyne.io/fyne/v2/dialog"
	_ "fyne.io/fyne/v2/test"
	_ "github.com/agnivade/levenshtein"
	_ "github.com/alecthomas/kong"
	_ "github.com/expr-lang/expr"
	_ "github.com/go-playground/validator/v10"
	_ "github.com/goccy/go-yaml"
	_ "github.com/gofrs/flock"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/nicksnyder/go-i18n/v2/i18n"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/mattn/go-isatty"
	_ "github.com/richardlehane/mscfb"
	_ "github.com/wneessen/go-mail"
	_ "github.com/xuri/excelize/v2"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/sys/execabs"
	_ "golang.org/x/text/language"
	_ "modernc.org/libc"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
