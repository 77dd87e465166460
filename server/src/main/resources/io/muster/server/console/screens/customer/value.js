// A customer's values, as the language writes them.
import { amount, dateTime, list, number } from '../../app/format.js';
import { has, t } from '../../app/messages.js';
import { isAmount } from '../../rule/functions.js';

export function fieldValue(name, value, fields) {
  if (Array.isArray(value)) {
    return list(value);
  }
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  if (typeof value === 'number') {
    return isAmount(name) ? amount(value) : number(value, { maximumFractionDigits: 6 });
  }
  if (name === 'last_order_status' && has(`order.${value}`)) {
    return t(`order.${value}`);
  }
  return fields.typeOf(name) === 'date' && !Number.isNaN(Date.parse(value)) ? dateTime(value) : value;
}
