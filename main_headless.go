//go:build headless

// Migraform without its windows: the commands alone.
package main

import (
	"os"

	"migraform/app/command"
)

func main() {
	arguments := os.Args[1:]
	if len(arguments) == 0 {
		arguments = []string{"--help"}
	}
	os.Exit(command.Run(arguments, os.Stdin, os.Stdout, os.Stderr))
}
