package desktop

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// dialogSize is that of a dialog for files, as far as the window allows.
func (w *Window) dialogSize() fyne.Size {
	size := w.win.Canvas().Size()
	return fyne.NewSize(min(size.Width-80, 900), min(size.Height-80, 620))
}

// locate makes a dialog begin in a folder.
func locate(d *dialog.FileDialog, folder string) {
	for folder != "" && !isFolder(folder) && filepath.Dir(folder) != folder {
		folder = filepath.Dir(folder)
	}
	if at, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		d.SetLocation(at)
	}
}

// chooseFile asks for an existing file.
func (w *Window) chooseFile(title, folder string, endings []string, done func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			w.complain(err)
		}
		if file != nil {
			path := file.URI().Path()
			file.Close()
			done(path)
		}
	}, w.win)
	if len(endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.SetTitleText(title)
	w.showFileDialog(d, folder)
}

// chooseTarget asks where a file is to be written.
func (w *Window) chooseTarget(title, path string, done func(path string)) {
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err != nil {
			w.complain(err)
		}
		if file != nil {
			path := file.URI().Path()
			file.Close()
			// The dialog has made an empty file; whoever writes makes its own.
			if info, err := os.Stat(path); err == nil && info.Size() == 0 {
				os.Remove(path)
			}
			done(path)
		}
	}, w.win)
	d.SetFileName(filepath.Base(path))
	d.SetFilter(storage.NewExtensionFileFilter([]string{filepath.Ext(path)})) // not the locks beside documents
	d.SetTitleText(title)
	w.showFileDialog(d, filepath.Dir(path))
}

// chooseFolder asks for a folder.
func (w *Window) chooseFolder(title, folder string, done func(path string)) {
	d := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err != nil {
			w.complain(err)
		}
		if chosen != nil {
			done(chosen.Path())
		}
	}, w.win)
	d.SetTitleText(title)
	w.showFileDialog(d, folder)
}

func (w *Window) showFileDialog(d *dialog.FileDialog, folder string) {
	d.SetConfirmText(w.say("desktop.choose"))
	d.SetDismissText(w.say("desktop.cancel"))
	locate(d, folder)
	w.lay(d)
	d.Resize(w.dialogSize()) // which a dialog that was not shown yet does not survive
}

// openFile opens a file with the program that the system has for it.
func openFile(path string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", path).Start()
	case "darwin":
		return exec.Command("open", path).Start()
	}
	return exec.Command("xdg-open", path).Start()
}

// showInFolder shows a file in the system's file manager.
func showInFolder(path string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("explorer", "/select,"+path).Start()
	case "darwin":
		return exec.Command("open", "-R", path).Start()
	}
	return openFile(filepath.Dir(path))
}
