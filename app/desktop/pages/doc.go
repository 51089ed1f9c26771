// Package pages are the screens beside the table: the questions, the history, the settings, bringing files in, and
// the export. Each is built for one open workspace and one language, shows what that says, and hands over what the
// user decides. They compute nothing of their own and know no window but the Shell around them.
package pages
