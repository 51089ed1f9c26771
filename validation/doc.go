// Package validation checks answers. Sums follow from the nesting of codes,
// equalities between tables from what the tables measure; the definition
// holds only balances and bounds. Every check holds, fails or cannot be told.
// A changed cell is re-checked alone with what it touches. What a screen or a
// report makes of findings is not decided here, and no answer is changed.
package validation
