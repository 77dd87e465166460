// The fields of a workspace, with their types and what they are called.
import { has, t } from '../app/messages.js';
import { at, json } from '../app/request.js';

const ALIASES = {
  registered_at: 'customer_added_date', country: 'customer_countries', region: 'customer_regions', city: 'customer_cities',
  tags: 'customer_tags', groups: 'customer_groups', revenue: 'amount_spent',
};
const HIDDEN = Object.keys(ALIASES);

export async function loadFields(workspace) {
  const answer = await json('GET', at`/v1/workspaces/${workspace}/fields`);
  const types = new Map();
  (Array.isArray(answer) ? answer : answer.fields).forEach(({ name, type }) => types.set(name, type.toLowerCase()));
  return new Fields(types);
}

export class Fields {
  constructor(types) {
    this.types = types;
  }

  /** Those to choose from: each once, by what it is called. */
  choices() {
    return [...this.types.keys()].filter(name => !HIDDEN.includes(name));
  }

  typeOf(subject) {
    const anniversary = anniversaryOf(subject);
    if (anniversary) {
      return 'date';
    }
    return this.types.get(subject) ?? this.types.get(ALIASES[subject]) ?? this.types.get(customName(subject)) ?? 'text';
  }

  dates() {
    return this.choices().filter(name => this.types.get(name) === 'date');
  }
}

export const anniversaryOf = subject => /^anniversary\((.*)\)$/i.exec(subject)?.[1].replace(/^'|'$/g, '') ?? null;

const customName = subject => subject.replace(/^(field|metafields)\./, '');

export function fieldLabel(subject) {
  const anniversary = anniversaryOf(subject);
  if (anniversary) {
    return t('field.anniversary', { a: fieldLabel(anniversary) });
  }
  const key = `field.${ALIASES[subject] ?? subject}`;
  return has(key) ? t(key) : customName(subject);
}

export function functionLabel(name) {
  if (has(`function.${name}`)) {
    return t(`function.${name}`);
  }
  const [channel, event] = name.replace(/^shopify_/, '').split('.');
  return has(`event.${event}`) ? t('function.message', { channel: t(`channel.${channel}`), event: t(`event.${event}`) }) : name;
}

export const parameterLabel = parameter => (has(`parameter.${parameter.name}`)
  ? t(`parameter.${parameter.name}`, { a: parameter.argument }) : parameter.name);
