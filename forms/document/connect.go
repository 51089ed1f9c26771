package document

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"strings"

	"modernc.org/sqlite"
)

func init() { sqlite.StrictPragmas(true) }

// Said before anything is read. None of these needs the schema, which is to be
// looked at before SQLite reads it (see bounded).
const guarded = "_defensive=1&_dqs=0&_txlock=immediate" +
	"&_pragma=busy_timeout(5000)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=foreign_keys(1)"

// Said once the file is known to be a document. A rollback journal, because
// write-ahead logs do not work on file shares. EXTRA is FULL and makes the end
// of the journal durable too: after a power cut right behind a FULL commit the
// change might be rolled back, though it had been reported as saved. fullfsync
// matters on macOS only. The cache holds a large import without spilling.
var forWriting = []string{
	"PRAGMA journal_mode = DELETE",
	"PRAGMA synchronous = EXTRA",
	"PRAGMA fullfsync = 1",
	"PRAGMA temp_store = MEMORY",
	"PRAGMA cache_size = -32768",
}

// connect opens the file on one connection, which is never given back: what it
// knows of other writers (data_version) belongs to it.
func connect(ctx context.Context, path, mode string) (*sql.DB, *sql.Conn, error) {
	db, err := sql.Open("sqlite", uri(path, runtime.GOOS)+"?mode="+mode+"&"+guarded)
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return db, conn, nil
}

// uri writes a path as SQLite wants it: every byte that could mean something
// else is escaped, drives and shares of Windows follow an empty host.
func uri(path, goos string) string {
	if goos == "windows" {
		path = strings.ReplaceAll(path, `\`, "/")
		if rest, ok := strings.CutPrefix(path, "//?/UNC/"); ok {
			path = "//" + rest
		}
		path = strings.TrimPrefix(path, "//?/")
		if len(path) > 1 && path[1] == ':' {
			path = "/" + path
		}
	}
	var b strings.Builder
	b.WriteString("file://")
	for _, c := range []byte(path) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("/-._~:", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
