// Package show makes a table of the grid out of a questionnaire and its
// answers, for measuring what drawing costs. It stands for the program's own
// screen, which needs a document.
package show
