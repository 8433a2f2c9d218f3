// What a gap in the output is called, and how long nobody listened.
import type { Gap } from './console-link.ts';
import { filled, language, withNumber, type Labels } from './labels.ts';

/** Reasons for which the difference of offsets is the number of bytes that are missing; for the others nobody counted. */
const counted = new Set(['not-kept', 'bmc-overrun', 'record-lost', 'not-recorded']);

/** The words of a gap, in one line. */
export function gapWords(gap: Gap, labels: Labels): string {
  const words = {
    'not-kept': labels.gapNotKept,
    'bmc-overrun': labels.gapOverrun,
    'record-lost': labels.gapRecordLost,
    'not-recorded': labels.gapNotRecorded,
    'bmc-rebooted': labels.gapBmcRebooted,
    'session-lost': labels.gapSessionLost,
    'stolen': labels.gapStolen,
    'portal-down': labels.gapPortalDown,
    'released': labels.gapReleased,
    'not-wanted': labels.gapNotWanted,
    'record-required': labels.gapRecordRequired,
  }[gap.reason] ?? labels.gapLineLost;
  const details = [];
  if (gap.bytes > 0 && counted.has(gap.reason)) details.push(withNumber(labels.gapBytes, gap.bytes));
  if (gap.from != null && gap.to != null && gap.to > gap.from) {
    details.push(filled(labels.gapTimes, clock(gap.from, gap.to), clock(gap.to, gap.from), duration(gap.to - gap.from, labels)));
  }
  return details.length > 0 ? `${words} (${details.join('; ')})` : words;
}

/** How long, in two units at most. */
export function duration(milliseconds: number, labels: Labels): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return filled(labels.gapSeconds, String(seconds));
  if (hours === 0) return filled(labels.gapMinutes, String(minutes), String(seconds % 60));
  if (hours < 48) return filled(labels.gapHours, String(hours), String(minutes % 60));
  return filled(labels.gapDays, String(Math.floor(hours / 24)), String(hours % 24));
}

/** A time of day, with its date unless both ends and now are of the same day. */
function clock(time: number, other: number): string {
  const days = new Set([time, other, Date.now()].map(at => new Date(at).toDateString()));
  return days.size === 1
    ? new Date(time).toLocaleTimeString(language(), { hour12: false })
    : new Date(time).toLocaleString(language(), { hour12: false });
}
