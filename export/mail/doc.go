// Package mail makes the message with which an office sends its workbook: a
// draft file (.eml) that the user's own mail program opens unsent, the draft
// shown there, or the message sent through the office's server.
//
// It knows files, addresses and servers. What the message says and which
// workbook it carries is the caller's affair, and nothing here is sent unless
// Send is called.
package mail
