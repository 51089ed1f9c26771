//go:build !headless

// Migraform walks a statistical office through a questionnaire on
// international migration: as a desktop program, or as commands.
package main

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"migraform/app/command"
	"migraform/app/desktop"
	"migraform/app/workspace"
	"migraform/assets"
	"migraform/forms/words"
)

func main() {
	path := ""
	if len(os.Args) > 1 {
		if path = os.Args[1]; command.Is(path) {
			os.Exit(command.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		}
	}
	clean := desktop.CatchCrash()
	// The sentences are read while the window system gets ready.
	go words.In("en")
	app.SetMetadata(fyne.AppMetadata{ID: "io.github.migraform.Migraform", Name: "Migraform", Version: workspace.Application,
		Icon: fyne.NewStaticResource("migraform.png", assets.Icon), Migrations: map[string]bool{"fyneDo": true}})
	desktop.Run(app.NewWithID("io.github.migraform.Migraform"), path)
	clean()
}
