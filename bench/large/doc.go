// Package large makes questionnaires and answers of any size, for measuring.
// They are made by rule, so that every run measures the same figures; nothing
// of the program itself uses them.
package large
