// One segment of the list.
import { html } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { dateTime, number } from '../../app/format.js';
import { t } from '../../app/messages.js';
import { href } from '../../app/route.js';
import { sparkline } from '../../parts/sparkline.js';

const DAYS_MS = 14 * 86_400_000;

export function segmentRow(screen, segment) {
  const workspace = screen.workspace.name;
  const words = screen.asText ? null : screen.words.get(segment.rule);
  const changed = segment.newest_change ?? segment.defined_at;
  const edit = href(workspace, 'segments', segment.id);
  return html`<tr data-segment=${segment.name}>
    <th scope="row"><a href=${edit}>${segment.name}</a></th>
    <td class="number size" data-label=${t('segments.size')}>${number(segment.size)}</td>
    <td class="trend" data-label=${t('segments.trend')}>${trend(screen.past, segment)}</td>
    <td class="rule" data-label=${t('segments.rule')}>${words ? html`<span>${words}</span>` : html`<code>${segment.rule}</code>`}</td>
    <td class="when" data-label=${t('segments.changed')}>${changed ? html`<time datetime=${changed}>${dateTime(changed)}</time>` : '–'}</td>
    <td class="actions">
      <a class="button quiet" href=${edit} aria-label=${t('segments.edit', { name: segment.name })}
        title=${t('segments.edit', { name: segment.name })}>${icon('edit')}</a>
      <a class="button quiet" href="${href(workspace, 'segments', 'new')}?copy=${segment.id}"
        aria-label=${t('segments.copy', { name: segment.name })} title=${t('segments.copy', { name: segment.name })}>${icon('copy')}</a>
      ${action(screen, segment, 'link', dialog => html`<muster-link-dialog .workspace=${workspace} .segment=${segment}
        @closed=${dialog}></muster-link-dialog>`)}
      ${action(screen, segment, 'delete', dialog => html`<muster-delete-dialog .workspace=${workspace} .segment=${segment}
        @closed=${dialog}></muster-delete-dialog>`)}
    </td></tr>`;
}

/** The sizes of the last days, and the one of now behind them. */
function trend(past, { id, size }) {
  const before = past?.sizes.get(id);
  return before?.length ? sparkline([...before, { at: past.now, size }], past.now - DAYS_MS, past.now) : html`<span class="quiet">–</span>`;
}

function action(screen, segment, name, dialog) {
  const label = t(`segments.${name}`, { name: segment.name });
  return html`<button class="quiet" aria-label=${label} title=${label}
    @click=${() => screen.show(dialog(() => screen.closeDialog()))}>${icon(name === 'delete' ? 'trash' : name)}</button>`;
}
