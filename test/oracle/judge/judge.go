// Package judge answers for a policy what happens to it on its way to the dataplane: what the API server makes of
// it by the CustomResourceDefinition that Cilium ships, and what Cilium's own Parse says to the object as stored.
package judge

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Parser hands the stored object to Cilium. It returns the message of the refusal, empty when Cilium enforces it.
// l7 is whether the agent runs with the L7 proxy, as AKS does with Advanced Container Networking Services.
type Parser func(kind string, stored []byte, l7 bool) string

// Verdict is what becomes of one object.
type Verdict struct {
	ID string `json:"id"`
	// Position of the object among the policies of the text, which may be a List.
	Index int    `json:"index"`
	Kind  string `json:"kind,omitempty"`
	// The text is no object of YAML at all, or no Cilium policy.
	Unreadable string `json:"unreadable,omitempty"`
	// Keys written twice: refused by clients that decode strictly.
	Duplicate []string `json:"duplicate,omitempty"`
	// Fields the schema does not know: refused by clients that ask for strict validation, dropped for all others.
	Unknown []string `json:"unknown,omitempty"`
	// Why the API server refuses the object, whoever asks.
	Refused []string `json:"refused,omitempty"`
	// Why Cilium does not enforce the object as it would be stored.
	Parse string `json:"parse,omitempty"`
	// The same without the L7 proxy, where that differs.
	ParseWithoutL7 string `json:"parseWithoutL7,omitempty"`
}

type input struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Main reads lines of JSON, {"id", "text"}, from standard input and writes one line for each policy in them. The
// only argument is the folder of the CustomResourceDefinitions.
func Main(parse Parser) {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: oracle FOLDER-OF-CRDS < lines of JSON"))
	}
	server, err := newServer(
		filepath.Join(os.Args[1], "ciliumnetworkpolicies.yaml"),
		filepath.Join(os.Args[1], "ciliumclusterwidenetworkpolicies.yaml"),
	)
	if err != nil {
		fail(err)
	}
	if err := run(os.Stdin, os.Stdout, server, parse); err != nil {
		fail(err)
	}
}

func run(in io.Reader, out io.Writer, server *server, parse Parser) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	writer := json.NewEncoder(out)
	writer.SetEscapeHTML(false)
	for lines.Scan() {
		var one input
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return err
		}
		for _, verdict := range judge(one, server, parse) {
			if err := writer.Encode(verdict); err != nil {
				return err
			}
		}
	}
	return lines.Err()
}

func judge(one input, server *server, parse Parser) []Verdict {
	objects, duplicate, err := readObjects([]byte(one.Text))
	if err != nil {
		return []Verdict{{ID: one.ID, Unreadable: err.Error()}}
	}
	verdicts := make([]Verdict, 0, len(objects))
	for index, object := range objects {
		verdict := Verdict{ID: one.ID, Index: index, Duplicate: duplicate}
		verdict.Kind, _ = object["kind"].(string)
		stored := server.create(object, &verdict)
		if stored != nil {
			verdict.Parse = safely(parse, verdict.Kind, stored, true)
			if without := safely(parse, verdict.Kind, stored, false); without != verdict.Parse {
				verdict.ParseWithoutL7 = without
			}
		}
		verdicts = append(verdicts, verdict)
	}
	return verdicts
}

func safely(parse Parser, kind string, stored []byte, l7 bool) (message string) {
	defer func() {
		if caught := recover(); caught != nil {
			message = fmt.Sprintf("panic: %v", caught)
		}
	}()
	return parse(kind, stored, l7)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
