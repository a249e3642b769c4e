import { sanitizeFacts } from '../../knowledge/cilium-schema/sanitize-facts';
import { fieldOf, known, readString } from '../../model/traced';
import type { YamlNode } from '../../syntax/yaml/tree';
import type { SanitizeProblem } from './sanitize-problems';

/** What Cilium refuses in an item of `rules.kafka` (cilium proxy, `pkg/policy/api/kafka`). */
export function kafkaProblems(rule: YamlNode): readonly SanitizeProblem[] {
  const [role, apiKey] = [readString(rule, 'role'), readString(rule, 'apiKey')];
  const [version, topic] = [readString(rule, 'apiVersion'), readString(rule, 'topic')];
  const field = fieldOf(rule, 'apiKey');
  const problems: SanitizeProblem[] = [];
  if (known(role) && known(apiKey) && field !== undefined) {
    problems.push({ problem: 'kafkaBoth', at: field.keyRange, data: {} });
  }
  if (apiKey.state === 'known' && apiKey.value !== '' && !isApiKey(apiKey.value)) {
    problems.push({ problem: 'kafkaApiKey', at: apiKey.range, data: { value: apiKey.value } });
  }
  if (version.state === 'known' && version.value !== '' && !isVersion(version.value)) {
    const { value, range: at } = version;
    problems.push({ problem: 'kafkaApiVersion', at, data: { value } });
  }
  if (topic.state === 'known' && topic.value !== '' && !/^[\w.\\-]+$/.test(topic.value)) {
    const { value, range: at } = topic;
    problems.push({ problem: 'kafkaTopic', at, data: { value: value.slice(0, 60) } });
  }
  return problems;
}

function isApiKey(text: string): boolean {
  const { apiKeys } = sanitizeFacts.kafka;
  return (apiKeys as readonly string[]).includes(text.toLowerCase());
}

function isVersion(text: string): boolean {
  return /^\+?\d{1,20}$/.test(text) && Number(text) <= sanitizeFacts.kafka.highestVersion;
}
