// Package scenarios holds the shipped scenarios: a library of sourced figures that
// every command takes by name, without the extension.
package scenarios

import "embed"

// FS holds the shipped scenarios as NAME.yaml.
//
//go:embed *.yaml
var FS embed.FS

// Default is the name of the scenario that the project opens with.
const Default = "openai-announced"

// First is the name of the smallest complete scenario, the one to start a file from.
const First = "aws-deal"
