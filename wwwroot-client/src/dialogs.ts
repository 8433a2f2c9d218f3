// The terminal's own two questions, in native dialogs: they trap focus and close on Escape without help.
import { countLines, typeable } from './paste.ts';
import { withNumber, type Labels } from './labels.ts';

const encoder = new TextEncoder();

/** Shows what would be typed; resolves with the text to send, perhaps changed, or null. */
export function askPaste(text: string, labels: Labels): Promise<string | null> {
  const area = element('textarea', 'input console-dialog-text');
  area.value = text;
  area.rows = 12;
  area.spellcheck = false;
  area.setAttribute('aria-label', labels.pasteHint);
  area.placeholder = labels.pasteHint;
  const size = element('span', 'console-dialog-size');
  const describe = () => {
    const bytes = encoder.encode(typeable(area.value)).length;
    size.textContent = `${withNumber(labels.pasteLines, countLines(area.value))} · ${withNumber(labels.pasteBytes, bytes)}`;
  };
  area.addEventListener('input', describe);
  describe();
  return ask(labels.pasteTitle, [area, size], labels.pasteSend, labels.pasteCancel, text.length === 0 ? area : null)
    .then(agreed => (agreed && area.value.length > 0 ? area.value : null));
}

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

function ask(title: string, body: HTMLElement[], yes: string, no: string, focus: HTMLElement | null): Promise<boolean> {
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
    agree.addEventListener('click', () => dialog.close('yes'));
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

function button(text: string, className: string): HTMLButtonElement {
  const made = element('button', className);
  made.type = 'button';
  made.textContent = text;
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
