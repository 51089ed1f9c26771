package desktop

import (
	"os"
	"path/filepath"
	"runtime/debug"
)

// CatchCrash writes what the program says as it breaks down to a file in the
// user's cache folder, for whoever is to mend it. The function that it
// returns removes the file again, at a clean end.
func CatchCrash() (clean func()) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return func() {}
	}
	folder = filepath.Join(folder, "migraform")
	if os.MkdirAll(folder, 0o755) != nil {
		return func() {}
	}
	name := filepath.Join(folder, "crash.txt")
	// What an earlier crash left is kept beside the new file.
	if info, err := os.Stat(name); err == nil && info.Size() > 0 {
		os.Rename(name, filepath.Join(folder, "crash-before.txt"))
	}
	file, err := os.Create(name)
	if err != nil {
		return func() {}
	}
	if debug.SetCrashOutput(file, debug.CrashOptions{}) != nil {
		file.Close()
		os.Remove(name)
		return func() {}
	}
	return func() {
		debug.SetCrashOutput(nil, debug.CrashOptions{})
		file.Close()
		os.Remove(name)
	}
}
