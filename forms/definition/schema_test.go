package definition_test

import (
	"os"
	"testing"

	"migraform/assets"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema compiles the JSON Schema that editors are told to use.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := assets.Questionnaires.Open("questionnaires/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t *testing.T, text []byte) any {
	t.Helper()
	var value any
	if err := yaml.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestTheQuestionnaireFollowsItsSchema(t *testing.T) {
	text, err := assets.Questionnaires.ReadFile("questionnaires/migration/questionnaire.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t).Validate(parsed(t, text)); err != nil {
		t.Error(err)
	}
}

func TestOtherDefinitionsFollowTheSchema(t *testing.T) {
	for _, folder := range []string{"regions", "versions/older", "versions/newer"} {
		text, err := os.ReadFile("testdata/" + folder + "/questionnaire.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := schema(t).Validate(parsed(t, text)); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
	}
}

func TestTheSchemaFindsMistakes(t *testing.T) {
	s := schema(t)
	good, err := os.ReadFile("testdata/broken/names/questionnaire.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(map[string]any){
		"no version":          func(d map[string]any) { delete(d, "version") },
		"unknown key":         func(d map[string]any) { d["tabels"] = d["tables"] },
		"table without cubes": func(d map[string]any) { delete(d["tables"].([]any)[0].(map[string]any), "cubes") },
		"list without codes":  func(d map[string]any) { delete(d["lists"].([]any)[0].(map[string]any), "codes") },
	} {
		d := parsed(t, good).(map[string]any)
		if err := s.Validate(d); err != nil {
			t.Fatalf("before: %v", err)
		}
		if spoil(d); s.Validate(d) == nil {
			t.Errorf("%s: not found", name)
		}
	}
}
