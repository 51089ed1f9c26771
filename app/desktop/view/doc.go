// Package view is what the screens show, worked out without a window: a cube
// as rows and columns, where a search leads, what a selection adds up to,
// which documents were open lately, how findings group. It holds no answer
// and draws nothing.
package view
