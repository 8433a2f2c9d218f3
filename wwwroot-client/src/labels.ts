/** Texts of the terminal, in the page's language. `{0}` stands for a number or an address. */
export const englishLabels = {
  terminal: 'Serial console',
  gapNotKept: 'Older output is no longer kept',
  gapLineLost: 'Output is missing here: the portal was not connected to this line',
  gapOverrun: 'Output is missing here: the BMC could not keep up',
  gapBytes: '{0} bytes',
  refusedOffline: 'Not connected. What you typed was not sent.',
  refusedLost: 'The connection was lost. What you typed last may not have arrived.',
  refusedFull: 'The server takes no more input at the moment. What you typed was not sent.',
  refusedUnavailable: 'The console is not live. What you typed was not sent.',
  refusedDenied: 'You may not type on this console.',
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
