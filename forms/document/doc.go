// Package document keeps an office's answers in one file, the document
// (`.migraform`): a SQLite application file that a later program, or the
// sqlite3 shell, can read in twenty years' time.
//
// It stores entries, which are texts under a kind and a key, and every change
// ever made to them: when, by whom, from what to what, by which means. It also
// holds a copy of the questionnaire definition that the document was begun
// with, the sources of figures and the submissions sent. What an entry's text
// means is none of its business; it knows no questionnaire, no number and no
// window.
//
// What it promises: a change is on the disk when Apply, Undo or Redo returns;
// undo and redo survive a restart; one opener writes and all further ones read;
// no file, however damaged or hostile, crashes it or makes it run anything.
// Errors and reasons carry a message id and arguments (see Message), so that
// whoever shows them can say them in the user's language.
package document
