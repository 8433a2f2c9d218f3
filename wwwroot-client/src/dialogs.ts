// The terminal's own questions, in native dialogs: they trap focus and close on Escape without help.
import type { Labels } from './labels.ts';

/** Opens an address that a server printed: http and https only, in full view, in a tab that knows nothing of this one. */
export async function askOpen(address: string, labels: Labels): Promise<void> {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
  const code = element('code', 'console-dialog-address');
  code.textContent = url.href;
  const text = element('p', '');
  text.textContent = labels.linkText;
  if (await ask(labels.linkTitle, [code, text], labels.linkOpen, labels.linkCancel, null)) window.open(url.href, '_blank', 'noopener,noreferrer');
}

/** Asks; `ready` says whether the question may be agreed to as it stands, and shows why not. */
export function ask(
  title: string, body: HTMLElement[], yes: string, no: string, focus: HTMLElement | null, ready: () => boolean = () => true,
): Promise<boolean> {
  return new Promise(resolve => {
    const before = document.activeElement;
    const dialog = element('dialog', 'dialog console-dialog');
    const heading = element('h2', '');
    heading.textContent = title;
    heading.id = 'console-dialog-title';
    dialog.setAttribute('aria-labelledby', heading.id);
    const head = element('div', 'dialog-head');
    head.append(heading);
    const main = element('div', 'dialog-body');
    main.append(...body);
    const foot = element('div', 'dialog-foot');
    const cancel = button(no, 'button');
    const agree = button(yes, 'button button-primary');
    const end = element('span', 'end');
    end.append(cancel, agree);
    foot.append(end);
    dialog.append(head, main, foot);
    cancel.addEventListener('click', () => dialog.close('no'));
    agree.addEventListener('click', () => {
      if (ready()) dialog.close('yes');
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
    (focus ?? agree).focus();
  });
}

export function button(text: string, className: string): HTMLButtonElement {
  const made = element('button', className);
  made.type = 'button';
  made.textContent = text;
  return made;
}

export function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
