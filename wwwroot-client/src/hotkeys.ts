// Keys of a page: an element with data-key="/" (or "p", "?", "mod+k") is focused if it takes text, else clicked.
// Nothing happens while someone types in a field, in a terminal or in a dialog.

export function watchHotkeys(): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const modified = event.ctrlKey || event.metaKey;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest('.console-host') || document.querySelector('dialog[open]')) return;
    if (!modified && target && takesText(target)) {
      // A field that a key led into is left by Escape, once that has nothing to clear.
      if (event.key === 'Escape' && target.dataset['key'] && (target as HTMLInputElement).value === '') target.blur();
      return;
    }
    const name = (modified ? 'mod+' : '') + event.key.toLowerCase();
    // The row that has the focus goes before the page; outside it, keys of rows mean nothing.
    const row = target?.closest('[data-row]') ?? null;
    const own = row ? [...row.querySelectorAll<HTMLElement>('[data-key]')] : [];
    for (const element of [...own, ...document.querySelectorAll<HTMLElement>('[data-key]')]) {
      const rowOf = element.closest('[data-row]');
      if (element.dataset['key'] !== name || (rowOf && rowOf !== row) || !element.checkVisibility()) continue;
      event.preventDefault();
      // The focus stays on the row that a box belongs to, so that one can walk on.
      if (!(rowOf && element.matches('[type=checkbox]'))) element.focus();
      if (!takesText(element)) element.click();
      return;
    }
  });
}

function takesText(element: HTMLElement): boolean {
  return element.isContentEditable || element.matches('input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select');
}
