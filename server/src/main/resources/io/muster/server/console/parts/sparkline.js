// A small line of sizes over time. What it shows is also said in words, for those who can't see it.
import { html, svg } from './element.js';
import { date, number } from '../app/format.js';
import { t } from '../app/messages.js';

const WIDTH = 96;
const HEIGHT = 28;
const MARGIN = 3;

/** @param points { at, size } the oldest first; @param since where the line's time begins, @param until where it ends */
export function sparkline(points, since, until) {
  if (!points.length) {
    return '';
  }
  const sizes = points.map(each => each.size);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const x = at => round(MARGIN + (WIDTH - 2 * MARGIN) * (at - since) / Math.max(1, until - since));
  const y = size => round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (most === least ? Math.sign(size) / 2 : (size - least) / (most - least)));
  const line = points.map(each => `${x(each.at)},${y(each.size)}`);
  const [first, last] = [points[0], points.at(-1)];
  return html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} role="img"
    aria-label=${t('segments.trend-of', { from: number(first.size), date: date(first.at), to: number(last.size) })}>${svg`
      <polygon points="${x(first.at)},${HEIGHT} ${line.join(' ')} ${x(last.at)},${HEIGHT}"></polygon>
      <polyline points=${line.join(' ')}></polyline>
      <circle cx=${x(last.at)} cy=${y(last.size)} r="2.2"></circle>`}</svg>`;
}

const round = value => Math.round(value * 10) / 10;
