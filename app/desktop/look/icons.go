package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Name is the name of an icon.
type Name string

const (
	Undo       Name = "undo"
	Redo       Name = "redo"
	BringIn    Name = "bring-in"
	Export     Name = "export"
	Check      Name = "check"
	Octagon    Name = "octagon"
	Triangle   Name = "triangle"
	InfoCircle Name = "info-circle"
	Speech     Name = "speech"
	Tick       Name = "tick"
	Note       Name = "note"
	Lock       Name = "lock"
	History    Name = "history"
	Settings   Name = "settings"
	Search     Name = "search"
	Folder     Name = "folder"
	Mail       Name = "mail"
	Back       Name = "back"
	Forward    Name = "forward"
	Close      Name = "close"
	Table      Name = "table"
	Question   Name = "question"
	Plus       Name = "plus"
	Expand     Name = "expand"   // points to where reading goes on
	Collapse   Name = "collapse" // points down
	Sun        Name = "sun"
	Moon       Name = "moon"
	Language   Name = "language"
	Enter      Name = "enter" // the key
)

// drawings are the icons in a square of 24, in the language of draw.
var drawings = map[Name]string{
	Undo:       "M9 14 L4 9 L9 4 M4 9 L14 9 C17.3 9 20 11.4 20 14.5 C20 17.6 17.3 20 14 20 L11 20",
	Redo:       "M15 14 L20 9 L15 4 M20 9 L10 9 C6.7 9 4 11.4 4 14.5 C4 17.6 6.7 20 10 20 L13 20",
	BringIn:    "M12 4 L12 15 M7.5 10.5 L12 15 L16.5 10.5 M4 15 L4 20 L20 20 L20 15",
	Export:     "M12 15.5 L12 4 M7.5 8.5 L12 4 L16.5 8.5 M4 15 L4 20 L20 20 L20 15",
	Check:      "M4 6 L14 6 M4 12 L10.5 12 M4 18 L8.5 18 M12.5 16.5 L15.5 19.5 L21 12.5",
	Octagon:    "P8 2.5 L16 2.5 L21.5 8 L21.5 16 L16 21.5 L8 21.5 L2.5 16 L2.5 8 H12 7 L12 13 K12 16.8 1.15",
	Triangle:   "P12 2.5 L22.5 21 L1.5 21 H12 9.5 L12 14 K12 17.4 1.1",
	InfoCircle: "D12 12 9.75 H12 11.2 L12 17 K12 7.6 1.15",
	Speech:     "P4 3.5 L20 3.5 L22 5.5 L22 14.5 L20 16.5 L12.5 16.5 L7 21.5 L7 16.5 L4 16.5 L2 14.5 L2 5.5 H7 8 L17 8 H7 12 L13 12",
	Tick:       "M4.5 13 L9.5 18 L19.5 6.5",
	Note:       "M6 4 L14 4 L19 9 L19 20 L6 20 Z M14 4 L14 9 L19 9 M9 13 L16 13 M9 16.5 L13.5 16.5",
	Lock:       "M5.5 11 L18.5 11 L18.5 20 L5.5 20 Z M8 11 L8 8 C8 5.7 9.8 4 12 4 C14.2 4 16 5.7 16 8 L16 11 D12 15.5 1.3",
	History:    "M4.6 9 C5.8 6 8.7 4 12 4 C16.4 4 20 7.6 20 12 C20 16.4 16.4 20 12 20 C8.9 20 6.2 18.3 4.9 15.6 M4 4.6 L4.5 9.2 L9.1 8.8 M12 8 L12 12.2 L15 14",
	Settings:   "M4 7.5 L11 7.5 M16 7.5 L20 7.5 O13.5 7.5 2.5 M4 16.5 L8 16.5 M13 16.5 L20 16.5 O10.5 16.5 2.5",
	Search:     "O10.5 10.5 6 M15 15 L20 20",
	Folder:     "M4 19 L4 5.5 L9.5 5.5 L11.5 8.5 L20 8.5 L20 19 Z",
	Mail:       "M4 5.5 L20 5.5 L20 18.5 L4 18.5 Z M4.5 6.5 L12 13 L19.5 6.5",
	Back:       "M20 12 L4 12 M10.5 5.5 L4 12 L10.5 18.5",
	Forward:    "M4 12 L20 12 M13.5 5.5 L20 12 L13.5 18.5",
	Close:      "M6 6 L18 18 M18 6 L6 18",
	Table:      "M4 5 L20 5 L20 19 L4 19 Z M4 9.7 L20 9.7 M9.5 5 L9.5 19 M9.5 14.4 L20 14.4",
	Question:   "O12 12 8.5 M9.4 10 C9.4 8.3 10.5 7.3 12 7.3 C13.5 7.3 14.6 8.3 14.6 9.7 C14.6 11.6 12 11.7 12 13.6 D12 16.7 1.1",
	Plus:       "M12 5 L12 19 M5 12 L19 12",
	Expand:     "M9 5 L16 12 L9 19",
	Collapse:   "M5 9 L12 16 L19 9",
	Sun:        "O12 12 4 M12 2.5 L12 4.5 M12 19.5 L12 21.5 M2.5 12 L4.5 12 M19.5 12 L21.5 12 M5.3 5.3 L6.7 6.7 M17.3 17.3 L18.7 18.7 M5.3 18.7 L6.7 17.3 M17.3 6.7 L18.7 5.3",
	Moon:       "M19.5 14.6 C18.5 15 17.3 15.2 16 15.2 C12 15.2 8.8 12 8.8 8 C8.8 6.6 9.2 5.3 9.8 4.2 C6.3 5.2 4 8.3 4 12 C4 16.5 7.5 20 12 20 C15.5 20 18.4 17.8 19.5 14.6 Z",
	Enter:      "M19.5 5 L19.5 14 L5 14 M9.5 9.5 L5 14 L9.5 18.5",
	Language:   "O12 12 8.5 M3.5 12 L20.5 12 M12 3.5 C9.6 5.8 8.4 8.8 8.4 12 C8.4 15.2 9.6 18.2 12 20.5 M12 3.5 C14.4 5.8 15.6 8.8 15.6 12 C15.6 15.2 14.4 18.2 12 20.5",
}

// Names are all icons, in no order.
func Names() []Name {
	names := make([]Name, 0, len(drawings))
	for n := range drawings {
		names = append(names, n)
	}
	return names
}

// Icon is an icon in the colour of text. Widgets recolour it as they do Fyne's own.
func Icon(n Name) fyne.Resource { return IconIn(n, theme.ColorNameForeground) }

// IconIn is an icon in a colour of the theme. What points along the line points the other way where the window is
// read from right to left.
func IconIn(n Name, c fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(source(n, along[n] && RightToLeft()), c)
}

// along are the icons that point along the line.
var along = map[Name]bool{Undo: true, Redo: true, Back: true, Forward: true, Expand: true}

// Mirrored is an icon for languages that are read from right to left: arrows point the other way. Shapes that are no
// arrows are better left as they are.
func Mirrored(n Name) fyne.Resource {
	return theme.NewColoredResource(source(n, true), theme.ColorNameForeground)
}

type sourceKey struct {
	name   Name
	mirror bool
}

var sources = map[sourceKey]*fyne.StaticResource{}

// source is the drawn icon, drawn the first time that it is asked for.
func source(n Name, mirror bool) *fyne.StaticResource {
	key := sourceKey{n, mirror}
	if r := sources[key]; r != nil {
		return r
	}
	name := string(n)
	if mirror {
		name += "-mirrored"
	}
	r := fyne.NewStaticResource(name+".svg", draw(drawings[n], mirror))
	sources[key] = r
	return r
}
