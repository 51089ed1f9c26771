// Package intake reads existing spreadsheets into answers, in three steps that
// can each be looked at and corrected: Recognise finds the tables of a file and
// what each figure stands under; Plan says which figure goes to which cell of
// a questionnaire, and why the others do not; applying the plan is done by
// app/workspace. No figure is ever lost: each ends as placed, set aside with a
// reason, or unresolved. Decisions that a person made are inputs of both steps
// and can be kept for the next file of the same layout.
//
// Reading files into raw cells lives in intake/reader, and the meaning of
// single labels in intake/label.
package intake
