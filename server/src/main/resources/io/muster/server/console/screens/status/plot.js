// A line over time, drawn by uPlot. What it shows is also said in words, for those who can't see it.
import uPlot from 'uplot';
import { Part, html } from '../../parts/element.js';
import { number, time } from '../../app/format.js';
import { t } from '../../app/messages.js';

const HEIGHT = 180;
const SHORTEST_SECONDS = 60;

function untilNow() {
  const now = Date.now() / 1000;
  return [now - SHORTEST_SECONDS, now];
}

class Plot extends Part {
  static properties = { series: { attribute: false }, label: {} };

  render() {
    const newest = this.series[1].at(-1);
    return html`<div class="plot" role="img" aria-label=${newest === undefined ? this.label
      : t('plot.newest', { label: this.label, a: number(newest, { maximumFractionDigits: 1 }) })}></div>`;
  }

  updated() {
    const box = this.querySelector('.plot');
    const width = Math.floor(box.clientWidth);
    if (!this.plot) {
      this.plot = new uPlot(this.options(width), this.series, box);
      this.watching = new ResizeObserver(() => this.plot.setSize({ width: Math.floor(box.clientWidth), height: HEIGHT }));
      this.watching.observe(box);
      this.themes = new MutationObserver(() => this.plot.redraw());
      this.themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    } else {
      this.plot.setData(this.series);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watching?.disconnect();
    this.themes?.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  options(width) {
    // Asked for whenever it draws, because the colours change with the theme.
    const color = name => () => getComputedStyle(this).getPropertyValue(name).trim();
    const axis = { stroke: color('--ink-quiet'), grid: { stroke: color('--line') }, ticks: { stroke: color('--line') } };
    return {
      width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { range: (plot, low, high) => (high === null ? untilNow() : [Math.min(low, high - SHORTEST_SECONDS), high]) },
        y: { range: (plot, low, high) => [0, Math.max(1, high * 1.1)] },
      },
      axes: [
        { ...axis, values: (plot, ticks) => ticks.map(each => time(each * 1000)), space: 90 },
        { ...axis, values: (plot, ticks) => ticks.map(each => number(each, { notation: 'compact' })) },
      ],
      series: [{}, { stroke: color('--accent'), width: 2, points: { show: false } }],
    };
  }
}

customElements.define('muster-plot', Plot);
