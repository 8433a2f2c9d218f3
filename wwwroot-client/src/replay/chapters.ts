// What happened on a console, as one list in the order of time.
import { filled } from '../labels.ts';
import type { Timeline } from './replay-api.ts';
import type { ReplayWords } from './replay-words.ts';

/** Where a chapter leads: an offset where one is known, else a time. */
export interface Chapter {
  readonly time: number;
  readonly at: string;
  readonly kind: 'boot' | 'login' | 'gap' | 'power' | 'people' | 'alert' | 'warning';
  readonly text: string;
  readonly more: string | null;
}

const mostChapters = 300;

/** Newest last; the newest when there are more than a list should have. */
export function chaptersOf(timeline: Timeline, words: ReplayWords, gapName: (reason: string) => string): Chapter[] {
  const chapters: Chapter[] = [];
  for (const mark of timeline.marks) {
    const common = { time: Date.parse(mark.at), at: String(mark.offset) };
    switch (mark.kind) {
      case 'gap':
        chapters.push({ ...common, kind: 'gap', text: gapName(mark.text ?? ''), more: null });
        break;
      case 'firmware':
        chapters.push({ ...common, kind: 'boot', text: words.firmware, more: null });
        break;
      case 'kernel':
        chapters.push({ ...common, kind: 'boot', text: words.kernel, more: mark.text });
        break;
      case 'login':
        chapters.push({ ...common, kind: 'login', text: words.login, more: null });
        break;
    }
  }
  for (const operation of timeline.operations) {
    chapters.push({
      time: Date.parse(operation.requestedAt), at: operation.requestedAt, kind: 'power',
      text: words.power[operation.action] ?? operation.action, more: filled(words.by, operation.user),
    });
  }
  for (const alert of timeline.alerts) {
    chapters.push({
      time: Date.parse(alert.at), at: String(alert.offset), kind: alert.severity === 'critical' ? 'alert' : 'warning',
      text: words.rules[alert.key] ?? alert.title, more: alert.count > 1 ? `×${alert.count}` : null,
    });
  }
  for (const presence of timeline.watched) {
    chapters.push({ time: Date.parse(presence.from), at: presence.from, kind: 'people', text: filled(words.watched, presence.name), more: null });
  }
  return joined(chapters.sort((a, b) => a.time - b.time)).slice(-mostChapters);
}

/** A person who opened a console five times in a minute watched it once. */
function joined(chapters: readonly Chapter[]): Chapter[] {
  const kept: Chapter[] = [];
  const seen = new Map<string, number>();
  for (const chapter of chapters) {
    if (chapter.kind === 'people') {
      const last = seen.get(chapter.text);
      seen.set(chapter.text, chapter.time);
      if (last !== undefined && chapter.time - last < 60_000) continue;
    }
    kept.push(chapter);
  }
  return kept;
}
