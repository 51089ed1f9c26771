// Package look is how the program looks: Fyne's theme in light and dark, the colours that carry a meaning, the
// table's palette, and the icons, all drawn with one stroke.
//
// It decides no layout and knows no screen.
package look
