package look

import (
	"fyne.io/fyne/v2"

	"migraform/assets/fonts"
)

// Fonts are the faces of one family. A face that is nil is taken from Fyne's own family. For Arabic each face must
// hold Latin letters and signs as well, or signs between the two come to stand on the wrong side.
type Fonts struct{ Regular, Bold, Italic, BoldItalic fyne.Resource }

// FontsFor are the faces in which a language is set, which the program carries: Fyne's own Noto Sans has neither a minus
// nor ≥, nor Arabic and Chinese. What they lack is taken from Fyne's, as is what is bold and slanted at once.
func FontsFor(language string) Fonts {
	switch language {
	case "ar":
		return Fonts{Regular: face(fonts.ArabicRegular), Bold: face(fonts.ArabicBold), Italic: face(fonts.ArabicItalic)}
	case "zh":
		return Fonts{Regular: face(fonts.ChineseRegular), Bold: face(fonts.ChineseBold), Italic: face(fonts.ChineseItalic)}
	}
	return Fonts{Regular: face(fonts.PlainRegular), Bold: face(fonts.PlainBold), Italic: face(fonts.PlainItalic)}
}

var faces = map[string]fyne.Resource{}

// face is the same resource each time, since Fyne knows faces by it.
func face(name string) fyne.Resource {
	if faces[name] == nil {
		if content := fonts.Face(name); content != nil {
			faces[name] = fyne.NewStaticResource(name+".ttf", content)
		}
	}
	return faces[name]
}
