// Turns clipboard text into what may be typed.

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

/** Whether the text would press Enter more than once, or at all before its end: then it is shown first. */
export function needsPreview(text: string): boolean {
  return typeable(text).includes('\r');
}

export function countLines(text: string): number {
  const clean = typeable(text).replace(/\r$/, '');
  return clean.length === 0 ? 0 : clean.split('\r').length;
}
