package judge

import (
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	v1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/yaml"
)

// server does to an object what the API server does when the object is created: the steps and their order are those
// of customresource_handler.go and registry/customresource/strategy.go of k8s.io/apiextensions-apiserver.
type server struct {
	kinds map[string]*definition
}

type definition struct {
	apiVersion   string
	isNamespaced bool
	structural   *schema.Structural
	validator    validation.SchemaValidator
}

func newServer(files ...string) (*server, error) {
	kinds := map[string]*definition{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var crd v1.CustomResourceDefinition
		if err := yaml.Unmarshal(text, &crd); err != nil {
			return nil, err
		}
		if kinds[crd.Spec.Names.Kind], err = newDefinition(&crd); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return &server{kinds}, nil
}

func newDefinition(crd *v1.CustomResourceDefinition) (*definition, error) {
	version := crd.Spec.Versions[0]
	var props apiextensions.JSONSchemaProps
	if err := v1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &props, nil); err != nil {
		return nil, err
	}
	structural, err := schema.NewStructural(&props)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(&props)
	if err != nil {
		return nil, err
	}
	return &definition{
		apiVersion:   crd.Spec.Group + "/" + version.Name,
		isNamespaced: crd.Spec.Scope == v1.NamespaceScoped,
		structural:   structural,
		validator:    validator,
	}, nil
}

// create returns the object as it is stored, or nil when it is refused, and writes what it found into the verdict.
func (s *server) create(object map[string]any, verdict *Verdict) []byte {
	kind := s.kinds[verdict.Kind]
	if object["apiVersion"] != kind.apiVersion {
		verdict.Refused = []string{fmt.Sprintf("apiVersion: no matches for kind %q in version %q", verdict.Kind, object["apiVersion"])}
		return nil
	}
	meta, _, unknown, err := objectmeta.GetObjectMetaWithOptions(object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		verdict.Refused = []string{err.Error()}
		return nil
	}
	verdict.Unknown = append(unknown, pruning.PruneWithOptions(object, kind.structural, true, schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(object, kind.structural)
	defaulting.Default(object, kind.structural)
	if meta != nil {
		if meta.Name == "" && meta.GenerateName != "" {
			meta.Name = meta.GenerateName + "abcde"
		}
		if kind.isNamespaced && meta.Namespace == "" {
			meta.Namespace = "default"
		} else if !kind.isNamespaced {
			meta.Namespace = ""
		}
		if err := objectmeta.SetObjectMeta(object, meta); err != nil {
			verdict.Refused = []string{err.Error()}
			return nil
		}
	}
	// Both kinds have the subresource, so it is not set by who creates the object.
	delete(object, "status")
	if verdict.Refused = kind.validate(object); len(verdict.Refused) > 0 {
		return nil
	}
	stored, err := json.Marshal(object)
	if err != nil {
		verdict.Refused = []string{err.Error()}
		return nil
	}
	return stored
}

func (d *definition) validate(object map[string]any) []string {
	var errs field.ErrorList
	accessor := &unstructured.Unstructured{Object: object}
	errs = append(errs, apivalidation.ValidateObjectMetaAccessor(accessor, d.isNamespaced, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))...)
	errs = append(errs, validation.ValidateCustomResource(nil, object, d.validator)...)
	errs = append(errs, objectmeta.Validate(nil, object, d.structural, false)...)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, d.structural, object)...)
	var messages []string
	for _, err := range errs {
		messages = append(messages, err.Error())
	}
	return messages
}
