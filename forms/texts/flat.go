package texts

import (
	"bytes"
	"strings"
)

// Flat reads a file of texts by id. It knows plain and quoted texts of one
// line, blocks below |- or |, comments and empty lines. ok is false where the
// file holds anything else, a mistake included: a reader of all YAML then
// says what it is.
func Flat(file []byte) (texts map[string]string, ok bool) {
	texts = make(map[string]string, bytes.Count(file, []byte{'\n'}))
	rest := string(file)
	for rest != "" {
		var line string
		line, rest = cutLine(rest)
		if line == "" || line[0] == '#' {
			continue
		}
		colon := idLength(line)
		if colon == 0 || colon+1 >= len(line) || line[colon:colon+2] != ": " {
			return nil, false
		}
		id, value := line[:colon], strings.Trim(line[colon+2:], " ")
		var text string
		switch {
		case value == "|-" || value == "|":
			text, rest, ok = block(rest, value == "|")
		case rest != "" && (rest[0] == ' ' || rest[0] == '\t'):
			return nil, false // goes on in the next line
		default:
			text, ok = oneLine(value)
		}
		if _, twice := texts[id]; twice || !ok {
			return nil, false
		}
		texts[id] = text
	}
	return texts, true
}

func cutLine(s string) (line, rest string) {
	line, rest, _ = strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r"), rest
}

// idLength is the length of the id at the start of a line.
func idLength(line string) int {
	for i := range len(line) {
		c := line[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || i > 0 && c == '-' {
			continue
		}
		return i
	}
	return len(line)
}

// oneLine reads a text that ends with its line.
func oneLine(value string) (string, bool) {
	if value == "" {
		return "", false
	}
	switch value[0] {
	case '"':
		return doubleQuoted(value)
	case '\'':
		if len(value) < 2 || value[len(value)-1] != '\'' {
			return "", false
		}
		inner := strings.ReplaceAll(value[1:len(value)-1], "''", "\x00")
		return strings.ReplaceAll(inner, "\x00", "'"), !strings.Contains(inner, "'")
	}
	if strings.ContainsRune("[]{}&*!|>%@`#,?-~=+.", rune(value[0])) || value[0] >= '0' && value[0] <= '9' && !plainlyText(value) ||
		strings.Contains(value, ": ") || strings.Contains(value, " #") || strings.Contains(value, "\t") || value[len(value)-1] == ':' {
		return "", false
	}
	switch strings.ToLower(value) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return "", false
	}
	return value, true
}

// plainlyText reports whether a text that begins with a digit can be no
// number and no date.
func plainlyText(value string) bool {
	return strings.ContainsFunc(value, func(r rune) bool { return r > 0x7f || r == ' ' })
}

func doubleQuoted(value string) (string, bool) {
	if len(value) < 2 || value[len(value)-1] != '"' {
		return "", false
	}
	inner := value[1 : len(value)-1]
	if !strings.ContainsAny(inner, `\"`) {
		return inner, true
	}
	var b strings.Builder
	for i := 0; i < len(inner); i++ {
		if inner[i] == '"' {
			return "", false
		}
		if inner[i] != '\\' {
			b.WriteByte(inner[i])
			continue
		}
		if i++; i == len(inner) {
			return "", false
		}
		switch inner[i] {
		case '"', '\\':
			b.WriteByte(inner[i])
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		default:
			return "", false
		}
	}
	return b.String(), true
}

// block reads the lines below |- or |, which are indented alike.
func block(s string, keepEnd bool) (text, rest string, ok bool) {
	indent := len(s) - len(strings.TrimLeft(s, " "))
	if indent == 0 || len(s) > indent && s[indent] == '\n' {
		return "", s, false
	}
	margin := s[:indent]
	var b strings.Builder
	for s != "" {
		line, after := cutLine(s)
		switch {
		case strings.HasPrefix(line, margin):
			b.WriteString(line[indent:])
		case strings.Trim(line, " ") == "":
		case line[0] == ' ':
			return "", s, false
		default:
			return ended(b.String(), keepEnd), s, true
		}
		b.WriteByte('\n')
		s = after
	}
	return ended(b.String(), keepEnd), "", true
}

func ended(text string, keepEnd bool) string {
	text = strings.TrimRight(text, "\n")
	if keepEnd {
		text += "\n"
	}
	return text
}
