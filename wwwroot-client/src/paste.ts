// Turns text into what may be typed.

/** How lines end on the line: as the Enter key does (CR), or as some programs want it. */
export type LineEnd = 'cr' | 'lf' | 'crlf';

const ends: Readonly<Record<LineEnd, string>> = { cr: '\r', lf: '\n', crlf: '\r\n' };
const encoder = new TextEncoder();

/** Line ends become CR, as the Enter key sends; control characters other than TAB go, so that a clipboard cannot press keys. */
export function typeable(text: string): string {
  return text
    .replace(/\r\n|\n|\u2028|\u2029/g, '\r')
    .replace(/[\x00-\x08\x0a-\x0c\x0e-\x1f\x7f\x80-\x9f]/g, '');
}

export function pasteBytes(text: string, bracketed: boolean): Uint8Array {
  const clean = typeable(text);
  return encoder.encode(bracketed ? `\x1b[200~${clean}\x1b[201~` : clean);
}

/** The lines of a text, each with the end it is typed with: all but the last, and that one when the text ends with a line end. */
export function typedLines(text: string, end: LineEnd): string[] {
  const clean = typeable(text);
  if (clean.length === 0) return [];
  const lines = clean.split('\r');
  const last = lines.pop()!;
  return [...lines.map(line => line + ends[end]), ...(last.length > 0 ? [last] : [])];
}

/** Whether the text would press Enter more than once, or at all before its end: then it is shown first. */
export function needsPreview(text: string): boolean {
  return typeable(text).includes('\r');
}

export function countLines(text: string): number {
  const clean = typeable(text).replace(/\r$/, '');
  return clean.length === 0 ? 0 : clean.split('\r').length;
}

/** What of a text would not be typed as it stands: control characters that are left out, and tabs, on which shells complete words. */
export function oddities(text: string): { readonly removed: number; readonly tabs: number } {
  const ended = text.replace(/\r\n|\n|\u2028|\u2029/g, '\r');
  return { removed: ended.length - typeable(ended).length, tabs: ended.split('\t').length - 1 };
}
