// Package layouts makes sheets as offices make them, in many layouts and
// languages, with what each figure stands under: to measure how well tables
// are recognised that nobody has looked at. It is for tests and the bench;
// nothing of the program uses it.
package layouts
