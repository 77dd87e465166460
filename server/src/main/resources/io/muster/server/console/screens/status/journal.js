// What is on the disk: the journal, and the snapshot that a restart begins with.
import { html } from '../../parts/element.js';
import { warning } from '../../parts/notice.js';
import { bytes, dateTime, duration, number } from '../../app/format.js';
import { t } from '../../app/messages.js';
import { facts } from './facts.js';

export function renderJournal({ journal, snapshot, sequence }) {
  return html`<section class="card" aria-labelledby="journal-heading"><h2 id="journal-heading">${t('status.journal')}</h2>
    ${journal.kept ? kept(journal, sequence) : warning(t('status.journal-none'))}
    ${snapshot ? html`<h3>${t('status.snapshot')}</h3>${taken(snapshot, sequence)}` : ''}
  </section>`;
}

const known = value => (value >= 0 ? value : undefined);

const kept = (journal, sequence) => facts([
  ['status.on-disk', journal.forced_sequence, value => `${number(value)} / ${number(sequence)}`],
  ['status.last-force', journal.last_force, dateTime],
  ['status.interval', journal.interval_ms, value => `${number(value)} ms`],
  ['status.journal-files', journal.files, number],
  ['status.journal-bytes', known(journal.bytes), bytes],
  ['status.room', known(journal.disk_room_bytes), bytes],
  ['status.failures', journal.failures || undefined, number],
]);

function taken(snapshot, sequence) {
  return snapshot.sequence === 0 ? html`<p class="quiet">${t('status.snapshot-none')}</p>` : facts([
    ['status.snapshot-taken', snapshot.taken_at, dateTime],
    ['status.snapshot-took', snapshot.took_ms || undefined, value => duration(value * 1000)],
    ['status.snapshot-since', Math.max(0, sequence - snapshot.sequence), number],
    ['status.journal-bytes', snapshot.bytes, bytes],
    ['status.failures', snapshot.failed || undefined, number],
  ]);
}
