// The oracle for Cilium 1.16: see ../judge.
package main

import (
	"encoding/json"

	"aks-cilium/oracle/judge"

	"github.com/cilium/cilium/pkg/fqdn/re"
	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy/api"
)

func main() {
	configure()
	judge.Main(parse)
}

// configure sets what AKS sets in its ConfigMap cilium-config, and what the agent sets by default.
func configure() {
	option.Config.EnableIPv4 = true
	option.Config.EnableIPv6 = false
	option.Config.EnableICMPRules = true
	option.Config.EnableNodeSelectorLabels = false
	option.Config.EnableSCTP = false
	api.InitEntities("default")
	if err := re.InitRegexCompileLRU(1024); err != nil {
		panic(err)
	}
}

func parse(kind string, stored []byte, l7 bool) string {
	option.Config.EnableL7Proxy = l7
	if kind == "CiliumClusterwideNetworkPolicy" {
		var policy v2.CiliumClusterwideNetworkPolicy
		if err := json.Unmarshal(stored, &policy); err != nil {
			return "decode: " + err.Error()
		}
		return message(policy.Parse())
	}
	var policy v2.CiliumNetworkPolicy
	if err := json.Unmarshal(stored, &policy); err != nil {
		return "decode: " + err.Error()
	}
	return message(policy.Parse())
}

func message(_ api.Rules, err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
