/** Texts of the terminal, in the page's language. `{0}` stands for a number or an address. */
export const englishLabels = {
  terminal: 'Serial console',
  gapNotKept: 'Older output is no longer kept',
  gapLineLost: 'Output is missing here: the portal was not connected to this line',
  gapOverrun: 'Output is missing here: the BMC could not keep up',
  gapRecordLost: 'Output is missing here: the portal could not record it',
  gapNotRecorded: "Output is missing here: this server's settings say not to record it",
  gapBytes: '{0} bytes',
  refusedOffline: 'Not connected. What you typed was not sent.',
  refusedLost: 'The connection was lost. What you typed last may not have arrived.',
  refusedFull: 'The server takes no more input at the moment. What you typed was not sent.',
  refusedUnavailable: 'The console is not live. What you typed was not sent.',
  refusedDenied: 'You may not type on this console.',
  refusedWatching: '{0} types on this console. Ask for control, or take it.',
  noticeAsked: '{0} asks to type on this console.',
  noticeGranted: '{0} handed control to {1}.',
  noticeDeclined: '{0} keeps control; {1} had asked for it.',
  noticeTaken: '{0} took control from {1}: {2}',
  noticeReleased: '{0} let go of control.',
  noticeReleasedTo: '{0} let go of control; {1} types now.',
  noticeIdle: '{0} typed nothing for long; {1} types now.',
  copied: 'Copied',
  pasteTitle: 'Paste into the console?',
  pasteHint: 'Paste the text here, then send it.',
  pasteLines: '{0} lines',
  pasteBytes: '{0} bytes',
  pasteSend: 'Send',
  pasteCancel: 'Cancel',
  linkTitle: 'Open this address?',
  linkText: 'The server printed it. It opens in a new tab.',
  linkOpen: 'Open',
  linkCancel: 'Cancel',
};

export type Labels = typeof englishLabels;

export function withNumber(text: string, value: number | string): string {
  return text.replace('{0}', typeof value === 'number' ? value.toLocaleString(document.documentElement.lang || undefined) : value);
}

/** Puts texts in the places `{0}`, `{1}` and so on. */
export function filled(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => values[Number(index)] ?? place);
}
