// The functions that rules may use, with their parameters and the type of each: see RULES.md.
const CHANNELS = {
  email: ['sent', 'delivered', 'opened', 'clicked', 'bounced', 'unsubscribed', 'marked_as_spam'],
  sms: ['sent', 'delivered', 'clicked', 'converted', 'unsubscribed'],
  viber: ['sent', 'delivered', 'opened', 'clicked', 'converted', 'unsubscribed'],
  messenger: ['sent', 'delivered', 'opened', 'clicked', 'converted', 'unsubscribed'],
  push: ['sent', 'delivered', 'opened', 'clicked', 'converted', 'unsubscribed'],
};

const MESSAGE = { date: 'date', activity_id: 'text', count: 'number' };
const VIEW = { date: 'date', id: 'text', tag: 'text', count: 'number' };

export const FUNCTIONS = {
  orders_placed: {
    date: 'date', amount: 'number', status: 'text', discount_code: 'text', payment_method: 'text', shipping_method: 'text',
    app_id: 'text', location_id: 'text', count: 'number', sum_amount: 'number', average_amount: 'number',
  },
  products_purchased: {
    id: 'text', variant: 'text', collection: 'text', category: 'text', tag: 'text', vendor: 'text', date: 'date',
    quantity: 'number', price: 'number', count: 'number', sum_quantity: 'number', sum_amount: 'number',
  },
  checkouts_abandoned: { date: 'date', amount: 'number', product: 'text', count: 'number', sum_amount: 'number' },
  'storefront.product_viewed': VIEW,
  'storefront.collection_viewed': VIEW,
  customer_within_distance: { city: 'text', country: 'text', distance_km: 'number', distance_mi: 'number', coordinates: 'text' },
};
for (const [channel, events] of Object.entries(CHANNELS)) {
  events.forEach(event => { FUNCTIONS[`${channel}.${event}`] = MESSAGE; });
}

/** Functions over any event, whose properties the shop has named itself. */
export const EVENT = { date: 'date', count: 'number' };

const AMOUNTS = ['amount', 'sum_amount', 'average_amount', 'price'];
export const isAmount = name => AMOUNTS.includes(name)
  || ['amount_spent', 'average_order_amount', 'last_order_amount'].includes(name);

export const parametersOf = node => (node.name === 'event' ? EVENT : FUNCTIONS[node.name.replace(/^shopify_/, '')] ?? EVENT);

/** The type of one parameter; of one that the shop has named itself, what its test shows. */
export function parameterType(node, parameter) {
  const known = parametersOf(node)[parameter.name];
  if (known) {
    return known;
  }
  return parameter.argument || [parameter.test.value, parameter.test.low].some(each => each?.kind === 'number')
    ? 'number' : 'text';
}

/** What a new use of the function begins with. */
export function firstParameter(name) {
  return name === 'customer_within_distance' ? ['city', 'distance_km'] : ['date'];
}

/** What suggestions are asked for: the function and the parameter. */
export const suggestionSubject = (node, parameter) => `${node.name}${node.argument ? `('${node.argument}')` : ''}.${parameter.name}`;
