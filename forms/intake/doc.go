// Package intake reads existing spreadsheets into answers, in three steps that
// can each be looked at and corrected: Recognise finds the tables of a file and
// what each figure stands under; Plan says which figure goes to which cell of
// a questionnaire, and why the others do not; applying the plan is done by
// app/workspace. No figure is ever lost: each ends as placed, set aside with a
// reason, or unresolved.
//
// Figures that are finer than the questionnaire asks are added up where all
// that make up a cell are there (adding.go), and nothing is guessed apart. The
// totals that a sheet prints are compared with their parts, as evidence for how
// it was read (proof.go). What has to be decided is a Question with choices;
// Decisions that a person made are inputs of both steps, and a Layout keeps
// them for the next file that is made alike.
//
// Reading files into raw cells lives in intake/reader, and the meaning of
// single labels in intake/label.
package intake
