// Rows one can walk through: j and k (or the arrows) move the focus, Enter opens. The rows are virtualised: the ones beyond the edge
// are rendered ahead, and come into view by being focused.

export function watchRows(): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.matches('input[role=combobox][aria-expanded=true]')) {
      // The keys walk through what is offered; the caret stays, and Escape closes that before it clears the field.
      if (['ArrowDown', 'ArrowUp', 'Escape'].includes(event.key)) event.preventDefault();
      return;
    }
    if (target?.matches('input[data-key="/"]') && event.key === 'ArrowDown') {
      // From the filter down into what it found.
      event.preventDefault();
      firstInView()?.focus();
      return;
    }
    if (!target || target.matches('input:not([type=checkbox]), textarea, select, summary') || target.closest('.console-host, details[data-menu][open]') || document.querySelector('dialog[open]')) return;
    const row = target.closest<HTMLElement>('[data-row]');
    const by = event.key === 'j' || (row && event.key === 'ArrowDown') ? 1 : event.key === 'k' || (row && event.key === 'ArrowUp') ? -1 : 0;
    if (by !== 0) {
      const next = row ? neighbour(row, by) : firstInView();
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && target === row) {
      event.preventDefault();
      row.querySelector<HTMLElement>('[data-open]')?.click();
    }
  });
}

function neighbour(row: HTMLElement, by: number): HTMLElement | null {
  // Heads of groups are stepped over.
  let other = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (other?.matches('.group-row')) other = by > 0 ? other.nextElementSibling : other.previousElementSibling;
  return other instanceof HTMLElement && other.matches('[data-row]') ? other : null;
}

function firstInView(): HTMLElement | null {
  const table = document.querySelector('[data-rows]');
  if (!table) return null;
  const top = (table.querySelector('thead') ?? table).getBoundingClientRect().bottom;
  const rows = [...table.querySelectorAll<HTMLElement>('[data-row]')];
  return rows.find(row => row.getBoundingClientRect().top >= top - 1) ?? rows[0] ?? null;
}
