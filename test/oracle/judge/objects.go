package judge

import (
	"fmt"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"
)

var twice = regexp.MustCompile(`key "([^"]*)" already set in map`)

// readObjects returns the Cilium policies of a text, those inside a List included, and the keys that are written
// twice. Like kubectl, it goes from YAML over JSON.
func readObjects(text []byte) ([]map[string]any, []string, error) {
	var duplicate []string
	if _, err := yaml.YAMLToJSONStrict(text); err != nil {
		for _, found := range twice.FindAllStringSubmatch(err.Error(), -1) {
			duplicate = append(duplicate, found[1])
		}
	}
	data, err := yaml.YAMLToJSON(text)
	if err != nil {
		return nil, nil, err
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, nil, err
	}
	objects := policies(object)
	if len(objects) == 0 {
		return nil, nil, fmt.Errorf("no Cilium policy")
	}
	return objects, duplicate, nil
}

func policies(object map[string]any) []map[string]any {
	kind, _ := object["kind"].(string)
	items, isList := object["items"].([]any)
	if !isList || !strings.HasSuffix(kind, "List") {
		if kind == "CiliumNetworkPolicy" || kind == "CiliumClusterwideNetworkPolicy" {
			return []map[string]any{object}
		}
		return nil
	}
	var found []map[string]any
	for _, item := range items {
		if one, ok := item.(map[string]any); ok {
			if _, says := one["kind"]; !says && kind != "List" {
				one["kind"] = strings.TrimSuffix(kind, "List")
				one["apiVersion"] = object["apiVersion"]
			}
			found = append(found, policies(one)...)
		}
	}
	return found
}
