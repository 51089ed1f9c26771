// Package label says what the labels of statistical tables mean: countries
// and areas, sexes, ages, years and periods, signs instead of figures, and the
// words of titles that hold for a whole table. Each reading comes with a
// confidence between 0 and 1. It looks at one label at a time; what a column
// of labels means together is found in package intake.
package label
