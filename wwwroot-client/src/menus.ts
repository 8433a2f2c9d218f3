// <details data-menu>: one open at a time, closed by Escape, by a click elsewhere, by a choice; arrows walk through its items.

const items = 'a[href], button:not(:disabled), input:not(:disabled)';

export function watchMenus(): void {
  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const inside = target?.closest('details[data-menu]') ?? null;
    for (const menu of openMenus()) {
      if (menu !== inside || target?.closest('.menu-list a, .menu-list button')) menu.open = false;
    }
  });
  document.addEventListener('keydown', event => {
    const menu = openMenus()[0];
    if (!menu) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      menu.open = false;
      menu.querySelector('summary')?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(menu, event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  document.addEventListener('focusin', event => {
    for (const menu of openMenus()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
}

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')];
}

function step(menu: HTMLElement, by: number): void {
  const choices = [...menu.querySelectorAll<HTMLElement>(items)];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  choices.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % choices.length)?.focus();
}
